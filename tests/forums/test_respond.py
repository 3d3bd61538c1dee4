"""Quiet responses: said once, taken back, seen in words by members and by name by the author alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forums.actions import (
    NothingToAnswer,
    count_responses,
    hide_post,
    remove_post,
    respond,
    show_post,
    take_response_back,
    withdraw_post,
)
from forums.models import COUNTERS, Lock, Post, Response
from forums.pages.responses import Tally, said_words
from personas.forgetting import forget
from tests.forums.conftest import Talk, shown
from tests.forums.test_read_thread import statements


def address(talk: Talk, post: Post, kind: str = "") -> str:
    return f"{talk.thread_url(post.thread)}posts/{post.number}/responses/{kind}"


def said(talk: Talk, post: Post, *people: Any, kind: str = "read") -> None:
    for person in people:
        respond(post=post, by=person.face, kind=Response.Kind(kind), now=talk.now)


def test_one_press_says_it_and_another_takes_it_back(talk: Talk) -> None:
    post = talk.post(talk.heron, "It is late.")
    wren, url = talk.wren.client(), talk.thread_url(post.thread)
    for _press in range(2):
        assert wren.post(address(talk, post, "thanks/"))["Location"] == f"{url}#post-1"
    assert Response.objects.get().persona == talk.wren.face
    page = shown(wren, url)
    assert "You say thank you." in page
    assert f'formaction="{address(talk, post, "thanks/undo/")}" aria-pressed="true"' in page
    assert f'formaction="{address(talk, post, "me-too/")}" aria-pressed="false"' in page
    for _press in range(2):
        assert wren.post(address(talk, post, "thanks/undo/")).status_code == 302
    assert not Response.objects.exists()
    assert "quiet-said" not in shown(wren, url).replace("quiet.css", "")


def test_several_kinds_stand_side_by_side_and_are_said_in_words(talk: Talk) -> None:
    post = talk.post(talk.heron, "It is late.")
    said(talk, post, talk.wren, talk.lantern)
    said(talk, post, talk.wren, kind="thinking")
    url = talk.thread_url(post.thread)
    page = shown(talk.wren.client(), url)
    assert "You and one more have read this, you are thinking of Heron." in page
    assert "You and one more have read this, one is thinking of Heron." in shown(talk.lantern.client(), url)
    own = shown(talk.heron.client(), url)
    assert "Two have read this, one is thinking of you." in own


@pytest.mark.parametrize(("number", "words"), [(1, "One has"), (9, "Nine have"), (10, "Many have"), (400, "Many have")])
def test_a_crowd_is_not_counted(number: int, words: str) -> None:
    assert said_words(Tally({"read": number}), "Heron") == f"{words} read this."


def test_the_author_alone_sees_names(talk: Talk, eve: Client) -> None:
    post = talk.post(talk.heron, "It is late.")
    said(talk, post, talk.wren)
    own = talk.heron.client()
    assert f'href="{address(talk, post)}"' in shown(own, talk.thread_url(post.thread))
    assert "Wren" in shown(own, address(talk, post))
    for client in (talk.wren.client(), talk.lantern.client()):
        assert address(talk, post) + '"' not in shown(client, talk.thread_url(post.thread))
        assert client.get(address(talk, post)).status_code == 403
    assert eve.get(address(talk, post)).status_code == 404


def test_before_anybody_has_said_anything_the_page_of_names_is_kind(talk: Talk) -> None:
    post = talk.post(talk.heron, "It is late.")
    assert "Nobody has yet." in shown(talk.heron.client(), address(talk, post))


def test_nobody_answers_themselves_and_a_stranger_nobody(talk: Talk, eve: Client) -> None:
    post = talk.post(talk.heron, "It is late.")
    url = address(talk, post, "read/")
    assert talk.heron.client().post(url).status_code == 403
    assert eve.post(url).status_code == 404
    assert Client().post(url).status_code == 302
    talk.silence(talk.wren)
    wren = talk.wren.client()
    assert wren.post(url).status_code == 403
    assert wren.post(address(talk, post, "read/undo/")).status_code == 302
    assert not Response.objects.exists()
    assert 'form="quiet"' not in shown(wren, talk.thread_url(post.thread))


def test_there_is_no_other_kind(talk: Talk) -> None:
    post = talk.post(talk.heron, "It is late.")
    assert talk.wren.client().post(address(talk, post, "laughing/")).status_code == 404
    assert talk.wren.client().get(address(talk, post, "read/")).status_code == 405


def test_a_closed_thread_still_takes_what_needs_no_words(talk: Talk) -> None:
    post = talk.post(talk.heron, "It is late.")
    Lock.objects.create(group=talk.group, thread=post.thread, made_by=talk.lantern.face, made_at=talk.now)
    assert talk.wren.client().post(address(talk, post, "read/")).status_code == 302
    assert Response.objects.exists()


def test_what_is_covered_takes_nothing_and_keeps_what_was_said(talk: Talk) -> None:
    post = talk.post(talk.heron, "It is late.")
    said(talk, post, talk.wren)
    hide_post(post=post, by=talk.lantern.face, now=talk.now)
    assert talk.wren.client().post(address(talk, post, "thanks/")).status_code == 403
    with pytest.raises(NothingToAnswer):
        said(talk, post, talk.wren, kind="thanks")
    assert "One has read this" not in shown(talk.wren.client(), talk.thread_url(post.thread))
    show_post(post=post, by=talk.lantern.face, now=talk.now)
    assert "One has read this." in shown(talk.heron.client(), talk.thread_url(post.thread))


@pytest.mark.parametrize("how", ["withdrawn", "removed"])
def test_what_is_gone_for_good_takes_it_along(talk: Talk, how: str) -> None:
    post = talk.post(talk.heron, "It is late.")
    said(talk, post, talk.wren)
    if how == "withdrawn":
        withdraw_post(post=post, now=talk.now)
    else:
        remove_post(post=post, by=talk.lantern.face, now=talk.now)
    assert not Response.objects.exists()


def test_a_forgotten_face_has_said_nothing_and_was_told_nothing(talk: Talk) -> None:
    mine, other = talk.post(talk.heron, "Mine."), talk.post(talk.wren, "Another's.")
    said(talk, mine, talk.wren)
    said(talk, other, talk.heron, talk.lantern)
    forget(talk.heron.face)
    assert [response.persona for response in Response.objects.all()] == [talk.lantern.face]
    assert [counted(post) for post in (mine, other)] == [[0, 0, 0, 0], [1, 0, 0, 0]]


def test_what_was_said_is_counted_beside_the_post_and_nothing_counts_it_when_it_is_read(talk: Talk) -> None:
    post = talk.post(talk.heron, "It is late.")
    said(talk, post, talk.wren, talk.lantern, talk.wren)
    said(talk, post, talk.lantern, kind="me-too")
    assert counted(post) == [2, 0, 1, 0]
    take_response_back(post=post, by=talk.wren.face, kind=Response.Kind.READ)
    take_response_back(post=post, by=talk.wren.face, kind=Response.Kind.READ)
    assert counted(post) == [1, 0, 1, 0]
    with CaptureQueriesContext(connection) as captured:
        assert "One has read this, one says “me too”." in shown(talk.heron.client(), talk.thread_url(post.thread))
    assert not [row["sql"] for row in captured if "COUNT(" in row["sql"].upper()]
    withdraw_post(post=post, now=talk.now)
    assert counted(post) == [0, 0, 0, 0]


def test_counting_anew_sets_right_what_is_wrong(talk: Talk) -> None:
    post, other = talk.post(talk.heron, "It is late."), talk.post(talk.heron, "It is early.")
    said(talk, post, talk.wren)
    assert count_responses(talk.group) == 0
    Post.objects.filter(pk=post.pk).update(said_read=0, said_thanks=7)
    Post.objects.filter(pk=other.pk).update(said_thinking=1)
    call_command("recount", talk.group.code)
    assert [counted(each) for each in (post, other)] == [[1, 0, 0, 0], [0, 0, 0, 0]]
    Post.objects.filter(pk=post.pk).update(said_read=0)
    take_response_back(post=post, by=talk.wren.face, kind=Response.Kind.READ)
    assert counted(post) == [0, 0, 0, 0], "never below nothing"


def counted(post: Post) -> list[int]:
    return list(Post.objects.values_list(*COUNTERS.values()).get(pk=post.pk))


def test_the_page_asks_as_often_for_many_as_for_one(talk: Talk) -> None:
    [thread] = talk.threads(1, talk.heron, talk.wren, talk.lantern, answers=19)
    client, url = talk.wren.client(), talk.thread_url(thread)
    said(talk, thread.posts.get(number=1), talk.lantern)
    shown(client, url)
    few = statements(client, url)
    for number, post in enumerate(thread.posts.select_related("author")):
        for place, kind in enumerate(Response.Kind.values):
            said(talk, post, (talk.heron, talk.wren, talk.lantern)[(number + place) % 3], kind=kind)
    assert statements(client, url) == few


def test_the_database_keeps_groups_apart(talk: Talk) -> None:
    from tests.groups.conftest import make_room

    post, other = talk.post(talk.heron, "It is late."), make_room("Elsewhere")
    said(talk, post, talk.wren)
    for change in ({"group_id": other.group.pk}, {"persona": other.founder.face}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Response.objects.update(**change)
