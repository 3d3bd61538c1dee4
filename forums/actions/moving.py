"""Threads that move to another forum, are joined into one, or begin out of an answer. Text never leaves its group, nor
the circle that could read it: all of this stays within one group and one run."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction
from django.db.models import F, Max, Q

from forums import textindex
from forums.actions.noting import add_notes
from forums.actions.numbering import Renumbered, count_forums, number_anew, set_marks
from forums.actions.posts import find_first_replies
from forums.models import Draft, Forum, Lock, Merger, Offshoot, Pin, Poll, Post, ReadMark, Settled, Thread, Watch
from forums.paths import path_of
from groups.actions import log, note_act
from personas.models import Persona
from supportgroups.lib.constraints import looked_at_afterwards
from supportgroups.lib.notes import together

MOVED, MERGED, SPLIT = "forums.moved", "forums.merged", "forums.split"


class OtherReaders(Exception):
    """The two places are read by different people."""


class TwoPolls(Exception):
    """Each of the two threads has a poll, and a thread can have one."""


class NothingToSplit(Exception):
    """The post begins its thread, is not shown, or something below it is written under a name for this thread alone."""


@transaction.atomic
def move_thread(*, thread: Thread, to: Forum, by: Persona, now: datetime) -> Thread:
    """Put it in another forum of the same group and run. Numbers and marks stay. Raises `OtherReaders`.

    Safe to repeat. The caller has asked "forums.tend".
    """
    (fresh,) = _lock(thread.pk)
    here = Forum.objects.get(pk=fresh.forum_id)
    if here.pk == to.pk:
        return fresh
    if (here.group_id, here.cohort_id) != (to.group_id, to.cohort_id):
        raise OtherReaders
    fresh.forum = to
    fresh.save(update_fields=["forum"])
    Draft.objects.filter(thread=fresh).update(forum=to)
    count_forums(here.pk, to.pk)
    note_act(persona_id=by.pk, group=fresh.group, now=now)
    detail = {"thread": fresh.pk, "from": here.pk, "to": to.pk}
    log(MOVED, group_id=fresh.group_id, by=by, now=now, detail=detail)
    return fresh


@transaction.atomic
def merge_threads(*, threads: tuple[Thread, Thread], by: Persona, now: datetime) -> Thread:
    """Join two threads into the one that began first, numbered anew by time; the other's address leads there.

    What answered the other thread as a whole answers its opening now. Marks go to the number below the first unread
    post. Drafts come along. Raises `OtherReaders`, `TwoPolls`. Safe to repeat. The caller has
    asked "forums.tend" for both.
    """
    pair = _lock(*(thread.pk for thread in threads))
    stays, goes = sorted(pair, key=lambda thread: (thread.begun_at, thread.pk))
    if Merger.objects.filter(thread__in=pair).exists():
        return Merger.objects.select_related("into").get(thread__in=pair).into
    _ensure_same_readers(stays, goes)
    if stays.has_poll and goes.has_poll:
        raise TwoPolls
    marks = list(ReadMark.objects.filter(thread__in=pair))
    posts = _in_time(stays, goes)
    opening = next((post for post in posts if post.thread_id == goes.pk and post.number == 1), None)
    with looked_at_afterwards(connection):
        _carry_over(stays, goes)
    for post in posts:
        if opening is not None and post.thread_id == goes.pk and post.parent_id is None and post.pk != opening.pk:
            post.parent = opening
    numbers = number_anew(stays, posts)
    set_marks(stays, numbers, marks)
    _count_merged(stays, goes, posts)
    if opening is not None and opening.is_readable:
        textindex.put(opening)
    if stays.has_poll:
        textindex.put_opening(stays)
    Merger.objects.create(group_id=stays.group_id, thread=goes, into=stays, made_by=by, made_at=now)
    note_act(persona_id=by.pk, group=stays.group, now=now)
    log(MERGED, group_id=stays.group_id, by=by, now=now, detail={"thread": goes.pk, "into": stays.pk})
    return stays


@transaction.atomic
def split_thread(*, post: Post, title: str, by: Persona, now: datetime) -> Thread:
    """Make a post the opening of a thread of its own, with everything that answers it. Raises `NothingToSplit`.

    The old thread keeps its numbers, with gaps. Marks are copied by post. Drafts of answers to what moves come along.
    The caller has asked "forums.tend".
    """
    (source,) = _lock(post.thread_id)
    moved = _with_answers(source, post.pk)
    thread = _new_thread(source, moved[0], title)
    marks = list(ReadMark.objects.filter(thread=source))
    keys = [each.pk for each in moved]
    numbers = _give_numbers(thread, [each for each in moved if each.number is not None])
    for each in moved:
        each.thread = thread
    with looked_at_afterwards(connection):
        Post.objects.bulk_update(moved, ["thread", "number", "path", "parent"], batch_size=2_000)
        Draft.objects.filter(Q(parent_id__in=keys) | Q(edits_id__in=keys)).update(thread=thread)
    _begin_with(moved[0], thread)
    _copy_reading(source, thread, marks, numbers)
    for counted in (thread, source):
        _count_posts(counted)
    count_forums(source.forum_id)
    textindex.put(moved[0], thread.title)
    Offshoot.objects.create(group_id=thread.group_id, thread=thread, out_of=source, made_by=by, made_at=now)
    note_act(persona_id=by.pk, group=source.group, now=now)
    detail = {"thread": source.pk, "post": post.pk, "new": thread.pk}
    log(SPLIT, group_id=source.group_id, by=by, now=now, detail=detail)
    return thread


def _lock(*thread_ids: int) -> list[Thread]:
    """The threads, fresh and locked in the order of their keys."""
    locked = Thread.objects.select_for_update(of=("self",)).select_related("group")
    return list(locked.filter(pk__in=thread_ids).order_by("pk"))


def _ensure_same_readers(one: Thread, other: Thread) -> None:
    places = {forum.pk: forum for forum in Forum.objects.filter(pk__in=(one.forum_id, other.forum_id))}
    runs = {places[thread.forum_id].cohort_id for thread in (one, other)}
    if one.group_id != other.group_id or len(runs) > 1:
        raise OtherReaders


def _in_time(stays: Thread, goes: Thread) -> list[Post]:
    """The numbered posts of both, by time; of two at the same moment that of the thread which stays comes first."""
    posts = Post.objects.filter(thread__in=(stays, goes), number__isnull=False)
    return sorted(posts, key=lambda post: (post.published_at, post.thread_id != stays.pk, post.number or 0))


def _carry_over(stays: Thread, goes: Thread) -> None:
    """All rows of one thread into the other; its posts beyond every number of either, until they are numbered.

    What stood below the notes of the thread that goes bears them by itself from now on, beside its own.
    """
    if together(stays.content_notes, goes.content_notes) != together(stays.content_notes):
        add_notes(Post.objects.filter(thread=goes), goes.content_notes)
    beyond = stays.last_number + goes.last_number
    Post.objects.filter(thread=goes).update(thread=stays, number=F("number") + beyond)
    Draft.objects.filter(thread=goes).update(thread=stays, forum=stays.forum_id)
    heard = Watch.objects.filter(thread=stays).values("persona")
    Watch.objects.filter(thread=goes).exclude(persona__in=heard).update(thread=stays)
    for model in (Watch, Pin, Lock, Settled):
        model._default_manager.filter(thread=goes).delete()


def _count_merged(stays: Thread, goes: Thread, posts: list[Post]) -> None:
    Poll.objects.filter(thread=goes).update(thread=stays)
    has_poll, calls_nobody = stays.has_poll or goes.has_poll, stays.calls_nobody or goes.calls_nobody
    emptied = {"last_number": 0, "post_count": 0, "has_poll": False, "numbering": goes.numbering + 1}
    Thread.objects.filter(pk=goes.pk).update(**emptied)
    stays.last_number, stays.numbering = len(posts), stays.numbering + 1
    stays.has_poll, stays.calls_nobody = has_poll, calls_nobody
    stays.save(update_fields=["last_number", "numbering", "has_poll", "calls_nobody"])
    _count_posts(stays)
    count_forums(stays.forum_id, goes.forum_id)


def _with_answers(source: Thread, post_id: int) -> list[Post]:
    """The post and everything below it, in order; what has no number yet comes last."""
    found: dict[int, Post] = {}
    everything = Post.objects.filter(thread=source).select_related("author")
    for post in sorted(everything, key=lambda post: (post.number is None, post.number or 0, post.pk)):
        if post.pk == post_id or post.parent_id in found:
            found[post.pk] = post
    opening = found.get(post_id)
    if opening is None or not opening.is_readable or opening.number == 1:
        raise NothingToSplit
    if any(post.author.is_one_thread_face for post in found.values()):
        raise NothingToSplit
    return list(found.values())


def _new_thread(source: Thread, opening: Post, title: str) -> Thread:
    return Thread.objects.create(
        group_id=source.group_id,
        forum_id=source.forum_id,
        author_id=opening.author_id,
        title=title,
        content_notes=together(source.content_notes, opening.content_notes),
        language=source.language,
        calls_nobody=source.calls_nobody,
        begun_at=opening.published_at,
        last_post_at=opening.published_at,
    )


def _begin_with(opening: Post, thread: Thread) -> None:
    """The opening bears the notes of its thread; a change of it that is on its way has the title and keeps them."""
    add_notes(Post.objects.filter(pk=opening.pk), thread.content_notes)
    Draft.objects.filter(edits=opening, title="").update(title=thread.title)


def _give_numbers(thread: Thread, posts: list[Post]) -> list[Renumbered]:
    """From 1 on in the thread, in the order they had; the first answers nobody any more."""
    posts[0].parent = None
    numbers = [Renumbered(post.thread_id, post.number or 0, place + 1) for place, post in enumerate(posts)]
    paths: dict[int, str] = {}
    for post, given in zip(posts, numbers, strict=True):
        post.number = given.new
        post.path = paths[post.pk] = path_of(given.new, paths.get(post.parent_id or 0, ""))
    return numbers


def _copy_reading(source: Thread, thread: Thread, marks: list[ReadMark], numbers: list[Renumbered]) -> None:
    ReadMark.objects.bulk_create(
        ReadMark(
            group_id=thread.group_id,
            thread=thread,
            persona_id=mark.persona_id,
            number=sum(post.old <= mark.number for post in numbers),
        )
        for mark in marks
    )
    Watch.objects.bulk_create(
        Watch(
            group_id=thread.group_id, thread=thread, persona_id=watch.persona_id, level=watch.level, since=watch.since
        )
        for watch in Watch.objects.filter(thread=source)
    )
    Thread.objects.filter(pk=thread.pk).update(last_number=len(numbers))


def _count_posts(thread: Thread) -> None:
    """How many are shown, when the last one came, and who answered first."""
    numbered = Post.objects.filter(thread=thread, number__isnull=False)
    Thread.objects.filter(pk=thread.pk).update(
        post_count=numbered.published().count(),
        last_post_at=numbered.aggregate(value=Max("published_at"))["value"] or thread.begun_at,
    )
    find_first_replies(Thread.objects.filter(pk=thread.pk))
