"""A poll on its thread's page."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from forums.models import Ballot, PollOption, Post, Thread
from forums.pages.frames import Reader, notes_of
from groups.sides import hides
from personas.actors import Actor
from supportgroups.lib.notes import Regard
from supportgroups.lib.prepared import prepared

# With fewer ballots a choice could be guessed.
LEAST_TO_SHOW = 3


@dataclass(frozen=True)
class PollView:
    """What `components/poll.html` takes. `answers` (position, words) are there to choose from while one may; `results`
    (words, how many) once one has chosen and enough others have. `fold` says why it stands behind a press."""

    question: str
    answers: tuple[tuple[int, str], ...]
    results: tuple[tuple[str, int], ...]
    note: str
    vote_url: str
    fold: str = ""


def poll_view(reader: Reader, thread: Thread) -> PollView | None:
    """The poll of a thread from `find_thread`, if there is one to see. One statement; none where there is no poll.

    It goes with the words that it stands above: not there while they are not, under their notes, folded away with them.
    """
    regard = _regard(reader, thread)
    if not has_open_poll(thread) or regard is Regard.AWAY:
        return None
    options = _options(reader.actor.for_statements(), thread.pk, reader.seat.persona_id)
    if not options:
        return None
    has_chosen: bool = options[0].has_chosen  # type: ignore[attr-defined]
    may_choose = not has_chosen and reader.actor.can("forums.vote", thread)
    is_enough = sum(option.votes for option in options) >= LEAST_TO_SHOW
    return PollView(
        question=options[0].poll.question,
        answers=tuple((option.position, option.words) for option in options) if may_choose else (),
        results=tuple((option.words, option.votes) for option in options) if is_enough and not may_choose else (),
        note=_note(may_choose=may_choose, is_enough=is_enough),
        vote_url=f"{reader.paths.thread(thread.ref)}poll/vote/",
        fold=_fold(options[0], thread, regard),
    )


def has_open_poll(thread: Thread) -> bool:
    """Whether a thread from `find_thread` has a poll, and the words it stands above are shown."""
    return thread.has_poll and is_beginning_shown(thread)


def is_beginning_shown(thread: Thread) -> bool:
    """Whether the words that begin a thread from `find_thread` can be read."""
    return thread.first_state == Post.State.PUBLISHED  # type: ignore[attr-defined]


@prepared
def _options(actor: Actor, thread_id: int, persona_id: int | None) -> QuerySet[PollOption]:
    chosen = Ballot.objects.filter(poll_id=OuterRef("poll_id"), persona_id=persona_id or 0)
    found = PollOption.objects.filter(poll__thread_id=thread_id).select_related("poll").order_by("position")
    return found.annotate(has_chosen=Exists(chosen), is_hidden=hides(actor, "poll__made_by_id"))


def _fold(option: PollOption, thread: Thread, regard: Regard) -> str:
    if option.is_hidden:  # type: ignore[attr-defined]
        return _("Folded away for you.")
    if regard is Regard.COVERED:
        return _("This talks about %(notes)s.") % {"notes": ", ".join(notes_of(thread.content_notes))}
    return ""


def _regard(reader: Reader, thread: Thread) -> Regard:
    """How the reader wants to meet it; whoever began the thread meets her own words."""
    is_mine = thread.author_id in reader.seat.face_ids
    return Regard.OPEN if is_mine else reader.regard(thread.content_notes)


def _note(*, may_choose: bool, is_enough: bool) -> str:
    if may_choose:
        return _(
            "Nobody can look up what you choose, not even facilitators. So it cannot be changed afterwards either."
        )
    if not is_enough:
        return _("What was chosen is shown once three people have, so that nobody's choice can be guessed.")
    return ""
