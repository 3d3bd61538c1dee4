"""What an author reads about a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from forums.models import Post
from groups.models import SupportGroup
from moderation import sentences
from moderation.models import Decision
from moderation.pages.places import post_url, when, zone
from personas.actors import Actor


@dataclass(frozen=True)
class DecisionPage:
    """What an author reads about a decision: what, why, the text given back, and until when writing rests."""

    title: str
    what: str
    reason: str
    source: str
    when: str
    rests_until: str
    place: str
    place_url: str
    group_url: str


def decision_page(decision: Decision, actor: Actor, group: SupportGroup, now: datetime) -> DecisionPage:
    """For the author. Needs case, post, thread, forum and reason loaded; no statement.

    It leads to the thread only who may read there now, and says no title but that of the author's own thread.
    """
    post = decision.case.post
    until = decision.at + timedelta(days=decision.silence_days)
    rests = decision.silence_days and until > now
    is_shown = post is not None and post.number is not None and post.state == Post.State.PUBLISHED
    return DecisionPage(
        title=sentences.told_title(decision),
        what=sentences.told(decision),
        reason=decision.reason.text if hasattr(decision, "reason") else "",
        source="" if post is None or is_shown else post.source,
        when=when(decision.at, actor, now),
        rests_until=sentences.day(until, zone(actor)) if rests else "",
        place=post.thread.title if post and post.number == 1 else "",
        place_url=post_url(post, group) if post and actor.can("forums.read", post.thread) else "",
        group_url=f"/g/{group.code}/",
    )
