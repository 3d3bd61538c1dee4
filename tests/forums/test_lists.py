"""Lists: a forum, a group's inside, my groups, a face, search. Nothing I may not see, and no cost that grows."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forums.actions import hide_post, mark_all_read, withdraw_post
from forums.models import Forum, Pin, Thread
from forums.pages import group_overview, home_news
from forums.pages.frames import Paths
from forums.pages.lists import ORDER
from forums.pages.overview import LATEST
from groups.models import Cohort, CohortSeat, Membership
from groups.seats import seat_everywhere
from personas.seating import actor_of
from supportgroups.lib.words import count_words
from tests.few import few_of
from tests.forums.conftest import Talk, joined_long_ago, shown
from tests.groups.conftest import make_room


def many(talk: Talk, count: int, **more: Any) -> list[Thread]:
    return talk.threads(count, talk.heron, talk.wren, **more)


def statements(client: Client, url: str, data: dict[str, str] | None = None) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = client.post(url, data) if data else client.get(url)
    assert response.status_code == 200
    assert len(response.content) < 100_000
    return len(captured)


def test_the_latest_word_stands_first_and_pinned_ones_on_top(talk: Talk) -> None:
    first, second, third = many(talk, 3)
    talk.post(talk.wren, "Back to this.", first)
    Pin.objects.create(group=talk.group, thread=second, made_by=talk.lantern.face, made_at=talk.now)
    page = shown(talk.lantern.client(), talk.forum_url)
    refs = re.findall(rf"{talk.url}threads/([0-9a-f-]+)/unread/", page)
    assert refs == [str(second.ref), str(first.ref), str(third.ref)]
    assert "Kept on top" in page


def test_every_thread_comes_once_over_all_pages(talk: Talk) -> None:
    threads = many(talk, 45)
    client, url, seen = talk.lantern.client(), talk.forum_url, []
    while url:
        page = shown(client, url)
        seen += re.findall(rf"{talk.url}threads/([0-9a-f-]+)/unread/", page)
        older = re.search(r'href="([^"]*\?after=[^"]*)" rel="next"', page)
        url = older[1].replace("&amp;", "&") if older else ""
    assert seen == [str(thread.ref) for thread in Thread.objects.order_by(*ORDER)]
    assert len(seen) == len(threads)


@pytest.mark.parametrize("cursor", ["x", "\x00", "a" * 600, "%%%", "AAAA"])
def test_any_cursor_gives_a_page(talk: Talk, cursor: str) -> None:
    talk.thread(talk.heron)
    for url in (talk.forum_url, f"{talk.url}people/{talk.heron.face.ref}/", "/drafts/"):
        assert talk.heron.client().get(url, {"after": cursor}).status_code == 200


def test_what_is_new_is_said_in_words(talk: Talk) -> None:
    joined_long_ago(talk)
    thread = talk.thread(talk.heron)
    client = talk.wren.client()
    news = re.compile(r'thread-news">([^<]*)<')
    assert news.findall(shown(client, talk.forum_url)) == ["new"]
    shown(client, talk.thread_url(thread))
    assert news.findall(shown(client, talk.forum_url)) == []
    talk.post(talk.lantern, "Two", thread)
    talk.post(talk.lantern, "Three", thread)
    assert news.findall(shown(client, talk.forum_url)) == ["two new posts"]
    for number in range(25):
        talk.post(talk.lantern, f"More {number}", thread)
    assert news.findall(shown(client, talk.forum_url)) == ["many new posts"]


def test_what_was_said_before_i_came_is_no_news(talk: Talk) -> None:
    talk.thread(talk.heron)
    Membership.objects.filter(persona=talk.wren.face).update(joined_on=(timezone.now() + timedelta(days=1)).date())
    assert "thread-news" not in shown(talk.wren.client(), talk.forum_url)


def test_a_first_answer_is_waited_for_until_it_comes(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    client = talk.wren.client()
    assert "Waits for a first answer" in shown(client, talk.forum_url)
    talk.post(talk.wren, "Here.", thread)
    assert "Waits for a first answer" not in shown(client, talk.forum_url)
    talk.thread(talk.lantern, "We open at eight.", kind="announcement")
    assert "Waits for a first answer" not in shown(client, talk.forum_url)


def test_a_run_keeps_its_words_to_itself(talk: Talk) -> None:
    day = talk.now.date()
    cohort = Cohort.objects.create(
        group=talk.group, name="Spring", opens_on=day, starts_on=day, ends_on=day + timedelta(70), places=8
    )
    talk.group.has_cohorts = True
    talk.group.save()
    seat = Membership.objects.get(persona=talk.heron.face)
    CohortSeat.objects.create(group=talk.group, cohort=cohort, membership=seat)
    forum = Forum.objects.create(group=talk.group, name="Spring", slug="spring", cohort=cohort)
    thread = talk.thread(talk.heron, "CANARY-RUN words", forum=forum)
    inside, outside = talk.heron.client(), talk.wren.client()
    assert "CANARY-RUN" in shown(inside, f"{talk.url}forums/spring/")
    assert "CANARY-RUN" in inside.post(f"{talk.url}search/", {"words": "canary"}).content.decode()
    assert "Spring in" in shown(inside, f"{talk.url}forums/spring/write/")
    for url in (f"{talk.url}forums/spring/", f"{talk.url}forums/spring/write/", talk.thread_url(thread)):
        assert outside.get(url).status_code == 404
    assert "CANARY-RUN" not in outside.post(f"{talk.url}search/", {"words": "canary"}).content.decode()
    assert outside.get(f"{talk.url}people/{talk.heron.face.ref}/").status_code == 404  # only the run meets her
    for person, is_in in ((talk.heron, True), (talk.wren, False), (talk.lantern, True)):  # who serves reads every run
        actor = talk.room.actor(person)
        assert actor.can("forums.read", thread) == (thread in Thread.objects.visible_to(actor)) == is_in
        assert actor.can("forums.read", forum) == (forum in Forum.objects.visible_to(actor)) == is_in
    actor = talk.room.actor(talk.wren)
    assert "CANARY-RUN" not in repr(group_overview(actor, talk.group, timezone.now()))


def test_search_finds_words_and_keeps_them_out_of_the_address(talk: Talk) -> None:
    thread = talk.thread(talk.heron, "The blackbird is back on the aerial.", title="A small good thing")
    client, url = talk.wren.client(), f"{talk.url}search/"
    page = client.post(url, {"words": "blackbird"}).content.decode()
    assert f"{talk.thread_url(thread)}#post-1" in page
    assert "A small good thing" in page
    assert "A small good thing" in client.post(url, {"words": "good thing"}).content.decode()
    assert "Nothing found" in client.post(url, {"words": "zebra"}).content.decode()
    assert "blackbird" not in shown(client, f"{url}?words=blackbird")


def test_search_finds_nothing_that_is_gone_waits_or_is_elsewhere(talk: Talk, eve: Client) -> None:
    thread = talk.thread(talk.heron, "Words that stay.")
    gone = [talk.post(talk.wren, f"CANARY{n}", thread) for n in range(2)]
    talk.draft(talk.heron, "CANARY2", thread)
    hide_post(post=gone[0], by=talk.lantern.face, now=talk.now)
    withdraw_post(post=gone[1], now=talk.now)
    other = make_room("Elsewhere")
    for client, url in ((talk.heron.client(), talk.url), (other.founder.client(), other.url)):
        for number in range(3):
            assert "Nothing found" in client.post(f"{url}search/", {"words": f"canary{number}"}).content.decode()
    assert "Nothing found" in other.founder.client().post(f"{other.url}search/", {"words": "stay"}).content.decode()
    assert eve.post(f"{talk.url}search/", {"words": "stay"}).status_code == 403
    assert Client().post(f"{talk.url}search/", {"words": "stay"}).status_code == 302


ODD_WORDS = ("", "\x00", '"', "*", "%", "a" * 500, "<blink>", "😀", "' OR 1=1", "-")


@pytest.mark.parametrize("words", few_of(ODD_WORDS, ("\x00", '"', "%", "<blink>")))
def test_search_takes_any_words(talk: Talk, words: str) -> None:
    response = talk.wren.client().post(f"{talk.url}search/", {"words": words})
    assert response.status_code == 200
    assert "<blink>" not in response.content.decode()


def test_a_face_is_shown_to_members_by_the_month(talk: Talk, eve: Client) -> None:
    talk.thread(talk.heron, "My words.")
    url = f"{talk.url}people/{talk.heron.face.ref}/"
    page = shown(talk.wren.client(), url)
    assert f"Here since {talk.now:%B %Y}" in page
    assert "My words." in page
    assert f"{talk.now:%d %B}" not in page
    assert "This is you" not in page
    assert "This is you" in shown(talk.heron.client(), url)
    assert eve.get(url).status_code == 403
    assert Client().get(url).status_code == 302
    stranger = make_room("Elsewhere").founder
    assert talk.wren.client().get(f"{talk.url}people/{stranger.face.ref}/").status_code == 404


def test_what_is_drafted_changes_no_byte_of_a_faces_page(talk: Talk) -> None:
    talk.thread(talk.heron)
    client, url = talk.wren.client(), f"{talk.url}people/{talk.heron.face.ref}/"
    shown(client, url)
    strip = re.compile(r'name="csrfmiddlewaretoken"[^>]*')
    before = strip.sub("", shown(client, url))
    talk.draft(talk.heron, "CANARY")
    assert strip.sub("", shown(client, url)) == before


def test_lists_cost_the_same_with_two_and_with_twenty_rows(talk: Talk) -> None:
    threads = many(talk, 2)
    for _ in range(2):
        talk.draft(talk.wren, "A draft")
    client = talk.wren.client()
    shown(client, talk.forum_url)
    pages = {
        talk.forum_url: None,
        f"{talk.url}people/{talk.heron.face.ref}/": None,
        "/drafts/": None,
        f"{talk.url}search/": {"words": "thread number"},
    }
    few = {url: statements(client, url, data) for url, data in pages.items()}
    many(talk, 40, answers=1)
    for _ in range(20):
        talk.draft(talk.wren, "A draft", threads[0])
    more = {url: statements(client, url, data) for url, data in pages.items()}
    search = f"{talk.url}search/"
    # A full page of the newest spares PostgreSQL the walk through the rest.
    assert more.pop(search) <= few.pop(search)
    assert more == few
    assert max(few.values()) <= 12


def test_the_inside_of_a_group_takes_three_statements(talk: Talk, django_assert_num_queries: Any) -> None:
    actor, now = talk.room.actor(talk.wren), timezone.now()
    many(talk, 2)
    with django_assert_num_queries(3):
        group_overview(actor, talk.group, now)
    many(talk, 20)
    Forum.objects.create(group=talk.group, name="More", slug="more", position=2)
    with django_assert_num_queries(3):
        overview = group_overview(actor, talk.group, now)
    assert (len(overview.latest), len(overview.waiting), len(overview.forums)) == (8, 4, 2)


def test_newcomers_wait_first_and_my_own_threads_not_at_all(talk: Talk) -> None:
    talk.thread(talk.wren, "Mine")
    talk.thread(talk.lantern, "Older hand, one")
    talk.thread(talk.lantern, "Older hand, two")
    talk.thread(talk.heron, "I am new here")
    actor = talk.room.actor(talk.wren)
    titles = [each.row.title for each in group_overview(actor, talk.group, timezone.now()).waiting]
    assert titles == ["Older hand, one", "I am new here", "Older hand, two"]  # the first two are first words


def test_home_says_what_is_new_in_each_group_in_one_statement(talk: Talk, django_assert_num_queries: Any) -> None:
    joined_long_ago(talk)
    now = timezone.now()

    def news() -> dict[str, tuple[str, str]]:
        actor = seat_everywhere(actor_of(talk.wren.account), now)
        with django_assert_num_queries(1):
            found = home_news(actor, now)
        return {group.name: (group.news, group.waiting) for group in found}

    assert news() == {"Nights": ("Nothing new since you were last here.", "")}
    thread = talk.thread(talk.heron)
    many(talk, 3)
    assert news()["Nights"] == ("Something new in three threads.", "Somebody waits for a first answer.")
    shown(talk.wren.client(), talk.thread_url(thread))
    assert news()["Nights"][0] == "Something new in two threads."
    room = make_room("Aside")
    talk.wren.face = None
    from tests.groups.conftest import join_as

    join_as(room, talk.wren, "Maple")
    assert sorted(news()) == ["Aside", "Nights"]
    assert news()["Aside"] == ("Nothing new since you were last here.", "")


def test_home_looks_at_the_latest_threads_and_says_so_where_there_are_more(talk: Talk) -> None:
    joined_long_ago(talk)
    thread = talk.thread(talk.heron)
    talk.threads(LATEST - 2, talk.heron)

    def news() -> str:
        (group,) = home_news(seat_everywhere(actor_of(talk.wren.account), timezone.now()), timezone.now())
        return group.news

    assert news() == f"Something new in {count_words(LATEST - 1, 'thread')}."
    talk.threads(5, talk.heron)
    assert news() == f"Something new in at least {count_words(LATEST, 'thread')}."
    mark_all_read(
        actor_seat=talk.room.actor(talk.wren).seat_in(talk.group.pk), forum_ids=[talk.forum.pk], until=timezone.now()
    )
    assert news() == "Nothing new where people talk at the moment."
    talk.post(talk.heron, "One more.", thread, at=timezone.now())
    assert news() == "Something new in at least one thread."


def test_my_drafts_show_all_my_groups_to_me_alone(talk: Talk) -> None:
    from tests.groups.conftest import join_as

    talk.draft(talk.wren, "For the nights")
    room = make_room("Aside")
    other = join_as(room, talk.wren, "Maple").persona
    forum = Forum.objects.filter(group=room.group).first() or Forum.objects.create(
        group=room.group, name="Talk", slug="talk"
    )
    face = talk.wren.face
    talk.wren.face = other
    talk.draft(talk.wren, "For the side room", forum=forum)
    talk.wren.face = face
    page = shown(talk.wren.client(), "/drafts/")
    assert "As Wren" in page
    assert "As Maple" in page
    one = shown(talk.wren.client(), talk.forum_url)
    assert "Maple" not in one


def test_joined_addresses_are_the_real_ones(talk: Talk) -> None:
    from django.urls import reverse

    paths, code, ref = Paths(talk.group.code), talk.group.code, talk.heron.face.ref
    assert paths.forum("talk") == reverse("forums:forum", args=[code, "talk"])
    assert paths.write("talk") == reverse("forums:write", args=[code, "talk"])
    assert paths.thread(ref) == reverse("forums:thread", args=[code, ref])
    assert paths.unread(ref) == reverse("forums:unread", args=[code, ref])
    assert paths.person(ref) == reverse("forums:person", args=[code, ref])
    assert paths.search == reverse("forums:search", args=[code])
    assert paths.group == f"/g/{code}/"
    assert paths.thread(ref) + "reply/" == reverse("forums:reply", args=[code, ref])
    assert paths.thread(ref) + "posts/3/withdraw/" == reverse("forums:withdraw", args=[code, ref, 3])
    assert paths.thread(ref) + "posts/3/report/" == reverse("moderation:report", args=[code, ref, 3])
    assert (paths.post(ref, 20), paths.post(ref, 21)) == (
        f"/g/{code}/threads/{ref}/?from=20#post-20",
        f"/g/{code}/threads/{ref}/?from=21#post-21",
    )


WORDS = "Since Monday he wakes at three, and then I lie there and listen to his feet on the stairs."


@pytest.mark.parametrize(
    ("title", "words", "below"),
    [
        ("", WORDS, "…listen to his feet on the stairs."),
        ("", "Is anybody awake?", None),
        ("", "Hello everybody, I am new.\n\nHow do you sleep?", "How do you sleep?"),
        ("Sleep", "Sleep is what I miss most.", "Sleep is what I miss most."),
        ("Nights", WORDS, WORDS),
    ],
)
def test_a_list_says_nothing_twice(talk: Talk, title: str, words: str, below: str | None) -> None:
    talk.thread(talk.heron, words, title=title)
    page = shown(talk.wren.client(), talk.forum_url)
    assert re.findall(r'thread-excerpt">([^<]*)<', page) == ([below] if below else [])
