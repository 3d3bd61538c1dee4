"""A thread, twenty posts at a time, by their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.http import Http404
from django.utils.translation import gettext as _

from forums.actions import mark_read, publish_due
from forums.models import Draft, Post, Thread
from forums.pages.frames import PAGE, Reader, thread_notes, title_of, wants_words
from forums.pages.lists import kind_of, my_number
from forums.pages.posts import PostView, post_view, with_faces
from forums.pages.responses import NOTHING_SAID, tallies
from supportgroups.lib.pages import Window, number_window

# Of a long thread's parts the first, the last and those on either side are shown.
NEAR = 1


@dataclass(frozen=True)
class ThreadPage:
    """A part of a thread. `first_new` is the number before which "new since you were here" stands, or 0.

    `title_behind` is a title that is shown only when asked for, since the thread has a content note; else empty.
    """

    title: str
    title_behind: str
    kind: str
    wants: str
    notes: tuple[str, ...]
    trail: tuple[tuple[str, str], ...]
    posts: tuple[PostView, ...]
    first_new: int
    parts: tuple[tuple[str, str, bool], ...]
    earlier_url: str
    later_url: str
    is_locked: bool
    may_reply: bool
    url: str
    reply_url: str
    forum_url: str
    readers_name: str


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
    return (
        Thread.objects.visible_to(reader.actor)
        .filter(group=reader.group, ref=ref)
        .select_related("forum__cohort", "lock")
        .annotate(
            first=FilteredRelation("posts", condition=Q(posts__number=1)),
            first_state=F("first__state"),
            first_wants=F("first__wants"),
            my_number=my_number(reader.actor),
            is_due=Exists(Draft.objects.due(reader.now).filter(thread_id=OuterRef("pk"))),
        )
        .first()
    )


def thread_page(reader: Reader, thread: Thread, at: int) -> ThreadPage:
    """The part of a thread that holds number `at`; notes that it was read. Two statements, and one if it was unread."""
    window = number_window(thread.last_number, at, PAGE)
    mark: int | None = thread.my_number  # type: ignore[attr-defined]
    may_reply = reader.actor.can("forums.reply", thread)
    posts = _post_views(reader, thread, window, may_reply)
    if window.last > (mark or 0):
        mark_read(actor_seat=reader.seat, thread=thread, number=window.last)
    paths = reader.paths
    state: str = thread.first_state  # type: ignore[attr-defined]
    notes = thread_notes(thread, state)
    return ThreadPage(
        title=title_of(thread, state),
        title_behind=thread.title if notes else "",
        kind=kind_of(thread),
        wants=wants_words(thread.first_wants or ""),  # type: ignore[attr-defined]
        notes=notes,
        trail=((reader.group.name, paths.group), (thread.forum.name, paths.forum(thread.forum.slug))),
        posts=posts,
        first_new=next((post.number for post in posts if post.is_new), 0),
        parts=_parts(reader, thread, window),
        earlier_url=paths.part(thread.ref, window.older) if window.older else "",
        later_url=paths.part(thread.ref, window.newer) if window.newer else "",
        is_locked=thread.is_locked,
        may_reply=may_reply,
        url=paths.thread(thread.ref),
        reply_url=f"{paths.thread(thread.ref)}reply/",
        forum_url=paths.forum(thread.forum.slug),
        readers_name=thread.forum.cohort.name if thread.forum.cohort else "",
    )


def first_unread(thread: Thread) -> int:
    """The number to go to: the first unread, or the last one if all is read."""
    mark: int = thread.my_number or 0  # type: ignore[attr-defined]
    return min(mark + 1, thread.last_number)


def _post_views(reader: Reader, thread: Thread, window: Window, may_reply: bool) -> tuple[PostView, ...]:
    mark: int | None = thread.my_number  # type: ignore[attr-defined]
    rows = _posts(reader, thread, window)
    said = tallies(reader, rows)
    return tuple(
        post_view(post, reader, thread, mark=mark, may_reply=may_reply, tally=said.get(post.pk, NOTHING_SAID))
        for post in rows
    )


def _posts(reader: Reader, thread: Thread, window: Window) -> list[Post]:
    posts = Post.objects.filter(thread=thread, number__gte=window.first, number__lte=window.last)
    return list(with_faces(posts, reader).order_by("number"))


def _parts(reader: Reader, thread: Thread, window: Window) -> tuple[tuple[str, str, bool], ...]:
    """Links to the parts of a thread: the first, those nearby, the last; gaps between have no address."""
    last_part = (thread.last_number - 1) // PAGE
    current = (window.first - 1) // PAGE
    shown = sorted({0, last_part, *range(max(0, current - NEAR), min(last_part, current + NEAR) + 1)})
    parts: list[tuple[str, str, bool]] = []
    for place, part in enumerate(shown):
        if place and part > shown[place - 1] + 1:
            parts.append(("…", "", False))
        first, last = part * PAGE + 1, min((part + 1) * PAGE, thread.last_number)
        label = _("%(first)s to %(last)s") % {"first": first, "last": last}
        parts.append((label, reader.paths.part(thread.ref, first), part == current))
    return tuple(parts)
