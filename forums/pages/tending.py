"""What can be done with a thread as a whole, and what has been done with it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from forums.models import Settled, Thread, Watch
from forums.pages.frames import Reader
from forums.pages.polls import is_beginning_shown

Act = tuple[str, str, str]
Mark = tuple[str, str]


@dataclass(frozen=True)
class Tending:
    """For a thread's page. `marks` are (words, icon); `history` says who made them and when; `levels` are
    (value, words, is_mine) of how much one wants to hear."""

    marks: tuple[Mark, ...]
    history: tuple[str, ...]
    acts: tuple[Act, ...]
    levels: tuple[tuple[str, str, bool], ...]
    watch_url: str
    letters_url: str


def tending(reader: Reader, thread: Thread) -> Tending:
    """Of a thread from `find_thread`. A statement for each who closed it, settled it or parted it from another."""
    here = reader.paths.thread(thread.ref)
    wanted: str | None = thread.my_level  # type: ignore[attr-defined]
    return Tending(
        marks=_marks(thread),
        history=_history(reader, thread),
        acts=(*_settling(reader, thread, here), *_looking_after(reader, thread, here)),
        levels=tuple((level.value, words, level == (wanted or Watch.Level.DIGEST)) for level, words in _levels()),
        watch_url=f"{here}watch/",
        letters_url=f"{reader.paths.group}mail/",
    )


def _marks(thread: Thread) -> tuple[Mark, ...]:
    marks = [(_("Kept on top"), "pin")] if hasattr(thread, "pin") else []
    marks += [(_("Here the run says goodbye"), "check")] if thread.forum.ending_round_id == thread.pk else []
    marks += [(_("Closed to answers"), "lock")] if thread.is_locked else []
    marks += [(_("Nobody is called in here"), "eye")] if thread.calls_nobody else []
    marks += [(str(thread.settled.get_how_display()), "check")] if hasattr(thread, "settled") else []
    return tuple(marks)


def _history(reader: Reader, thread: Thread) -> tuple[str, ...]:
    said = []
    if thread.is_locked:
        lock = thread.lock
        words = {"name": lock.made_by.name, "when": reader.when(lock.made_at), "reason": lock.reason}
        if lock.reason:
            said.append(_("%(name)s closed this thread %(when)s: “%(reason)s”") % words)
        else:
            said.append(_("%(name)s closed this thread %(when)s.") % words)
    if hasattr(thread, "offshoot"):
        words = {"name": thread.offshoot.made_by.name, "when": reader.when(thread.offshoot.made_at)}
        said.append(_("This began as an answer; %(name)s made it a thread of its own %(when)s.") % words)
    if hasattr(thread, "settled"):
        mark = thread.settled
        words = {"name": mark.made_by.name, "when": reader.when(mark.made_at)}
        if mark.how == Settled.How.ANSWERED:
            said.append(_("%(name)s marked it as answered %(when)s. More answers are welcome.") % words)
        else:
            said.append(_("%(name)s said %(when)s that it needs no reply. Answers are welcome all the same.") % words)
    return tuple(said)


def _settling(reader: Reader, thread: Thread, here: str) -> list[Act]:
    asking = [(_("Ask everybody in a poll"), f"{here}poll/new/", "get")]
    may_ask = asking if is_beginning_shown(thread) and reader.actor.can("forums.ask_poll", thread) else []
    if thread.has_poll and reader.actor.can("forums.take_poll_back", thread):
        may_ask = [(_("Take the poll back"), f"{here}poll/take-back/", "get")]
    return may_ask + _settling_acts(reader, thread, here)


def _settling_acts(reader: Reader, thread: Thread, here: str) -> list[Act]:
    if not reader.actor.can("forums.settle", thread):
        return []
    if hasattr(thread, "settled"):
        return [(_("It waits for answers again"), f"{here}settled/undo/", "post")]
    return [
        (_("Mark as answered"), f"{here}settled/{Settled.How.ANSWERED}/", "post"),
        (_("It needs no reply"), f"{here}settled/{Settled.How.NO_REPLY}/", "post"),
    ]


def _looking_after(reader: Reader, thread: Thread, here: str) -> list[Act]:
    if not reader.actor.can("forums.tend", thread):
        return []
    is_pinned = hasattr(thread, "pin")
    return [
        (_("Let it go down with the others"), f"{here}pin/undo/", "post")
        if is_pinned
        else (_("Keep it on top"), f"{here}pin/", "post"),
        (_("Open it to answers again"), f"{here}lock/undo/", "post")
        if thread.is_locked
        else (_("Close it to answers"), f"{here}lock/", "get"),
        *_calling(reader, thread, here),
        *_parting(reader, thread, here),
        (_("Move it to another forum"), f"{here}move/", "get"),
        (_("Join it with another thread"), f"{here}merge/", "get"),
    ]


def _calling(reader: Reader, thread: Thread, here: str) -> list[Act]:
    if thread.calls_nobody:
        return [(_("Let people be called by name again"), f"{here}calls/undo/", "post")]
    return [(_("Call nobody into this thread"), f"{here}calls/", "post")] if reader.group.allows_mentions else []


def _parting(reader: Reader, thread: Thread, here: str) -> list[Act]:
    if not reader.actor.can("forums.end_round", thread):
        return []
    if thread.forum.ending_round_id == thread.pk:
        return [(_("Say goodbye somewhere else"), f"{here}ending/undo/", "post")]
    return [(_("Say goodbye here when the run ends"), f"{here}ending/", "post")]


def _levels() -> tuple[tuple[Watch.Level, str], ...]:
    """A summary holds every thread that one has not turned away from; what comes by itself is not in it again."""
    return (
        (Watch.Level.EACH, _("Each reply, at most one letter an hour")),
        (Watch.Level.DIGEST, _("With my summary, if I have asked for one")),
        (Watch.Level.NONE, _("Nothing")),
    )
