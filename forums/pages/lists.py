"""Lists of threads: a forum's, and the rows that other pages borrow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import (
    BooleanField,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.http import Http404
from django.utils.translation import gettext as _

from forums.actions import publish_due
from forums.models import Draft, Forum, Post, Thread
from forums.pages.frames import PAGE, UNSEEN_OF_A_FACE, Reader, ThreadRow, thread_notes, title_of
from forums.titles import beyond_title
from forums.unread import how_many_unread, my_number
from forums.waiting import is_waiting
from groups.models import Membership
from groups.sides import hides
from personas.actors import Actor
from supportgroups.lib import words
from supportgroups.lib.pages import beyond, keyset_of
from supportgroups.lib.prepared import Word, prepared

ORDER = ("-last_post_at", "-id")
PINNED_AT_MOST = 5
# Columns that no row shows.
_UNSEEN = (
    "space", "language", "has_poll", "numbering", "calls_nobody", "post_count", "first_peer_reply_at",
    *(f"author__{name}" for name in UNSEEN_OF_A_FACE),
    *(f"lock__{name}" for name in ("group", "made_by", "made_at", "reason")),
)  # fmt: skip
# Beyond this a number says no more than the word.
MANY = 20


@dataclass(frozen=True)
class ForumPage:
    """A forum: its threads, what stands on top, and the way on."""

    name: str
    about: str
    trail: tuple[tuple[str, str], ...]
    pinned: tuple[ThreadRow, ...]
    rows: tuple[ThreadRow, ...]
    older_url: str
    newer_url: str
    write_url: str
    search_url: str
    all_read_url: str
    shown_at: str


def find_forum(reader: Reader, slug: str) -> Forum:
    """The forum, after posting what is due in it; 404 if the reader may not see it. One statement."""
    forum = next(iter(_called(reader.actor.for_statements(), reader.group.pk, Word(slug), reader.now)), None)
    if forum is None:
        raise Http404
    if forum.is_due:  # type: ignore[attr-defined]
        publish_due(now=reader.now, forum=forum)
    forum.group = reader.group
    return forum


@prepared
def _called(actor: Actor, group_id: int, slug: Word, now: datetime) -> QuerySet[Forum]:
    is_due = Exists(Draft.objects.due(now).filter(forum_id=OuterRef("pk")))
    forums = Forum.objects.visible_to(actor).filter(group_id=group_id, slug=slug)
    return forums.select_related("cohort").annotate(is_due=is_due)


def forum_page(reader: Reader, forum: Forum, after: str | None) -> ForumPage:
    """One part of a forum's list, the same cost at its end as at its beginning. Two statements."""
    actor = reader.actor.for_statements()
    page = keyset_of(partial(_part, actor, forum.group_id, forum.pk), Thread, order=ORDER, after=after)
    pinned = [] if page.newer else _on_top(actor, forum)
    here = reader.paths.forum(forum.slug)
    return ForumPage(
        name=forum.name,
        about=forum.about,
        trail=((reader.actor.name_of(reader.group), reader.paths.group),),
        pinned=tuple(thread_row(thread, reader, is_pinned=True) for thread in pinned),
        rows=tuple(thread_row(thread, reader) for thread in page.items),
        older_url=f"{here}?after={page.older}" if page.older else "",
        newer_url=f"{here}?after={page.newer}" if page.newer else "",
        write_url=reader.paths.write(forum.slug) if reader.actor.can("forums.write_thread", forum) else "",
        search_url=reader.paths.search,
        all_read_url=f"{here}read/",
        shown_at=reader.now.isoformat(),
    )


@prepared
def _part(actor: Actor, group_id: int, forum_id: int, position: tuple[Any, ...] | None, way: str) -> QuerySet[Thread]:
    return beyond(_in_forum(actor, group_id, forum_id).filter(pin__isnull=True), ORDER, position, way)[: PAGE + 1]


