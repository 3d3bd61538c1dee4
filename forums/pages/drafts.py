"""Drafts: the list of mine, how one will look, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, FilteredRelation, Q
from django.utils.translation import gettext as _

from forums.actions import publish_due
from forums.models import Draft, Post, Thread
from forums.models.post import DraftQuerySet
from forums.pages.frames import Face, Paths, Reader, notes_of, readers_words, title_of, wants_words
from forums.pages.thread import ParentGlance, PostView
from groups.models import Membership
from personas.actors import Actor
from supportgroups.lib import markup
from supportgroups.lib.pages import keyset

ORDER = ("-saved_at", "-id")
WITH = ("group__policy", "author", "forum__cohort", "thread__lock", "parent__author", "post__thread")


@dataclass(frozen=True)
class DraftRow:
    """A draft in the list of mine."""

    start: str
    url: str
    place: str
    face: Face
    state: str


@dataclass(frozen=True)
class DraftList:
    """A part of the list of my drafts, over all my groups."""

    rows: tuple[DraftRow, ...]
    older_url: str
    newer_url: str


@dataclass(frozen=True)
class Place:
    """Where a draft will stand, as whom it is written, and who will read it there."""

    heading: str
    handle: str
    face_ref: str
    readers: str
    back_url: str
    parent: ParentGlance | None = None


@dataclass(frozen=True)
class Review:
    """A draft as others will see it, and what was shown as a hash. `sentence` says why it cannot be posted, if so."""

    title: str
    kind: str
    wants: str
    post: PostView
    place: Place
    fingerprint: str
    edit_url: str
    sentence: str = ""


@dataclass(frozen=True)
class Standing:
    """Where a draft stands once it is let go: `state` is waiting, posted or held."""

    state: str
    until: str
    post_url: str
    take_back_url: str
    post_now_url: str
    fingerprint: str
    place: Place
    is_first: bool
    is_thread: bool
    group_code: str


def find_draft(actor: Actor, ref: UUID, now: datetime | None) -> Draft | None:
    """One of the actor's own drafts with all that its pages need. One statement.

    With a time, a draft that is due is posted first.
    """
    mine = _with_beginnings(Draft.objects.visible_to(actor)).exclude(state=Draft.State.DISCARDED)
    drafts = mine.select_related(*WITH)
    draft = drafts.filter(ref=ref).first()
    if draft is not None and now and _is_due(draft, now) and publish_due(now=now, draft=draft):
        draft = drafts.filter(ref=ref).first()
    if draft is not None:
        draft.forum.group = draft.group
        if draft.thread is not None:
            draft.thread.forum, draft.thread.group = draft.forum, draft.group
    return draft


def _is_due(draft: Draft, now: datetime) -> bool:
    return draft.state == Draft.State.SCHEDULED and draft.publish_at is not None and draft.publish_at <= now


def draft_list(actor: Actor, now: datetime, after: str | None) -> DraftList:
    """My drafts, the last saved first. One statement."""
    kept = _with_beginnings(Draft.objects.visible_to(actor).kept())
    drafts = kept.select_related("group", "author", "forum", "thread", "post")
    page = keyset(drafts, order=ORDER, after=after)
    return DraftList(
        rows=tuple(_row(draft, Reader(actor, draft.group, now)) for draft in page.items),
        older_url=f"/drafts/?after={page.older}" if page.older else "",
        newer_url=f"/drafts/?after={page.newer}" if page.newer else "",
    )


def _row(draft: Draft, reader: Reader) -> DraftRow:
    start = draft.title or markup.excerpt_of(draft.source, 80) or _("Nothing written yet")
    if draft.thread is None:
        place = _("A new thread in %(forum)s, %(group)s") % {"forum": draft.forum.name, "group": draft.group.name}
    else:
        place = _("An answer in “%(thread)s”, %(group)s") % {"thread": _title(draft), "group": draft.group.name}
    state = _("Saved %(when)s") % {"when": reader.when(draft.saved_at)}
    if draft.state == Draft.State.SCHEDULED:
        state = _("Will be posted in a few minutes")
    elif draft.post is not None:
        state = _("A facilitator reads it before others can")
    return DraftRow(start, f"/drafts/{draft.ref}/", place, Face(draft.author.name, str(draft.author.ref)), state)


def draft_begun(actor: Actor, thread: Thread, parent: Post | None = None) -> Draft | None:
    """The answer the actor has begun here, to the thread or to one of its posts. One statement."""
    mine = Draft.objects.visible_to(actor).filter(thread=thread, parent=parent, state=Draft.State.WRITING)
    return mine.order_by("-saved_at", "-pk").first()


def place_of(draft: Draft, *, may_read: bool = True) -> Place:
    """Where a draft from `find_draft` will stand; to who may not read there now, no words of others. No statement."""
    paths, cohort = Paths(draft.group.code), draft.forum.cohort
    parent = None
    if may_read and draft.parent is not None and draft.parent.number is not None and draft.thread is not None:
        is_shown = draft.parent.is_readable and not draft.parent.content_notes
        url = paths.post(draft.thread.ref, draft.parent.number)
        parent = ParentGlance(draft.parent.author.name, draft.parent.excerpt if is_shown else "", url)
    return Place(
        heading=_heading(draft, may_read=may_read),
        handle=draft.author.name,
        face_ref=str(draft.author.ref),
        readers=readers_words(draft.group, cohort.name if cohort else ""),
        back_url=paths.thread(draft.thread.ref) if draft.thread else paths.forum(draft.forum.slug),
        parent=parent,
    )


def _heading(draft: Draft, *, may_read: bool) -> str:
    if draft.thread is None:
        return draft.forum.name
    return _title(draft) if may_read else _("An answer in a thread")


def _title(draft: Draft) -> str:
    """The title of the thread that is answered, as a list of threads would give it."""
    if draft.thread is None:
        raise ValueError("only an answer has a thread")
    return title_of(draft.thread, draft.first_state)  # type: ignore[attr-defined]


def _with_beginnings(drafts: DraftQuerySet) -> DraftQuerySet:
    """Drafts with the state of the post that their thread begins with: its title goes with it."""
    return drafts.annotate(
        first=FilteredRelation("thread__posts", condition=Q(thread__posts__number=1)), first_state=F("first__state")
    )


def review(draft: Draft, reader: Reader, sentence: str = "") -> Review:
    """Exactly what others will see. Renders the words; raises `markup.TooLong`. No statement."""
    rendered, place = markup.render(draft.source), place_of(draft)
    is_thread = draft.thread_id is None
    shown = PostView(
        number=1,
        url=f"/drafts/{draft.ref}/",
        author=Face(place.handle, place.face_ref),
        when=reader.when(reader.now),
        html=markup.as_html(rendered.html),
        parent=place.parent,
        notes=notes_of(draft.content_notes),
        as_facilitator=draft.as_facilitator,
    )
    return Review(
        title=(draft.title or markup.excerpt_of(rendered.text, 60)) if is_thread else "",
        kind=str(draft.get_kind_display()).capitalize() if is_thread and draft.kind != "share" else "",
        wants=wants_words(draft.wants) if is_thread else "",
        post=shown,
        place=place,
        fingerprint=draft.fingerprint,
        edit_url=f"/drafts/{draft.ref}/",
        sentence=sentence,
    )


def standing(draft: Draft, reader: Reader) -> Standing:
    """Where a draft that was let go stands. One statement: whether it is the author's first here."""
    member = Membership.objects.filter(persona_id=draft.author_id).only("first_posted_at").first()
    post, here = draft.post, f"/drafts/{draft.ref}/"
    state = "waiting" if post is None else "held" if post.state == Post.State.HELD else "posted"
    shown_at = post.published_at if post else draft.publish_at or reader.now
    post_url = reader.paths.post(post.thread.ref, post.number) if post and post.number else ""
    first_at = member.first_posted_at if member else None
    return Standing(
        state=state,
        until=f"{shown_at.astimezone(reader.zone):%H:%M}",
        post_url=post_url,
        take_back_url=f"{here}take-back/",
        post_now_url=f"{here}review/",
        fingerprint=draft.fingerprint,
        place=place_of(draft),
        is_first=state != "held" and (first_at is None or (post is not None and post.published_at == first_at)),
        is_thread=draft.thread_id is None,
        group_code=draft.group.code,
    )
