"""Asking, with a second person, what is behind a name."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from groups.models import SupportGroup
from moderation.permissions import power_to_look
from personas import keyring, letterbox, unmasking
from personas.models import Persona, Unmasking

WHO = "moderation.unmasking_asked"


@transaction.atomic
def ask_who(
    *, persona: Persona, by: Persona, reason: str, tell_days: int, delay_reason: str, now: datetime
) -> Unmasking:
    """Ask, and tell the others who may agree; never whoever wears the name. Safe to repeat: one question waits."""
    question = unmasking.ask(
        persona=persona, by=by, reason=reason, now=now, tell_days=tell_days, delay_reason=delay_reason
    )
    if question.asked_at == now:
        group = SupportGroup.objects.get(pk=persona.group_space_id)
        for holder in keyring.holders(group, power_to_look(persona), besides=persona.pk):
            if holder != by.pk:
                letterbox.tell(holder, WHO, group_id=group.pk, subject_id=question.pk, now=now)
    return question
