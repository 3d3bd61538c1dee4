"""Drafts: the list of mine, and where one will stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from forums.actions import publish_due
from forums.grace import GRACE, clock
from forums.models import Draft, Post, Thread
from forums.models.post import DraftQuerySet
from forums.pages.frames import Face, Paths, Reader, readers_words, title_of
from forums.pages.posts import ParentGlance
from groups.arriving import SELDOM, SELDOM_OF_A_DOOR
from groups.sides import are_apart
from personas import looks
from personas.actors import Actor
from supportgroups.lib import markup
from supportgroups.lib.pages import keyset
from supportgroups.lib.prepared import prepared

ORDER = ("-saved_at", "-id")
# Of what a draft belongs to, its pages ask for little; two hundred columns take longer than to find them.
_SEEN_OF_A_POST = {
    *("id", "ref", "group", "thread", "author", "number", "path", "state", "published_at", "as_facilitator"),
    *("excerpt", "content_notes", "language", "wants", "picture_count", "edited_at"),
}
_SPARED = (
    *(f"group__{name}" for name in SELDOM),
    *(f"group__policy__{name}" for name in SELDOM_OF_A_DOOR),
    *(f"author__{name}" for name in ("about", "pronouns", "picture_file", "made_on", "renamed_on")),
    *(f"parent__{each.name}" for each in Post._meta.concrete_fields if each.name not in _SEEN_OF_A_POST),
)
WITH = ("group__policy", "author", "forum__cohort", "thread__lock", "parent__author")


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
    """Where a draft will stand, as whom it is written, and who will read it there. `lead`: what somebody outside is to
    know who says goodbye, "" in every other place."""

    heading: str
    handle: str
    face_ref: str
    face_picture: str
    readers: str
    back_url: str
    lead: str = ""
    parent: ParentGlance | None = None


def find_draft(actor: Actor, ref: UUID, now: datetime | None) -> Draft | None:
    """One of the actor's own drafts with all that its pages need. One statement; one more for what was posted, and one
    for what changes a post.

    With a time, a draft that is due is posted first.
    """
    draft = _find(actor, ref)
    if draft is not None and now and _is_due(draft, now) and publish_due(now=now, draft=draft):
        draft = _find(actor, ref)
    if draft is not None:
        draft.forum.group = draft.group
        if draft.thread is not None:
            draft.thread.forum, draft.thread.group = draft.forum, draft.group
        if draft.edits is not None and draft.thread is not None:
            draft.edits.thread, draft.edits.group = draft.thread, draft.group
        if draft.parent is not None and draft.thread is not None:
            draft.parent.thread, draft.parent.group = draft.thread, draft.group
            draft.parent.is_apart = draft.is_apart  # type: ignore[attr-defined]
    return draft


def _find(actor: Actor, ref: UUID) -> Draft | None:
    draft = next(iter(_drafts(actor.for_statements(), ref)), None)
    # Most drafts are neither; to ask for these posts of each would take as long as for all else.
    if draft is not None and draft.post_id:
        (draft.post,) = _became(draft.post_id)
    if draft is not None and draft.edits_id:
        (draft.edits,) = _became(draft.edits_id)
    return draft


@prepared
def _became(post_id: int) -> QuerySet[Post]:
    return Post.objects.select_related("thread", "author").filter(pk=post_id)


@prepared
def _drafts(actor: Actor, ref: UUID) -> QuerySet[Draft]:
    mine = _with_beginnings(Draft.objects.visible_to(actor)).exclude(state=Draft.State.DISCARDED)
    drafts = mine.select_related(*WITH).annotate(is_apart=are_apart(actor, "parent__author_id", is_seated=False))
    return drafts.defer(*_SPARED).filter(ref=ref)


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
    group = reader.actor.name_of(draft.group)
    if draft.thread is None:
        place = _("A new thread in %(forum)s, %(group)s") % {"forum": draft.forum.name, "group": group}
    elif draft.edits_id:
        place = _("A change to your post in “%(thread)s”, %(group)s") % {
            "thread": _title(draft),
            "group": group,
        }
    elif not reader.seat.is_member and _is_goodbye(draft):
        place = _("%(place)s, %(group)s") % {"place": _heading(draft, may_read=False), "group": group}
    else:
        place = _("An answer in “%(thread)s”, %(group)s") % {"thread": _title(draft), "group": group}
    state = _("Saved %(when)s") % {"when": reader.when(draft.saved_at)}
    if draft.state == Draft.State.SCHEDULED:
        state = _soon(draft, reader)
    elif draft.post is not None:
        state = _("A facilitator reads it before others can")
    return DraftRow(start, f"/drafts/{draft.ref}/", place, replace(reader.face(draft.author), url=""), state)


def _soon(draft: Draft, reader: Reader) -> str:
    due = draft.publish_at or reader.now
    if due - reader.now <= GRACE:
        return _("Will be posted in a few minutes")
    return _("Will be posted at %(clock)s") % {"clock": clock(due, reader.now, reader.zone)}


def draft_begun(actor: Actor, thread: Thread, parent: Post | None = None) -> Draft | None:
    """The answer the actor has begun here under the usual name, to the thread or to one of its posts. One statement.

    One under a name for this thread goes on from the list of drafts: here stands the usual name above the words.
    """
    usual = actor.seat_in(thread.group_id).persona_id
    return next(iter(_begun(usual, thread.pk, parent.pk if parent else None)), None)


@prepared
def _begun(author_id: int | None, thread_id: int, parent_id: int | None) -> QuerySet[Draft]:
    return begun(author_id, thread_id, parent_id).order_by("-saved_at", "-pk")[:1]


def begun(author_id: int | None, thread_id: int | OuterRef, parent_id: int | None) -> QuerySet[Draft]:
    """Answers being written under a name: to a thread itself, or to one of its posts."""
    mine = Draft.objects.filter(author_id=author_id, thread_id=thread_id, parent_id=parent_id)
    return mine.filter(state=Draft.State.WRITING, edits__isnull=True)


def change_begun(actor: Actor, post: Post) -> Draft | None:
    """The change to her own post that the actor has begun. One statement."""
    mine = Draft.objects.visible_to(actor).filter(edits=post, state=Draft.State.WRITING)
    return mine.select_related("edits").order_by("-saved_at", "-pk").first()


def place_of(draft: Draft, reader: Reader, *, may_read: bool = True) -> Place:
    """Where a draft from `find_draft` will stand; to who may not read there now, no words of others. No statement."""
    paths, cohort = Paths(draft.group.code), draft.forum.cohort
    from_outside = may_read and not reader.seat.is_member and _is_goodbye(draft)
    may_read = may_read and reader.seat.is_member
    parent = None
    if may_read and draft.parent is not None and draft.parent.number is not None and draft.thread is not None:
        is_shown = draft.parent.is_readable and not draft.parent.content_notes
        url = paths.post(draft.thread.ref, draft.parent.number)
        parent = ParentGlance(draft.parent.author.name, draft.parent.excerpt if is_shown else "", url)
    return Place(
        heading=_heading(draft, may_read=may_read),
        handle=draft.author.name,
        face_ref=str(draft.author.ref),
        face_picture=looks.picture_url(draft.group.code, draft.author.picture),
        readers=readers_words(draft.group, cohort.name if cohort else "", called=reader.actor.name_of(draft.group)),
        back_url=_back_url(draft, paths) if reader.seat.is_member else "/drafts/",
        lead=_goodbye_words() if from_outside else "",
        parent=parent,
    )


def _back_url(draft: Draft, paths: Paths) -> str:
    if draft.thread is None:
        return paths.forum(draft.forum.slug)
    if draft.edits is not None:
        return paths.post(draft.thread.ref, draft.edits.number or 1)
    return paths.thread(draft.thread.ref)


def _heading(draft: Draft, *, may_read: bool) -> str:
    if draft.thread is None:
        return draft.forum.name
    if not may_read and _is_goodbye(draft):
        return _("Goodbye to %(run)s") % {"run": draft.forum.name}
    return _title(draft) if may_read else _("An answer in a thread")


def _is_goodbye(draft: Draft) -> bool:
    """Whether it is for the thread in which a run parts."""
    return draft.thread_id is not None and draft.thread_id == draft.forum.ending_round_id


def _goodbye_words() -> str:
    return _(
        "You have left this run, and can say goodbye to its people for a month. A facilitator reads it first, and then"
        " they do. A sentence is enough, and nobody minds if you write none."
    )


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
