"""Leaving the reading over out, after five posts, where the group lets one; and when answers usually come."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from forums.models import Draft, Thread
from groups.models import Membership, SupportGroup
from tests.forums.conftest import Talk, shown
from tests.forums.test_write import post_it, write


def ask_everybody(talk: Talk, *, is_so: bool = True) -> None:
    SupportGroup.objects.filter(pk=talk.group.pk).update(requires_rereading=is_so)


def post_five(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    for _ in range(4):
        talk.post(talk.heron, "More.", thread)


@pytest.fixture
def heron(talk: Talk) -> Client:
    """Heron, who has posted five times in a group that is new, and has chosen."""
    post_five(talk)
    client = talk.heron.client()
    assert client.post(f"{talk.url}rereading/", {"act": "skip"})["Location"] == f"{talk.url}rereading/"
    return client


def test_it_can_be_left_out_after_the_fifth_post(talk: Talk, heron: Client) -> None:
    page = shown(heron, f"{talk.forum_url}write/")
    assert "Post as Heron" in page
    assert page.count("button--main") == 1
    assert "It waits five minutes" in page
    answer = write(talk, heron, "Straight away.", act="post")
    draft = Draft.objects.get(source="Straight away.")
    assert answer["Location"] == f"/drafts/{draft.ref}/"
    assert (draft.state, draft.reread) == ("scheduled", draft.fingerprint)
    assert timedelta(minutes=4) < draft.publish_at - timezone.now() <= timedelta(minutes=5)
    assert heron.post(f"/drafts/{draft.ref}/take-back/").status_code == 302
    assert "Post as Heron" in shown(heron, talk.thread_url(Thread.objects.get()))
    assert write(talk, heron, "Let me see.", act="review")["Location"].endswith("/review/")
    heron.post(f"{talk.url}rereading/", {"act": "read"})
    assert "Go on as Heron" in shown(heron, f"{talk.forum_url}write/")


@pytest.mark.parametrize(("words", "why"), [("Ring me: 0170 1234567", "a phone number"), ("Anything.", "silenced")])
def test_what_should_be_looked_at_is_shown_all_the_same(talk: Talk, heron: Client, words: str, why: str) -> None:
    if why == "silenced":
        talk.silence(talk.heron)
    answer = write(talk, heron, words, act="post")
    assert answer["Location"].endswith("/review/")
    assert Draft.objects.get(source=words).state == "writing"


def test_not_before_the_fifth_post_and_not_where_the_group_asks_it(talk: Talk) -> None:
    client, url = talk.heron.client(), f"{talk.url}rereading/"
    ask_everybody(talk)
    assert "In this group everybody reads their words over" in shown(client, url)
    post_five(talk)
    client.post(url, {"act": "skip"})
    assert not Membership.objects.get(persona=talk.heron.face).skips_rereading
    ask_everybody(talk, is_so=False)
    assert "Leave reading over out" in shown(client, url)
    wren = talk.wren.client()
    assert "After your fifth post" in shown(wren, url)
    wren.post(url, {"act": "skip"})
    assert not Membership.objects.get(persona=talk.wren.face).skips_rereading
    assert write(talk, wren, "At once?", act="post")["Location"].endswith("/review/")


def test_a_group_that_asks_it_later_is_heard(talk: Talk, heron: Client) -> None:
    ask_everybody(talk)
    assert "Go on as Heron" in shown(heron, f"{talk.forum_url}write/")
    assert write(talk, heron, "Straight away?", act="post")["Location"].endswith("/review/")


def test_it_is_offered_once_one_has_read_over_often(talk: Talk) -> None:
    client, draft = talk.heron.client(), talk.draft(talk.heron, "Words.")
    post_it(client, draft, "at_once")
    assert "leave that step out" not in shown(client, f"/drafts/{draft.ref}/")
    post_five(talk)
    draft = talk.draft(talk.heron, "Words again.")
    post_it(client, draft, "at_once")
    assert f"{talk.url}rereading/" in shown(client, f"/drafts/{draft.ref}/")


def threads(talk: Talk, waits: list[float | None]) -> None:
    """Threads of last week, with a first answer after so many hours, or none."""
    begun = talk.now - timedelta(days=7)
    for number, hours in enumerate(waits):
        Thread.objects.create(
            group=talk.group, forum=talk.forum, author=talk.wren.face, title=str(number), begun_at=begun,
            last_post_at=begun, last_number=1, first_reply_at=begun + timedelta(hours=hours) if hours else None,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("waits", "words"),
    [
        ([0.5] * 6 + [None] * 4, "within an hour"),
        ([1, 2, 3, 4, 5, 30, None, None, None, None], "within a few hours"),
        ([1, 2, 3, 5, 8, 30, None, None, None, None], "within a day or two"),  # 8 hours, and not 4
        ([20] * 10, "within a day or two"),
        ([20] * 5 + [60] * 5 + [70] * 5, "takes a few days"),
        ([1] * 4 + [None] * 6, "can take a while"),
        ([1] * 3, "within a day or two"),
    ],
)
def test_after_a_first_post_she_learns_when_answers_usually_come(talk: Talk, waits: Any, words: str) -> None:
    threads(talk, waits)
    client, draft = talk.heron.client(), talk.draft(talk.heron, "Hello.")
    post_it(client, draft)
    assert words in shown(client, f"/drafts/{draft.ref}/")
