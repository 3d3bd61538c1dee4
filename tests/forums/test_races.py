"""Several at once: each number once, each draft once, whoever comes first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from forums.actions import (
    DraftMovedOn,
    NoSuchAnswer,
    RereadAgain,
    apply_edit,
    ask_poll,
    begin_draft,
    lay_paths,
    mark_read,
    merge_threads,
    note_post,
    post_at_once,
    publish_due,
    respond,
    save_draft,
    schedule,
    take_back,
    take_poll_back,
    take_response_back,
    vote,
)
from forums.actions.drafts import DraftIsClosed
from forums.models import Ballot, Draft, Forum, Poll, Post, ReadMark, Response, Thread
from tests.few import few_or_many
from tests.forums.conftest import Talk, make_talk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def talk(transactional_db: None, settings: Any) -> Talk:
    settings.POST_CHECKS = []
    return make_talk()


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run all at the same moment, each with a connection of its own; what they return or raise, in order."""
    barrier, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            barrier.wait(10)
            results[place] = act()
        except Exception as trouble:  # noqa: BLE001 - the test looks at it
            results[place] = trouble
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def due(talk: Talk, count: int, thread: Thread | None) -> None:
    for number in range(count):
        draft = talk.draft(talk.wren if number % 2 else talk.heron, f"Words {number}", thread)
        schedule(draft=draft, reread_hash=draft.fingerprint, now=talk.now, grace=timedelta(0))


