"""Polls: asked by whoever began a thread, chosen in once, and nobody can look up what."""

from __future__ import annotations

import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client

from forums.actions import (
    NoSuchAnswer,
    TwoPolls,
    apply_edit,
    ask_poll,
    hide_post,
    lock,
    merge_threads,
    remove_post,
    show_post,
    take_poll_back,
    unlock,
    vote,
    withdraw_post,
)
from forums.models import Ballot, Poll, PollOption, Post, Thread
from groups.models import SupportGroup
from personas.forgetting import forget
from personas.models import ChainEntry
from supportgroups.lib.notes import Regard
from tests.forums.conftest import Talk, shown
from tests.forums.test_notes import rule
from tests.forums.test_read_thread import statements

SAID = {"question": "Tea or coffee?", "answers": "Tea\n\n  Coffee \nTea\nNeither"}


@pytest.fixture(autouse=True)
def with_polls(talk: Talk) -> None:
    SupportGroup.objects.filter(pk=talk.group.pk).update(allows_polls=True)


def asked(talk: Talk, thread: Thread | None = None) -> Poll:
    thread = thread or talk.thread(talk.heron)
    return ask_poll(thread=thread, question="Tea or coffee?", answers=("Tea", "Coffee"), by=thread.author, now=talk.now)


def votes(poll: Poll) -> list[int]:
    return list(PollOption.objects.filter(poll=poll).order_by("position").values_list("votes", flat=True))


def test_whoever_began_a_thread_asks_once(talk: Talk, eve: Client) -> None:
    thread, heron = talk.thread(talk.heron), talk.heron.client()
    url = f"{talk.thread_url(thread)}poll/new/"
    assert url in shown(heron, talk.thread_url(thread))
    assert "Ask everybody who reads" in shown(heron, url)
    for client in (talk.wren.client(), talk.lantern.client()):
        assert client.post(url, SAID).status_code == 403
    assert eve.post(url, SAID).status_code == 404
    assert heron.post(url, SAID)["Location"] == talk.thread_url(thread)
    assert list(PollOption.objects.values_list("position", "words")) == [(1, "Tea"), (2, "Coffee"), (3, "Neither")]
    assert heron.post(url, SAID).status_code == 403
    assert Poll.objects.count() == 1
    assert "Tea or coffee?" in shown(talk.wren.client(), talk.thread_url(thread))


def test_where_the_group_uses_none_nobody_asks(talk: Talk) -> None:
    SupportGroup.objects.filter(pk=talk.group.pk).update(allows_polls=False)
    thread = talk.thread(talk.heron)
    assert talk.heron.client().post(f"{talk.thread_url(thread)}poll/new/", SAID).status_code == 403
    assert "poll/new/" not in shown(talk.heron.client(), talk.thread_url(thread))


@pytest.mark.parametrize("answers", ["", "One", "\n".join("abcdefghi"), "x" * 121 + "\ny"])
def test_what_cannot_be_asked_is_handed_back(talk: Talk, answers: str) -> None:
    thread = talk.thread(talk.heron)
    page = talk.heron.client().post(f"{talk.thread_url(thread)}poll/new/", {"question": "Why?", "answers": answers})
    assert page.status_code == 200
    assert "Why?" in page.content.decode()
    assert not Poll.objects.exists()


def test_one_chooses_once_and_sees_no_more_until_three_have(talk: Talk) -> None:
    poll = asked(talk)
    url = talk.thread_url(poll.thread)
    clients = [person.client() for person in (talk.heron, talk.wren, talk.lantern)]
    for place, client in enumerate(clients):
        assert "Choose this" in shown(client, url)
        for _press in range(2):
            assert client.post(f"{url}poll/vote/", {"answer": "2" if place else "1"}).status_code == 302
        page = shown(client, url)
        assert "Choose this" not in page
        assert ("Coffee: 2" in page) == (place == 2)
        assert ("once three people have" in page) == (place < 2)
    assert votes(poll) == [1, 2]
    assert Ballot.objects.count() == 3


def test_nothing_joins_who_chose_and_what(talk: Talk) -> None:
    poll = asked(talk)
    before = {field.name for field in Ballot._meta.get_fields()}
    assert before == {"id", "group", "poll", "persona"}
    vote(poll=poll, position=1, by=talk.wren.face)
    assert "Wren" not in shown(talk.lantern.client(), talk.thread_url(poll.thread))


@pytest.mark.parametrize(("answer", "status"), [("9", 404), ("", 302), ("x", 302), ("-1", 302), ("٣", 302)])
def test_an_answer_that_is_not_there_counts_nothing(talk: Talk, answer: str, status: int) -> None:
    poll = asked(talk)
    sent = talk.wren.client().post(f"{talk.thread_url(poll.thread)}poll/vote/", {"answer": answer})
    assert sent.status_code == status
    assert (votes(poll), Ballot.objects.count()) == ([0, 0], 0)


