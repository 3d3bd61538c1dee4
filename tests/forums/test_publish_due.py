"""What is due is posted once, in order, and with everything that follows from it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from forums.actions import appearing, publish_due, schedule, show_post, take_back
from forums.models import Draft, Forum, Lock, Post, ReadMark, Thread, Watch
from forums.telling import DRAFT_KEPT
from forums.textindex import POSTS
from groups.models import FacilitatorWeek, Membership
from personas import faces
from personas.models import Event, Notice
from personas.standings import impose
from tests.forums.conftest import Talk

HELD: list[tuple[Post, str]] = []


def check_worrying(draft: Draft) -> str | None:
    return "a word to look at" if "worrying" in draft.source else None


def check_that_breaks(draft: Draft) -> str | None:
    if "breaks" in draft.source:
        raise ZeroDivisionError
    return None


def remember_held(*, post: Post, why: str, now: Any) -> None:
    HELD.append((post, why))


def schedule_now(talk: Talk, draft: Draft) -> Draft:
    return schedule(draft=draft, reread_hash=draft.fingerprint, now=talk.now)


def test_it_waits_for_its_time_and_is_posted_once(talk: Talk) -> None:
    draft = schedule_now(talk, talk.draft(talk.heron, "Is anybody awake?"))
    assert publish_due(now=talk.now) == 0
    due = talk.now + timedelta(minutes=5)
    assert publish_due(now=due) == 1
    assert publish_due(now=due) == 0
    draft.refresh_from_db()
    post = draft.post
    assert (draft.state, post.number, post.state, post.published_at) == ("published", 1, "published", due)
    thread = post.thread
    assert (thread.title, thread.last_number, thread.post_count, thread.last_post_at) == (
        "Is anybody awake?",
        1,
        1,
        due,
    )
    assert thread.is_first_of_author


def test_a_reply_counts_and_is_told_of(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    post = talk.post(talk.wren, "I am awake too.", thread)
    thread.refresh_from_db()
    forum = Forum.objects.get(pk=talk.forum.pk)
    assert post.number == thread.last_number == thread.post_count == 2
    assert (forum.thread_count, forum.post_count, forum.last_post_at) == (1, 2, post.published_at)
    assert thread.first_reply_at == thread.first_peer_reply_at == post.published_at
    assert post.published_at > thread.begun_at
    assert Event.objects.filter(kind=appearing.POSTED, subject_id=post.pk, persona=talk.wren.face).count() == 1
    assert Watch.objects.filter(thread=thread, persona=talk.wren.face).count() == 1
    assert Membership.objects.get(persona=talk.wren.face).first_posted_at == post.published_at
    assert POSTS.matches("awake", [talk.group.pk], 10) == [post.pk, thread.posts.get(number=1).pk]


def test_two_posts_of_one_instant_keep_their_order(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    for word in ("one", "two", "three"):
        talk.post(talk.wren, word, thread)
    times = list(Post.objects.filter(thread=thread).order_by("number").values_list("published_at", flat=True))
    assert times == sorted(set(times))
    assert len(times) == 4


def test_the_newest_post_of_a_forum_stays_the_newest(talk: Talk) -> None:
    talk.post(talk.wren, "First.", talk.thread(talk.heron))
    newest = talk.post(talk.wren, "Second.", talk.thread(talk.heron))
    talk.thread(talk.heron)
    assert newest.published_at > talk.now
    assert Forum.objects.get(pk=talk.forum.pk).last_post_at == newest.published_at


def test_an_answer_by_oneself_is_no_first_reply(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    talk.post(talk.heron, "One more thing.", thread)
    thread.refresh_from_db()
    assert thread.first_reply_at is None


def test_speaking_for_the_group_is_no_peers_reply(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    talk.post(talk.lantern, "The kettle is on.", thread, as_facilitator=True)
    thread.refresh_from_db()
    assert thread.first_reply_at is not None
    assert thread.first_peer_reply_at is None


def test_only_who_is_appointed_speaks_for_the_group(talk: Talk) -> None:
    assert not talk.post(talk.heron, "I am in charge here.", as_facilitator=True).as_facilitator
    assert talk.post(talk.lantern, "Welcome.", as_facilitator=True).as_facilitator


def test_my_own_mark_moves_only_if_i_had_read_all_before(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    talk.post(talk.wren, "Two", thread)
    talk.post(talk.heron, "Three", thread)
    assert ReadMark.objects.get(thread=thread, persona=talk.heron.face).number == 1
    other = talk.thread(talk.heron)
    talk.post(talk.heron, "Two", other)
    assert ReadMark.objects.get(thread=other, persona=talk.heron.face).number == 2


def test_taken_back_in_time_it_is_not_posted(talk: Talk) -> None:
    draft = schedule_now(talk, talk.draft(talk.heron, "No, better not."))
    take_back(draft=draft)
    assert publish_due(now=talk.now + timedelta(hours=1)) == 0
    assert not Thread.objects.exists()
    assert Draft.objects.get().source == "No, better not."


def test_what_is_held_leaves_no_trace_until_it_is_let_out(talk: Talk, settings: Any) -> None:
    thread = talk.thread(talk.heron)
    before = Thread.objects.get(pk=thread.pk), Forum.objects.get(pk=talk.forum.pk), Event.objects.count()
    settings.POST_CHECKS = [f"{__name__}.check_worrying"]
    settings.POST_HELD = f"{__name__}.remember_held"
    HELD.clear()
    held = talk.post(talk.wren, "Something worrying.", thread)
    assert [(held, "a word to look at")] == HELD
    assert (held.state, held.number) == ("held", None)
    for old in before[:2]:
        now = type(old).objects.get(pk=old.pk)
        assert {field.attname: getattr(now, field.attname) for field in now._meta.concrete_fields} == {
            field.attname: getattr(old, field.attname) for field in old._meta.concrete_fields
        }
    assert Event.objects.count() == before[2]
    assert POSTS.matches("worrying", [talk.group.pk], 10) == []
    assert Membership.objects.get(persona=talk.wren.face).first_posted_at is None
    later = talk.post(talk.heron, "Anybody?", thread)
    assert later.number == 2
    out = show_post(post=held, by=talk.lantern.face, now=talk.now + timedelta(hours=3))
    assert (out.number, out.state, out.published_at) == (3, "published", talk.now + timedelta(hours=3))
    assert POSTS.matches("worrying", [talk.group.pk], 10) == [held.pk]
    assert Membership.objects.get(persona=talk.wren.face).first_posted_at == out.published_at
    assert show_post(post=held, by=talk.lantern.face, now=talk.now + timedelta(hours=4)).number == 3


def test_a_held_beginning_is_no_thread_that_anybody_sees(talk: Talk, settings: Any) -> None:
    settings.POST_CHECKS = [f"{__name__}.check_worrying"]
    settings.POST_HELD = f"{__name__}.remember_held"
    held = talk.post(talk.wren, "Something worrying.")
    for person in (talk.heron, talk.wren, talk.lantern):
        actor = talk.room.actor(person)
        assert held.thread not in Thread.objects.visible_to(actor)
        assert not actor.can("forums.read", held.thread)
    assert held not in Post.objects.visible_to(talk.room.actor(talk.heron))
    assert held in Post.objects.visible_to(talk.room.actor(talk.wren))
    assert held in Post.objects.visible_to(talk.room.actor(talk.lantern))


def test_a_draft_that_breaks_does_not_keep_the_others_waiting(talk: Talk, settings: Any) -> None:
    settings.POST_CHECKS = [f"{__name__}.check_that_breaks"]
    stuck = schedule_now(talk, talk.draft(talk.heron, "This breaks."))
    schedule_now(talk, talk.draft(talk.heron, "This is fine."))
    assert publish_due(now=talk.now + timedelta(minutes=6)) == 1
    stuck.refresh_from_db()
    assert (stuck.state, stuck.source) == ("scheduled", "This breaks.")


@pytest.mark.parametrize("obstacle", ["silence", "lock", "left"])
def test_what_can_no_longer_be_posted_goes_back_to_the_drafts_and_its_author_is_told(talk: Talk, obstacle: str) -> None:
    thread = talk.thread(talk.wren)
    draft = schedule_now(talk, talk.draft(talk.heron, "My answer.", thread))
    if obstacle == "silence":
        talk.silence(talk.heron)
    elif obstacle == "lock":
        Lock.objects.create(group=talk.group, thread=thread, made_by=talk.lantern.face, made_at=talk.now)
    else:
        Membership.objects.filter(persona=talk.heron.face).update(
            status="left", ended_on=talk.now.date(), ended_how="left"
        )
    assert publish_due(now=talk.now + timedelta(minutes=6)) == 0
    draft.refresh_from_db()
    assert (draft.state, draft.source, draft.publish_at) == ("writing", "My answer.", None)
    assert Notice.objects.filter(persona=talk.heron.face, kind=DRAFT_KEPT, subject_id=draft.pk).count() == 1
    assert publish_due(now=talk.now + timedelta(minutes=7)) == 0
    assert Notice.objects.filter(kind=DRAFT_KEPT).count() == 1


def test_the_task_posts_what_is_due(talk: Talk) -> None:
    from forums.tasks import publish_due as task

    draft = talk.draft(talk.heron, "By the worker.")
    schedule(draft=draft, reread_hash=draft.fingerprint, now=talk.now, grace=timedelta(0))
    assert task() == 1
    assert task() == 0


@pytest.mark.parametrize("reply", [False, True])
def test_it_costs_the_same_with_many_who_watch(talk: Talk, django_assert_max_num_queries: Any, reply: bool) -> None:
    thread = talk.thread(talk.wren) if reply else None
    draft = talk.draft(talk.heron, "Words", thread)
    schedule_now(talk, draft)
    with django_assert_max_num_queries(19):
        assert publish_due(now=talk.now + timedelta(minutes=6)) == 1


def test_speaking_for_the_group_is_kept_as_a_facilitators_week(talk: Talk) -> None:
    talk.post(talk.lantern, "As myself.")
    assert not FacilitatorWeek.objects.exists()
    talk.post(talk.lantern, "The kettle is on.", as_facilitator=True)
    assert FacilitatorWeek.objects.get().persona == talk.lantern.face


def test_a_standing_of_ones_name_for_one_thread_holds_for_what_waits_too(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    space = faces.new_space(parent=talk.group.space)
    mask = faces.take_face(actor=talk.room.actor(talk.wren), space=space, handle="Grey Pebble", now=talk.now)
    draft = schedule_now(talk, talk.draft(talk.wren, "As Wren.", thread))
    impose(persona=mask, kind="silence", now=talk.now)
    assert publish_due(now=talk.now + timedelta(minutes=5)) == 0
    draft.refresh_from_db()
    assert (draft.state, draft.source) == ("writing", "As Wren.")
