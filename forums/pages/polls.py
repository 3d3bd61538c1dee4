"""A poll on its thread's page."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from forums.models import Ballot, PollOption, Thread
from forums.pages.frames import Reader

# With fewer ballots a choice could be guessed.
LEAST_TO_SHOW = 3


@dataclass(frozen=True)
class PollView:
    """What `components/poll.html` takes. `answers` (position, words) are there to choose from while one may; `results`
    (words, how many) once one has chosen and enough others have."""

    question: str
    answers: tuple[tuple[int, str], ...]
    results: tuple[tuple[str, int], ...]
    note: str
    vote_url: str


def poll_view(reader: Reader, thread: Thread) -> PollView | None:
    """The thread's poll, if there is one. One statement; none where there is no poll."""
    if not thread.has_poll:
        return None
    chosen = Ballot.objects.filter(poll_id=OuterRef("poll_id"), persona_id=reader.seat.persona_id or 0)
    found = PollOption.objects.filter(poll__thread=thread).select_related("poll").annotate(has_chosen=Exists(chosen))
    options = list(found.order_by("position"))
    if not options:
        return None
    may_choose = not options[0].has_chosen and reader.actor.can("forums.vote", thread)
    is_enough = sum(option.votes for option in options) >= LEAST_TO_SHOW
    return PollView(
        question=options[0].poll.question,
        answers=tuple((option.position, option.words) for option in options) if may_choose else (),
        results=tuple((option.words, option.votes) for option in options) if is_enough and not may_choose else (),
        note=_note(may_choose=may_choose, is_enough=is_enough),
        vote_url=f"{reader.paths.thread(thread.ref)}poll/vote/",
    )


def _note(*, may_choose: bool, is_enough: bool) -> str:
    if may_choose:
        return _(
            "Nobody can look up what you choose, not even facilitators. So it cannot be changed afterwards either."
        )
    if not is_enough:
        return _("What was chosen is shown once three people have, so that nobody's choice can be guessed.")
    return ""