def _on_top(actor: Actor, forum: Forum) -> list[Thread]:
    """The latest of what is kept on top. Asked for as such, PostgreSQL would walk the whole forum for a pin."""
    return sorted(_pinned(actor, forum.group_id, forum.pk), key=_latest_word, reverse=True)[:PINNED_AT_MOST]


@prepared
def _pinned(actor: Actor, group_id: int, forum_id: int) -> QuerySet[Thread]:
    """In no order, and by the pins of the group: they are few, the threads of the forum are not."""
    return _in_forum(actor, group_id, forum_id).filter(pin__group_id=group_id).order_by()


def _latest_word(thread: Thread) -> tuple[datetime, int]:
    return thread.last_post_at, thread.pk


def _in_forum(actor: Actor, group_id: int, forum_id: int) -> QuerySet[Thread]:
    threads = with_facts(Thread.objects.visible_to(actor).filter(forum_id=forum_id), actor, group_id)
    return threads.filter(in_sight(actor))


def with_facts(threads: QuerySet[Thread], actor: Actor, group_id: int) -> QuerySet[Thread]:
    """Threads of one group with all that a row shows, by the same statement: how far I have read, how it begins, its
    lock."""
    return (
        threads.select_related("author", "lock")
        .annotate(
            first=FilteredRelation("posts", condition=Q(posts__number=1)),
            first_state=F("first__state"),
            first_excerpt=F("first__excerpt"),
            is_for_group=F("first__as_facilitator"),
            my_number=my_number(actor),
            new_posts=how_many_unread(actor, MANY + 1),
            my_beginning=my_beginning(actor, group_id),
            is_waiting=ExpressionWrapper(is_waiting(), output_field=BooleanField()),
        )
        .defer(*_UNSEEN)
    )


def in_sight(actor: Actor) -> Q:
    """Threads from `with_facts` that nobody began whom the actor has hidden, or that were begun for the group."""
    return Q(~hides(actor)) | Q(is_for_group=True)


def my_beginning(actor: Actor, group_id: int) -> Subquery:
    """The day the actor joined a group: what is older is not news. Asked once for all rows."""
    mine = Membership.objects.filter(group_id=group_id, persona_id__in=actor.face_ids)
    return Subquery(mine.values("joined_on")[:1], output_field=DateField())


def thread_row(thread: Thread, reader: Reader, *, is_pinned: bool = False, place: str = "") -> ThreadRow:
    """A row of a thread that came from `with_facts`. No statement."""
    is_open = thread.first_state == Post.State.PUBLISHED  # type: ignore[attr-defined]
    title = title_of(thread, thread.first_state, reader)  # type: ignore[attr-defined]
    excerpt = thread.first_excerpt if is_open and reader.opens(thread.content_notes) else ""  # type: ignore[attr-defined]
    return ThreadRow(
        title=title,
        url=reader.paths.unread(thread.ref),
        opener=reader.face(thread.author),
        when=reader.when(thread.last_post_at),
        excerpt=beyond_title(title, excerpt),
        news=news_of(thread),
        kind=kind_of(thread),
        notes=thread_notes(thread, thread.first_state),  # type: ignore[attr-defined]
        waiting=thread.is_waiting and not thread.is_locked,  # type: ignore[attr-defined]
        pinned=is_pinned,
        locked=thread.is_locked,
        place=place,
    )


def news_of(thread: Thread) -> str:
    """What is new in a thread since I was last there, in words; nothing is nothing."""
    count, beginning = thread.new_posts, thread.my_beginning  # type: ignore[attr-defined]
    if not count:
        return ""
    if thread.my_number is None:  # type: ignore[attr-defined]
        return _("new") if beginning is None or thread.last_post_at.date() >= beginning else ""
    return _("many new posts") if count > MANY else words.count_words(count, "new post")


def kind_of(thread: Thread) -> str:
    """The kind in a word, for those that are not just sharing."""
    return "" if thread.kind == Thread.Kind.SHARE else str(thread.get_kind_display()).capitalize()
