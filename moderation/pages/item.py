"""What lies open on the desk: a case, a post that waits to be let through, or somebody who asks for a second look."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from forums.models import Post
from forums.pages.frames import Reader, title_of
from forums.pages.pictures import Pictures, pictures_to_judge
from groups.models import SupportGroup
from moderation import sentences
from moderation.models import Appeal, Case, Decision, Hold, Report
from moderation.pages.places import desk_url, post_url, when, zone
from personas.actors import Actor

LONGEST_HISTORY = 10
# What can lie open on the desk.
Thing: TypeAlias = Appeal | Case | Hold


@dataclass(frozen=True)
class Told:
    """What one member said. Not who: that is in no sentence of the desk."""

    ground: str
    words: str
    when: str


@dataclass(frozen=True)
class Past:
    """A decision, as the desk and its conflict page tell it."""

    verdict: str
    by: str
    when: str
    reason: str


@dataclass(frozen=True)
class Item:
    """What lies open: a case, a held post, or an appeal with its author's ``words``. ``html`` is a stored column;
    ``is_covered`` puts it behind a press, for who facilitates meets what bears a note as she chose, too."""

    ref: UUID
    url: str
    handle: str
    kind: str = "case"
    title: str = ""
    meta: str = ""
    is_urgent: bool = False
    html: str = ""
    state: str = ""
    place: str = ""
    place_url: str = ""
    notes: str = ""
    is_covered: bool = False
    pictures: Pictures = ()
    why: str = ""
    taken: str = ""
    is_mine: bool = False
    is_closed: bool = False
    may_show_again: bool = False
    is_worry: bool = False
    words: str = ""
    may_answer: bool = False
    is_left_to_me: bool = False
    answer: Past | None = None
    told: list[Told] = field(default_factory=list)
    history: list[Past] = field(default_factory=list)


def open_item(thing: Thing, actor: Actor, group: SupportGroup, now: datetime) -> Item:
    """The thing as it lies open. Two statements for a case, one for a held post, none for an appeal; one more for
    pictures."""
    post = _post_of(thing)
    if isinstance(thing, Appeal):
        item = _open_appeal(thing, post, actor, group, now)
    elif isinstance(thing, Hold):
        item = _open_hold(thing, actor, group, now)
    else:
        item = _open_case(thing, actor, group, now)
    return replace(item, pictures=pictures_to_judge(Reader(actor, group, now), post) if post else ())


def _post_of(thing: Thing) -> Post | None:
    if isinstance(thing, Appeal):
        return thing.decision.case.post if thing.decision else None
    return thing.post


def past(decision: Decision, actor: Actor, now: datetime) -> Past:
    """A decision in words; its reason is empty once its person is forgotten."""
    reason = decision.reason.text if hasattr(decision, "reason") else ""
    return Past(sentences.verdict(decision), decision.by.name, when(decision.at, actor, now), reason)


def _open_case(case: Case, actor: Actor, group: SupportGroup, now: datetime) -> Item:
    rows = case.reports.order_by("made_at", "pk")
    reports = [(row.ground, Told(row.get_ground_display(), row.words, when(row.made_at, actor, now))) for row in rows]
    grounds = [ground for ground, _told in reports]
    decisions = _decisions_about(case)
    last = next((decision for decision in decisions if decision.case_id == case.pk), None)
    is_mine = case.taken_by_id is not None and case.taken_by_id in actor.face_ids
    return replace(
        _item(case.ref, desk_url(case, group), case.post, case.about.name, Reader(actor, group, now)),
        title=sentences.case(case.about.name, grounds),
        meta=sentences.since(case.opened_at, now, zone(actor)),
        is_urgent=case.is_urgent and case.closed_at is None,
        taken="" if case.taken_by is None else case.taken_by.name,
        is_mine=is_mine,
        is_closed=case.closed_at is not None,
        may_show_again=last is not None and last.verdict == Decision.Verdict.HIDDEN,
        is_worry=Report.Ground.WORRIED in grounds or Report.Ground.METHODS in grounds,
        told=[told for _ground, told in reports],
        history=[past(decision, actor, now) for decision in decisions],
    )


def _open_hold(hold: Hold, actor: Actor, group: SupportGroup, now: datetime) -> Item:
    return replace(
        _item(hold.post.ref, desk_url(hold, group), hold.post, hold.post.author.name, Reader(actor, group, now)),
        kind="held",
        title=sentences.held(hold.post.author.name),
        meta=sentences.since(hold.made_at, now, zone(actor)),
        why=hold.why,
    )


def _open_appeal(appeal: Appeal, post: Post | None, actor: Actor, group: SupportGroup, now: datetime) -> Item:
    """What was decided stands as the one thing told of before; never who reported it."""
    may_answer = not appeal.outcome and actor.can("moderation.answer_appeal", appeal)
    return replace(
        _item(appeal.ref, desk_url(appeal, group), post, appeal.about.name, Reader(actor, group, now)),
        kind="appeal",
        title=sentences.appeal(appeal),
        meta=sentences.since(appeal.asked_at, now, zone(actor)),
        words=appeal.words,
        is_closed=not may_answer,
        may_answer=may_answer,
        is_left_to_me=may_answer and appeal.decided_by_id in actor.face_ids,
        answer=answered(appeal, actor, now),
        history=[_appealed(appeal, actor, now)],
    )


def answered(appeal: Appeal, actor: Actor, now: datetime) -> Past | None:
    """What came of an appeal, as the desk tells it; None while it waits."""
    if not appeal.outcome or appeal.ended_at is None:
        return None
    by = appeal.answered_by.name if appeal.answered_by else ""
    return Past(sentences.looked_again(appeal), by, when(appeal.ended_at, actor, now), appeal.answer)


def _appealed(appeal: Appeal, actor: Actor, now: datetime) -> Past:
    """The decision or the removal that a second look is asked for at."""
    if appeal.decision is not None:
        return past(appeal.decision, actor, now)
    removal = appeal.removal
    said = sentences.removed(removal.until if removal else None, zone(actor))
    moment, reason = (removal.at, removal.reason) if removal else (appeal.asked_at, "")
    return Past(said, appeal.decided_by.name, when(moment, actor, now), reason)


def _item(ref: UUID, url: str, post: Post | None, handle: str, reader: Reader) -> Item:
    """What a case and a held post have in common."""
    item = Item(ref=ref, url=url, handle=handle)
    if post is None:
        return item
    return replace(
        item,
        html=post.html,
        state=sentences.state(post),
        place=title_of(post.thread, Post.State.PUBLISHED, reader) if post.thread.title else "",
        place_url=post_url(post, reader.group),
        notes=post.content_notes,
        is_covered=not reader.opens(post.content_notes),
    )


def _decisions_about(case: Case) -> list[Decision]:
    """What was decided about this very face before; of other faces the desk knows nothing."""
    rows = Decision.objects.filter(group_id=case.group_id, case__about_id=case.about_id)
    return list(rows.select_related("by", "reason").order_by("-pk")[:LONGEST_HISTORY])
