"""A post as one reader sees it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from operator import attrgetter

from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import Http404
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from forums.models import Post, Thread
from forums.pages.frames import UNSEEN_OF_A_FACE, Face, Reader, notes_of, placeholder_of
from forums.pages.pictures import Pictures, its_pictures, pictures_of
from forums.pages.responses import NO_PRESSES, NOTHING_SAID, Quiet, Tally, quiet_of
from forums.quoting import quote
from forums.unread import is_unread
from groups.models import Appointment, SupportGroup
from groups.sides import has_hidden, keep_apart
from personas.actors import Actor
from personas.models import name_of
from supportgroups.lib import markup
from supportgroups.lib.notes import Regard
from supportgroups.lib.plaintext import plain_text
from supportgroups.lib.prepared import prepared

Act = tuple[str, str, str]
# Of whoever wrote a name and a picture are shown, and of a post that is answered a glance, for which there need be no
# object of it nor of its author: all else would be read twenty times a page and thrown away.
_UNSEEN = ("source", "ref", "excerpt", "renderer", "language", *(f"author__{name}" for name in UNSEEN_OF_A_FACE))
_GLANCE = {
    "number": "number",
    "state": "state",
    "notes": "content_notes",
    "excerpt": "excerpt",
    "is_for_group": "as_facilitator",
    "handle": "author__handle",
}
_glance_of = attrgetter("parent_is_hidden", *(f"parent_{name}" for name in _GLANCE))


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
    is_away: bool = False
    may_put_off: bool = False
    is_new: bool = False
    is_mine: bool = False
    as_facilitator: bool = False
    state: str = Post.State.PUBLISHED
    depth: int = 0
    changed: str = ""
    changed_url: str = ""
    actions: tuple[Act, ...] = ()
    quiet: Quiet = NO_PRESSES
    is_folded: bool = False
    pictures: Pictures = ()


def post_view(
    post: Post,
    reader: Reader,
    thread: Thread,
    *,
    mark: int | None,
    may_reply: bool,
    may_tend: bool = False,
    tally: Tally = NOTHING_SAID,
) -> PostView:
    """A post for this reader. `mark` is how far she had read before this page; None marks nothing as new. What she may
    do in the thread, `may_reply` and `may_tend`, is asked once for all its posts."""
    post.thread, post.group = thread, reader.group
    pictures = pictures_of(reader, post)
    if is_folded(post):
        view = _folded(post, reader, thread, pictures, may_tend=may_tend)
        return replace(view, is_new=is_unread(post, mark, reader.seat))
    number = post.number or 0
    is_mine = post.author_id in reader.seat.face_ids
    placeholder = placeholder_of(post.state)
    role = _("Facilitator") if post.is_by_facilitator else ""  # type: ignore[attr-defined]
    regard = Regard.OPEN if is_mine else reader.regard(post.content_notes)
    is_shown = not placeholder and regard is not Regard.AWAY
    acts = _acts(post, reader, thread, is_mine=is_mine, may_reply=may_reply, may_tend=may_tend)
    return PostView(
        number=number,
        url=reader.paths.post(thread.ref, number),
        author=_author(post, reader, role),
        when=reader.when(post.published_at),
        html=markup.as_html(post.html if is_shown else ""),
        parent=_parent(post, reader, thread),
        placeholder=placeholder,
        notes=notes_of(post.content_notes),
        notes_open=regard is Regard.OPEN,
        is_away=regard is Regard.AWAY,
        may_put_off=regard is Regard.COVERED,
        is_new=is_unread(post, mark, reader.seat),
        is_mine=is_mine,
        as_facilitator=post.as_facilitator,
        state=post.state,
        changed=reader.when(post.edited_at) if post.edited_at and not placeholder else "",
        changed_url=f"{reader.paths.thread(thread.ref)}posts/{number}/revisions/",
        actions=() if placeholder else acts,
        quiet=NO_PRESSES if placeholder or _is_apart(post) else quiet_of(post, reader, thread, tally, is_mine=is_mine),
        pictures=pictures if is_shown else (),
    )


def is_folded(post: Post) -> bool:
    """Whether the reader of a post from `with_faces` has hidden its author, and it is not spoken for the group."""
    return bool(post.is_hidden) and not post.as_facilitator  # type: ignore[attr-defined]


def _is_apart(post: Post) -> bool:
    return bool(post.is_apart) and not post.as_facilitator  # type: ignore[attr-defined]


def _folded(post: Post, reader: Reader, thread: Thread, pictures: Pictures, *, may_tend: bool) -> PostView:
    """A post by somebody the reader has hidden: nothing of it but its place, and its words when asked for."""
    number, placeholder = post.number or 0, placeholder_of(post.state)
    is_away = reader.regard(post.content_notes) is Regard.AWAY
    return PostView(
        number=number,
        url=reader.paths.post(thread.ref, number),
        author=Face(_("Somebody you have hidden"), "hidden"),
        when=reader.when(post.published_at),
        html=markup.as_html("" if placeholder or is_away else post.html),
        placeholder=placeholder,
        notes=notes_of(post.content_notes),
        is_away=is_away,
        is_folded=True,
        state=post.state,
        actions=() if placeholder else _acts(post, reader, thread, is_mine=False, may_reply=False, may_tend=may_tend),
        pictures=() if placeholder or is_away else pictures,
    )


def _author(post: Post, reader: Reader, role: str) -> Face:
    """Who wrote; without a page for whom the reader must not come near."""
    face = reader.face(post.author, role)
    return replace(face, url="") if _is_apart(post) else face


def quote_of(post: Post | None) -> str:
    """A post that may be answered, as a quotation to begin the answer with; nothing of what bears a note, since the
    answer would not bear it."""
    if post is None or not post.is_readable or post.content_notes:
        return ""
    return quote(plain_text(post.html, with_addresses=True))


def find_post(reader: Reader, thread: Thread, number: int) -> Post:
    """One post of a thread, with its author; 404 if there is none to see. One statement."""
    found = _numbered(reader.actor.for_statements(), reader.group.pk, thread.pk, number, reader.now)
    if not found:
        raise Http404
    post = found[0]
    post.thread, post.group = thread, reader.group
    return post


@prepared
def _numbered(actor: Actor, group_id: int, thread_id: int, number: int, now: datetime) -> QuerySet[Post]:
    posts = Post.objects.visible_to(actor).filter(thread=thread_id, number=number)
    return with_faces(posts, Reader(actor, SupportGroup(pk=group_id), now))


def one_post(reader: Reader, thread: Thread, post: Post) -> PostView:
    """A post standing alone, with nothing to press. No statement."""
    view = post_view(post, reader, thread, mark=None, may_reply=False)
    return replace(view, actions=(), quiet=NO_PRESSES, may_put_off=False)


def with_faces(posts: QuerySet[Post], reader: Reader) -> QuerySet[Post]:
    """Posts of the reader's group with their authors, whom of them she has hidden, their pictures, and with a glance of
    what they answer."""
    looks_after = Appointment.objects.filter(
        group_id=reader.group.pk,
        membership__persona_id=OuterRef("author_id"),
        role=Appointment.Role.FACILITATOR,
        ended_at__isnull=True,
    )
    return (
        posts.select_related("author")
        .annotate(
            is_by_facilitator=Exists(looks_after),
            is_hidden=has_hidden(reader.actor, "author_id"),
            is_apart=keep_apart(reader.actor, "author_id"),
            parent_is_hidden=has_hidden(reader.actor, "parent__author_id"),
            its_pictures=its_pictures(),
            **{f"parent_{name}": F(f"parent__{path}") for name, path in _GLANCE.items()},
        )
        .defer(*_UNSEEN)
    )


def _parent(post: Post, reader: Reader, thread: Thread) -> ParentGlance | None:
    is_hidden, number, state, notes, excerpt, is_for_group, handle = _glance_of(post)
    if number is None:
        return None
    url = reader.paths.post(thread.ref, number)
    if is_hidden and not is_for_group:
        return ParentGlance(_("somebody you have hidden"), "", url)
    is_covered = state != Post.State.PUBLISHED or not reader.opens(notes)
    is_beginning = number == 1  # its words stand at the top, and need not be said under every answer
    return ParentGlance(name_of(handle), "" if is_covered or is_beginning else excerpt, url)


def _acts(
    post: Post, reader: Reader, thread: Thread, *, is_mine: bool, may_reply: bool, may_tend: bool
) -> tuple[Act, ...]:
    """What can be done with a post that is shown; the first stands open."""
    here, words = reader.paths.thread(thread.ref), _words(reader.language)
    acts: list[Act] = []
    if may_reply and reader.actor.can("forums.answer_post", post):
        acts.append((words.answer, f"{here}reply/?to={post.number}", "get"))
        if not post.content_notes:
            acts.append((words.quote, f"{here}reply/?to={post.number}&quote=1", "get"))
    if is_mine:
        if reader.actor.can("forums.edit", post):
            acts.append((words.change, f"{here}posts/{post.number}/edit/", "get"))
        else:
            acts.append((words.note, f"{here}posts/{post.number}/notes/", "get"))
        if reader.actor.can("forums.correct_voice", post):
            acts.append((words.voice[post.as_facilitator], f"{here}posts/{post.number}/voice/", "get"))
        acts.append((words.take_back, f"{here}posts/{post.number}/withdraw/", "get"))
    else:
        acts.append((words.tell, f"{here}posts/{post.number}/report/", "get"))
        if may_tend:
            acts.append((words.note, f"{here}posts/{post.number}/notes/", "get"))
    if may_tend and post.number != 1:
        acts.append((words.split, f"{here}posts/{post.number}/split/", "get"))
    return tuple(acts)


@dataclass(frozen=True)
class _Words:
    """On the buttons of a post."""

    answer: str
    quote: str
    change: str
    note: str
    voice: tuple[str, str]
    take_back: str
    tell: str
    split: str


@lru_cache(maxsize=32)
def _words(_language: str | None) -> _Words:
    """Looked up once for each language: a page says them twenty times."""
    return _Words(
        answer=_("Answer"),
        quote=_("Quote"),
        change=_("Change it"),
        note=_("Note what it talks about"),
        voice=(_("Say it for the group instead"), _("Say it in your own name instead")),
        take_back=_("Take it back"),
        tell=_("Tell a facilitator"),
        split=_("Make it a thread of its own"),
    )
