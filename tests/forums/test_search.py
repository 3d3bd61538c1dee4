"""Search in a group and in all of mine: what is found, what never is, and where what is looked for does not stand."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forums import tasks
from forums.actions import respond, settle, withdraw_post
from forums.models import Forum, Post, Settled
from forums.textindex import POSTS
from groups.models import Cohort, CohortSeat, Hiding, Membership
from personas.models import Standing
from supportgroups.lib.searchengines import postgresql
from tests.cast import Person
from tests.forums.conftest import Talk
from tests.groups.conftest import Room, join_as, make_room

EVERYWHERE = "/home/search/"


def look(client: Client, url: str, words: str = "", **more: str) -> str:
    """The page that answers."""
    response = client.post(url, {"words": words, **more})
    assert response.status_code == 200
    return response.content.decode()


def titles(page: str) -> list[str]:
    return re.findall(r'<h3 class="thread-title"><a [^>]*>([^<]*)<', page)


def marked(page: str) -> list[str]:
    return re.findall(r'<mark class="found">([^<]*)</mark>', page)


@pytest.fixture
def url(talk: Talk) -> str:
    return f"{talk.url}search/"


@pytest.fixture
def wren(talk: Talk) -> Client:
    return talk.wren.client()


@pytest.fixture
def aside(talk: Talk) -> Room:
    """Another group, whose founder writes there; Wren belongs to it too, under another name."""
    room = make_room("Aside", now=talk.now)
    face = talk.wren.face
    join_as(room, talk.wren, "Maple")
    talk.wren.face = face
    return room


def written_in(talk: Talk, room: Room, person: Person, source: str, title: str) -> Post:
    forum = Forum.objects.get(group=room.group)
    return talk.post(person, source, forum=forum, title=title)


def test_what_was_found_is_marked_where_it_stands(talk: Talk, wren: Client, url: str) -> None:
    words = "At first nothing. " * 20 + "Then the blackbird sang, & I walked on. " + "And so on. " * 40
    talk.thread(talk.heron, words, title="A small good thing")
    page = look(wren, url, "blackbird walk")
    assert titles(page) == ["A small good thing"]
    assert marked(page)[0] == "blackbird"
    excerpt = re.search(r'<p class="thread-excerpt">(.*?)</p>', page)
    assert excerpt
    assert excerpt[1].startswith("…")
    assert "sang, &amp; I" in excerpt[1]
    assert len(excerpt[1]) < 400


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("kettle", ["Two", "One"]),
        ('"kettle sings"', ["One"]),
        ("kettle -lid", ["One"]),
        ("ket", ["Two", "One"]),
        ("kettle zebra", []),
        ("two", ["Two"]),
    ],
)
def test_words_phrases_beginnings_and_what_is_left_out(
    talk: Talk, wren: Client, url: str, words: str, expected: list[str]
) -> None:
    talk.thread(talk.heron, "The kettle sings.", title="One")
    talk.thread(talk.heron, "It sings under its lid, the kettle.", title="Two")
    assert titles(look(wren, url, words)) == expected


def test_a_slip_is_forgiven_and_said(talk: Talk, wren: Client, url: str) -> None:
    talk.thread(talk.heron, "The blackbird is back.", title="A small good thing")
    tasks.learn_words()
    page = look(wren, url, "blakbird")
    assert titles(page) == ["A small good thing"]
    assert "this comes close" in page
    assert "this comes close" not in look(wren, url, "blackbird")
    assert "Nothing found" in look(wren, url, "zzzzz")


def test_a_word_that_is_gone_forgives_no_slip(talk: Talk) -> None:
    post = talk.post(talk.heron, "CANARYNAME was here.")
    tasks.learn_words()
    assert POSTS.similar("canarynama", 5, [post.group_id]) == [post.pk]
    withdraw_post(post=post, now=talk.now)
    tasks.forget_words()
    assert POSTS.widened("canarynama").wanted[0].phrases == ("canarynama",)


@pytest.mark.postgres
def test_words_are_found_by_their_stems_in_the_language_of_the_group(talk: Talk, wren: Client, url: str) -> None:
    talk.thread(talk.heron, "We walked and talked.", title="Along the river")
    page = look(wren, url, "walks talking")
    assert titles(page) == ["Along the river"]
    assert marked(page) == ["walked", "talked"]


def test_what_stands_behind_a_note_is_found_and_not_shown(talk: Talk, wren: Client, url: str) -> None:
    talk.thread(talk.heron, "The blackbird fell.", title="CANARY-TITLE", content_notes="loss")
    page = look(wren, url, "blackbird")
    assert titles(page) == ["A thread that talks about loss"]
    assert "CANARY-TITLE" not in page
    assert "fell" not in page
    assert marked(page) == []


def test_the_rest_lies_behind_one_press_that_keeps_the_words(talk: Talk, wren: Client, url: str) -> None:
    talk.thread(talk.heron, "The kettle sings.", title="One")
    assert 'name="by"' not in look(wren, url, "kettle")
    page = look(wren, url, "kettle", more="open")
    assert 'value="kettle"' in page
    assert 'name="by"' in page
    assert 'name="forum"' not in page
    assert titles(page) == []
    Forum.objects.create(group=talk.group, name="Second room", slug="second", position=2)
    assert "Second room" in look(wren, url, "kettle", more="open")


def test_the_press_asks_for_nothing_and_what_narrows_makes_room_for_what_was_found(
    talk: Talk, wren: Client, url: str
) -> None:
    talk.thread(talk.heron, "A kettle.", title="Tea")
    for place in (url, EVERYWHERE):
        page = look(wren, place, more="open")
        assert "Please look at this once more" not in page
        assert '<details class="composer-more" open>' in page
        page = look(wren, place, "kettle", more="yes", kind="share")
        assert '<details class="composer-more">' in page
        assert "What narrows this search" in page
        assert "What narrows this search" not in look(wren, place, "kettle", more="yes")
        assert '<details class="composer-more" open>' in look(wren, place, "saucer", more="yes", kind="share")
        assert "Please look at this once more" in look(wren, place, more="yes")


def test_a_search_can_be_narrowed(talk: Talk, wren: Client, url: str) -> None:
    second = Forum.objects.create(group=talk.group, name="Second room", slug="second", position=2)
    answered = talk.thread(talk.heron, "A kettle.", title="Answered")
    talk.post(talk.wren, "Mine, a kettle too.", answered)
    talk.thread(talk.heron, "Which kettle?", title="Alone", kind="question")
    talk.thread(talk.wren, "My kettle.", title="Mine", forum=second)
    Post.objects.filter(thread__title="Alone").update(published_at=talk.now - timedelta(days=10))
    day, week = f"{talk.now:%Y-%m-%d}", f"{talk.now - timedelta(days=7):%Y-%m-%d}"
    for words in ("kettle", ""):
        for narrowed, expected in (
            ({"by": "heron"}, ["Alone", "Answered"]),
            ({"by": "Nobody Here"}, []),
            ({"mine": "on"}, ["Mine", "Answered"]),
            ({"unanswered": "on"}, ["Mine", "Alone"]),
            ({"kind": "question"}, ["Alone"]),
            ({"forum": "second"}, ["Mine"]),
            ({"until": week}, ["Alone"]),
            ({"since": day, "by": "Heron"}, ["Answered"]),
            ({"since": day, "until": week}, []),
        ):
            assert titles(look(wren, url, words, more="yes", **narrowed)) == expected, (words, narrowed)
    assert "comes before the other" in look(wren, url, "kettle", more="yes", since=day, until=week)
    assert "Write a word or two" in look(wren, url, "", more="yes")
    assert "Write a word or two" in look(wren, url)


@pytest.mark.parametrize("place", ["group", "everywhere"])
def test_a_slip_in_a_name_is_forgiven_and_said(talk: Talk, wren: Client, url: str, place: str) -> None:
    where, close = url if place == "group" else EVERYWHERE, "Nobody has just this name"
    talk.thread(talk.heron, "A kettle.", title="Hers")
    talk.thread(talk.wren, "A kettle.", title="Mine")
    for typed in ("Herno", "heorn", "Heran", "Hron", "Herron"):
        for words in ("kettle", ""):
            page = look(wren, where, words, more="yes", by=typed)
            assert (titles(page), close in page) == (["Hers"], True), typed
    for worn in ("Heron", "HERON", " h3ron "):
        page = look(wren, where, "kettle", more="yes", by=worn)
        assert (titles(page), close in page) == (["Hers"], False), worn
    for other in ("Robin", "He", "🌿", "Heronsbill and others"):
        page = look(wren, where, "kettle", more="yes", by=other)
        assert (titles(page), close in page) == ([], False), other
    talk.room.member("Herno")
    assert titles(look(wren, where, "kettle", more="yes", by="Herno")) == [], "somebody is called so by now"


def test_a_slip_leads_to_nobody_whose_words_i_do_not_see(talk: Talk, wren: Client, url: str) -> None:
    talk.thread(talk.heron, "A kettle.", title="Hers")
    Hiding.objects.create(group=talk.group, by=talk.wren.face, about=talk.heron.face, made_at=talk.now)
    page = look(wren, url, "kettle", more="yes", by="Herno")
    assert titles(page) == []
    assert "Nobody has just this name" not in page


def test_who_was_heard_or_needs_no_reply_waits_for_no_answer(talk: Talk, wren: Client, url: str) -> None:
    heard = talk.thread(talk.heron, "A kettle.", title="Heard", wants="heard")
    talk.thread(talk.heron, "A kettle.", title="Not heard yet", wants="heard")
    settled = talk.thread(talk.heron, "A kettle.", title="Settled")
    assert titles(look(wren, url, "kettle", more="yes", unanswered="on")) == ["Settled", "Not heard yet", "Heard"]
    respond(post=heard.posts.get(), by=talk.wren.face, kind="read", now=talk.now)
    settle(thread=settled, how=Settled.How.NO_REPLY, by=talk.heron.face, now=talk.now)
    for words in ("kettle", ""):
        assert titles(look(wren, url, words, more="yes", unanswered="on")) == ["Not heard yet"]


def test_what_narrows_is_not_heard_unless_it_is_asked_for(talk: Talk, wren: Client, url: str) -> None:
    talk.thread(talk.heron, "A kettle.", title="Hers")
    assert titles(look(wren, url, "kettle", mine="on")) == ["Hers"]


@pytest.mark.parametrize("narrowed", [{}, {"by": "Heron", "more": "yes"}])
def test_every_hit_comes_once_over_all_pages(talk: Talk, wren: Client, url: str, narrowed: dict[str, str]) -> None:
    talk.threads(45, talk.heron, source="A kettle.", title="Number {}")
    seen, before = [], ""
    while True:
        page = look(wren, url, "kettle", before=before, **narrowed)
        seen += titles(page)
        older = re.search(r'name="before" value="([^"]+)"', page)
        if older is None:
            break
        before = older[1]
    assert seen == [f"Number {number}" for number in range(44, -1, -1)]
    assert titles(look(wren, url, "kettle", before="made up")) == seen[:20]


@pytest.mark.parametrize("window", [2_000, 5])
def test_much_that_is_not_mine_to_see_hides_nothing_that_is(
    talk: Talk, wren: Client, url: str, window: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "WINDOW", window)
    day = talk.now.date()
    cohort = Cohort.objects.create(
        group=talk.group, name="Spring", opens_on=day, starts_on=day, ends_on=day + timedelta(70), places=8
    )
    type(talk.group).objects.filter(pk=talk.group.pk).update(has_cohorts=True)
    seat = Membership.objects.get(persona=talk.heron.face)
    CohortSeat.objects.create(group=talk.group, cohort=cohort, membership=seat)
    run = Forum.objects.create(group=talk.group, name="Spring", slug="spring", cohort=cohort)
    talk.thread(talk.wren, "A kettle.", title="Mine")
    talk.threads(30, talk.heron, source="A kettle.", title="CANARY {}", forum=run)
    tasks.learn_words()
    for place, words in ((url, "kettle"), (EVERYWHERE, "kettle"), (url, "kettel"), (EVERYWHERE, "kettel")):
        with CaptureQueriesContext(connection) as captured:
            page = look(wren, place, words)
        assert titles(page) == ["Mine"]
        assert "CANARY" not in page
        assert "Show what is older" not in page
        assert len(captured) <= 9
    assert len(titles(look(talk.heron.client(), url, "kettle"))) == 20


def test_whom_i_have_hidden_is_not_found(talk: Talk, wren: Client, url: str) -> None:
    talk.thread(talk.heron, "A kettle.", title="Hers")
    talk.thread(talk.lantern, "A kettle.", title="Another")
    Hiding.objects.create(group=talk.group, by=talk.wren.face, about=talk.heron.face, made_at=talk.now)
    for place in (url, EVERYWHERE):
        assert titles(look(wren, place, "kettle")) == ["Another"]
        assert titles(look(wren, place, "kettle", more="yes", kind="share")) == ["Another"]


def test_all_my_groups_are_looked_through_and_no_other(talk: Talk, aside: Room, wren: Client) -> None:
    talk.thread(talk.heron, "A kettle at night.", title="In the nights")
    written_in(talk, aside, aside.founder, "A kettle aside.", "In the other group")
    page = look(wren, EVERYWHERE, "kettle")
    assert titles(page) == ["In the other group", "In the nights"]
    assert ">Aside<" not in page  # said in words beside the time, not as a place of its own
    assert re.search(r"Lantern, [^<]*, Aside<", page)
    assert titles(look(talk.heron.client(), EVERYWHERE, "kettle")) == ["In the nights"]
    assert titles(look(talk.room.person("eve").client(), EVERYWHERE, "kettle")) == []
    assert Client().post(EVERYWHERE, {"words": "kettle"}).status_code == 302


def test_where_i_may_not_read_for_a_while_nothing_is_found(talk: Talk, wren: Client) -> None:
    talk.thread(talk.heron, "A kettle.", title="In the nights")
    assert titles(look(wren, EVERYWHERE, "kettle")) == ["In the nights"]
    Standing.objects.create(
        persona=talk.wren.face, group_space_id=talk.group.pk, kind="suspension", since=talk.now - timedelta(days=1)
    )
    assert titles(look(wren, EVERYWHERE, "kettle")) == []


def test_only_mine_over_all_my_groups_joins_my_faces_for_me_alone(talk: Talk, aside: Room, wren: Client) -> None:
    talk.thread(talk.wren, "A kettle.", title="As Wren")
    maple = Person("maple", talk.wren.account)
    maple.face = Membership.objects.get(group=aside.group, persona__handle="Maple").persona
    written_in(talk, aside, maple, "A kettle.", "As Maple")
    assert titles(look(wren, EVERYWHERE, "kettle", more="yes", mine="on")) == ["As Maple", "As Wren"]
    for client in (talk.heron.client(), aside.founder.client()):
        assert titles(look(client, EVERYWHERE, "kettle", more="yes", mine="on")) == []
        assert titles(look(client, EVERYWHERE, "kettle", more="yes", by="Wren", mine="")) != ["As Maple", "As Wren"]


def test_what_is_looked_for_stands_in_no_address(talk: Talk, wren: Client, url: str) -> None:
    talk.threads(25, talk.heron, source="A kettle.", title="Number {}")
    for place in (url, EVERYWHERE):
        page = look(wren, place, "kettle")
        assert not re.search(r'(?:href|action|src)="[^"]*kettle', page)
        assert set(re.findall(r'<form[^>]*method="(\w+)"', page)) == {"post"}
        assert "kettle" not in wren.get(f"{place}?words=kettle").content.decode()


def test_a_search_costs_the_same_however_much_is_found(talk: Talk, aside: Room, wren: Client, url: str) -> None:
    def cost(place: str, words: str, **more: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            look(wren, place, words, **more)
        return len(captured)

    asked: tuple[tuple[str, str, dict[str, str]], ...] = (
        (url, "kettle", {}),
        (EVERYWHERE, "kettle", {}),
        (url, "kettle", {"more": "yes", "by": "Heron"}),
        (url, "kettel", {}),
    )
    costs = []
    for count in (2, 20):
        talk.threads(count, talk.heron, source="A kettle.")
        talk.threads(count, aside.founder, source="A kettle.", forum=Forum.objects.get(group=aside.group))
        tasks.learn_words()
        costs.append([cost(place, words, **more) for place, words, more in asked])
    assert costs[0] == costs[1]
    assert max(costs[0]) <= 8


@pytest.mark.parametrize(
    ("words", "said"), [("-kettle", "A minus only leaves out."), ("?!", "There is no word in this.")]
)
@pytest.mark.parametrize("more", [{}, {"more": "yes", "mine": "on"}])
def test_what_finds_nothing_by_itself_is_asked_for_once_more(
    talk: Talk, wren: Client, url: str, words: str, said: str, more: dict[str, str]
) -> None:
    talk.thread(talk.wren, "A song.", title="Blackbird")
    for place in (url, EVERYWHERE):
        page = look(wren, place, words, **more)
        assert said in page
        assert titles(page) == []
        assert titles(look(wren, place, f"{words} song", **more)) == ["Blackbird"]


def test_days_that_no_clock_knows_narrow_nothing(talk: Talk, wren: Client, url: str) -> None:
    talk.thread(talk.heron, "A kettle.", title="Tea")
    for since, until, expected in (
        ("0001-01-01", "9999-12-31", ["Tea"]), ("9999-12-31", "", []), ("", "0001-01-01", []),
    ):  # fmt: skip
        for words in ("kettle", ""):
            assert titles(look(wren, url, words, more="yes", since=since, until=until)) == expected


@pytest.mark.parametrize(
    "typed", [{"by": "\x00"}, {"by": "﷽" * 60}, {"since": "yesterday"}, {"kind": "x"}, {"forum": "x"}]
)
def test_any_filling_gives_a_page(talk: Talk, wren: Client, url: str, typed: dict[str, Any]) -> None:
    for place in (url, EVERYWHERE):
        look(wren, place, "kettle", more="yes", **typed)
