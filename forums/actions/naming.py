"""Another name for one thread: made for it, worn in it, and joined with no other name of the same person."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from forums.actions.drafts import DraftIsClosed, discard
from forums.actions.versions import hand_on
from forums.models import Draft, Thread
from personas import faces
from personas.actors import Actor
from personas.models import Persona, Space

# What goes along to the new draft. Not who speaks for the group: that is a facilitator's usual name.
CARRIED = (
    "group_id",
    "forum_id",
    "thread_id",
    "parent_id",
    "title",
    "source",
    "kind",
    "wants",
    "content_notes",
    "picture_mark",
)


@transaction.atomic
def wear_thread_name(*, draft: Draft, actor: Actor, now: datetime) -> Draft:
    """The same words in a new draft of the actor's name for this thread, which is made when there is none yet.

    The draft of the usual name is thrown away, so that no row holds both. Safe to repeat: a draft that wears such a
    name is given back. Raises `DraftIsClosed`. Locks the thread's row and the draft's.
    """
    thread = Thread.objects.select_for_update().get(pk=draft.thread_id) if draft.thread_id else None
    fresh = _writing(draft)
    if fresh.author.is_one_thread_face:
        return fresh
    space = _space_of(thread) if thread else faces.new_space(parent=fresh.group.space)
    name = faces.face_in(actor, space.pk) or faces.take_suggested_face(actor=actor, space=space, now=now)
    return _move(fresh, name, now)


@transaction.atomic
def wear_usual_name(*, draft: Draft, actor: Actor, now: datetime) -> Draft:
    """The same words in a new draft of the actor's usual name in the group. Safe to repeat. Raises `DraftIsClosed`."""
    fresh = _writing(draft)
    if not fresh.author.is_one_thread_face:
        return fresh
    usual = faces.face_in(actor, fresh.group_id)
    if usual is None:
        raise DraftIsClosed(fresh)
    return _move(fresh, usual, now)


def _writing(draft: Draft) -> Draft:
    fresh = Draft.objects.select_for_update(of=("self",)).select_related("author", "group__space").get(pk=draft.pk)
    if fresh.state != Draft.State.WRITING:
        raise DraftIsClosed(fresh)
    return fresh


def _space_of(thread: Thread) -> Space:
    """The thread as a place to wear a name in; made when the first such name is taken. Under the thread's lock."""
    if thread.space is None:
        thread.space = faces.new_space(parent=thread.group.space)
        thread.save(update_fields=["space"])
    return thread.space


def _move(draft: Draft, to: Persona, now: datetime) -> Draft:
    words = {name: getattr(draft, name) for name in CARRIED}
    if to.is_one_thread_face and draft.kind in Thread.FOR_FACILITATORS:
        words["kind"] = Thread.Kind.SHARE
    new = Draft.objects.create(ref=uuid4(), author=to, made_at=now, saved_at=now, **words)
    for picture in draft.pictures.all():  # the files go along, under addresses that nobody has seen
        picture.draft, picture.ref = new, uuid4()
        picture.save(update_fields=["draft", "ref"])
    hand_on(draft, new, now)
    discard(draft=draft)
    return new
