"""A post's later life: taken back, covered, shown again, taken away; and a face that is forgotten."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client

from forums.actions import (
    OwnPost,
    PostMovedOn,
    hide_post,
    open_first_forum,
    recount,
    remove_post,
    schedule,
    show_post,
    withdraw_post,
)
from forums.models import Draft, Forum, Post, ReadMark, Thread, Watch
from forums.textindex import POSTS
from groups.models import SupportGroup
from personas.forgetting import forget
from tests.forums.conftest import Talk, shown


def counts(talk: Talk) -> tuple[int, int]:
    return Thread.objects.get().post_count, Forum.objects.get(pk=talk.forum.pk).post_count


def test_taking_back_a_post_of_ones_own(talk: Talk) -> None:
    thread = talk.thread(talk.heron, "CANARY-OWN")
    talk.post(talk.wren, "An answer.", thread)
    url, client = f"{talk.thread_url(thread)}posts/1/withdraw/", talk.heron.client()
    assert "Take these words back?" in shown(client, url)
    for _ in range(2):
        assert client.post(url)["Location"] == f"{talk.thread_url(thread)}#post-1"
    assert client.get(url).status_code == 302
    assert "CANARY-OWN" not in shown(talk.wren.client(), talk.thread_url(thread))
    assert counts(talk) == (1, 1)
    assert POSTS.matches("canary", [talk.group.pk], 5) == []


def test_nobody_else_takes_it_back(talk: Talk, eve: Client) -> None:
    thread = talk.thread(talk.heron)
    url = f"{talk.thread_url(thread)}posts/1/withdraw/"
    for client in (talk.wren.client(), talk.lantern.client()):
        assert client.get(url).status_code == 403
        assert client.post(url).status_code == 403
    assert eve.post(url).status_code == 404
    assert Client().post(url).status_code == 302
    assert talk.heron.client().get(f"{talk.thread_url(thread)}posts/2/withdraw/").status_code == 404
    assert Post.objects.get().state == "published"


def test_a_covered_post_cannot_be_taken_back(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    hide_post(post=thread.posts.get(), by=talk.lantern.face, now=talk.now)
    assert talk.heron.client().post(f"{talk.thread_url(thread)}posts/1/withdraw/").status_code == 403


def test_covered_and_shown_again_all_is_as_before(talk: Talk) -> None:
    thread = talk.thread(talk.heron, "Findable words.")
    post = thread.posts.get()
    before = Post.objects.values().get(), counts(talk)
    for _ in range(2):
        assert hide_post(post=post, by=talk.lantern.face, now=talk.now).state == "hidden"
    assert counts(talk) == (0, 0)
    assert POSTS.matches("findable", [talk.group.pk], 5) == []
    for _ in range(2):
        show_post(post=post, by=talk.lantern.face, now=talk.now)
    assert (Post.objects.values().get(), counts(talk)) == before
    assert POSTS.matches("findable", [talk.group.pk], 5) == [post.pk]


def test_what_was_taken_away_or_back_stays_so(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    away, back = talk.post(talk.heron, "One", thread), talk.post(talk.heron, "Two", thread)
    remove_post(post=away, by=talk.lantern.face, now=talk.now)
    withdraw_post(post=back, now=talk.now)
    for post in (away, back):
        for act in (hide_post, show_post):
            with pytest.raises(PostMovedOn):
                act(post=post, by=talk.lantern.face, now=talk.now)
    with pytest.raises(PostMovedOn):
        withdraw_post(post=away, now=talk.now)
    assert counts(talk) == (1, 1)


def test_nobody_decides_about_their_own_post(talk: Talk) -> None:
    post = talk.post(talk.lantern, "My own.")
    for act in (hide_post, show_post, remove_post):
        with pytest.raises(OwnPost):
            act(post=post, by=talk.lantern.face, now=talk.now)


def test_the_first_forum_is_opened_once(talk: Talk) -> None:
    group = SupportGroup.objects.get(pk=talk.group.pk)
    forums = {open_first_forum(group=group, by=talk.lantern.face, now=talk.now).pk for _ in range(2)}
    assert forums == {talk.forum.pk}


def test_counting_anew_mends_counters_and_takes_back_no_number(talk: Talk, capsys: Any) -> None:
    thread = talk.thread(talk.heron)
    talk.post(talk.wren, "Two", thread)
    withdraw_post(post=talk.post(talk.wren, "Three", thread), now=talk.now)
    right = Thread.objects.values().get(), Forum.objects.values().get()
    recount(talk.group)
    assert (Thread.objects.values().get(), Forum.objects.values().get()) == right
    Thread.objects.update(post_count=0)
    Forum.objects.update(post_count=99, thread_count=99, last_post_at=None)
    call_command("recount", talk.group.code)
    assert (Thread.objects.values().get(), Forum.objects.values().get()) == right
    call_command("recount")
    assert capsys.readouterr().out.count("counted") == 2
    with pytest.raises(CommandError, match="nowhere"):
        call_command("recount", "nowhere")


def test_a_forgotten_face_leaves_places_and_no_words(talk: Talk) -> None:
    thread = talk.thread(talk.heron, "CANARY words", title="CANARY title", content_notes="CANARY")
    talk.post(talk.wren, "An answer that stays.", thread)
    talk.draft(talk.heron, "CANARY draft", thread)
    waiting = talk.draft(talk.heron, "CANARY waits")
    schedule(draft=waiting, reread_hash=waiting.fingerprint, now=talk.now)
    face = talk.heron.face
    for _ in range(2):
        forget(face)
        for model in (Post, Thread, Draft):
            for row in model.objects.values():
                assert "CANARY" not in repr(row), model
    assert not ReadMark.objects.filter(persona=face).exists()
    assert not Watch.objects.filter(persona=face).exists()
    assert POSTS.matches("canary", [talk.group.pk], 5) == []
    assert counts(talk) == (1, 1)
    page = shown(talk.wren.client(), talk.thread_url(thread))
    assert "An answer that stays." in page
    assert "Someone who has left" in page
    assert "Heron" not in page
    assert talk.wren.client().get(f"{talk.url}people/{face.ref}/").status_code == 404
    assert "A thread whose author has left" in shown(talk.wren.client(), talk.forum_url)


@pytest.mark.parametrize(
    "change",
    [
        {"number": None}, {"state": "held"}, {"number": 0}, {"state": "blanked"},
    ],
)  # fmt: skip
def test_the_database_refuses_posts_that_make_no_sense(talk: Talk, change: dict[str, Any]) -> None:
    post = talk.post(talk.heron, "Words.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(**change)


def test_the_database_keeps_groups_and_threads_apart(talk: Talk) -> None:
    from tests.groups.conftest import make_room

    one, two = talk.post(talk.heron, "Words."), talk.post(talk.heron, "Other words.")
    other = make_room("Elsewhere")
    for change in ({"parent": two}, {"group_id": other.group.pk}, {"author": other.founder.face}, {"number": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Post.objects.filter(pk=one.pk).update(**change)


def test_a_reply_that_is_gone_is_no_first_reply(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    first = talk.post(talk.wren, "Here.", thread)
    second = talk.post(talk.lantern, "The kettle is on.", thread, as_facilitator=True)
    hide_post(post=first, by=talk.lantern.face, now=talk.now)
    thread.refresh_from_db()
    assert (thread.first_reply_at, thread.first_peer_reply_at) == (second.published_at, None)
    show_post(post=first, by=talk.lantern.face, now=talk.now)
    thread.refresh_from_db()
    assert thread.first_reply_at == thread.first_peer_reply_at == first.published_at
    for post in (first, second):
        withdraw_post(post=post, now=talk.now)
    thread.refresh_from_db()
    assert thread.first_reply_at is None
