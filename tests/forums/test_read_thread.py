"""A thread: who may read it, what stands in it, how far one has read, and what it costs."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forums.actions import hide_post, publish_due, remove_post, schedule, show_post, withdraw_post
from forums.models import Lock, ReadMark, Thread
from tests.few import few_of
from tests.forums.conftest import Talk, shown


def grow(talk: Talk, thread: Thread, to: int) -> None:
    for number in range(thread.last_number + 1, to + 1):
        talk.post(talk.wren if number % 2 else talk.lantern, f"Words number {number}", thread)
    thread.refresh_from_db()


def test_a_member_reads_it(talk: Talk) -> None:
    thread = talk.thread(talk.heron, "Is anybody awake?")
    talk.post(talk.wren, "I am, **truly**.", thread, parent=thread.posts.get(number=1))
    talk.post(talk.lantern, "So am I.", thread, parent=thread.posts.get(number=2))
    page = shown(talk.wren.client(), talk.thread_url(thread))
    assert page.count("<h1") == 1
    assert page.count("<article") == 3
    assert 'id="post-2"' in page
    assert "<strong>truly</strong>" in page
    assert re.search(r'In answer to <a [^>]*#post-1">Heron</a></p>', page)
    assert re.search(r'In answer to <a [^>]*#post-2">Wren</a>: I am, truly', page)
    assert f"{talk.thread_url(thread)}posts/1/report/" in page
    assert f"{talk.thread_url(thread)}posts/2/withdraw/" in page
    assert f"{talk.thread_url(thread)}posts/2/report/" not in page
    assert f"{talk.thread_url(thread)}reply/?to=1" in page


def test_a_stranger_finds_nothing_and_a_guest_is_sent_to_the_door(talk: Talk, eve: Client) -> None:
    thread = talk.thread(talk.heron)
    for url in (talk.thread_url(thread), f"{talk.thread_url(thread)}unread/", talk.forum_url):
        assert eve.get(url).status_code == 404
        guest = Client().get(url)
        assert guest.status_code == 302
        assert guest["Location"].startswith("/account/enter/?next=")
    there = Client().get(talk.thread_url(thread))
    nowhere = Client().get(f"{talk.url}threads/00000000-0000-4000-8000-000000000000/")
    assert (there.status_code, there.content) == (nowhere.status_code, nowhere.content)


def test_of_another_group_it_is_not_found(talk: Talk) -> None:
    from tests.groups.conftest import make_room

    thread = talk.thread(talk.heron)
    elsewhere = make_room("Elsewhere")
    assert elsewhere.founder.client().get(f"{elsewhere.url}threads/{thread.ref}/").status_code == 404


def test_no_time_finer_than_a_part_of_a_day_stands_in_it(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    page = shown(talk.wren.client(), talk.thread_url(thread))
    assert f"{talk.now:%H:%M}" not in page
    assert "datetime=" not in page


def test_what_came_since_is_new_and_the_mark_moves(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    client, mark = talk.wren.client(), ReadMark.objects.filter(thread=thread, persona=talk.wren.face)
    assert "New since" not in shown(client, talk.thread_url(thread))
    assert mark.get().number == 1
    talk.post(talk.lantern, "Two", thread)
    talk.post(talk.wren, "Three", thread)
    page = shown(client, talk.thread_url(thread))
    assert page.index("New since you were last here") < page.index('id="post-2"')
    assert page.count("mark--new") == 1
    assert mark.get().number == 3
    assert "mark--new" not in shown(client, talk.thread_url(thread))
    assert mark.get().number == 3


def test_unread_leads_to_the_first_unread_post(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    grow(talk, thread, 25)
    client, url = talk.room.member("Pebble").client(), f"{talk.thread_url(thread)}unread/"
    assert client.get(url)["Location"] == f"{talk.thread_url(thread)}#post-1"
    shown(client, talk.thread_url(thread))
    assert client.get(url)["Location"] == f"{talk.thread_url(thread)}?from=21#post-21"
    shown(client, f"{talk.thread_url(thread)}?from=21")
    assert client.get(url)["Location"] == f"{talk.thread_url(thread)}?from=25#post-25"
    assert client.head(url).status_code == 302


LEAPT = "You have not read all that stands before this."


def test_whoever_leaps_to_the_end_of_a_long_thread_has_not_read_what_lies_between(talk: Talk) -> None:
    thread, client = talk.thread(talk.heron), talk.room.member("Pebble").client()
    grow(talk, thread, 65)
    here = talk.thread_url(thread)
    assert LEAPT not in shown(client, here)
    for part in (61, 41):
        page = shown(client, f"{here}?from={part}")
        assert LEAPT in page
        assert "New since you were last here" in page
    assert client.get(f"{here}unread/")["Location"] == f"{here}?from=21#post-21"
    for part in (21, 41, 61):
        assert LEAPT not in shown(client, f"{here}?from={part}")
    assert client.get(f"{here}unread/")["Location"] == f"{here}?from=65#post-65", "all is read"
    assert LEAPT not in shown(client, f"{here}?from=61")


def test_whoever_leaps_over_her_own_words_leaps_over_nothing(talk: Talk) -> None:
    thread, client = talk.thread(talk.heron), talk.wren.client()
    grow(talk, thread, 20)
    shown(client, talk.thread_url(thread))
    for number in range(20):
        talk.post(talk.wren, f"My words {number}", thread)
    talk.post(talk.heron, "An answer to all of them.", thread)
    page = shown(client, f"{talk.thread_url(thread)}?from=41")
    assert LEAPT not in page
    assert ReadMark.objects.get(persona=talk.wren.face, thread=thread).number == 41


def test_a_press_counts_a_thread_as_read_as_it_was_shown(talk: Talk) -> None:
    thread, client = talk.thread(talk.heron), talk.wren.client()
    grow(talk, thread, 45)
    here = talk.thread_url(thread)
    page = shown(client, f"{here}?from=41")
    assert "You have not read what stands before this." in page, "never opened at all"
    assert not ReadMark.objects.filter(persona=talk.wren.face).exists()
    sent = {name: re.findall(rf'name="{name}" value="(\d+)"', page)[0] for name in ("numbering", "until")}
    talk.post(talk.heron, "While Wren thinks.", thread)
    for _twice in range(2):
        assert client.post(f"{here}read/", sent)["Location"] == f"{here}?from=45"
        assert client.get(f"{here}unread/")["Location"] == f"{here}?from=46#post-46", "what came meanwhile is new"
    client.post(f"{here}read/", {**sent, "until": "3"})
    assert client.get(f"{here}unread/")["Location"] == f"{here}?from=46#post-46", "it never goes down"
    assert client.get(f"{here}read/").status_code == 405


@pytest.mark.parametrize("odd", [{"numbering": "1"}, {"until": "x"}, {}])
def test_a_press_by_numbers_that_are_no_longer_true_hides_nothing(talk: Talk, odd: dict[str, str]) -> None:
    thread, client = talk.thread(talk.heron), talk.wren.client()
    grow(talk, thread, 25)
    sent = {"numbering": "0", "until": "25", **odd} if odd else {}
    assert client.post(f"{talk.thread_url(thread)}read/", sent).status_code == 302
    assert ReadMark.objects.filter(persona=talk.wren.face).exclude(number=1).count() == 0


@pytest.mark.parametrize("act", [hide_post, remove_post, withdraw_post])
def test_the_first_unread_post_is_led_to_also_where_its_words_are_gone(talk: Talk, act: Any) -> None:
    thread, client = talk.thread(talk.heron), talk.wren.client()
    shown(client, talk.thread_url(thread))
    gone = talk.post(talk.heron, "Gone.", thread)
    talk.post(talk.lantern, "Still here.", thread)
    act(post=gone, now=talk.now, **({} if act is withdraw_post else {"by": talk.lantern.face}))
    assert client.get(f"{talk.thread_url(thread)}unread/")["Location"] == f"{talk.thread_url(thread)}?from=2#post-2"
    page = shown(client, talk.thread_url(thread))
    assert page.index("New since you were last here") < page.index('id="post-2"') < page.index('id="post-3"')


def test_the_first_unread_post_is_led_to_also_where_its_writer_is_hidden(talk: Talk) -> None:
    thread, client = talk.thread(talk.lantern), talk.wren.client()
    shown(client, talk.thread_url(thread))
    client.post(f"{talk.url}people/{talk.heron.face.ref}/distance/", {"how": "hide"})
    talk.post(talk.heron, "Hidden from Wren.", thread)
    talk.post(talk.lantern, "In sight.", thread)
    assert client.get(f"{talk.thread_url(thread)}unread/")["Location"] == f"{talk.thread_url(thread)}?from=2#post-2"


def test_what_was_held_is_unread_once_it_is_let_out(talk: Talk, settings: Any) -> None:
    settings.POST_CHECKS = ["tests.forums.test_publish_due.check_worrying"]
    settings.POST_HELD = "tests.forums.test_publish_due.remember_held"
    thread, client = talk.thread(talk.lantern), talk.wren.client()
    held = talk.post(talk.heron, "A worrying word.", thread)
    talk.post(talk.lantern, "Meanwhile.", thread)
    shown(client, talk.thread_url(thread))
    assert client.get(f"{talk.thread_url(thread)}unread/")["Location"].endswith("#post-2"), "all is read"
    show_post(post=held, by=talk.lantern.face, now=talk.now)
    assert client.get(f"{talk.thread_url(thread)}unread/")["Location"].endswith("?from=3#post-3")
    page = shown(client, talk.thread_url(thread))
    assert page.index("New since you were last here") < page.index("A worrying word.")


ODD = ("0", "-1", "x", "999999999999", "٣", "1e3", "\x00", "26", "")


@pytest.mark.parametrize("odd", few_of(ODD, ("0", "x", "999999999999")))
def test_any_number_in_the_address_gives_a_page(talk: Talk, odd: str) -> None:
    thread = talk.thread(talk.heron)
    assert talk.wren.client().get(talk.thread_url(thread), {"from": odd}).status_code == 200


def test_long_threads_come_in_parts(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    grow(talk, thread, 45)
    page = shown(talk.wren.client(), f"{talk.thread_url(thread)}?from=30")
    assert re.findall(r'<article[^>]* id="post-(\d+)"', page) == [str(n) for n in range(21, 41)]
    assert "41 to 45" in page
    assert "composer" not in page.replace("composer.css", "")
    assert "data-autosave=" in shown(talk.wren.client(), f"{talk.thread_url(thread)}?from=41")


def test_what_is_gone_leaves_its_place(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    texts = {"covered": "CANARY-HIDDEN", "back": "CANARY-BACK", "away": "CANARY-AWAY"}
    posts = {name: talk.post(talk.wren, text, thread) for name, text in texts.items()}
    answer = talk.post(talk.heron, "Yes.", thread, parent=posts["covered"])
    hide_post(post=posts["covered"], by=talk.lantern.face, now=talk.now)
    withdraw_post(post=posts["back"], now=talk.now)
    remove_post(post=posts["away"], by=talk.lantern.face, now=talk.now)
    page = shown(talk.heron.client(), talk.thread_url(thread))
    for text in texts.values():
        assert text not in page
    assert page.count("post--gone") == 3
    assert page.count("<article") == 5
    assert "Taken back by its author." in page
    assert f'id="post-{answer.number}"' in page
    thread.refresh_from_db()
    assert (thread.last_number, thread.post_count) == (5, 2)


def test_a_title_goes_with_the_words_it_was_written_for(talk: Talk) -> None:
    thread = talk.thread(talk.heron, "Words", title="CANARY-TITLE")
    talk.post(talk.wren, "An answer.", thread)
    remove_post(post=thread.posts.get(number=1), by=talk.lantern.face, now=talk.now)
    client = talk.wren.client()
    for url in (talk.thread_url(thread), talk.forum_url, f"{talk.url}people/{talk.wren.face.ref}/"):
        assert "CANARY-TITLE" not in shown(client, url)


def test_notes_cover_words_until_they_are_asked_for(talk: Talk) -> None:
    thread = talk.thread(talk.heron, "It was a hard day.", content_notes="grief, sleep")
    page = shown(talk.wren.client(), talk.thread_url(thread))
    assert re.search(r"<details[^>]*><summary[^>]*>This talks about grief, sleep", page)
    assert "It was a hard day." not in shown(talk.wren.client(), talk.forum_url).split("<h2")[1].split("</h2>")[1]


def test_a_locked_thread_is_read_without_a_place_to_answer(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    Lock.objects.create(group=talk.group, thread=thread, made_by=talk.lantern.face, made_at=talk.now)
    page = shown(talk.wren.client(), talk.thread_url(thread))
    assert "takes no more answers" in page
    assert "data-autosave=" not in page
    assert "reply/" not in page
    assert "data-autosave=" in shown(talk.lantern.client(), talk.thread_url(thread))


def test_with_the_worker_stopped_an_answer_appears_when_it_is_due(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    shown(talk.heron.client(), talk.thread_url(thread))
    draft = talk.draft(talk.wren, "CANARY-ANSWER", thread)
    schedule(draft=draft, reread_hash=draft.fingerprint, now=talk.now)
    page = shown(talk.heron.client(), talk.thread_url(thread))
    assert "CANARY-ANSWER" not in page
    assert ReadMark.objects.get(thread=thread, persona=talk.heron.face).number == 1
    draft.refresh_from_db()
    type(draft).objects.filter(pk=draft.pk).update(publish_at=talk.now)
    page = shown(talk.heron.client(), talk.thread_url(thread))
    assert "CANARY-ANSWER" in page
    assert page.index("New since") < page.index('id="post-2"')
    assert ReadMark.objects.get(thread=thread, persona=talk.heron.face).number == 2


def test_with_the_worker_stopped_a_thread_appears_in_its_list(talk: Talk) -> None:
    draft = talk.draft(talk.wren, "CANARY-THREAD")
    schedule(draft=draft, reread_hash=draft.fingerprint, now=talk.now - timedelta(hours=1))
    assert "CANARY-THREAD" in shown(talk.heron.client(), talk.forum_url)
    assert publish_due(now=talk.now) == 0


def test_nobody_else_sees_what_waits(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    client = talk.lantern.client()
    shown(client, talk.thread_url(thread))
    token = re.compile(r'value="[^"]*"|name="csrfmiddlewaretoken"[^>]*')
    pages = [token.sub("", shown(client, url)) for url in (talk.thread_url(thread), talk.forum_url)]
    for draft in (talk.draft(talk.wren, "CANARY-WAITS", thread), talk.draft(talk.wren, "CANARY-WAITS")):
        schedule(draft=draft, reread_hash=draft.fingerprint, now=talk.now + timedelta(minutes=2))
    assert [token.sub("", shown(client, url)) for url in (talk.thread_url(thread), talk.forum_url)] == pages


def statements(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_it_costs_the_same_with_two_and_with_twenty_posts(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    other = talk.thread(talk.heron)
    grow(talk, thread, 2)
    grow(talk, other, 20)
    client = talk.wren.client()
    shown(client, talk.forum_url)
    small, large = statements(client, talk.thread_url(thread)), statements(client, talk.thread_url(other))
    assert small == large <= 12
    assert len(shown(client, talk.thread_url(other))) < 100_000
    assert statements(client, talk.thread_url(other)) == large - 1


def test_a_get_writes_nothing_but_the_mark(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    client = talk.wren.client()
    shown(client, talk.forum_url)
    for url in (talk.thread_url(thread), talk.forum_url, f"{talk.forum_url}write/", f"{talk.thread_url(thread)}reply/"):
        with CaptureQueriesContext(connection) as captured:
            shown(client, url)
        reads = ("SELECT", "EXECUTE", "SAVEPOINT", "RELEASE")  # EXECUTE: a plan of lib/plans.py, made of a queryset
        writes = [q["sql"] for q in captured if not q["sql"].lstrip().upper().startswith(reads)]
        assert all("forums_readmark" in sql for sql in writes), writes
        assert len(writes) <= 1


def test_the_mark_never_goes_down_and_never_passes_the_end(talk: Talk) -> None:
    from forums.actions import mark_read

    thread = talk.thread(talk.heron)
    grow(talk, thread, 5)
    seat = talk.room.actor(talk.wren).seat_in(talk.group.pk)
    mark = ReadMark.objects.filter(thread=thread, persona=talk.wren.face)
    for number, expected in ((3, 3), (2, 3), (5, 5), (99, 5), (1, 5)):
        mark_read(actor_seat=seat, thread=thread, number=number)
        assert mark.get().number == expected
