"""How the seed world is looked after: a professional with a term, one power alone, and one group gone quiet."""

from __future__ import annotations

from datetime import datetime, timedelta

from groups.actions import Terms, announce_ends, appoint, grant_power, offer_help, watch_silence
from groups.models import Appointment, Membership, SupportGroup
from supportgroups.front.seeding.world import SeededGroup


def seed_care(seeded: list[SeededGroup], now: datetime) -> None:
    """By the verbs of the site, so that the groups' logs and the notices are as they would be."""
    by_slug = {group.words.slug: group for group in seeded}
    _professional(by_slug["after-a-death"], now)
    _helper(by_slug["carers-together"], now)
    _quiet(by_slug["ringing-ears"], now)


def _professional(seeded: SeededGroup, now: datetime) -> None:
    """Her registration was checked; her term ends in three weeks."""
    terms = Terms(
        profession="Bereavement counsellor",
        is_checked=True,
        credential_ends_on=(now + timedelta(days=500)).date(),
        ends_on=(now + timedelta(days=21)).date(),
    )
    appoint(
        membership=_member(seeded, "Alder"),
        role=Appointment.Role.FACILITATOR,
        kind=Appointment.Kind.PROFESSIONAL,
        credential="Registered counsellor",
        by=seeded.faces["Bramble"],
        now=now,
        terms=terms,
    )
    announce_ends(now)


def _helper(seeded: SeededGroup, now: datetime) -> None:
    grant_power(membership=_member(seeded, "Tansy"), power="write_newsletter", by=seeded.faces["Inkwell"], now=now)


def _quiet(seeded: SeededGroup, now: datetime) -> None:
    """Nobody has been heard of for nearly three weeks, and a member offers."""
    SupportGroup.objects.filter(pk=seeded.group.pk).update(looked_after_on=(now - timedelta(days=20)).date())
    watch_silence(now)
    somebody = Membership.objects.filter(group=seeded.group, status="active", is_appointed=False).order_by("pk")[0]
    offer_help(membership=somebody, now=now)


def _member(seeded: SeededGroup, handle: str) -> Membership:
    return Membership.objects.select_related("group").get(persona=seeded.faces[handle])
