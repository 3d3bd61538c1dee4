"""Somebody is called by name: told if she can read it, and only where the group lets people call each other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forums.actions import leave_people_out, merge_threads, post_at_once, show_post, split_thread, withdraw_post
from forums.models import Draft, Forum, Post
from groups.models import Cohort, Hiding, Membership, SupportGroup
from personas.models import ChainEntry, Notice, Standing
from tests.forums.conftest import Talk, shown

CALL = "@Heron, you said something like this. heron@mail.example is not a call, and @Nobody is nobody."


@pytest.fixture
def calling(talk: Talk) -> Talk:
    """The small group, which lets people call each other."""
    SupportGroup.objects.filter(pk=talk.group.pk).update(allows_mentions=True)
    return talk


def told() -> list[int]:
    return list(Notice.objects.filter(kind="forums.mentioned").order_by("pk").values_list("persona_id", flat=True))


def test_who_is_called_is_told_and_led_there(calling: Talk) -> None:
    thread = calling.thread(calling.lantern)
    post = calling.post(calling.wren, CALL, thread)
    assert told() == [calling.heron.face.pk]
    page = shown(calling.heron.client(), "/home/")
    assert "Somebody called you by name" in page
    assert f"#post-{post.number}" in page
    assert "called you by name" not in shown(calling.wren.client(), "/home/")
    withdraw_post(post=post, now=calling.now)
    assert "called you by name" not in shown(calling.heron.client(), "/home/")


def test_nobody_is_called_where_the_group_does_not_want_it(talk: Talk) -> None:
    talk.post(talk.wren, CALL)
    assert told() == []


@pytest.mark.parametrize("where", ["thread", "post"])
def test_nobody_is_called_into_what_bears_a_note(calling: Talk, where: str) -> None:
    thread = calling.thread(calling.lantern, content_notes="grief" if where == "thread" else "")
    calling.post(calling.wren, CALL, thread, content_notes="grief" if where == "post" else "")
    assert told() == []


@pytest.mark.parametrize("way", ["left", "suspended", "other run", "hides", "keeps away", "kept away", "herself"])
def test_who_cannot_read_it_or_does_not_want_to_is_not_told(calling: Talk, way: str) -> None:
    heron, wren, forum, by = calling.heron.face, calling.wren.face, calling.forum, calling.wren
    if way == "left":
        ended = {"status": "left", "ended_on": calling.now.date(), "ended_how": "left"}
        Membership.objects.filter(persona=heron).update(**ended)
    elif way == "suspended":
        since = calling.now - timedelta(days=1)
        Standing.objects.create(persona=heron, group_space_id=calling.group.pk, kind="suspension", since=since)
    elif way == "other run":
        day = calling.now.date()
        days = {"opens_on": day, "starts_on": day, "ends_on": day + timedelta(days=30)}
        run = Cohort.objects.create(group=calling.group, name="Spring", places=8, **days)
        run.seats.create(group=calling.group, membership=Membership.objects.get(persona=wren))
        forum = Forum.objects.create(group=calling.group, cohort=run, name="Spring", slug="spring")
    elif way == "herself":
        by = calling.heron
    else:
        sides = {"by": wren, "about": heron} if way == "kept away" else {"by": heron, "about": wren}
        Hiding.objects.create(group=calling.group, is_mutual=way != "hides", made_at=calling.now, **sides)
    post = calling.post(by, CALL, forum=forum)
    assert post.state == "published"
    assert told() == []


def test_of_a_name_inside_a_longer_one_only_the_longer_is_meant(calling: Talk) -> None:
    calm, calm_heron = calling.room.member("Calm"), calling.room.member("Calm Heron")
    calling.post(calling.wren, "@Calm Heron, good morning.")
    assert told() == [calm_heron.face.pk]
    calling.post(calling.wren, "@Calm and @heron, good evening.")
    assert told()[1:] == sorted([calm.face.pk, calling.heron.face.pk])


def check_worrying(draft: Draft) -> str | None:
    return "worrying" if "worrying" in draft.source else None


def remember_held(**_held: Any) -> None:
    """The desk is not asked here."""


def test_who_is_named_in_words_that_are_quoted_is_not_called_again(calling: Talk) -> None:
    thread = calling.thread(calling.lantern)
    calling.post(calling.lantern, "> Thank you @Heron.\n>> And you, @Heron.\n\nI thought so, @Wren.", thread)
    assert told() == [calling.wren.face.pk]


def test_what_is_held_calls_nobody_until_it_is_let_out(calling: Talk, settings: Any) -> None:
    settings.POST_CHECKS = [f"{__name__}.check_worrying"]
    settings.POST_HELD = f"{__name__}.remember_held"
    thread = calling.thread(calling.lantern)
    calling.post(calling.wren, "Something worrying, @Heron.", thread)
    assert told() == []
    show_post(post=Post.objects.get(state="held"), by=calling.lantern.face, now=calling.now)
    assert told() == [calling.heron.face.pk]


def test_a_post_without_a_call_asks_nothing_more(calling: Talk) -> None:
    thread = calling.thread(calling.lantern)
    drafts = [calling.draft(calling.wren, words, thread) for words in ("One.", "Two.", "Three @Nobody.")]
    costs = []
    for draft in drafts:
        with CaptureQueriesContext(connection) as captured:
            post_at_once(draft=draft, reread_hash=draft.fingerprint, now=calling.now)
        costs.append(len(captured))
    assert costs[0] >= costs[1]
    assert costs[2] <= costs[1] + 2


def test_a_facilitator_lets_nobody_be_called_into_a_thread(calling: Talk) -> None:
    thread, lantern = calling.thread(calling.wren), calling.lantern.client()
    url = calling.thread_url(thread)
    calling.post(calling.wren, CALL, thread)
    assert told() == [calling.heron.face.pk]
    assert "Call nobody into this thread" in shown(lantern, url)
    assert "Call nobody into this thread" not in shown(calling.wren.client(), url)
    for _ in range(2):
        assert lantern.post(f"{url}calls/").status_code == 302
    assert "Nobody is called in here" in shown(calling.wren.client(), url)
    assert "called you by name" not in shown(calling.heron.client(), "/home/")
    Notice.objects.all().delete()
    calling.post(calling.wren, CALL, thread)
    calling.post(calling.lantern, CALL, thread, as_facilitator=True)
    assert told() == []
    assert lantern.post(f"{url}calls/undo/").status_code == 302
    calling.post(calling.wren, CALL, thread)
    assert told() == [calling.heron.face.pk]
    kinds = list(ChainEntry.objects.order_by("pk").values_list("kind", flat=True))
    assert [kind for kind in kinds if kind in ("forums.left_out", "forums.called")] == [
        "forums.left_out",
        "forums.called",
    ]


def test_members_cannot_mark_it(calling: Talk) -> None:
    thread = calling.thread(calling.wren)
    for way in ("calls/", "calls/undo/"):
        assert calling.wren.client().post(f"{calling.thread_url(thread)}{way}").status_code == 403
    thread.refresh_from_db()
    assert not thread.calls_nobody


@pytest.mark.parametrize("way", ["joined", "split"])
def test_the_mark_goes_along_when_threads_are_joined_or_split(calling: Talk, way: str) -> None:
    marked, other = calling.thread(calling.wren), calling.thread(calling.heron)
    answer = calling.post(calling.heron, "An answer.", marked)
    by = calling.lantern.face
    leave_people_out(thread=marked, by=by, is_so=True, now=calling.now)
    marked.refresh_from_db()
    if way == "joined":
        assert merge_threads(threads=(marked, other), by=by, now=calling.now).calls_nobody
    else:
        assert split_thread(post=answer, title="Apart", by=by, now=calling.now).calls_nobody
