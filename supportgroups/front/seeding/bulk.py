"""Writes many finished threads at once, with every number and count that publishing one by one would have left."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Count, F, Max, Min, OuterRef, Subquery, Sum

from forums.models import Forum, Post, Thread
from forums.paths import path_of
from forums.textindex import POSTS
from groups.models import Membership
from supportgroups.lib.markup import Rendered
from supportgroups.lib.search import Entry

BATCH = 2_000


@dataclass(frozen=True)
class PlannedPost:
    """A post to write. `parent` is the place of the post it answers in the thread's list."""

    author_id: int
    at: datetime
    rendered: Rendered
    parent: int | None = None
    wants: str = ""
    notes: str = ""
    as_facilitator: bool = False
    state: str = Post.State.PUBLISHED
    pictures: int = 0
    edited_at: datetime | None = None


@dataclass(frozen=True)
class PlannedThread:
    """A thread to write, its posts in the order of their times."""

    group_id: int
    forum_id: int
    title: str
    kind: str
    notes: str = ""
    language: str = "en"
    is_first_of_author: bool = False
    has_poll: bool = False
    posts: list[PlannedPost] = field(default_factory=list)


def write_threads(planned: Iterable[PlannedThread], *, facilitator_ids: Collection[int]) -> Iterator[int]:
    """Writes them in batches and yields how many posts each batch brought. Counters of forums are set by `finish`."""
    waiting = iter(planned)
    next_thread, next_post = _next_id(Thread), _next_id(Post)
    while batch := list(islice(waiting, 200)):
        threads = [_thread(plan, next_thread + place, facilitator_ids) for place, plan in enumerate(batch)]
        next_thread += len(batch)
        Thread.objects.bulk_create(threads, batch_size=BATCH)
        posts, entries = [], []
        for thread, plan in zip(threads, batch, strict=True):
            posts += _posts(plan, thread, next_post)
            entries += _entries(plan, next_post)
            next_post += len(plan.posts)
        Post.objects.bulk_create(posts, batch_size=BATCH)
        POSTS.put_many(entries)
        yield len(posts)


def finish(group_ids: Collection[int]) -> None:
    """Sets what hangs on many threads: forums' counters, members' first posts, and the next ids to give out."""
    of_forum = Thread.objects.filter(forum=OuterRef("pk")).order_by().values("forum")
    Forum.objects.filter(group_id__in=group_ids).update(
        thread_count=Subquery(of_forum.annotate(value=Count("pk")).values("value")),
        post_count=Subquery(of_forum.annotate(value=Sum("post_count")).values("value")),
        last_post_at=Subquery(of_forum.annotate(value=Max("last_post_at")).values("value")),
    )
    first = Post.objects.filter(group=OuterRef("group_id"), author=OuterRef("persona_id")).order_by().values("author")
    Membership.objects.filter(group_id__in=group_ids).update(
        first_posted_at=Subquery(first.annotate(value=Min("published_at")).values("value"))
    )
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Thread, Post]):
            cursor.execute(statement)


def _thread(plan: PlannedThread, pk: int, facilitator_ids: Collection[int]) -> Thread:
    first, replies = plan.posts[0], [post for post in plan.posts[1:] if post.state == Post.State.PUBLISHED]
    answers = [post for post in replies if post.author_id != first.author_id]
    peers = [post for post in answers if post.author_id not in facilitator_ids and not post.as_facilitator]
    return Thread(
        pk=pk,
        group_id=plan.group_id,
        forum_id=plan.forum_id,
        author_id=first.author_id,
        title=plan.title,
        kind=plan.kind,
        content_notes=plan.notes,
        language=plan.language,
        is_first_of_author=plan.is_first_of_author,
        has_poll=plan.has_poll,
        last_number=len(plan.posts),
        post_count=sum(post.state == Post.State.PUBLISHED for post in plan.posts),
        begun_at=first.at,
        last_post_at=max(post.at for post in plan.posts),
        first_reply_at=answers[0].at if answers else None,
        first_peer_reply_at=peers[0].at if peers else None,
    )


def _posts(plan: PlannedThread, thread: Thread, first_id: int) -> list[Post]:
    paths: list[str] = []
    for place, post in enumerate(plan.posts):
        paths.append(path_of(place + 1, "" if post.parent is None else paths[post.parent]))
    return [
        Post(
            pk=first_id + place,
            group_id=plan.group_id,
            thread_id=thread.pk,
            number=place + 1,
            path=paths[place],
            author_id=post.author_id,
            parent_id=None if post.parent is None else first_id + post.parent,
            state=post.state,
            published_at=post.at,
            source=post.rendered.source,
            html=post.rendered.html,
            excerpt=post.rendered.excerpt,
            renderer=post.rendered.version,
            language=plan.language,
            content_notes=post.notes,
            wants=post.wants,
            as_facilitator=post.as_facilitator,
            picture_count=post.pictures,
            edited_at=post.edited_at,
        )
        for place, post in enumerate(plan.posts)
    ]


def _entries(plan: PlannedThread, first_id: int) -> list[Entry]:
    """What search finds of a thread: its published posts, and its title with the first."""
    return [
        Entry(
            first_id + place,
            plan.group_id,
            post.rendered.text if place else f"{plan.title}\n{post.rendered.text}",
            plan.language,
        )
        for place, post in enumerate(plan.posts)
        if post.state == Post.State.PUBLISHED
    ]


def _next_id(model: type[models.Model]) -> int:
    return int(model._default_manager.aggregate(value=Max(F("pk")))["value"] or 0) + 1
