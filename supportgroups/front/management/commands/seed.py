"""`manage.py seed`: the small lively world, once."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

import directory.actions
from groups.models import Membership, SupportGroup
from moderation.actions import report_post
from newsletters.actions import set_preference
from supportgroups.front.seeding.caring import seed_care
from supportgroups.front.seeding.deciding import seed_decisions
from supportgroups.front.seeding.faces import seed_faces
from supportgroups.front.seeding.hosts import seed_host
from supportgroups.front.seeding.people import make_account
from supportgroups.front.seeding.world import (
    EMAIL_DOMAIN,
    SeededGroup,
    find_post,
    reported_posts,
    seed_world,
)
from supportgroups.front.seeding.writing import seed_change, seed_drafts


class Command(BaseCommand):
    """Fills an empty database; one that has groups is left as it is."""

    help = "Fill an empty database with a small lively world."

    def handle(self, *args: Any, **options: Any) -> None:
        if SupportGroup.objects.exists():
            self.stdout.write("The world is there already.")
            return
        self.fill(timezone.now())

    def fill(self, now: datetime) -> None:
        """Write all of it, as if it were lived until now."""
        with transaction.atomic():
            seeded = seed_world(now)
            make_account(f"stranger@{EMAIL_DOMAIN}")
            make_account(f"operator@{EMAIL_DOMAIN}", is_staff=True)
            for group in seeded:
                finish_group(group, now)
            carers = next(group for group in seeded if group.words.slug == "carers-together")
            seed_drafts(carers, now)
            seed_change(carers, now)
            seed_care(seeded, now)
            seed_faces(seeded, now)
            seed_host(seeded, now)
            seed_decisions(seeded, now)
        count = Membership.objects.count()
        self.stdout.write(f"A small world: {len(seeded)} groups, {count} memberships.")


def finish_group(seeded: SeededGroup, now: Any) -> None:
    """What the upper rooms add: the listing, a report on the desk, and somebody who asked for mail."""
    facilitator = next((face for face in seeded.faces.values() if face.pk in seeded.facilitator_ids), None)
    directory.actions.list_group(group=seeded.group, by=facilitator, now=now, concerns=seeded.words.concerns)
    for thread, words in reported_posts():
        post = find_post(seeded, thread, words)
        if post is not None:
            reporter = next(face for face in seeded.faces.values() if face.pk != post.author_id)
            report_post(post=post, reporter=reporter, ground="unkind", words=words.report or "", now=now)
    Membership.objects.current().filter(persona__in=list(seeded.faces.values())[:3]).update(is_willing_to_welcome=True)
    for face in list(seeded.faces.values())[:2]:
        set_preference(persona=face, group=seeded.group, cadence="daily", says="counts", now=now)
