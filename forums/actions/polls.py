"""Asking the readers of a thread, and choosing an answer that nobody can look up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from forums import textindex
from forums.models import Ballot, Poll, PollOption, Thread
from groups.actions import log, note_act
from personas.models import Persona

POLL_GONE = "forums.poll_gone"


class NoSuchAnswer(Exception):
    """The poll has no such answer."""


@transaction.atomic
def ask_poll(*, thread: Thread, question: str, answers: Sequence[str], by: Persona, now: datetime) -> Poll:
    """Put a question to the thread's readers. A second call gives the first one's poll: a thread has one.

    The thread's first post is found by it. The caller has asked "forums.ask_poll". Holds the thread's row lock.
    """
    fresh = Thread.objects.select_for_update().get(pk=thread.pk)
    if (there := Poll.objects.filter(thread=fresh).first()) is not None:
        return there
    poll = Poll.objects.create(group_id=fresh.group_id, thread=fresh, question=question, made_by=by, made_at=now)
    PollOption.objects.bulk_create(
        PollOption(group_id=fresh.group_id, poll=poll, position=place, words=words)
        for place, words in enumerate(answers, 1)
    )
    _set_mark(fresh, has_poll=True)
    return poll


@transaction.atomic
def take_poll_back(*, thread: Thread, by: Persona, now: datetime) -> None:
    """Let a question go, and all that was chosen with it; then another can be asked. Safe to repeat.

    Holds the thread's row lock and the poll's. The caller has asked "forums.take_poll_back".
    """
    fresh = Thread.objects.select_for_update(of=("self",)).select_related("group").get(pk=thread.pk)
    poll = Poll.objects.select_for_update().filter(thread=fresh).first()
    if poll is None:
        return
    if by.pk not in (poll.made_by_id, fresh.author_id):
        note_act(persona_id=by.pk, group=fresh.group, now=now)
        log(POLL_GONE, group_id=fresh.group_id, by=by, now=now, detail={"thread": fresh.pk})
    poll.delete()
    _set_mark(fresh, has_poll=False)


def _set_mark(thread: Thread, *, has_poll: bool) -> None:
    thread.has_poll = has_poll
    thread.save(update_fields=["has_poll"])
    textindex.put_opening(thread)


@transaction.atomic
def vote(*, poll: Poll, position: int, by: Persona) -> bool:
    """Choose one answer, once; whether it was counted. Holds the poll's row lock. Raises `NoSuchAnswer`, also where the
    poll has been taken back since the caller found it.

    Nothing is kept that joins the face and the answer, so it can neither be looked up nor changed.
    """
    if Poll.objects.select_for_update().filter(pk=poll.pk).first() is None:
        raise NoSuchAnswer
    option = PollOption.objects.filter(poll=poll, position=position)
    if not option.exists():
        raise NoSuchAnswer
    _ballot, is_first = Ballot.objects.get_or_create(poll=poll, persona=by, defaults={"group_id": poll.group_id})
    if is_first:
        option.update(votes=F("votes") + 1)
    return is_first


def forget_polls(persona: Persona) -> None:
    """Polls of a face that is forgotten go; what it chose stays counted, for nobody knows what that was."""
    threads = list(Thread.objects.filter(poll__made_by=persona))
    Poll.objects.filter(made_by=persona).delete()
    for thread in threads:
        _set_mark(thread, has_poll=False)
    Ballot.objects.filter(persona=persona).delete()
