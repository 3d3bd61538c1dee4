"""Numbers and paths of a whole thread, given anew: when threads are joined, and to set right what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Max, Sum

from forums.models import Forum, Post, ReadMark, Thread
from forums.paths import path_of
from groups.models import SupportGroup

BATCH = 2_000


@dataclass(frozen=True)
class Renumbered:
    """A post before and after: which thread it stood in, and under which number."""

    thread_id: int
    old: int
    new: int


def number_anew(thread: Thread, posts: Sequence[Post]) -> list[Renumbered]:
    """Number these posts from 1 on in this order, and lay their paths: all that the thread has. The caller holds its
    row lock. `posts` bear their old threads and numbers; in the database they stand in the thread already.

    Two steps, so that no two posts ever bear the same number: all go beyond what is given out, then come back.
    """
    standing = Post.objects.filter(thread=thread, number__isnull=False)
    highest = standing.aggregate(value=Max("number"))["value"] or 0
    standing.update(number=F("number") + highest + len(posts))
    numbers = [Renumbered(post.thread_id, post.number or 0, place + 1) for place, post in enumerate(posts)]
    paths: dict[int, str] = {}
    for post, given in zip(posts, numbers, strict=True):
        post.number = given.new
        post.path = paths[post.pk] = path_of(given.new, paths.get(post.parent_id or 0, ""))
    Post.objects.bulk_update(posts, ["number", "path", "parent"], batch_size=BATCH)
    return numbers


def lay_paths(group: SupportGroup) -> int:
    """Set right every path in a group by its post's number and parent; how many were wrong. Reads all its posts."""
    wrong: list[Post] = []
    paths: dict[int, str] = {}
    posts = Post.objects.filter(group=group, number__isnull=False).order_by("thread", "number")
    for post in posts.only("thread", "number", "parent", "path").iterator(chunk_size=BATCH):
        path = path_of(post.number or 0, paths.get(post.parent_id or 0, ""))
        paths[post.pk] = path
        if post.path != path:
            post.path = path
            wrong.append(post)
    Post.objects.bulk_update(wrong, ["path"], batch_size=BATCH)
    return len(wrong)


def unread_from(marks: dict[int, int], numbers: Iterable[Renumbered]) -> int:
    """The new number of the first post that was unread by these marks (thread -> number), or 0 if there is none."""
    return min((post.new for post in numbers if post.old > marks.get(post.thread_id, 0)), default=0)


def set_marks(thread: Thread, numbers: Sequence[Renumbered], marks: Iterable[ReadMark]) -> None:
    """Each mark goes to the number below the first post that was unread: some may show again, none is hidden."""
    by_face: dict[int, dict[int, int]] = {}
    for mark in marks:
        by_face.setdefault(mark.persona_id, {})[mark.thread_id] = mark.number
    ReadMark.objects.filter(thread_id__in={post.thread_id for post in numbers} | {thread.pk}).delete()
    ReadMark.objects.bulk_create(
        (
            ReadMark(
                group_id=thread.group_id,
                thread=thread,
                persona_id=persona_id,
                number=(unread_from(read, numbers) or len(numbers) + 1) - 1,
            )
            for persona_id, read in by_face.items()
        ),
        batch_size=BATCH,
    )


def count_forums(*forum_ids: int) -> None:
    """Set the counters of forums by their threads. Takes their row locks, in order, after those of threads."""
    for forum in Forum.objects.filter(pk__in=forum_ids).order_by("pk").select_for_update():
        threads = Thread.objects.filter(forum=forum, last_number__gt=0)
        counts = threads.aggregate(threads=Count("pk"), posts=Sum("post_count"), last=Max("last_post_at"))
        forum.thread_count, forum.post_count = counts["threads"], counts["posts"] or 0
        forum.last_post_at = counts["last"]
        forum.save(update_fields=["thread_count", "post_count", "last_post_at"])
