"""Where a thread can go, with what it can be joined, and what goes along when it is split."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils.translation import gettext as _

from forums.models import Forum, Merger, Post, Thread
from forums.pages.frames import Reader, title_of

# Threads to join with are chosen from the latest: two that belong together are mostly close.
CHOICES = 20


def forums_to_move_to(reader: Reader, thread: Thread) -> list[Forum]:
    """The other forums that the same people read. One statement."""
    here = Forum.objects.visible_to(reader.actor).filter(_same_readers(thread), group=reader.group)
    return list(here.exclude(pk=thread.forum_id).order_by("position", "pk"))


def threads_to_join(reader: Reader, thread: Thread) -> list[Thread]:
    """The latest other threads that the same people read, with their authors. One statement."""
    latest = _joinable(reader, thread).select_related("author").order_by("-last_post_at", "-id")
    return list(latest[:CHOICES])


def thread_to_join(reader: Reader, thread: Thread, ref: UUID) -> Thread | None:
    """One of them, however long ago its last post was. One statement."""
    return _joinable(reader, thread).filter(ref=ref).first()


def title_shown(reader: Reader, thread: Thread) -> str:
    """The title of a thread that came from here, as the reader meets it in lists."""
    return title_of(thread, thread.first_state, reader)  # type: ignore[attr-defined]


def told_apart(reader: Reader, thread: Thread) -> str:
    """The same with who began it and when: what stands behind a note, or is covered, is called alike."""
    words = {"title": title_shown(reader, thread), "name": thread.author.name, "when": reader.when(thread.begun_at)}
    return _("%(title)s (%(name)s, %(when)s)") % words


def both_titles(reader: Reader, one: Thread, other: Thread) -> tuple[str, str]:
    """The titles of two threads; told apart where they are alike."""
    first, second = title_shown(reader, one), title_shown(reader, other)
    return (first, second) if first != second else (told_apart(reader, one), told_apart(reader, other))


def stays(one: Thread, other: Thread) -> tuple[Thread, Thread]:
    """Of two that are joined: the one that stays, and the one that goes."""
    first, second = sorted((one, other), key=lambda thread: (thread.begun_at, thread.pk))
    return first, second


def gone_to(reader: Reader, ref: UUID) -> Thread | None:
    """The thread that took in the one with this address, if the reader may see it. One statement."""
    into = Merger.objects.filter(group=reader.group, thread__ref=ref).values("into")
    threads = Thread.objects.visible_to(reader.actor).select_related("forum")
    return threads.filter(group=reader.group, pk__in=into).first()


def goes_along(post: Post) -> int:
    """How many shown posts answer this one, directly or further down. One statement."""
    parents: dict[int, int | None] = dict(
        Post.objects.published().filter(thread=post.thread_id).order_by("number").values_list("pk", "parent_id")
    )
    found = {post.pk}
    for key, parent in parents.items():
        if parent in found:
            found.add(key)
    return len(found) - 1


def _joinable(reader: Reader, thread: Thread) -> QuerySet[Thread]:
    same_readers = _same_readers(thread, "forum__")
    others = Thread.objects.visible_to(reader.actor).filter(same_readers, group=reader.group).exclude(pk=thread.pk)
    return others.annotate(first=FilteredRelation("posts", condition=Q(posts__number=1)), first_state=F("first__state"))


def _same_readers(thread: Thread, prefix: str = "") -> Q:
    run = thread.forum.cohort_id
    return Q(**{f"{prefix}cohort": run}) if run else Q(**{f"{prefix}cohort__isnull": True})
