"""Who facilitates pressed the wrong one of two buttons: for a day a post can be said in the other voice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from forums.actions import hide_post, speak_as, split_thread
from forums.models import Post, Thread
from groups.models import SupportGroup
from tests.forums.conftest import Talk, shown


def voice_url(talk: Talk, post: Post) -> str:
    return f"{talk.thread_url(post.thread)}posts/{post.number}/voice/"


def posted_ago(post: Post, ago: timedelta) -> None:
    Post.objects.filter(pk=post.pk).update(published_at=timezone.now() - ago)


@pytest.fixture
def said(talk: Talk) -> Post:
    """A facilitator's answer in her own name, in a group in which nothing that was posted can be changed."""
    SupportGroup.objects.filter(pk=talk.group.pk).update(edit_hours=0)
    return talk.post(talk.lantern, "We open at eight.", talk.thread(talk.heron))


def test_it_is_said_for_the_group_and_in_the_own_name_again(talk: Talk, said: Post) -> None:
    url, lantern, wren = voice_url(talk, said), talk.lantern.client(), talk.wren.client()
    page = talk.thread_url(said.thread)
    assert "Say it for the group instead" in shown(lantern, page)
    assert "For the group" not in shown(wren, page)
    asked = shown(lantern, url)
    assert "Say this for the group instead?" in asked
    assert "We open at eight." in asked
    for _press in range(2):
        assert lantern.post(url, {"act": "for_group"}).url.endswith("#post-2")
    assert "For the group" in shown(wren, page)
    thread = Thread.objects.get(pk=said.thread_id)
    assert (thread.first_reply_at, thread.first_peer_reply_at) == (said.published_at, None)
    assert "Say it as Lantern" in shown(lantern, url)
    lantern.post(url, {"act": "own"})
    assert "For the group" not in shown(wren, page)
    assert Thread.objects.get(pk=said.thread_id).first_peer_reply_at == said.published_at
    said.refresh_from_db()
    assert (said.edited_at, said.revisions.count()) == (None, 0), "the words are those that were posted"


def test_for_a_day_and_no_longer(talk: Talk, said: Post) -> None:
    lantern, url = talk.lantern.client(), voice_url(talk, said)
    posted_ago(said, timedelta(hours=23, minutes=59))
    assert lantern.get(url).status_code == 200
    posted_ago(said, timedelta(hours=24, minutes=1))
    refused = lantern.post(url, {"act": "for_group"})
    assert (refused.status_code, "for a day after it was posted" in refused.text) == (403, True)
    assert url not in shown(lantern, talk.thread_url(said.thread))
    assert not Post.objects.get(pk=said.pk).as_facilitator


def test_nobody_else_has_two_voices(talk: Talk, said: Post) -> None:
    own = talk.post(talk.wren, "Good.", said.thread)
    for post, person in ((own, talk.wren), (said, talk.wren), (own, talk.lantern)):
        browser = person.client()
        assert browser.post(voice_url(talk, post), {"act": "for_group"}).status_code == 403
        assert voice_url(talk, post) not in shown(browser, talk.thread_url(said.thread))
    assert not Post.objects.filter(as_facilitator=True).exists()


def test_what_was_covered_meanwhile_keeps_its_voice(talk: Talk, said: Post) -> None:
    hide_post(post=said, by=talk.heron.face, now=talk.now)
    assert talk.lantern.client().post(voice_url(talk, said), {"act": "for_group"}).status_code == 403
    assert not Post.objects.get(pk=said.pk).as_facilitator


def test_who_waits_for_a_peer_is_found_where_the_post_stands_by_now(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    asked = talk.post(talk.wren, "Is there a room?", thread)
    said = talk.post(talk.lantern, "There is.", thread, parent=asked)
    new = split_thread(post=asked, title="The room", by=talk.heron.face, now=talk.now)
    assert Thread.objects.get(pk=new.pk).first_peer_reply_at == said.published_at
    speak_as(post=said, for_group=True, now=talk.now)
    assert Thread.objects.get(pk=new.pk).first_peer_reply_at is None
    speak_as(post=said, for_group=False, now=talk.now)
    assert Thread.objects.get(pk=new.pk).first_peer_reply_at == said.published_at
