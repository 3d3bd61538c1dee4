"""Posting without the minutes is one transaction; whatever happened to the draft since it was read, no word is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forums.actions import RereadAgain, begin_draft, discard, lock, post_at_once, publish_due, save_draft, schedule
from forums.actions.drafts import DraftIsClosed
from forums.models import Draft, Post, Thread
from tests.forums.conftest import Talk

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(talk: Talk) -> Thread:
    return talk.thread(talk.wren)


@pytest.fixture
def read(talk: Talk, thread: Thread) -> Draft:
    """As Heron's page has read it; what happens next, happens elsewhere."""
    made = talk.draft(talk.heron, "I know this.", thread=thread)
    return Draft.objects.select_related("author", "thread").get(pk=made.pk)


def posted(thread: Thread) -> list[str]:
    return list(Post.objects.filter(thread=thread, number__gt=1).order_by("number").values_list("source", flat=True))


def test_it_is_posted_in_one_transaction_and_the_draft_says_so(talk: Talk, thread: Thread, read: Draft) -> None:
    with CaptureQueriesContext(connection) as captured:
        draft = post_at_once(draft=read, reread_hash=read.fingerprint, now=talk.now)
    savepoints = [query["sql"] for query in captured if query["sql"].startswith("SAVEPOINT")]
    assert len(savepoints) == 1, captured.captured_queries  # the test's own transaction makes one of each
    fresh = Draft.objects.get(pk=read.pk)
    assert (draft.state, draft.post, fresh.state, fresh.post) == (*[Draft.State.PUBLISHED, fresh.post] * 2,)
    assert fresh.reread == read.fingerprint
    assert posted(thread) == ["I know this."]


def test_pressed_twice_from_two_windows_it_is_posted_once(talk: Talk, thread: Thread, read: Draft) -> None:
    other = Draft.objects.select_related("author", "thread").get(pk=read.pk)
    first = post_at_once(draft=read, reread_hash=read.fingerprint, now=talk.now)
    second = post_at_once(draft=other, reread_hash=other.fingerprint, now=talk.now)
    assert first.post == second.post
    assert posted(thread) == ["I know this."]


def test_other_words_from_another_window_are_reread_first(talk: Talk, thread: Thread, read: Draft) -> None:
    fields: Any = {"source": "I know this, too."}
    save_draft(draft=read, fields=fields, version=read.version, now=talk.now)
    with pytest.raises(RereadAgain):
        post_at_once(draft=read, reread_hash=read.fingerprint, now=talk.now)
    assert posted(thread) == []
    assert Draft.objects.get(pk=read.pk).source == "I know this, too."


def test_thrown_away_meanwhile_it_is_not_posted(talk: Talk, thread: Thread, read: Draft) -> None:
    discard(draft=Draft.objects.get(pk=read.pk))
    with pytest.raises(DraftIsClosed):
        post_at_once(draft=read, reread_hash=read.fingerprint, now=talk.now)
    assert posted(thread) == []


def test_let_go_meanwhile_it_goes_at_once_all_the_same(talk: Talk, thread: Thread, read: Draft) -> None:
    schedule(draft=Draft.objects.get(pk=read.pk), reread_hash=read.fingerprint, now=talk.now)
    assert post_at_once(draft=read, reread_hash=read.fingerprint, now=talk.now).post is not None
    assert posted(thread) == ["I know this."]
    assert publish_due(now=talk.now + timedelta(hours=1)) == 0


def test_closed_meanwhile_the_words_go_back_to_the_drafts(talk: Talk, thread: Thread, read: Draft) -> None:
    lock(thread=thread, by=talk.lantern.face, reason="", now=talk.now)
    draft = post_at_once(draft=read, reread_hash=read.fingerprint, now=talk.now)
    assert (draft.state, draft.source) == (Draft.State.WRITING, "I know this.")
    assert posted(thread) == []


def test_what_breaks_on_the_way_leaves_the_words_to_be_tried_again(
    talk: Talk, thread: Thread, read: Draft, settings: Any
) -> None:
    settings.POST_CHECKS = ["tests.forums.test_post_at_once.breaks"]
    draft = post_at_once(draft=read, reread_hash=read.fingerprint, now=talk.now)
    assert (draft.state, posted(thread)) == (Draft.State.SCHEDULED, [])
    settings.POST_CHECKS = []
    assert publish_due(now=talk.now) == 1
    assert posted(thread) == ["I know this."]


def breaks(draft: Draft) -> str | None:
    raise RuntimeError(draft.pk)


def test_a_first_post_begins_a_thread_and_twice_begins_one(talk: Talk) -> None:
    made = begin_draft(
        author_id=talk.heron.face.pk, forum=talk.forum, thread=None, parent=None, edits=None, key=uuid4(),
        fields={"source": "Hello."}, now=talk.now,
    )  # fmt: skip
    windows = [Draft.objects.select_related("author").get(pk=made.pk) for _window in range(2)]
    posts = {post_at_once(draft=draft, reread_hash=draft.fingerprint, now=talk.now).post for draft in windows}
    assert len(posts) == 1
    assert Thread.objects.filter(posts__in=posts).count() == Thread.objects.filter(author=talk.heron.face).count() == 1