def test_who_may_not_write_does_not_choose(talk: Talk, eve: Client) -> None:
    poll = asked(talk)
    url = f"{talk.thread_url(poll.thread)}poll/vote/"
    talk.silence(talk.wren)
    assert talk.wren.client().post(url, {"answer": "1"}).status_code == 403
    assert eve.post(url, {"answer": "1"}).status_code == 404
    assert talk.lantern.client().post(f"{talk.thread_url(talk.thread(talk.heron))}poll/vote/").status_code == 404
    assert votes(poll) == [0, 0]


def test_a_thread_that_takes_no_answers_takes_no_choices_and_shows_them(talk: Talk) -> None:
    poll = asked(talk)
    for person in (talk.heron, talk.lantern, talk.room.member("Fern")):
        vote(poll=poll, position=1, by=person.face)
    client, url = talk.wren.client(), talk.thread_url(poll.thread)
    assert "Tea: 3" not in shown(client, url)
    lock(thread=poll.thread, by=talk.lantern.face, reason="", now=talk.now)
    assert client.post(f"{url}poll/vote/", {"answer": "1"}).status_code == 403
    page = shown(client, url)
    assert "Tea: 3" in page
    assert "Choose this" not in page
    unlock(thread=poll.thread, by=talk.lantern.face, now=talk.now)
    client.post(f"{url}poll/vote/", {"answer": "2"})
    assert votes(poll) == [3, 1]


@pytest.mark.parametrize(("who", "is_logged"), [("heron", False), ("lantern", True)])
def test_a_poll_is_taken_back_with_what_was_chosen_and_another_asked(talk: Talk, who: str, is_logged: bool) -> None:
    poll = asked(talk)
    vote(poll=poll, position=1, by=talk.wren.face)
    client, url = getattr(talk, who).client(), talk.thread_url(poll.thread)
    assert f"{url}poll/take-back/" in shown(client, url)
    assert "Take the poll back?" in shown(client, f"{url}poll/take-back/")
    assert Poll.objects.exists()
    assert client.post(f"{url}poll/take-back/")["Location"] == url
    assert client.post(f"{url}poll/take-back/").status_code == 404
    assert [model.objects.count() for model in (Poll, PollOption, Ballot)] == [0, 0, 0]
    assert "Tea or coffee?" not in shown(client, url)
    assert ChainEntry.objects.filter(kind="forums.poll_gone").exists() == is_logged
    talk.heron.client().post(f"{url}poll/new/", SAID)
    assert "Tea or coffee?" in shown(talk.wren.client(), url)


def test_who_chooses_in_a_poll_that_was_just_taken_back_counts_nowhere(talk: Talk) -> None:
    poll = asked(talk)
    take_poll_back(thread=poll.thread, by=talk.heron.face, now=talk.now)
    with pytest.raises(NoSuchAnswer):
        vote(poll=poll, position=1, by=talk.wren.face)
    assert not Ballot.objects.exists()
    take_poll_back(thread=poll.thread, by=talk.heron.face, now=talk.now)


def test_nobody_else_takes_a_poll_back(talk: Talk, eve: Client) -> None:
    url = talk.thread_url(asked(talk).thread)
    assert "poll/take-back/" not in shown(talk.wren.client(), url)
    assert talk.wren.client().post(f"{url}poll/take-back/").status_code == 403
    assert eve.post(f"{url}poll/take-back/").status_code == 404
    assert Poll.objects.count() == 1


@pytest.mark.parametrize("act", [withdraw_post, hide_post, remove_post])
def test_a_poll_goes_with_the_words_it_stands_above(talk: Talk, act: Any) -> None:
    poll = asked(talk, talk.thread(talk.heron, "Morning.", wants="advice"))
    client, url = talk.wren.client(), talk.thread_url(poll.thread)
    assert "Hopes for: advice" in shown(client, url)
    by = {} if act is withdraw_post else {"by": talk.lantern.face}
    act(post=poll.thread.posts.get(number=1), now=talk.now, **by)
    page = shown(client, url)
    for gone in ("Tea or coffee?", "Choose this", "Hopes for"):
        assert gone not in page
    assert client.post(f"{url}poll/vote/", {"answer": "1"}).status_code == 404
    assert votes(poll) == [0, 0]


def test_nothing_is_asked_above_words_that_are_not_shown(talk: Talk) -> None:
    thread, heron = talk.thread(talk.heron), talk.heron.client()
    url = f"{talk.thread_url(thread)}poll/new/"
    assert url in shown(heron, talk.thread_url(thread))
    withdraw_post(post=thread.posts.get(), now=talk.now)
    assert url not in shown(heron, talk.thread_url(thread))
    assert heron.post(url, SAID)["Location"] == talk.thread_url(thread)
    assert not Poll.objects.exists()


def test_a_poll_stands_under_the_notes_of_its_thread(talk: Talk) -> None:
    poll = asked(talk, talk.thread(talk.heron, "Hard.", content_notes="grief"))
    url, fold = talk.thread_url(poll.thread), "There is a poll."
    client = talk.wren.client()
    page = shown(client, url)
    assert page.index(fold) < page.index("Tea or coffee?")
    for regard, is_there in ((Regard.OPEN, True), (Regard.AWAY, False)):
        page = shown(rule(talk.wren, ("grief", regard)), url)
        assert (fold in page, "Tea or coffee?" in page) == (False, is_there)
    assert fold not in shown(talk.heron.client(), url), "her own words stand open"


