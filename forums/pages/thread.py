"""A thread, twenty posts at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from forums.actions import mark_read, publish_due
from forums.models import Draft, Post, Thread, ThreadView, Watch
from forums.pages.drafts import begun
from forums.pages.frames import Reader, thread_notes, title_of, wants_words
from forums.pages.lists import kind_of
from forums.pages.opening import Opening, facts_of_opening, opening_of
from forums.pages.parts import Asked, Part, part_of
from forums.pages.polls import PollView, is_beginning_shown, poll_view
from forums.pages.posts import PostView, post_view
from forums.pages.responses import NOTHING_SAID, tallies
from forums.pages.tending import Tending, tending
from forums.paths import depth_of
from forums.unread import by_others, my_number
from groups.models import SupportGroup
from personas.actors import Actor
from supportgroups.lib.notes import Regard
from supportgroups.lib.prepared import prepared

# What its page reads of a thread, its forum and its marks; all else is read by whoever asks for it.
_READ = (
    "ref", "group", "author", "title", "kind", "content_notes", "has_poll", "last_number", "numbering", "calls_nobody",
    "first_reply_at", "forum__group", "forum__cohort", "forum__name", "forum__slug", "forum__ending_round",
    "lock__made_by", "lock__made_at", "lock__reason", "pin__thread", "settled__made_by", "settled__made_at",
    "settled__how", "offshoot__made_by", "offshoot__made_at",
)  # fmt: skip
# With so few posts both views are the same.
TOO_FEW_TO_NEST = 2


@dataclass(frozen=True)
class Leap:
    """That a part was leapt to over something unread: where that begins, and what a press sends that counts it as read.

    `numbering` and `until` are the thread's as it was shown."""

    has_begun: bool
    unread_url: str
    read_url: str
    numbering: int
    until: int


@dataclass(frozen=True)
class ThreadPage:
    """A part of a thread. `first_new` is the number before which "new since you were here" stands, or 0.

    `opening` is a glance at the first post, where it does not stand in this part.
    `title_behind` is a title that is shown only when asked for, since the thread has a content note; else empty.
    """

    title: str
    title_behind: str
    kind: str
    wants: str
    notes: tuple[str, ...]
    trail: tuple[tuple[str, str], ...]
    opening: Opening | None
    posts: tuple[PostView, ...]
    first_new: int
    parts: tuple[tuple[str, str, bool], ...]
    earlier_url: str
    later_url: str
    is_nested: bool
    may_choose_view: bool
    tending: Tending
    leap: Leap | None
    poll: PollView | None
    is_locked: bool
    may_reply: bool
    url: str
    reply_url: str
    forum_url: str


def find_thread(reader: Reader, ref: UUID) -> Thread:
    """The thread with what its page needs, after posting what is due in it; 404 if not the reader's to see."""
    thread = _load(reader, ref)
    if thread is None:
        raise Http404
    if thread.is_due and publish_due(now=reader.now, thread=thread):  # type: ignore[attr-defined]
        thread = _load(reader, ref) or thread
    thread.group = reader.group
    thread.forum.group = reader.group
    return thread


def _load(reader: Reader, ref: UUID) -> Thread | None:
    return next(iter(_threads(reader.actor.for_statements(), reader.group.pk, ref, reader.now)), None)


@prepared
def _threads(actor: Actor, group_id: int, ref: UUID, now: datetime) -> QuerySet[Thread]:
    reader = Reader(actor, SupportGroup(pk=group_id), now)
    return (
        Thread.objects.visible_to(reader.actor)
        .filter(group=reader.group, ref=ref)
        .select_related("forum", "lock", "pin", "settled", "offshoot")
        .only(*_READ)
        .annotate(
            first=FilteredRelation("posts", condition=Q(posts__number=1)),
            first_state=F("first__state"),
            first_wants=F("first__wants"),
            **facts_of_opening(reader.actor),
            last_there=_last_there(),
            my_number=my_number(reader.actor),
            my_view=_my_view(reader),
            my_level=_my_level(reader),
            is_due=Exists(Draft.objects.due(reader.now).filter(thread_id=OuterRef("pk"))),
            has_begun=Exists(begun(reader.seat.persona_id, OuterRef("pk"), None)),
        )
        .order_by()[:1]
    )


