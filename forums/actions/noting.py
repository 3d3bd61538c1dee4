"""What posts talk about, said in content notes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from forums.actions.posts import PostMovedOn, lock_post
from forums.models import Draft, Post, Thread
from forums.telling import NOTED
from groups.actions import log, note_act
from personas import letterbox
from personas.models import Persona
from supportgroups.lib.notes import together

NOTES_CHANGED = "forums.notes_changed"


@transaction.atomic
def note_post(*, post: Post, content_notes: str, by: Persona | None, now: datetime) -> Post:
    """Say what a post talks about, in place of what was said before; with the one that begins a thread, of its title.

    `by` is who facilitates, and then its author is told; None is the author herself. A change that is on its way
    bears the same. Safe to repeat. Holds the thread's row lock and the post's. The caller has asked "forums.note".
    Raises `PostMovedOn` for one that is not shown any more.
    """
    thread, fresh = lock_post(post)
    if fresh.state != Post.State.PUBLISHED:
        raise PostMovedOn(fresh)
    if fresh.content_notes == content_notes:
        return fresh
    fresh.content_notes = content_notes
    fresh.save(update_fields=["content_notes"])
    _changes(Post.objects.filter(pk=fresh.pk)).update(content_notes=content_notes)
    if fresh.number == 1:
        Thread.objects.filter(pk=thread.pk).update(content_notes=content_notes)
    if by is not None:
        letterbox.tell(fresh.author_id, NOTED, group_id=fresh.group_id, subject_id=fresh.pk, now=now)
        note_act(persona_id=by.pk, group=thread.group, now=now)
        log(NOTES_CHANGED, group_id=fresh.group_id, by=by, now=now, detail={"post": fresh.pk})
    return fresh


def add_notes(posts: QuerySet[Post], content_notes: str) -> None:
    """Let these posts bear these notes beside their own, and changes of them that are on their way as well.

    What is blanked has nothing to be noted. Two statements for each wording that they bear.
    """
    for rows in (posts.exclude(state=Post.State.BLANKED), _changes(posts)):
        for said in list(rows.order_by().values_list("content_notes", flat=True).distinct()):
            rows.filter(content_notes=said).update(content_notes=together(said, content_notes))


def _changes(posts: QuerySet[Post]) -> QuerySet[Draft]:
    return Draft.objects.filter(edits__in=posts, state=Draft.State.WRITING)
