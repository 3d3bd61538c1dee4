"""What bears a content note is met as each reader has chosen: in threads, lists, search, on pages of faces."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from forums.models import Revision, Thread
from supportgroups.lib.notes import ANY, Regard, choose
from tests.cast import Person
from tests.forums.conftest import Talk, shown

SECRET = "CANARY"


def rule(person: Person, *chosen: tuple[str, Regard], until: Any = None) -> Client:
    person.account.note_rules = choose({}, chosen, until)
    person.account.save()
    return person.client()


def pages_of(talk: Talk, thread: Thread) -> tuple[str, ...]:
    return (
        talk.thread_url(thread), talk.forum_url, talk.url, f"{talk.url}people/{talk.heron.face.ref}/",
        f"{talk.thread_url(thread)}reply/?to=1",
    )  # fmt: skip


@pytest.fixture
def noted(talk: Talk) -> Thread:
    """A thread that bears a note, with an answer to it that bears none."""
    thread = talk.thread(talk.heron, f"Lanternfish {SECRET}", title=f"Title {SECRET}", content_notes="Grief")
    talk.post(talk.lantern, "I am here.", thread, parent=thread.posts.get(number=1))
    return thread


def found(talk: Talk, client: Client) -> str:
    return client.post(f"{talk.url}search/", {"words": SECRET}).content.decode()


def test_who_keeps_a_note_away_finds_nothing_of_it_in_any_page(talk: Talk, noted: Thread) -> None:
    client = rule(talk.wren, ("grief", Regard.AWAY))
    for url in pages_of(talk, noted):
        assert SECRET not in shown(client, url), url
    page = shown(client, talk.thread_url(noted))
    assert "You asked not to see it now." in page
    assert "I am here." in page
    assert "Title" not in found(talk, client)
    assert "Lanternfish" not in found(talk, client)


def test_who_opens_a_note_is_not_asked(talk: Talk, noted: Thread) -> None:
    client = rule(talk.wren, ("grief", Regard.OPEN))
    page = shown(client, talk.thread_url(noted))
    assert f"<h1>Title {SECRET}</h1>" in page
    assert '<details class="post-note">' not in page
    assert "This talks about Grief." in page
    for url in (talk.forum_url, talk.url, f"{talk.url}people/{talk.heron.face.ref}/"):
        assert f"Title {SECRET}" in shown(client, url), url
    assert f"Title {SECRET}" in found(talk, client)


def test_what_it_said_before_is_met_like_what_it_says_now(talk: Talk, noted: Thread) -> None:
    post = noted.posts.get(number=1)
    Revision.objects.create(post=post, group=talk.group, source=f"Before {SECRET}", replaced_at=talk.now)
    url = f"{talk.thread_url(noted)}posts/1/revisions/"
    page = shown(talk.wren.client(), url)
    assert page.index("This talks about Grief.") < page.index("Show it") < page.index(f"Before {SECRET}")
    page = shown(rule(talk.wren, ("grief", Regard.AWAY)), url)
    assert SECRET not in page
    assert "You asked not to see it now." in page
    assert "This talks about" not in shown(rule(talk.wren, ("grief", Regard.OPEN)), url)
    assert SECRET in shown(rule(talk.heron, ("grief", Regard.AWAY)), url), "her own words stay hers"


def test_without_a_rule_it_stands_behind_a_press(talk: Talk, noted: Thread) -> None:
    client = talk.wren.client()
    page = shown(client, talk.thread_url(noted))
    assert '<details class="post-note">' in page
    assert 'form="not-today"' in page
    for url in pages_of(talk, noted)[1:]:
        assert SECRET not in shown(client, url), url


def test_one_rule_for_all_notes_and_one_for_a_note(talk: Talk, noted: Thread) -> None:
    assert SECRET not in shown(rule(talk.wren, (ANY, Regard.AWAY)), talk.thread_url(noted))
    both = rule(talk.wren, (ANY, Regard.AWAY), ("grief", Regard.OPEN))
    assert SECRET in shown(both, talk.thread_url(noted))


def test_the_author_sees_her_own_words_whatever_her_rule(talk: Talk, noted: Thread) -> None:
    client = rule(talk.heron, (ANY, Regard.AWAY))
    assert f"Lanternfish {SECRET}" in shown(client, talk.thread_url(noted))


def test_not_today_is_pressed_under_the_post_and_ends_in_the_morning(talk: Talk, noted: Thread) -> None:
    client, back = talk.wren.client(), talk.thread_url(noted)
    answer = client.post("/account/notes/today/", {"notes": "Grief", "back": back})
    assert answer["Location"] == back
    page = shown(client, back)
    assert SECRET not in page
    assert "until tomorrow morning" in page
    assert "not-today" in page, "the form stays for other notes"
    assert 'form="not-today"' not in page
    assert SECRET in shown(talk.lantern.client(), back)
    rule(talk.wren, ("grief", Regard.AWAY), until=timezone.now() - timedelta(minutes=1))
    assert SECRET in shown(talk.wren.client(), back)


def test_a_note_on_an_answer_covers_that_answer_alone(talk: Talk) -> None:
    thread = talk.thread(talk.heron, "Plain words.")
    noted = talk.post(talk.lantern, f"Hard words {SECRET}", thread, content_notes="grief")
    talk.post(talk.heron, "Thank you.", thread, parent=noted)
    client = rule(talk.wren, ("grief", Regard.AWAY))
    page = shown(client, talk.thread_url(thread))
    assert "Plain words." in page
    assert SECRET not in page
    opened = shown(rule(talk.wren, ("grief", Regard.OPEN)), talk.thread_url(thread))
    assert opened.count(SECRET) == 2, "in the post, and in the glance above its answer"
