"""What is new to somebody, and what never is: one rule for the lists, for the way into a thread, and in the thread."""

from __future__ import annotations

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forums.actions import post_at_once, split_thread, wear_thread_name
from forums.models import Draft, Post, ReadMark, Thread
from groups.models import SupportGroup
from tests.cast import Person
from tests.forums.conftest import Talk, joined_long_ago, shown


def under_another_name(talk: Talk, by: Person, thread: Thread | None = None, source: str = "Relieved.") -> Post:
    SupportGroup.objects.filter(pk=talk.group.pk).update(allows_thread_names=True)
    draft = wear_thread_name(draft=talk.draft(by, source, thread), actor=talk.room.actor(by), now=talk.now)
    draft = Draft.objects.select_related("author").get(pk=draft.pk)
    return post_at_once(draft=draft, reread_hash=draft.fingerprint, now=talk.now).post


def news(talk: Talk, browser: Client) -> list[str]:
    """What the forum says of its threads, once the group's page and the page of all groups have said the same."""
    said = re.findall(r'thread-news">([^<]*)<', shown(browser, talk.forum_url))
    assert re.findall(r'thread-news">([^<]*)<', shown(browser, talk.url)) == said
    assert ("Something new in" in shown(browser, "/home/")) == bool(said)
    return said


def led_to(talk: Talk, browser: Client, thread: Thread) -> int:
    """The number of the post that the list leads to; new since the last visit is what stands from there on."""
    return int(browser.get(f"{talk.thread_url(thread)}unread/").url.partition("#post-")[2])


def begins_at(page: str) -> int | None:
    """The number of the post below the line that says what is new; none where there is no line."""
    _before, line, after = page.partition("New since you were last here")
    return int(re.findall(r'id="post-(\d+)"', after)[0]) if line else None


def test_what_one_wrote_between_others_is_not_counted(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    wren = talk.wren.client()
    shown(wren, talk.thread_url(thread))
    talk.post(talk.wren, "Mine at once.", thread)
    assert news(talk, wren) == []
    talk.post(talk.lantern, "Written in the same minute.", thread)
    talk.post(talk.wren, "Mine, a moment later.", thread)
    talk.post(talk.wren, "And mine again.", thread)
    assert news(talk, wren) == ["one new post"]
    assert led_to(talk, wren, thread) == 3
    assert begins_at(shown(wren, talk.thread_url(thread))) == 3
    assert news(talk, wren) == []


def test_one_s_own_first_after_a_pause_does_not_hide_what_comes_behind_it(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    wren = talk.wren.client()
    shown(wren, talk.thread_url(thread))
    talk.post(talk.lantern, "While Wren writes.", thread)
    talk.post(talk.wren, "Mine.", thread)
    for number in range(20):
        talk.post(talk.lantern, f"More {number}", thread)
    assert news(talk, wren) == ["many new posts"]
    assert led_to(talk, wren, thread) == 2


def test_words_under_a_name_for_one_thread_are_new_to_everybody_but_their_writer(talk: Talk) -> None:
    thread = talk.thread(talk.wren)
    heron, wren = talk.heron.client(), talk.wren.client()
    for browser in (heron, wren):
        shown(browser, talk.thread_url(thread))
    marks = list(ReadMark.objects.order_by("pk").values())
    under_another_name(talk, talk.heron, thread)
    assert list(ReadMark.objects.order_by("pk").values()) == marks, "nothing that is kept joins the two names"
    assert news(talk, heron) == []
    assert news(talk, wren) == ["one new post"]
    talk.post(talk.lantern, "An answer.", thread)
    assert news(talk, heron) == ["one new post"]
    assert (led_to(talk, heron, thread), led_to(talk, wren, thread)) == (3, 2)
    assert begins_at(shown(heron, talk.thread_url(thread))) == 3


def test_a_thread_begun_under_such_a_name_is_no_news_until_somebody_answers(talk: Talk) -> None:
    heron = talk.heron.client()
    thread = under_another_name(talk, talk.heron).thread
    assert news(talk, heron) == []
    assert news(talk, talk.wren.client()) == ["new"]
    talk.post(talk.wren, "An answer.", thread)
    assert news(talk, heron) == ["new"]
    assert led_to(talk, heron, thread) == 2


def test_what_somebody_hidden_wrote_is_new_in_the_list_and_in_the_thread_alike(talk: Talk) -> None:
    thread = talk.thread(talk.lantern)
    wren = talk.wren.client()
    shown(wren, talk.thread_url(thread))
    wren.post(f"{talk.url}people/{talk.heron.face.ref}/distance/", {"how": "hide"})
    talk.post(talk.heron, "Hidden from Wren.", thread)
    talk.post(talk.lantern, "In sight.", thread)
    assert news(talk, wren) == ["two new posts"]
    assert led_to(talk, wren, thread) == begins_at(shown(wren, talk.thread_url(thread))) == 2
    assert news(talk, wren) == []


def test_what_has_moved_to_another_thread_is_new_there_alone(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    wren = talk.wren.client()
    shown(wren, talk.thread_url(thread))
    moved = talk.post(talk.lantern, "Something else.", thread)
    split_thread(post=moved, title="Of its own", by=talk.lantern.face, now=talk.now)
    assert news(talk, wren) == ["one new post"]
    assert led_to(talk, wren, thread) == 1, "nothing is unread: to the end of what stands there"


def test_a_thread_whose_end_has_moved_away_ends_with_what_stands_there(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    for number in range(2, 21):
        talk.post(talk.wren, f"Words number {number}", thread)
    aside = talk.post(talk.lantern, "Something else.", thread)
    talk.post(talk.wren, "And more of it.", thread, parent=aside)
    split_thread(post=aside, title="Of its own", by=talk.lantern.face, now=talk.now)
    heron, here = talk.heron.client(), talk.thread_url(thread)
    page = shown(heron, here)
    assert "21 to 22" not in page
    assert "Answer in this thread" in page
    assert news(talk, heron) == ["two new posts"], "in the other thread"
    assert heron.get(f"{here}unread/").url == f"{here}?from=20#post-20"
    talk.post(talk.lantern, "Here again.", thread)
    assert "21 to 23" in shown(heron, here)
    assert led_to(talk, heron, thread) == 23


def test_what_is_new_costs_the_same_however_much_it_is(talk: Talk) -> None:
    joined_long_ago(talk)
    threads = [talk.thread(talk.heron, f"Thread {number}") for number in range(3)]
    wren = talk.wren.client()
    for thread in threads:
        talk.post(talk.wren, "I am.", thread)
        shown(wren, talk.thread_url(thread))

    def statements() -> list[int]:
        counts = []
        for url in (talk.forum_url, talk.url, "/home/"):
            shown(wren, url)
            with CaptureQueriesContext(connection) as captured:
                shown(wren, url)
            counts.append(len(captured))
        return counts

    quiet = statements()
    for thread in threads:
        for number in range(20):
            talk.post(talk.wren if number % 3 else talk.lantern, f"More {number}", thread)
    assert news(talk, wren) == ["seven new posts"] * 3
    assert statements() == quiet