def test_a_poll_of_somebody_hidden_is_folded_away_with_her_words(talk: Talk) -> None:
    url = talk.thread_url(asked(talk).thread)
    assert "There is a poll." not in shown(talk.wren.client(), url)
    talk.wren.client().post(f"{talk.url}people/{talk.heron.face.ref}/distance/", {"how": "hide"})
    page = shown(talk.wren.client(), url)
    assert page.index("There is a poll.") < page.index("Tea or coffee?")


def test_an_erased_choice_stays_counted_and_an_erased_question_goes(talk: Talk) -> None:
    poll = asked(talk)
    vote(poll=poll, position=1, by=talk.wren.face)
    forget(talk.wren.face)
    assert (votes(poll), Ballot.objects.count()) == ([1, 0], 0)
    forget(talk.heron.face)
    assert not Poll.objects.exists()
    assert not Thread.objects.get(pk=poll.thread_id).has_poll


def test_a_joined_thread_keeps_the_one_poll_and_two_are_not_joined(talk: Talk) -> None:
    one, two, three = talk.thread(talk.heron), talk.thread(talk.wren), talk.thread(talk.wren)
    poll = asked(talk, two)
    merge_threads(threads=(one, two), by=talk.lantern.face, now=talk.now)
    poll.refresh_from_db()
    assert (poll.thread, Thread.objects.get(pk=one.pk).has_poll) == (one, True)
    asked(talk, three)
    with pytest.raises(TwoPolls):
        merge_threads(threads=(one, three), by=talk.lantern.face, now=talk.now)
    sent = {"other": str(three.ref), "act": "join"}
    assert talk.lantern.client().post(f"{talk.thread_url(one)}merge/", sent).status_code == 302
    assert Thread.objects.get(pk=three.pk).last_number == 1


def found(talk: Talk, words: str = "coffee") -> list[str]:
    """The threads whose posts Wren finds by words of a question."""
    page = talk.wren.client().post(f"{talk.url}search/", {"words": words})
    assert page.status_code == 200
    return re.findall(r'class="thread-link"[^>]*>([^<]+)<', page.text)


def test_the_question_is_found_with_the_words_it_stands_above(talk: Talk) -> None:
    thread = talk.thread(talk.heron, "We meet at nine.", title="Morning")
    assert found(talk) == []
    talk.heron.client().post(f"{talk.thread_url(thread)}poll/new/", SAID)
    assert found(talk) == found(talk, "nine") == ["Morning"]
    opening = thread.posts.get()
    hide_post(post=opening, by=None, now=talk.now)
    assert found(talk) == []
    show_post(post=opening, by=talk.lantern.face, now=talk.now)
    assert found(talk) == ["Morning"]
    draft = talk.draft(talk.heron, "We meet at ten.", thread, edits=opening, title="Morning")
    apply_edit(draft=draft, reread_hash=draft.fingerprint, now=talk.now)
    assert found(talk) == found(talk, "ten") == ["Morning"]
    Post.objects.update(renderer=0)
    call_command("rerender", stdout=StringIO())
    assert found(talk) == ["Morning"]
    talk.heron.client().post(f"{talk.thread_url(thread)}poll/take-back/")
    assert not Poll.objects.exists()
    assert (found(talk), found(talk, "ten")) == ([], ["Morning"])


def test_a_question_is_found_where_it_stands_by_now_and_goes_with_who_asked_it(talk: Talk) -> None:
    first = talk.thread(talk.wren, "We meet at nine.", title="Morning")
    second = talk.thread(talk.heron, "And at six.", title="Evening")
    asked(talk, second)
    assert found(talk) == ["Evening"]
    merge_threads(threads=(first, second), by=talk.lantern.face, now=talk.now)
    assert found(talk) == ["Morning"]
    forget(talk.heron.face)
    assert (found(talk), found(talk, "nine")) == ([], ["Morning"])
    assert not Thread.objects.get(pk=first.pk).has_poll


def test_what_stands_behind_a_note_is_found_by_its_question_and_not_shown(talk: Talk) -> None:
    thread = talk.thread(talk.heron, "We meet at nine.", title="Morning", content_notes="loss")
    asked(talk, thread)
    page = talk.wren.client().post(f"{talk.url}search/", {"words": "coffee"}).text
    assert "A thread that talks about loss" in page
    assert "Tea or coffee" not in page


def test_a_poll_costs_one_statement_and_none_where_there_is_none(talk: Talk) -> None:
    thread, client = talk.thread(talk.heron), talk.wren.client()
    url = talk.thread_url(thread)
    shown(client, url)
    without = statements(client, url)
    asked(talk, thread)
    assert statements(client, url) == without + 1


def test_the_database_keeps_groups_apart(talk: Talk) -> None:
    from tests.groups.conftest import make_room

    poll, other = asked(talk), make_room("Elsewhere")
    vote(poll=poll, position=1, by=talk.wren.face)
    for model in (Poll, PollOption, Ballot):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.update(group_id=other.group.pk)
