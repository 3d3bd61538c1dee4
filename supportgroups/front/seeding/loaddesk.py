"""What the desk of the large world decided: a case for every post that it took from sight, and some second looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from forums.models import Post
from moderation.models import Appeal, Case, Decision, Reason
from supportgroups.front.seeding.load import LoadGroup

APPEAL_EVERY = 5  # of decisions: one that a second look was asked for at
WAITING = 3  # of those in a group: so many wait; the others were answered
DAY = timedelta(days=1)


def cases(home: LoadGroup, posts: Iterable[Post]) -> Iterator[Case]:
    """One of each post, closed a day after it was written."""
    for post in posts:
        at = post.published_at
        yield Case(group_id=home.group.pk, post=post, about_id=post.author_id, opened_at=at, closed_at=at + DAY)


def decisions(home: LoadGroup, closed: Iterable[Case]) -> Iterator[Decision]:
    """By one of the two who facilitate, never about what they wrote themselves. Needs the posts loaded."""
    for case in closed:
        is_gone = case.post is not None and case.post.state == Post.State.REMOVED
        verdict = Decision.Verdict.REMOVED if is_gone else Decision.Verdict.HIDDEN
        by = next(face for face in home.face_ids[:-3:-1] if face != case.about_id)
        yield Decision(group_id=home.group.pk, case=case, verdict=verdict, by_id=by, at=case.opened_at + DAY)


def reasons(made: Iterable[Decision]) -> Iterator[Reason]:
    for decision in made:
        yield Reason(decision=decision, text="It tells where somebody lives. Without that line it is welcome.")


def appeals(home: LoadGroup, made: list[Decision]) -> Iterator[Appeal]:
    """The newest few wait; of the others somebody who did not decide has said that it stands. Needs the cases loaded.

    Those by who facilitates are left out: nobody else would be there to look.
    """
    asked = [one for one in reversed(made) if one.case.about_id not in home.face_ids[-2:]][::APPEAL_EVERY]
    for place, decision in enumerate(asked):
        other = next(face for face in home.face_ids[-2:] if face != decision.by_id)
        said = {"outcome": Appeal.Outcome.STANDS, "ended_at": decision.at + DAY, "answered_by_id": other}
        yield Appeal(
            group_id=home.group.pk,
            decision=decision,
            about_id=decision.case.about_id,
            decided_by_id=decision.by_id,
            words="It is my own street.",
            asked_at=decision.at + DAY / 2,
            **({} if place < WAITING else said | {"answer": "The number of the house is in it too."}),
        )
