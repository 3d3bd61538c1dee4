"""A thread, twenty posts at a time, by their numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from forums.actions import mark_read, publish_due
from forums.models import Draft, Post, Thread
from forums.pages.frames import PAGE, Face, Reader, notes_of, placeholder_of, thread_notes, title_of, wants_words
from forums.pages.lists import kind_of, my_number
from groups.models import Appointment
from supportgroups.lib import markup
from supportgroups.lib.pages import Window, number_window

Act = tuple[str, str, str]
# Of a long thread's parts the first, the last and those on either side are shown.
NEAR = 1


@dataclass(frozen=True)
class ParentGlance:
    """The post that is answered."""

    handle: str
    excerpt: str
    url: str


@dataclass(frozen=True)
class PostView:
    """A post as one reader sees it: what `components/post.html` takes."""

    number: int
    url: str
    author: Face
    when: str
    html: SafeString
    parent: ParentGlance | None = None
    placeholder: str = ""
    notes: tuple[str, ...] = ()
    notes_open: bool = False
    is_new: bool = False
    is_mine: bool = False
    as_facilitator: bool = False
    state: str = Post.State.PUBLISHED
    depth: int = 0
    actions: tuple[Act, ...] = ()


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
    """The part of a thread that holds number `at`; notes that it was read. One statement, and one if it was unread."""
    window = number_window(thread.last_number, at, PAGE)
    mark: int | None = thread.my_number  # type: ignore[attr-defined]
    may_reply = reader.actor.can("forums.reply", thread)
    posts = tuple(post_view(post, reader, thread, mark=mark, may_reply=may_reply) for post in _posts(thread, window))
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
        reply_url=f"{paths.thread(thread.ref)}reply/",
        forum_url=paths.forum(thread.forum.slug),
        readers_name=thread.forum.cohort.name if thread.forum.cohort else "",
    )


def first_unread(thread: Thread) -> int:
    """The number to go to: the first unread, or the last one if all is read."""
    mark: int = thread.my_number or 0  # type: ignore[attr-defined]
    return min(mark + 1, thread.last_number)


def post_view(post: Post, reader: Reader, thread: Thread, *, mark: int | None, may_reply: bool) -> PostView:
    """A post for this reader. `mark` is how far she had read before this page; None marks nothing as new."""
    number = post.number or 0
    is_mine = post.author_id in reader.seat.face_ids
    placeholder = placeholder_of(post.state)
    role = _("Facilitator") if post.is_by_facilitator else ""  # type: ignore[attr-defined]
    notes = notes_of(post.content_notes)
    return PostView(
        number=number,
        url=reader.paths.post(thread.ref, number),
        author=reader.face(post.author, role),
        when=reader.when(post.published_at),
        html=markup.as_html("" if placeholder else post.html),
        parent=_parent(post, reader, thread),
        placeholder=placeholder,
        notes=notes,
        notes_open=is_mine,
        is_new=mark is not None and number > mark and not is_mine,
        is_mine=is_mine,
        as_facilitator=post.as_facilitator,
        state=post.state,
        actions=() if placeholder else _acts(post, reader, thread, is_mine=is_mine, may_reply=may_reply),
    )


def find_post(reader: Reader, thread: Thread, number: int) -> Post:
    """One post of a thread, with its author; 404 if there is none to see. One statement."""
    post = with_faces(Post.objects.visible_to(reader.actor).filter(thread=thread, number=number)).first()
    if post is None:
        raise Http404
    post.thread = thread
    return post


def one_post(reader: Reader, thread: Thread, post: Post) -> PostView:
    """A post standing alone, with nothing to press. No statement."""
    return replace(post_view(post, reader, thread, mark=None, may_reply=False), actions=())


def _posts(thread: Thread, window: Window) -> list[Post]:
    posts = Post.objects.filter(thread=thread, number__gte=window.first, number__lte=window.last)
    return list(with_faces(posts).order_by("number"))


def with_faces(posts: QuerySet[Post]) -> QuerySet[Post]:
    """Posts with their authors, and with a glance of what they answer."""
    looks_after = Appointment.objects.filter(
        membership__persona_id=OuterRef("author_id"), role=Appointment.Role.FACILITATOR, ended_at__isnull=True
    )
    return (
        posts.select_related("author", "parent__author")
        .annotate(is_by_facilitator=Exists(looks_after))
        .defer("source", "author__about", "parent__source", "parent__html", "parent__author__about")
    )


def _parent(post: Post, reader: Reader, thread: Thread) -> ParentGlance | None:
    parent = post.parent
    if parent is None or parent.number is None:
        return None
    is_covered = parent.state != Post.State.PUBLISHED or bool(parent.content_notes)
    is_beginning = parent.number == 1  # its words stand at the top, and need not be said under every answer
    excerpt = "" if is_covered or is_beginning else parent.excerpt
    return ParentGlance(parent.author.name, excerpt, reader.paths.post(thread.ref, parent.number))


def _acts(post: Post, reader: Reader, thread: Thread, *, is_mine: bool, may_reply: bool) -> tuple[Act, ...]:
    """What can be done with a post that is shown; the first stands open."""
    here = reader.paths.thread(thread.ref)
    acts: list[Act] = []
    if may_reply:
        acts.append((_("Answer"), f"{here}reply/?to={post.number}", "get"))
    if is_mine:
        acts.append((_("Take it back"), f"{here}posts/{post.number}/withdraw/", "get"))
    else:
        acts.append((_("Tell a facilitator"), f"{here}posts/{post.number}/report/", "get"))
    return tuple(acts)


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
