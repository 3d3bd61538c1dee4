"""A post is shown for the first time: its number, the counters, and what follows from it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import DateTimeField, F, QuerySet, Value
from django.db.models.functions import Coalesce, Greatest

from forums import textindex
from forums.actions.reading import mark_own
from forums.models import Forum, Post, Thread, Watch
from forums.paths import path_of
from groups.models import Membership
from personas import letterbox
from supportgroups.lib.plans import added
from supportgroups.lib.prepared import changed_once, changing

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
    if post.pk is None:
        added(post)
    else:
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
    is_opening = post.number == 1
    is_reply = not is_opening and post.author_id != thread.author_id
    changed = {
        "begun_at": is_opening,
        "first_reply_at": is_reply and thread.first_reply_at is None,
        "first_peer_reply_at": is_reply and thread.first_peer_reply_at is None and not post.as_facilitator,
    }
    times = tuple([name for name, is_now in changed.items() if is_now])
    _count_in_thread(thread.pk, post.number or 0, post.published_at, times)
    thread.last_number = post.number or 0
    for name in ("last_post_at", *times):
        setattr(thread, name, post.published_at)
    _count_in_forum(thread.forum_id, post.published_at, is_opening=is_opening)


@changed_once
def _count_in_thread(thread_id: int, number: int, at: datetime, times: tuple[str, ...]) -> QuerySet[Thread]:
    """`times`: columns that note this very moment, beside that of the last post."""
    counted = {"post_count": F("post_count") + 1, "last_number": number}
    return changing(Thread.objects.filter(pk=thread_id), **counted, **dict.fromkeys(("last_post_at", *times), at))


@changed_once
def _count_in_forum(forum_id: int, at: datetime, *, is_opening: bool) -> QuerySet[Forum]:
    """Another thread may be an instant ahead: the newest post of the forum stays the newest."""
    appeared = Value(at, output_field=DateTimeField())
    return changing(
        Forum.objects.filter(pk=forum_id),
        thread_count=F("thread_count") + int(is_opening),
        post_count=F("post_count") + 1,
        last_post_at=Greatest(Coalesce(F("last_post_at"), appeared), appeared),
    )
