"""Whom to call in a crisis, as a group says it itself, or as its host says it for it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from groups.actions.acts import note_act
from groups.actions.joining import lock_door
from groups.actions.logbook import log
from groups.models import Helplines, SupportGroup
from personas.models import Persona
from supportgroups.lib import phonelines


@transaction.atomic
def change_helplines(*, group: SupportGroup, lines: str, is_confirmed: bool, by: Persona, now: datetime) -> bool:
    """Say whom to call, or nobody with no `lines`; whether anything changed. `is_confirmed`: somebody has called them
    all today. While the group keeps its host's, nothing changes.

    Safe to repeat. Holds the door's row lock. Raises `phonelines.NotALine` and `phonelines.TooManyLines`.
    """
    policy = lock_door(group)
    if policy.keeps_host_helplines:
        return False
    lines = tidied(lines)
    found = Helplines.objects.filter(group=group).first()
    said = (found.lines, found.confirmed_on) if found else ("", None)
    day = confirmed_on(lines, said, timezone.localdate(now), is_confirmed=is_confirmed)
    if not put_helplines(group, lines, day):
        return False
    note_act(persona_id=by.pk, group=policy.group, now=now)
    log("groups.helplines", group_id=group.pk, by=by, now=now)
    return True


def put_helplines(group: SupportGroup, lines: str, confirmed: date | None) -> bool:
    """Write them as they are; whether that changed anything. Under the door's lock."""
    wanted = (lines, confirmed)
    if Helplines.objects.filter(group=group).values_list("lines", "confirmed_on").first() == wanted:
        return False
    if not lines:
        return bool(Helplines.objects.filter(group=group).delete()[0])
    Helplines.objects.update_or_create(group=group, defaults={"lines": lines, "confirmed_on": confirmed})
    return True


def tidied(lines: str) -> str:
    """Each line in the same way. Raises `phonelines.NotALine` and `phonelines.TooManyLines`."""
    return phonelines.written(phonelines.read(lines))


def confirmed_on(lines: str, said: tuple[str, date | None], today: date, *, is_confirmed: bool) -> date | None:
    """The day on which all of these lines were called last: other lines than those that were `said` lose theirs."""
    before, day = said
    if not lines:
        return None
    return today if is_confirmed else day if lines == before else None
