"""A thread by conversation: each answer below what it answers, in parts, and the reader's choice is kept."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from forums.actions import hide_post
from forums.models import Post, ReadMark, Thread, ThreadView
from forums.paths import depth_of, path_of
from personas.forgetting import forget
from tests.cast import Person
from tests.few import few_of
from tests.forums.conftest import Talk, shown
from tests.forums.test_read_thread import grow, statements
from tests.once import written_once


def order(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'<article[^>]* id="post-(\d+)"', page)]


def depths(page: str) -> dict[int, int]:
    found = re.findall(r'<article class="([^"]*)" id="post-(\d+)"', page)
    return {int(number): int((re.findall(r"depth-(\d)", classes) or ["0"])[0]) for classes, number in found}


def answers(talk: Talk, thread: Thread, *parents: int | None) -> None:
    """Posts that answer the posts with these numbers; None answers the thread."""
    for parent in parents:
        above = Post.objects.get(thread=thread, number=parent) if parent else None
        talk.post(talk.wren, "An answer.", thread, parent=above)
    thread.refresh_from_db()


def choose(talk: Talk, thread: Thread, client: Client, view: str = "conversation") -> None:
    assert client.post(f"{talk.thread_url(thread)}view/", {"view": view, "from": "1"}).status_code == 302


def test_a_path_says_where_a_post_stands() -> None:
    opening = path_of(1)
    second = path_of(2, opening)
    fourth = path_of(4, path_of(3, second))
    assert (second, fourth) == ("000002", "000002000003000004")
    deepest = path_of(5, fourth)
    assert path_of(6, deepest) == "000002000003000004000006"
    assert [depth_of(path) for path in ("", opening, second, fourth, deepest)] == [0, 0, 0, 2, 3]


def test_each_answer_stands_below_what_it_answers(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    answers(talk, thread, 1, None, 2, 3, 4, 6, 7, 2)
    client, url = talk.heron.client(), talk.thread_url(thread)
    page = shown(client, f"{url}?view=conversation")
    assert order(page) == [1, 2, 4, 6, 7, 8, 9, 3, 5]
    assert depths(page) == {1: 0, 2: 0, 4: 1, 6: 2, 7: 3, 8: 3, 9: 1, 3: 0, 5: 1}
    assert order(shown(client, url)) == list(range(1, 10))


def test_what_is_answered_is_said_only_where_it_does_not_stand_above(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    answers(talk, thread, None, 2, 2)
    page = shown(talk.heron.client(), f"{talk.thread_url(thread)}?view=conversation")
    assert page.count("In answer to") == 1
    assert page.index("In answer to") > page.index('id="post-4"')


def test_the_choice_is_kept_for_every_thread_of_the_group(talk: Talk) -> None:
    thread, other = talk.thread(talk.heron), talk.thread(talk.heron)
    for each in (thread, other):
        answers(talk, each, None, None, 2)
    client = talk.wren.client()
    for _press in range(2):
        choose(talk, thread, client)
    for each in (thread, other):
        assert order(shown(client, talk.thread_url(each))) == [1, 2, 4, 3]
    assert order(shown(client, f"{talk.thread_url(thread)}?view=time")) == [1, 2, 3, 4]
    assert order(shown(talk.heron.client(), talk.thread_url(thread))) == [1, 2, 3, 4]
    choose(talk, thread, client, "sideways")
    assert order(shown(client, talk.thread_url(thread))) == [1, 2, 4, 3]
    choose(talk, thread, client, "time")
    assert order(shown(client, talk.thread_url(thread))) == [1, 2, 3, 4]


def test_looking_once_keeps_nothing(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    shown(talk.wren.client(), f"{talk.thread_url(thread)}?view=conversation")
    assert not ThreadView.objects.exists()


def test_a_choice_goes_with_its_face(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    choose(talk, thread, talk.wren.client())
    forget(talk.wren.face)
    assert not ThreadView.objects.exists()


def test_a_stranger_chooses_nothing(talk: Talk, eve: Client) -> None:
    thread = talk.thread(talk.heron)
    assert eve.post(f"{talk.thread_url(thread)}view/", {"view": "time"}).status_code == 404
    assert eve.get(f"{talk.thread_url(thread)}view/").status_code == 405


def write_long_thread(begun_talk: Talk) -> Thread:
    """45 posts; even numbers answer number 2, odd ones nobody."""
    thread = begun_talk.thread(begun_talk.heron)
    answers(begun_talk, thread, *(2 if number % 2 == 0 and number > 2 else None for number in range(2, 46)))
    return thread


long_thread = written_once(write_long_thread)


def test_parts_follow_one_another_both_ways_and_leave_nothing_out(talk: Talk, long_thread: Thread) -> None:
    thread, client = long_thread, talk.lantern.client()
    choose(talk, thread, client)
    expected = [1, *range(2, 46, 2), *range(3, 46, 2)]
    forth, url, seen = [], talk.thread_url(thread), []
    while url:
        page = shown(client, url)
        forth.append(order(page))
        seen.append(url)
        later = re.search(r'href="([^"]+)" rel="next"', page)
        url = unescape(later[1]) if later else ""
    assert [number for part in forth for number in part] == expected
    assert [len(part) for part in forth] == [20, 20, 5]
    back, url = [], seen[-1]
    while url:
        page = shown(client, url)
        back.append(order(page))
        earlier = re.search(r'href="([^"]+)" rel="prev"', page)
        url = earlier[1] if earlier else ""
    assert [number for part in back[::-1] for number in part] == expected


def test_in_another_view_than_the_chosen_one_links_stay_in_it(talk: Talk, long_thread: Thread) -> None:
    thread, client = long_thread, talk.lantern.client()
    page = shown(client, f"{talk.thread_url(thread)}?view=conversation")
    later = re.search(r'href="([^"]+)" rel="next"', page)
    assert later
    assert order(shown(client, later[1].replace("&amp;", "&")))[0] == 40


ODD = ("from=0", "from=99", "from=x", "before=1", "before=99", "before=x", "view=x")


@pytest.mark.parametrize("odd", few_of(ODD, ("from=99", "before=x", "view=x")))
def test_any_address_gives_a_page(talk: Talk, odd: str) -> None:
    thread = talk.thread(talk.heron)
    answers(talk, thread, None, 2)
    page = shown(talk.wren.client(), f"{talk.thread_url(thread)}?view=conversation&{odd}")
    assert "<h1" in page


def test_a_link_to_a_post_finds_it_in_either_view(talk: Talk, long_thread: Thread) -> None:
    thread, client = long_thread, talk.lantern.client()
    for view in ("time", "conversation"):
        choose(talk, thread, client, view)
        for number in (1, 3, 4, 25, 44):
            assert number in order(shown(client, f"{talk.thread_url(thread)}?from={number}"))


def mark(talk: Talk, thread: Thread, person: Person) -> int:
    return ReadMark.objects.get(thread=thread, persona=person.face).number


def test_what_a_conversation_has_not_shown_stays_unread(talk: Talk, long_thread: Thread) -> None:
    thread, client = long_thread, talk.lantern.client()
    choose(talk, thread, client)
    shown(client, talk.thread_url(thread))
    assert mark(talk, thread, talk.lantern) == 2
    page = shown(client, f"{talk.thread_url(thread)}?from=3")
    assert "mark--new" in page
    assert mark(talk, thread, talk.lantern) == 3
    assert client.get(f"{talk.thread_url(thread)}unread/")["Location"].endswith("?from=4#post-4")


def walk_on(client: Client, url: str) -> list[str]:
    """The addresses of all parts from this one on, one after the other."""
    urls = []
    while url:
        urls.append(url)
        later = re.search(r'href="([^"]+)" rel="next"', shown(client, url))
        url = unescape(later[1]) if later else ""
    return urls


def test_who_walks_through_all_parts_has_read_all(talk: Talk, long_thread: Thread) -> None:
    thread, lantern, heron = long_thread, talk.lantern.client(), talk.heron.client()
    for client in (lantern, heron):
        choose(talk, thread, client)
    first, second, third = walk_on(lantern, talk.thread_url(thread))
    assert mark(talk, thread, talk.lantern) == 45
    assert "thread-news" not in shown(lantern, talk.forum_url)
    talk.post(talk.heron, "Since.", thread)
    walk_on(lantern, third)
    assert mark(talk, thread, talk.lantern) == 46, "shown at the end of it"
    talk.post(talk.heron, "Up there.", thread, parent=thread.posts.get(number=2))
    walk_on(lantern, second.partition("&")[0])
    assert mark(talk, thread, talk.lantern) == 47
    for url in (third, second, third.replace("walk=45", "walk=47"), f"{talk.thread_url(thread)}?before=3"):
        shown(heron, url)
    assert mark(talk, thread, talk.heron) < 45, "a link of somebody else's says nothing of oneself"
    assert first == talk.thread_url(thread)


def test_what_comes_behind_somebody_who_walks_stays_new(talk: Talk, long_thread: Thread) -> None:
    thread, client = long_thread, talk.lantern.client()
    choose(talk, thread, client)
    later = re.search(r'href="([^"]+)" rel="next"', shown(client, talk.thread_url(thread)))
    assert later
    talk.post(talk.heron, "Up there, meanwhile.", thread, parent=thread.posts.get(number=4))
    walk_on(client, unescape(later[1]))
    assert mark(talk, thread, talk.lantern) == 45
    assert "one new post" in shown(client, talk.forum_url)


def test_one_s_own_words_elsewhere_keep_nothing_unread(talk: Talk, long_thread: Thread) -> None:
    thread, client = long_thread, talk.lantern.client()
    for part in (1, 21, 41):
        shown(client, f"{talk.thread_url(thread)}?from={part}")
    second = thread.posts.get(number=2)
    talk.post(talk.wren, "While Lantern writes.", thread, parent=second)
    talk.post(talk.lantern, "At the end.", thread)
    talk.post(talk.wren, "And more.", thread, parent=second)
    choose(talk, thread, client)
    assert 47 not in order(shown(client, f"{talk.thread_url(thread)}?from=40"))
    assert mark(talk, thread, talk.lantern) == 48


def test_whoever_leaps_to_the_end_by_conversation_is_told_that_the_rest_stays_new(
    talk: Talk, long_thread: Thread
) -> None:
    thread, client, words = long_thread, talk.lantern.client(), "stays new to you"
    choose(talk, thread, client)
    last = Post.objects.filter(thread=thread).order_by("path").last()
    page = shown(client, f"{talk.thread_url(thread)}?from={last.number}")
    assert words in page
    sent = {name: re.findall(rf'name="{name}" value="(\d+)"', page)[0] for name in ("numbering", "until")}
    client.post(f"{talk.thread_url(thread)}read/", sent)
    assert mark(talk, thread, talk.lantern) == thread.last_number
    assert words not in shown(client, f"{talk.thread_url(thread)}?from={last.number}")
    assert words not in shown(talk.heron.client(), f"{talk.thread_url(thread)}?view=conversation"), "it goes on below"


def test_a_short_thread_is_read_at_once(talk: Talk) -> None:
    thread, client = talk.thread(talk.heron), talk.lantern.client()
    choose(talk, thread, client)
    shown(client, talk.thread_url(thread))
    answers(talk, thread, None, 2, 2, None)
    page = shown(client, talk.thread_url(thread))
    assert page.count("mark--new") == 4
    assert "New since" not in page
    assert mark(talk, thread, talk.lantern) == 5


def test_what_is_covered_keeps_its_place_in_the_conversation(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    answers(talk, thread, None, 2, None)
    hide_post(post=Post.objects.get(thread=thread, number=2), by=talk.lantern.face, now=talk.now)
    page = shown(talk.heron.client(), f"{talk.thread_url(thread)}?view=conversation")
    assert order(page) == [1, 2, 3, 4]
    assert page.count("post--gone") == 1


def test_it_costs_the_same_in_both_views_and_anywhere(talk: Talk) -> None:
    thread, client = talk.thread(talk.heron), talk.lantern.client()
    grow(talk, thread, 45)
    url = talk.thread_url(thread)
    for address in (url, f"{url}?from=41"):
        shown(client, address)
    by_time = statements(client, f"{url}?from=41")
    assert statements(client, f"{url}?from=21&view=conversation") <= by_time
    assert statements(client, url) <= by_time
