"""What an author reads about a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from forums.models import Post
from groups.models import SupportGroup
from moderation import sentences
from moderation.models import Decision
from moderation.pages.appeal import SecondLook, second_look
from moderation.pages.places import post_url, when, zone
from personas.actors import Actor


@dataclass(frozen=True)
class DecisionPage:
    """What an author reads about a decision: what, why, the text given back, until when writing rests, and a
    second look."""

    title: str
    what: str
    reason: str
    source: str
    when: str
    rests_until: str
    place: str
    place_url: str
    group_url: str
    again: SecondLook
    url: str


def decision_page(decision: Decision, actor: Actor, group: SupportGroup, now: datetime) -> DecisionPage:
    """For the author. Needs case, post, thread, forum, reason and appeal loaded; two statements at most.

    It leads to the thread only who may read there now, and says no title but that of the author's own thread.
    """
    post = decision.case.post
    until = decision.at + timedelta(days=decision.silence_days)
    again = second_look(decision, actor, group, now)
    verdict = _holding(decision, again)
    rests = decision.silence_days and until > now and not again.is_taken_back
    is_shown = post is not None and post.number is not None and post.state == Post.State.PUBLISHED
    return DecisionPage(
        title=sentences.told_title(verdict),
        what=sentences.told(verdict),
        reason=decision.reason.text if hasattr(decision, "reason") else "",
        source="" if post is None or is_shown else post.source,
        when=when(decision.at, actor, now),
        rests_until=sentences.day(until, zone(actor)) if rests else "",
        place=post.thread.title if post and post.number == 1 else "",
        place_url=post_url(post, group) if post and actor.can("forums.read", post.thread) else "",
        group_url=f"/g/{group.code}/",
        again=again,
        url=f"/g/{group.code}/decisions/{decision.ref}/",
    )


def _holding(decision: Decision, again: SecondLook) -> str:
    """What holds now: a post that was taken from its author and came back by a second look is shown again."""
    is_back = again.is_taken_back and decision.verdict != Decision.Verdict.STAYS
    return Decision.Verdict.RELEASED if is_back else decision.verdict
