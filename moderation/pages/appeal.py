"""A second look, as the one who may ask for it reads of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from groups.models import SupportGroup
from moderation import sentences
from moderation.actions import appealing
from moderation.models import Appeal, Decision, Removal
from moderation.pages.places import when, zone
from personas.actors import Actor


@dataclass(frozen=True)
class SecondLook:
    """``may_ask``: until a day, and `who` says who looks. ``is_waiting``: it was asked and nobody has looked yet.
    ``outcome``: what came of it, with the words of whoever looked; never their name. ``words``: one's own."""

    may_ask: bool = False
    is_waiting: bool = False
    is_taken_back: bool = False
    until: str = ""
    who: str = ""
    words: str = ""
    asked: str = ""
    outcome: str = ""
    answer: str = ""
    answered: str = ""


def second_look(thing: Decision | Removal, actor: Actor, group: SupportGroup, now: datetime) -> SecondLook:
    """Needs the appeal of the thing loaded. No statement for one that is over; two at most."""
    appeal: Appeal | None = getattr(thing, "appeal", None)
    if appeal is None:
        if not appealing.is_appealable(thing, now):
            return SecondLook()
        until = sentences.day(thing.at + appealing.APPEAL_FOR, zone(actor))
        return SecondLook(may_ask=True, until=until, who=_who(thing, group))
    return SecondLook(
        is_waiting=not appeal.outcome,
        is_taken_back=appeal.outcome == Appeal.Outcome.TAKEN_BACK,
        who="" if appeal.outcome else _who(thing, group),
        words=appeal.words,
        asked=when(appeal.asked_at, actor, now),
        outcome=sentences.looked_again(appeal),
        answer=appeal.answer,
        answered=when(appeal.ended_at, actor, now) if appeal.ended_at else "",
    )


def _who(thing: Decision | Removal, group: SupportGroup) -> str:
    """Who looks at it, honestly. One statement."""
    about_id = thing.about_id if isinstance(thing, Removal) else thing.case.about_id
    here = appealing.who_looks(group, about_id=about_id)
    if set(here) - {thing.by_id}:
        return _("Somebody else who looks after the group reads it, not the one who decided.")
    if here:
        return _(
            "At present nobody else looks after this group, so the one who decided looks once more. The group’s admins"
            " are asked to find somebody else."
        )
    return _("At present nobody looks after this group, so it waits until somebody does. The group’s admins are told.")
