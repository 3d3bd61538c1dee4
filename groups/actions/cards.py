"""Whether a group asks for contact cards, and when they go."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from groups.actions.joining import lock_door
from groups.actions.logbook import log
from groups.models import Membership, SupportGroup
from personas import cards
from personas.models import Persona


@transaction.atomic
def change_cards(*, group: SupportGroup, asks: bool, days: int, by: Persona, now: datetime) -> SupportGroup:
    """Ask members for a contact card, or ask no more: then those that were written are erased at once.

    `days`: how long one is kept after a membership has ended; as the host says, while the group keeps that. Safe to
    repeat; logged. Holds the door's row lock.
    """
    policy = lock_door(group)
    group = policy.group
    days = group.card_days if policy.keeps_host_cards else days
    if (group.asks_contact_card, group.card_days) == (asks, days):
        return group
    group.asks_contact_card, group.card_days = asks, days
    group.save(update_fields=["asks_contact_card", "card_days"])
    if not asks:
        cards.erase(Membership.objects.filter(group=group).values_list("persona_id", flat=True))
    log("groups.cards" if asks else "groups.no_cards", group_id=group.pk, by=by, now=now, detail={"days": days})
    return group


def erase_due_cards(now: datetime) -> int:
    """Erase the cards of those who left longer ago than their group says; how many. For the worker; safe to repeat."""
    today = timezone.localdate(now)
    ended = Membership.objects.exclude(status__in=Membership.CURRENT).filter(persona__in=cards.with_cards())
    rows = ended.values_list("persona_id", "ended_on", "group__card_days")
    return cards.erase(
        persona_id for persona_id, ended_on, days in rows if ended_on and ended_on + timedelta(days=days) <= today
    )