@pytest.mark.parametrize("many", few_or_many(4, 12))
def test_publishers_at_once_give_each_number_once(talk: Talk, many: int) -> None:
    thread = talk.thread(talk.lantern)
    due(talk, many, thread)
    now = timezone.now()
    counts = at_once(*[lambda: publish_due(now=now) for _ in range(max(2, many // 3))])
    assert sum(counts) == many
    assert sorted(Post.objects.filter(thread=thread).values_list("number", flat=True)) == list(range(1, many + 2))
    times = list(Post.objects.filter(thread=thread).order_by("number").values_list("published_at", flat=True))
    assert times == sorted(set(times))
    thread.refresh_from_db()
    assert (thread.last_number, thread.post_count, thread.last_post_at) == (many + 1, many + 1, times[-1])
    assert Forum.objects.get(pk=talk.forum.pk).post_count == many + 1
    assert not Draft.objects.exclude(state="published").exists()


@pytest.mark.parametrize("many", few_or_many(3, 6))
def test_publishers_at_once_make_each_thread_once(talk: Talk, many: int) -> None:
    due(talk, many, None)
    now = timezone.now()
    assert sum(at_once(*[lambda: publish_due(now=now) for _ in range(max(2, many // 2))])) == many
    assert (Thread.objects.count(), Post.objects.count()) == (many, many)
    assert Forum.objects.get(pk=talk.forum.pk).thread_count == many


@pytest.mark.parametrize("times", few_or_many(1, 3))
def test_what_is_posted_while_threads_are_joined_is_numbered_with_the_rest(talk: Talk, times: int) -> None:
    """Who pressed too late to be joined along reads over once more; nothing is lost, and nothing stands between."""
    for _ in range(times):
        stays, goes = talk.thread(talk.lantern), talk.thread(talk.lantern)
        drafts = [talk.draft(person, "Words", goes) for person in (talk.heron, talk.wren, talk.heron, talk.wren)]
        presses = [partial(post_at_once, draft=each, reread_hash=each.fingerprint, now=talk.now) for each in drafts]
        *results, joined = at_once(
            *presses, partial(merge_threads, threads=(stays, goes), by=talk.lantern.face, now=talk.now)
        )
        assert joined == stays
        posted = [result.post for result in results if isinstance(result, Draft)]
        assert len(posted) + sum(isinstance(result, RereadAgain) for result in results) == len(drafts), results
        numbers = Post.objects.filter(thread=stays).order_by("number").values_list("number", flat=True)
        assert list(numbers) == list(range(1, len(posted) + 3))
        assert not Post.objects.filter(thread=goes).exists()
        assert {each.thread_id for each in Draft.objects.filter(pk__in=[draft.pk for draft in drafts])} == {stays.pk}
        counted = Thread.objects.get(pk=stays.pk)
        assert (counted.last_number, counted.post_count) == (len(numbers), len(numbers))
        assert lay_paths(talk.group) == 0


@pytest.mark.parametrize("times", few_or_many(2, 5))
def test_taken_back_or_posted_but_never_both(talk: Talk, times: int) -> None:
    for _ in range(times):
        draft = talk.draft(talk.heron, "Shall I?")
        schedule(draft=draft, reread_hash=draft.fingerprint, now=talk.now, grace=timedelta(0))
        posted, taken = at_once(lambda: publish_due(now=timezone.now()), lambda draft=draft: take_back(draft=draft))
        draft.refresh_from_db()
        if posted == 1:
            assert isinstance(taken, DraftIsClosed)
            assert draft.state == "published"
        else:
            assert (posted, draft.state, draft.post) == (0, "writing", None)


def test_two_windows_saving_at_once_lose_nothing_unseen(talk: Talk) -> None:
    draft = talk.draft(talk.heron, "Beginning")
    results = at_once(
        *[
            lambda words=words: save_draft(draft=draft, fields={"source": words}, version=1, now=timezone.now())
            for words in ("Left window", "Right window")
        ]
    )
    moved = [result for result in results if isinstance(result, DraftMovedOn)]
    saved = [result for result in results if isinstance(result, Draft)]
    assert len(moved) == len(saved) == 1
    assert moved[0].newer.source == saved[0].source == Draft.objects.get(pk=draft.pk).source


def test_a_form_pressed_twice_at_once_begins_one_draft(talk: Talk) -> None:
    key = talk.heron.face.ref
    results = at_once(
        *[
            lambda: begin_draft(
                author_id=talk.heron.face.pk, forum=talk.forum, key=key, fields={"source": "Once"}, now=timezone.now()
            )
            for _ in range(4)
        ]
    )
    assert len({result.pk for result in results}) == 1
    assert Draft.objects.count() == 1


def test_marks_set_at_once_end_at_the_highest(talk: Talk) -> None:
    thread = talk.thread(talk.lantern)
    due(talk, 7, thread)
    publish_due(now=timezone.now())
    thread.refresh_from_db()
    seat = talk.room.actor(talk.room.member("Maple")).seat_in(talk.group.pk)
    results = at_once(*[lambda n=n: mark_read(actor_seat=seat, thread=thread, number=n) for n in (3, 8, 5, 1)])
    assert results == [None] * 4
    assert ReadMark.objects.get(thread=thread, persona_id=seat.persona_id).number == 8


def test_two_presses_of_one_response_say_it_once(talk: Talk) -> None:
    post = talk.post(talk.heron, "It is late.")
    press = partial(respond, post=post, by=talk.wren.face, kind=Response.Kind.READ, now=talk.now)
    assert at_once(press, press, press) == [None, None, None]
    assert Response.objects.count() == 1
    assert Post.objects.get(pk=post.pk).said_read == 1


def test_presses_and_takings_back_at_one_moment_leave_what_is_there_counted(talk: Talk) -> None:
    post = talk.post(talk.heron, "It is late.")
    kind = Response.Kind.THANKS
    faces = (talk.wren.face, talk.lantern.face)
    say = [partial(respond, post=post, by=face, kind=kind, now=talk.now) for face in faces]
    unsay = partial(take_response_back, post=post, by=talk.wren.face, kind=kind)
    assert at_once(*say, unsay, say[0], unsay) == [None] * 5
    assert Post.objects.get(pk=post.pk).said_thanks == Response.objects.filter(kind=kind).count()


@pytest.mark.parametrize("times", few_or_many(2, 5))
def test_a_poll_taken_back_while_people_choose_leaves_nothing_of_it(talk: Talk, times: int) -> None:
    for _time in range(times):
        thread = talk.thread(talk.heron)
        poll = ask_poll(thread=thread, question="Tea?", answers=("Yes", "No"), by=talk.heron.face, now=talk.now)
        back = partial(take_poll_back, thread=thread, by=talk.heron.face, now=talk.now)
        chosen = [partial(vote, poll=poll, position=1, by=person.face) for person in (talk.wren, talk.lantern)]
        results = at_once(chosen[0], back, chosen[1])
        assert all(result in (None, True) or isinstance(result, NoSuchAnswer) for result in results), results
        assert [Poll.objects.count(), Ballot.objects.count()] == [0, 0]
        assert not Thread.objects.get(pk=thread.pk).has_poll


@pytest.mark.parametrize("times", few_or_many(2, 5))
def test_a_note_set_while_its_post_is_changed_is_not_lost(talk: Talk, times: int) -> None:
    for _time in range(times):
        thread = talk.thread(talk.heron, "Before.", title="Night")
        post = thread.posts.get()
        change = talk.draft(talk.heron, "After.", thread, edits=post, title="Night")
        results = at_once(
            partial(note_post, post=post, content_notes="grief", by=talk.lantern.face, now=talk.now),
            partial(apply_edit, draft=change, reread_hash=change.fingerprint, now=talk.now),
        )
        assert all(isinstance(result, Post | RereadAgain) for result in results), results
        post.refresh_from_db()
        thread.refresh_from_db()
        assert (post.content_notes, thread.content_notes) == ("grief", "grief")
