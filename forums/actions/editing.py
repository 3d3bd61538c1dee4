"""A post is changed by its author, and what it said before is kept, hidden or erased."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from forums import textindex
from forums.actions.albums import PicturesNeedWords, lacks_words, put_in_place
from forums.actions.drafts import DraftIsClosed, NothingWritten, mark_reread
from forums.actions.posts import OwnPost, PostMovedOn, find_first_replies
from forums.actions.publishing import reason_to_hold
from forums.actions.versions import part_with
from forums.models import Draft, Post, Revision, Thread
from forums.telling import ERASURE_ASKED, TEXT_ERASED
from forums.titles import title_from
from groups.actions import note_act
from groups.models import Appointment, Membership
from personas import letterbox
from personas.models import Persona
from supportgroups.lib import markup


class AnotherReadsFirst(Exception):
    """The new words are of those that a facilitator reads before others do. Nothing was changed."""


class RevisionIsGone(Exception):
    """There is no such earlier text, or its words are erased."""


@transaction.atomic
def apply_edit(*, draft: Draft, reread_hash: str, now: datetime, for_group: bool | None = None) -> Post:
    """Put a draft's words in the place of the post's it was made for; what stood there is a revision.

    Once is enough. The caller has asked "forums.edit", and "forums.speak_for_group" where that is pressed. Raises
    `RereadAgain`, `NothingWritten`, `PicturesNeedWords`, `markup.TooLong`, `PostMovedOn`,
    `DraftIsClosed`, `AnotherReadsFirst`.
    """
    rendered = markup.render(draft.source)
    thread = Thread.objects.select_for_update().get(pk=draft.thread_id or 0)
    post = Post.objects.select_for_update(of=("self",)).select_related("author").get(pk=draft.edits_id or 0)
    fresh = Draft.objects.select_for_update().get(pk=draft.pk)
    if fresh.state == Draft.State.PUBLISHED:
        return post
    if fresh.state != Draft.State.WRITING:
        raise DraftIsClosed(fresh)
    if not fresh.source.strip():
        raise NothingWritten
    if lacks_words(fresh):
        raise PicturesNeedWords
    mark_reread(draft=fresh, reread_hash=reread_hash)
    if post.state != Post.State.PUBLISHED:
        raise PostMovedOn(post)
    if reason_to_hold(fresh) not in (None, reason_to_hold(_as_it_was(post, thread))):
        raise AnotherReadsFirst
    _replace(post, thread, fresh, rendered, for_group=fresh.as_facilitator if for_group is None else for_group, now=now)
    fresh.state = Draft.State.PUBLISHED
    fresh.save(update_fields=["state"])
    part_with(fresh, now)
    return post


def ask_for_erasure(*, post: Post, ref: UUID, now: datetime) -> Revision:
    """Its author wants an earlier text gone: from now on only who facilitates can read it, and each of them is told.

    Safe to repeat. The caller has asked "forums.wish_erasure". Raises `RevisionIsGone`.
    """
    with transaction.atomic():
        revision = _locked(post, ref)
        if revision.asked_at is None:
            revision.asked_at = now
            revision.save(update_fields=["asked_at"])
            for face in _facilitators(post):
                letterbox.tell(face, ERASURE_ASKED, group_id=post.group_id, subject_id=post.pk, now=now)
    return revision


@transaction.atomic
def hide_revision(*, post: Post, ref: UUID, by: Persona, is_hidden: bool, now: datetime) -> Revision:
    """Keep one earlier text from members, or show it to them again. Raises `OwnPost`, `RevisionIsGone`."""
    revision = _tended(post, ref, by)
    revision.is_hidden = is_hidden
    revision.save(update_fields=["is_hidden"])
    note_act(persona_id=by.pk, group=post.thread.group, now=now)
    return revision


@transaction.atomic
def erase_revision(*, post: Post, ref: UUID, by: Persona, now: datetime) -> Revision:
    """Take the words of an earlier text away for good, and tell its author. Raises `OwnPost`, `RevisionIsGone`."""
    revision = _tended(post, ref, by)
    revision.title = revision.source = ""
    revision.erased_at = now
    revision.save(update_fields=["title", "source", "erased_at"])
    letterbox.tell(post.author_id, TEXT_ERASED, group_id=post.group_id, subject_id=post.pk, now=now)
    note_act(persona_id=by.pk, group=post.thread.group, now=now)
    return revision


def _replace(
    post: Post, thread: Thread, draft: Draft, rendered: markup.Rendered, *, for_group: bool, now: datetime
) -> None:
    is_opening = post.number == 1
    title = thread.title if is_opening else ""
    post.revisions.create(group_id=post.group_id, title=title, source=post.source, replaced_at=now)
    has_changed_voice = post.as_facilitator != for_group
    post.source, post.html, post.excerpt = rendered.source, rendered.html, rendered.excerpt
    post.renderer, post.content_notes, post.edited_at = rendered.version, draft.content_notes, now
    post.as_facilitator = for_group
    if is_opening:
        post.wants = draft.wants
        thread.title = draft.title or title_from(rendered.text)
        if draft.kind not in Thread.FOR_FACILITATORS or not post.author.is_one_thread_face:
            thread.kind = draft.kind
        thread.content_notes = draft.content_notes
        thread.save(update_fields=["title", "kind", "content_notes"])
    put_in_place(draft, post)
    post.save()
    textindex.put(post, textindex.heading(thread) if is_opening else "", rendered.text)
    if has_changed_voice and not is_opening and post.author_id != thread.author_id:
        find_first_replies(Thread.objects.filter(pk=thread.pk))


def _as_it_was(post: Post, thread: Thread) -> Draft:
    """The post as a draft, unsaved: for the checks."""
    title = thread.title if post.number == 1 else ""
    return Draft(group_id=post.group_id, author_id=post.author_id, thread=thread, title=title, source=post.source)


def _facilitators(post: Post) -> list[int]:
    """Faces that look after the post's group, but for its author."""
    members = Membership.objects.current().filter(
        group_id=post.group_id, appointments__role=Appointment.Role.FACILITATOR, appointments__ended_at__isnull=True
    )
    others = members.exclude(persona_id=post.author_id).order_by("persona_id")
    return list(others.values_list("persona_id", flat=True).distinct())


def _tended(post: Post, ref: UUID, by: Persona) -> Revision:
    if by.pk == post.author_id:
        raise OwnPost
    return _locked(post, ref)


def _locked(post: Post, ref: UUID) -> Revision:
    revision = Revision.objects.select_for_update().filter(post=post, ref=ref, erased_at__isnull=True).first()
    if revision is None:
        raise RevisionIsGone
    return revision
