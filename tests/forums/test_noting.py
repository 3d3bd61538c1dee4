"""What a post that stands already talks about is noted by who facilitates, who tells its author, or by its author."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from forums.actions import PostMovedOn, apply_edit, hide_post, note_post, split_thread, withdraw_post
from forums.models import Post, Thread
from groups.models import SupportGroup
from personas.models import ChainEntry, Notice
from tests.forums.conftest import Talk, shown

TOLD = "A facilitator noted what a post of yours talks about"


@pytest.fixture
def thread(talk: Talk) -> Thread:
    thread = talk.thread(talk.heron, "Lanternfish.", title="Deep water")
    talk.post(talk.wren, "Anglerfish.", thread)
    return thread


def note_url(talk: Talk, thread: Thread, number: int = 1) -> str:
    return f"{talk.thread_url(thread)}posts/{number}/notes/"


def note(client: Client, url: str, notes: str) -> str:
    return client.post(url, {"content_notes": notes}, follow=True).content.decode()


def test_who_facilitates_notes_it_and_it_is_covered_everywhere(talk: Talk, thread: Thread) -> None:
    url, lantern, wren = note_url(talk, thread), talk.lantern.client(), talk.wren.client()
    assert url in shown(lantern, talk.thread_url(thread))
    assert "What does the post by Heron talk about?" in shown(lantern, url)
    for _press in range(2):
        assert "Everybody chooses whether to open it." in note(lantern, url, "grief")
    assert "<h1>A thread that talks about grief</h1>" in shown(wren, talk.thread_url(thread))
    for page in (shown(wren, talk.forum_url), wren.post(f"{talk.url}search/", {"words": "lanternfish"}).text):
        assert "Deep water" not in page
        assert "Lanternfish." not in page
    assert ChainEntry.objects.filter(kind="forums.notes_changed").count() == 1
    assert shown(wren, f"{talk.url}log/").count("A facilitator noted what a post talks about.") == 1


def test_an_answer_bears_it_alone(talk: Talk, thread: Thread) -> None:
    note(talk.lantern.client(), note_url(talk, thread, 2), "grief")
    page = shown(talk.heron.client(), talk.thread_url(thread))
    assert "<h1>Deep water</h1>" in page
    assert page.count('<details class="post-note">') == 1


def test_its_author_is_told_once_and_may_take_it_off(talk: Talk, thread: Thread) -> None:
    url, heron = note_url(talk, thread), talk.heron.client()
    for _press in range(2):
        note(talk.lantern.client(), url, "grief")
    assert list(Notice.objects.filter(kind="forums.noted").values_list("persona", flat=True)) == [talk.heron.face.pk]
    told = shown(heron, "/home/")
    assert TOLD in told
    assert "grief" not in told
    assert "What does your post talk about?" in shown(heron, url)
    assert "It is open for everybody." in note(heron, url, "")
    thread.refresh_from_db()
    assert (thread.content_notes, thread.posts.get(number=1).content_notes) == ("", "")
    assert Notice.objects.filter(kind="forums.noted").count() == 1
    assert ChainEntry.objects.filter(kind="forums.notes_changed").count() == 1, "an author's own is no act"


def test_its_author_notes_it_when_it_can_be_changed_no_more(talk: Talk, thread: Thread) -> None:
    heron, page = talk.heron.client(), talk.thread_url(thread)
    assert note_url(talk, thread) not in shown(heron, page), "while it can be changed, that is asked there"
    SupportGroup.objects.filter(pk=talk.group.pk).update(edit_hours=1)
    Post.objects.filter(thread=thread).update(published_at=timezone.now() - timedelta(hours=2))
    assert note_url(talk, thread) in shown(heron, page)
    note(heron, note_url(talk, thread), "grief")
    post = thread.posts.get(number=1)
    assert (post.content_notes, post.edited_at, post.revisions.count()) == ("grief", None, 0)


def test_nobody_else_notes_it(talk: Talk, thread: Thread, eve: Client) -> None:
    url = note_url(talk, thread)
    assert url not in shown(talk.wren.client(), talk.thread_url(thread))
    assert talk.wren.client().post(url, {"content_notes": "grief"}).status_code == 403
    assert eve.post(url, {"content_notes": "grief"}).status_code == 404
    assert not Post.objects.exclude(content_notes="").exists()


def test_a_change_that_was_begun_before_does_not_take_it_off(talk: Talk, thread: Thread) -> None:
    post = thread.posts.get(number=1)
    change = talk.draft(talk.heron, "Other words.", thread, edits=post, title="Deep water")
    note(talk.lantern.client(), note_url(talk, thread), "grief")
    change.refresh_from_db()
    apply_edit(draft=change, reread_hash=change.fingerprint, now=talk.now)
    post.refresh_from_db()
    assert (post.source, post.content_notes) == ("Other words.", "grief")


def test_what_is_shown_no_more_is_not_noted(talk: Talk, thread: Thread) -> None:
    post, answer = thread.posts.order_by("number")
    hide_post(post=post, by=None, now=talk.now)
    withdraw_post(post=answer, now=talk.now)
    for number in (1, 2):
        assert talk.lantern.client().post(note_url(talk, thread, number), {"content_notes": "grief"}).status_code == 403
    with pytest.raises(PostMovedOn):
        note_post(post=post, content_notes="grief", by=talk.lantern.face, now=talk.now)


def test_it_is_noted_where_it_stands_by_now(talk: Talk, thread: Thread) -> None:
    answer = Post.objects.get(thread=thread, number=2)
    new = split_thread(post=answer, title="Of its own", by=talk.lantern.face, now=talk.now)
    note_post(post=answer, content_notes="grief", by=talk.lantern.face, now=talk.now)
    assert Thread.objects.get(pk=new.pk).content_notes == "grief"
    assert Thread.objects.get(pk=thread.pk).content_notes == ""


def test_what_is_too_long_is_handed_back(talk: Talk, thread: Thread) -> None:
    assert "x" * 121 in note(talk.lantern.client(), note_url(talk, thread), "x" * 121)
    assert not Post.objects.exclude(content_notes="").exists()
