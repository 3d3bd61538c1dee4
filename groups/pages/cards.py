"""A member's contact card, to the member; and what is said of cards before somebody comes in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from groups.models import SupportGroup
from personas.actors import Actor
from personas.models import CardOpening, Persona
from supportgroups.lib import words

LONGEST_LIST = 20


@dataclass(frozen=True)
class Opened:
    """That the card was opened."""

    by: str
    when: str
    reason: str


@dataclass(frozen=True)
class MyCard:
    """What surrounds the form: how long it is kept, and who has opened it."""

    kept: str
    openings: tuple[Opened, ...]
    back_url: str


def my_card(actor: Actor, group: SupportGroup, face: Persona, now: datetime) -> MyCard:
    """One statement."""
    rows = CardOpening.objects.filter(persona=face).select_related("opened_by").order_by("-opened_at", "-pk")
    zone = ZoneInfo(actor.preferences.zone)
    openings = tuple(
        Opened(one.opened_by.name, words.when(one.opened_at, now, zone), one.reason) for one in rows[:LONGEST_LIST]
    )
    return MyCard(kept_words(group), openings, f"/g/{group.code}/me/")


def kept_words(group: SupportGroup) -> str:
    """When a card goes."""
    if not group.card_days:
        return _("It is erased when you leave the group.")
    days = words.count_words(group.card_days, "day")
    return _("It is erased %(days)s after you have left the group, or when you empty it.") % {"days": days}


def card_words(group: SupportGroup) -> str:
    """What a group that asks says of it on its face and at its door; nothing for one that does not."""
    if not group.asks_contact_card:
        return ""
    return _(
        "This group asks for a contact card: a name, a number, somebody to call. It is kept apart. Somebody who looks"
        " after the group can open it, with a reason, if a person may come to harm; that person is told at once."
    )
