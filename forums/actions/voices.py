"""As whom somebody who facilitates has spoken: in the own name, or for the group."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from forums.actions.posts import PostMovedOn, find_first_replies, lock_post
from forums.models import Post, Thread
from groups.actions import note_act


@transaction.atomic
def speak_as(*, post: Post, for_group: bool, now: datetime) -> Post:
    """Let a post stand as said for the group, or in its author's own name. The words stay. Safe to repeat.

    Who waited for an answer by a peer is found anew. Holds the thread's row lock and the post's. The caller has asked
    "forums.correct_voice". Raises `PostMovedOn` for one that is not shown any more.
    """
    thread, fresh = lock_post(post)
    if fresh.as_facilitator == for_group:
        return fresh
    if fresh.state != Post.State.PUBLISHED:
        raise PostMovedOn(fresh)
    fresh.as_facilitator = for_group
    fresh.save(update_fields=["as_facilitator"])
    if fresh.number != 1 and fresh.author_id != thread.author_id:
        find_first_replies(Thread.objects.filter(pk=thread.pk))
    if for_group:
        note_act(persona_id=fresh.author_id, group=thread.group, now=now)
    return fresh
