"""A post is shown for the first time: its number, the counters, and what follows from it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Coalesce, Greatest

from forums import textindex
from forums.actions.reading import mark_own
from forums.models import Forum, Post, Thread, Watch
from forums.paths import path_of
from groups.models import Membership
from personas import letterbox

POSTED = "forums.post"
# Two posts of a thread never bear the same time, and a later number never an earlier one.
INSTANT = timedelta(microseconds=1)


def appear(post: Post, thread: Thread, *, text: str | None, is_first_of_author: bool, now: datetime) -> None:
    """Give the post its number and its place, and show it. The caller holds the thread's row lock; `thread` and
    `post.parent` are fresh from under it.

    `text` is the post's plain text, if at hand. Eight statements; one more for an author's first post in the group.
    """
    post.number = thread.last_number + 1
    post.path = path_of(post.number, post.parent.path if post.parent else "")
    post.published_at = max(now, thread.last_post_at + INSTANT) if thread.last_number else now
    post.state = Post.State.PUBLISHED
    post.save()
    is_opening = post.number == 1
    _count(post, thread)
    textindex.put(post, thread.title if is_opening else "", text)
    letterbox.record(
        POSTED, group_id=post.group_id, subject_id=post.pk, persona_id=post.author_id, at=post.published_at
    )
    if not post.author.is_one_thread_face:
        mark_own(thread=thread, persona_id=post.author_id, number=post.number)
        watch = Watch(group_id=post.group_id, thread=thread, persona_id=post.author_id)
        Watch.objects.bulk_create([watch], ignore_conflicts=True)
    if is_first_of_author:
        Membership.objects.filter(persona_id=post.author_id, first_posted_at__isnull=True).update(
            first_posted_at=post.published_at
        )


def _count(post: Post, thread: Thread) -> None:
    """Counters of thread and forum, and the first reply's times."""
    changes: dict[str, Any] = {"last_number": post.number, "last_post_at": post.published_at}
    if post.number == 1:
        changes["begun_at"] = post.published_at
    elif post.author_id != thread.author_id:
        if thread.first_reply_at is None:
            changes["first_reply_at"] = post.published_at
        if thread.first_peer_reply_at is None and not post.as_facilitator:
            changes["first_peer_reply_at"] = post.published_at
    Thread.objects.filter(pk=thread.pk).update(post_count=F("post_count") + 1, **changes)
    for name, value in changes.items():
        setattr(thread, name, value)
    # Another thread may be an instant ahead: the newest post of the forum stays the newest.
    appeared = Value(post.published_at, output_field=DateTimeField())
    Forum.objects.filter(pk=thread.forum_id).update(
        thread_count=F("thread_count") + int(post.number == 1),
        post_count=F("post_count") + 1,
        last_post_at=Greatest(Coalesce(F("last_post_at"), appeared), appeared),
    )
