"""Who comes to a group's address: the group and a seat in it, by one statement, which every page of a group asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet, Subquery

from groups.models import AdmissionPolicy, Membership, SupportGroup
from groups.seats import SAID, group_face, in_group, seated, with_all_that_hangs_on
from personas import faces
from personas.actors import Actor
from supportgroups.lib.prepared import Word, prepared

# What of a group and its door the pages of members ask every day; all else is read by whoever asks for it.
EVERY_DAY = frozenset({
    "space_id", "slug", "code", "name", "state", "readership", "is_listed", "language", "zone", "has_cohorts",
    "asks_contact_card", "allows_kinds", "allows_polls", "allows_pictures", "allows_mentions", "allows_thread_names",
    "requires_rereading", "edit_hours", "first_words", "welcome_html",
})  # fmt: skip
_GROUPS = tuple(column.attname for column in SupportGroup._meta.concrete_fields if column.attname in EVERY_DAY)
_DOORS = ("group_id", "door")
# The others, for a statement that has a group with its door beside something else.
SELDOM = tuple(column.name for column in SupportGroup._meta.concrete_fields if column.attname not in EVERY_DAY)
SELDOM_OF_A_DOOR = tuple(
    column.name for column in AdmissionPolicy._meta.concrete_fields if column.attname not in _DOORS
)


@dataclass(frozen=True)
class Arrival:
    """A group with its door, the actor seated in it, and the membership to note a visit for: None where there is none
    or today's is noted."""

    group: SupportGroup
    actor: Actor
    unnoted_membership_id: int | None


def arrive(actor: Actor, code: str, now: datetime) -> Arrival | None:
    """Somebody who is signed in, at the address of a group; None where there is no such group. Writes nothing.

    One statement; one more for who has never been a member of it, and one for who is appointed, has runs, or asks to
    come in. Whether the group may be seen is for the caller to ask.
    """
    rows, group = _mine(actor, code)
    group = group or next(iter(_with_code(Word(code))), None)
    if group is None:
        return None
    return Arrival(group, seated(actor, group.pk, rows, now), _unnoted(group_face(rows), now.date()))


def note_visit(membership_id: int, day: date) -> None:
    """Keep the day of a member's last visit: a date and no more, for signals about the group. One statement."""
    Membership.objects.filter(pk=membership_id).exclude(last_visit_on=day).update(last_visit_on=day)


def _mine(actor: Actor, code: str) -> tuple[list[dict[str, Any]], SupportGroup | None]:
    """The actor's faces in the group, and the group, with its everyday columns, where one of them has a membership to
    reach it by."""
    rows, group = [], None
    for row in _rows(actor.for_statements(), Word(code)):
        face = dict(zip(SAID, row, strict=False))
        rows.append(face)
        if group is None and face["membership__pk"] is not None:
            group = _group_of(row[len(SAID) :])
    return rows, group


@prepared
def _rows(actor: Actor, code: Word) -> QuerySet[Any, Any]:
    here = Subquery(SupportGroup.objects.filter(code=code).values("pk"))
    mine = with_all_that_hangs_on(in_group(faces.faces_of(actor), here))
    at = "membership__group__"
    return mine.values_list(*SAID, *(f"{at}{name}" for name in _GROUPS), *(f"{at}policy__{name}" for name in _DOORS))


def _group_of(values: tuple[Any, ...]) -> SupportGroup:
    group = SupportGroup.from_db(DEFAULT_DB_ALIAS, _GROUPS, values[: len(_GROUPS)])
    door = AdmissionPolicy.from_db(DEFAULT_DB_ALIAS, _DOORS, values[len(_GROUPS) :])
    if door.pk is None:
        group._state.fields_cache["policy"] = None
    else:
        door.group = group
    return group


@prepared
def _with_code(code: Word) -> QuerySet[SupportGroup]:
    """The group, with its door: many pages say who can come in."""
    return SupportGroup.objects.select_related("policy").filter(code=code)


def _unnoted(face: dict[str, Any] | None, today: date) -> int | None:
    if face is None or face["membership__status"] not in Membership.CURRENT:
        return None
    return None if face["membership__last_visit_on"] == today else int(face["membership__pk"])
