"""Opening a contact card, and having a second person look at it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from groups.models import SupportGroup
from personas import cards, keyring, letterbox
from personas.models import CardOpening, Persona

OPENED, TO_REVIEW, LATE = "moderation.card_opened", "moderation.card_to_review", "moderation.card_unreviewed"


@transaction.atomic
def open_card(*, persona: Persona, by: Persona, reason: str, now: datetime) -> CardOpening:
    """Open it; the member is told at once, and the others who may review. Safe to repeat. Raises `cards.NoCard`."""
    opening, is_new = cards.open_card(persona=persona, by=by, reason=reason, now=now)
    if is_new:
        group = SupportGroup.objects.get(pk=persona.group_space_id)
        letterbox.tell(persona.pk, OPENED, group_id=group.pk, subject_id=opening.pk, now=now)
        for holder in keyring.holders(group, "open_contact_card", besides=persona.pk):
            if holder != by.pk:
                letterbox.tell(holder, TO_REVIEW, group_id=group.pk, subject_id=opening.pk, now=now)
    return opening


@transaction.atomic
def chase_reviews(now: datetime) -> int:
    """Tell the admins of openings that nobody has reviewed in time, once; how many. For the worker."""
    late = list(cards.unreviewed(now).select_for_update(skip_locked=True))
    for opening in late:
        group = SupportGroup.objects.get(pk=opening.group_space_id)
        for admin in keyring.holders(group, "manage_roles", besides=opening.persona_id):
            letterbox.tell(admin, LATE, group_id=group.pk, subject_id=opening.pk, now=now)
    CardOpening.objects.filter(pk__in=[opening.pk for opening in late]).update(chased_at=now)
    return len(late)