def _last_there() -> Coalesce:
    """The number of the last post that stands in a thread: a later one may have become a thread of its own."""
    numbered = Post.objects.filter(thread_id=OuterRef("pk"), number__isnull=False).order_by("-number")
    return Coalesce(Subquery(numbered.values("number")[:1]), F("last_number"))


def _my_view(reader: Reader) -> Subquery:
    """How the reader has chosen to read threads; null for one who has not."""
    return Subquery(ThreadView.objects.filter(persona_id=reader.seat.persona_id or 0).values("view")[:1])


def _my_level(reader: Reader) -> Subquery:
    """How much of the thread the reader wants to hear; null for one who has not said."""
    mine = Watch.objects.filter(thread_id=OuterRef("pk"), persona_id=reader.seat.persona_id or 0)
    return Subquery(mine.values("level")[:1])


def thread_page(reader: Reader, thread: Thread, asked: Asked) -> ThreadPage:
    """One part of a thread; notes what was read. Two statements, and one if something was unread."""
    part = part_of(reader, thread, asked)
    mark: int | None = thread.my_number  # type: ignore[attr-defined]
    may_reply = reader.actor.can("forums.reply", thread)
    posts = _post_views(reader, thread, part, may_reply)
    if part.read_to > (mark or 0):
        mark_read(actor_seat=reader.seat, thread=thread, number=part.read_to)
    paths = reader.paths
    state: str = thread.first_state  # type: ignore[attr-defined]
    notes = thread_notes(thread, state)
    is_nested = part.view == ThreadView.View.CONVERSATION
    return ThreadPage(
        title=title_of(thread, state, reader),
        title_behind=thread.title if notes and reader.regard(thread.content_notes) is Regard.COVERED else "",
        kind=kind_of(thread),
        wants=wants_words(thread.first_wants or "") if is_beginning_shown(thread) else "",  # type: ignore[attr-defined]
        notes=notes,
        trail=((reader.actor.name_of(reader.group), paths.group), (thread.forum.name, paths.forum(thread.forum.slug))),
        opening=opening_of(reader, thread) if posts and posts[0].number != 1 else None,
        posts=posts,
        first_new=0 if is_nested else next((post.number for post in posts if post.is_new), 0),
        parts=part.links,
        earlier_url=part.earlier_url,
        later_url=part.later_url,
        is_nested=is_nested,
        may_choose_view=thread.last_number > TOO_FEW_TO_NEST,
        tending=tending(reader, thread),
        leap=_leap(reader, thread) if part.leaps else None,
        poll=poll_view(reader, thread),
        is_locked=thread.is_locked,
        may_reply=may_reply,
        url=paths.thread(thread.ref),
        reply_url=f"{paths.thread(thread.ref)}reply/",
        forum_url=paths.forum(thread.forum.slug),
    )


def _leap(reader: Reader, thread: Thread) -> Leap:
    return Leap(
        has_begun=thread.my_number is not None,  # type: ignore[attr-defined]
        unread_url=reader.paths.unread(thread.ref),
        read_url=f"{reader.paths.thread(thread.ref)}read/",
        numbering=thread.numbering,
        until=thread.last_number,
    )


def first_unread(reader: Reader, thread: Thread) -> int:
    """The number to go to: the first unread one that is there, or the last if all is read. One statement."""
    mark: int = thread.my_number or 0  # type: ignore[attr-defined]
    above = by_others(Post.objects.filter(thread=thread, number__gt=mark), reader.actor)
    return above.order_by("number").values_list("number", flat=True).first() or thread.last_there  # type: ignore[attr-defined]


def _post_views(reader: Reader, thread: Thread, part: Part, may_reply: bool) -> tuple[PostView, ...]:
    """The posts of a part, in its order. An answer that stands right below what it answers need not say so."""
    mark: int | None = thread.my_number  # type: ignore[attr-defined]
    said = tallies(part.posts)
    is_nested, may_tend = part.view == ThreadView.View.CONVERSATION, reader.actor.can("forums.tend", thread)
    views: list[PostView] = []
    above: int | None = None
    for post in part.posts:
        view = post_view(
            post,
            reader,
            thread,
            mark=mark,
            may_reply=may_reply,
            may_tend=may_tend,
            tally=said.get(post.pk, NOTHING_SAID),
        )
        if is_nested:
            depth = depth_of(post.path)
            says_what = depth > 0 and post.parent_id != above
            view = replace(view, depth=depth, parent=view.parent if says_what else None)
        views.append(view)
        above = post.pk
    return tuple(views)
