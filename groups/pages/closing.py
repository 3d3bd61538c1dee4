"""How it stands with the closing of a group: for those who look after it, and for everybody in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from groups.carenotices import day_words
from groups.models import Closing, SupportGroup
from personas.actors import Actor


@dataclass(frozen=True)
class ClosingPage:
    """The page. `stands`: how it stands, empty while nobody has asked."""

    stands: tuple[str, ...]
    words: str
    ask_url: str
    agree_url: str
    over_url: str
    back_url: str


def closing_page(actor: Actor, group: SupportGroup) -> ClosingPage:
    """One statement."""
    here = f"/g/{group.code}/settings/close/"
    may_ask = actor.can("groups.settings", group)
    back_url = f"/g/{group.code}/settings/" if may_ask else f"/g/{group.code}/"
    found = Closing.objects.visible_to(actor).standing().filter(group=group).select_related("asked_by").first()
    if found is None:
        return ClosingPage((), "", f"{here}ask/" if may_ask else "", "", "", back_url)
    mine = found.asked_by_id == actor.seat_in(group.pk).persona_id
    return ClosingPage(
        stands=_stands(found, is_mine=mine),
        words=found.words,
        ask_url="",
        agree_url="" if found.agreed_at or mine else f"{here}agree/",
        over_url="" if found.closed_at else f"{here}over/",
        back_url=back_url,
    )


def closing_words(group: SupportGroup) -> list[str]:
    """What everybody in the group reads on its page. One statement, and only where the group takes in nobody."""
    if group.takes_newcomers:
        return []
    found = Closing.objects.standing().filter(group=group, agreed_at__isnull=False).first()
    return [*_days(found), found.words] if found is not None else []


def _stands(found: Closing, *, is_mine: bool) -> tuple[str, ...]:
    if found.agreed_at is not None:
        return _days(found)
    if is_mine:
        asked = _("You have asked to close the group. A second person has to agree before anything happens.")
    else:
        asked = _("%(name)s asks to close the group. Your word as a second person is needed.")
    return (asked % {"name": found.asked_by.name}, *_days(found))


def _days(found: Closing) -> tuple[str, ...]:
    closes = _("The group closes on %(day)s. Until then everything goes on.")
    if found.closed_at is not None:
        closes = _("The group was closed on %(day)s. Nobody can write here any more.")
    after = _("What was written can be read until %(day)s, and is then put away.")
    if found.erases:
        after = _("What was written can be read until %(day)s, and is then erased.")
    return closes % {"day": day_words(found.closes_on)}, after % {"day": day_words(found.ends_on)}
