"""Marks on a thread: kept on top, closed to answers, settled; and how much of it somebody wants to hear.

A second press changes nothing, and what is gone already may be taken off again.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from forums.models import Lock, Pin, Settled, Thread, Watch
from groups.actions import log, note_act
from personas.actors import Seat
from personas.models import Persona

CLOSED, OPENED = "forums.closed", "forums.opened"
LEFT_OUT, CALLED = "forums.left_out", "forums.called"


@transaction.atomic
def pin(*, thread: Thread, by: Persona, now: datetime) -> Pin:
    """Keep it on top of its forum. The caller has asked "forums.tend"."""
    made, _is_new = Pin.objects.get_or_create(
        thread=thread, defaults={"group_id": thread.group_id, "made_by": by, "made_at": now}
    )
    note_act(persona_id=by.pk, group=thread.group, now=now)
    return made


def unpin(*, thread: Thread) -> None:
    """Let it go down with the others."""
    Pin.objects.filter(thread=thread).delete()


@transaction.atomic
def lock(*, thread: Thread, by: Persona, reason: str, now: datetime) -> Lock:
    """Close it to answers. Drafts for it are kept; what waits out its minutes goes back to its author's drafts.

    Holds the thread's row lock, so that no answer appears after it. The caller has asked "forums.tend".
    """
    Thread.objects.select_for_update().get(pk=thread.pk)
    made, is_new = Lock.objects.get_or_create(
        thread=thread, defaults={"group_id": thread.group_id, "made_by": by, "made_at": now, "reason": reason}
    )
    note_act(persona_id=by.pk, group=thread.group, now=now)
    if is_new:
        log(CLOSED, group_id=thread.group_id, by=by, now=now, detail={"thread": thread.pk, "reason": reason})
    return made


@transaction.atomic
def unlock(*, thread: Thread, by: Persona, now: datetime) -> None:
    """Open it to answers again."""
    gone, _by_table = Lock.objects.filter(thread=thread).delete()
    if gone:
        log(OPENED, group_id=thread.group_id, by=by, now=now, detail={"thread": thread.pk})


@transaction.atomic
def leave_people_out(*, thread: Thread, by: Persona, is_so: bool, now: datetime) -> Thread:
    """Whether nobody can be called into a thread by name. What was called before is told no more. Safe to repeat.

    Holds the thread's row lock, so that no post appears beside it. The caller has asked "forums.tend".
    """
    fresh = Thread.objects.select_for_update().get(pk=thread.pk)
    if fresh.calls_nobody != is_so:
        fresh.calls_nobody = is_so
        fresh.save(update_fields=["calls_nobody"])
        note_act(persona_id=by.pk, group=thread.group, now=now)
        detail = {"thread": thread.pk}
        log(LEFT_OUT if is_so else CALLED, group_id=thread.group_id, by=by, now=now, detail=detail)
    return fresh


@transaction.atomic
def settle(*, thread: Thread, how: Settled.How, by: Persona, now: datetime) -> Settled:
    """It waits for nobody any more. The caller has asked "forums.settle"."""
    made, _is_new = Settled.objects.update_or_create(
        thread=thread,
        defaults={"how": how, "made_by": by, "made_at": now},
        create_defaults={"group_id": thread.group_id, "how": how, "made_by": by, "made_at": now},
    )
    return made


def unsettle(*, thread: Thread) -> None:
    """It waits again, if nobody has answered."""
    Settled.objects.filter(thread=thread).delete()


def watch(*, actor_seat: Seat, thread: Thread, level: Watch.Level, now: datetime) -> None:
    """How much of the thread the group face wants to hear; of each post, from now on. Safe to repeat.

    The caller has asked "forums.watch".
    """
    wanted = {"level": level, "since": now if level == Watch.Level.EACH else None}
    mine = {"thread": thread, "persona_id": actor_seat.persona_id or 0}
    watch, is_new = Watch.objects.get_or_create(**mine, defaults={"group_id": thread.group_id, **wanted})
    if not is_new and watch.level != level:
        Watch.objects.filter(pk=watch.pk).update(**wanted)
