"""Looking behind a name: the questions of a group, and one of them, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from groups.models import SupportGroup
from moderation.pages.places import when
from personas import unmasking
from personas.actors import Actor
from personas.models import Unmasking
from supportgroups.lib.pages import keyset
from supportgroups.lib.words import count_words

ORDER = ("-asked_at", "-pk")


@dataclass(frozen=True)
class QuestionRow:
    """A question in the list."""

    text: str
    meta: str
    url: str


@dataclass(frozen=True)
class Questions:
    """A part of the list, and the way on."""

    rows: tuple[QuestionRow, ...]
    older_url: str
    newer_url: str
    desk_url: str


@dataclass(frozen=True)
class Question:
    """One question. `behind` is the name, or `address` the address, that came out, for the two who looked, for a time.
    `is_for_address`: it is asked about a usual name."""

    handle: str
    handle_url: str
    asked_by: str
    asked_when: str
    reason: str
    telling: str
    delay_reason: str
    says: str
    behind: str
    behind_url: str
    address: str
    is_for_address: bool
    is_shown: bool
    agree_url: str
    decline_url: str
    list_url: str


def questions(actor: Actor, group: SupportGroup, now: datetime, after: str | None) -> Questions:
    """The newest first; none about a name of the reader's own, or that is not theirs to ask about. One statement."""
    here, seat = f"/g/{group.code}/desk/names/", actor.seat_in(group.pk)
    rows = Unmasking.objects.filter(group_space_id=group.pk).exclude(persona_id__in=seat.face_ids)
    usual = Q(persona__space_id=group.pk)
    for is_theirs, kind in ((seat.holds("unmask"), ~usual), (seat.holds("unmask_account"), usual)):
        rows = rows if is_theirs else rows.exclude(kind)
    page = keyset(rows.select_related("persona", "asked_by"), order=ORDER, after=after)
    return Questions(
        rows=tuple(_row(one, actor, here, now) for one in page.items),
        older_url=f"{here}?after={page.older}" if page.older else "",
        newer_url=f"{here}?after={page.newer}" if page.newer else "",
        desk_url=f"/g/{group.code}/desk/",
    )


def question(actor: Actor, group: SupportGroup, one: Unmasking, now: datetime) -> Question:
    """One question, as this reader may see it. Two statements where something came out."""
    here, people = f"/g/{group.code}/desk/names/questions/{one.ref}/", f"/g/{group.code}/people/"
    reader_id = actor.seat_in(group.pk).persona_id or 0
    is_for_address = not one.persona.is_one_thread_face
    behind = None if is_for_address else unmasking.answer(one, reader_id, now)
    is_mine = reader_id in {one.asked_by_id, one.agreed_by_id}
    return Question(
        handle=one.persona.name,
        handle_url=f"{people}{one.persona.ref}/",
        asked_by=one.asked_by.name,
        asked_when=when(one.asked_at, actor, now),
        reason=one.reason,
        telling=_telling(one),
        delay_reason=one.delay_reason,
        says=_says(one, now),
        behind=behind.name if behind else "",
        behind_url=f"{people}{behind.ref}/" if behind else "",
        address=unmasking.address(one, reader_id, now),
        is_for_address=is_for_address,
        is_shown=is_mine and one.is_shown(now),
        agree_url=f"{here}agree/" if one.is_waiting(now) and one.asked_by_id != reader_id else "",
        decline_url=f"{here}decline/" if one.is_waiting(now) else "",
        list_url=f"/g/{group.code}/desk/names/",
    )


def _row(one: Unmasking, actor: Actor, here: str, now: datetime) -> QuestionRow:
    asks = _("%(asker)s asks who %(name)s is")
    if not one.persona.is_one_thread_face:
        asks = _("%(asker)s asks for the address behind %(name)s")
    text = asks % {"asker": one.asked_by.name, "name": one.persona.name}
    return QuestionRow(text, f"{when(one.asked_at, actor, now)}. {_says(one, now)}", f"{here}questions/{one.ref}/")


def _says(one: Unmasking, now: datetime) -> str:
    if one.opened_at is not None:
        return _("Two people looked.")
    if one.closed_at is not None:
        return _("It was left alone.")
    if not one.is_waiting(now):
        return _("Nobody agreed within a week, so it was left alone.")
    return _("It waits for a second person.")


def _telling(one: Unmasking) -> str:
    if not one.tell_days:
        return _("The member is told at once.")
    return _("The member is told %(days)s after the look.") % {"days": count_words(one.tell_days, "day")}
