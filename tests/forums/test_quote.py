"""Somebody's words in an answer to her: put there by a press, without her name, and gone when she is."""

from __future__ import annotations

import pytest

from forums.actions import hide_post, save_draft
from forums.models import Draft, DraftVersion, Post, Revision
from forums.quoting import LONGEST, quote, without
from forums.textindex import POSTS
from personas.forgetting import forget
from tests.forums.conftest import Talk, shown
from tests.forums.test_write import hidden

WORDS = "I slept *three* hours.\n\nThe kettle is my friend."


def box(page: str) -> str:
    return page.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>", maxsplit=1)[0].strip()


def test_a_press_begins_an_answer_with_the_words(talk: Talk) -> None:
    thread = talk.thread(talk.heron, WORDS)
    client, url = talk.wren.client(), f"{talk.thread_url(thread)}reply/"
    assert "reply/?to=1&amp;quote=1" in shown(client, talk.thread_url(thread))
    page = shown(client, f"{url}?to=1&quote=1")
    assert box(page) == "&gt; I slept three hours.\n&gt;\n&gt; The kettle is my friend."
    assert "Heron" not in box(page)
    assert box(shown(client, f"{url}?to=1")) == ""
    key = hidden(page, "key")
    client.post(url, {"key": key, "version": "0", "source": "Begun already.", "to": "1", "act": "keep"})
    assert box(shown(client, f"{url}?to=1&quote=1")) == "Begun already."


@pytest.mark.parametrize("why", ["noted", "covered"])
def test_what_is_not_to_be_shown_is_not_quoted(talk: Talk, why: str) -> None:
    thread = talk.thread(talk.heron, WORDS, content_notes="grief" if why == "noted" else "")
    if why == "covered":
        hide_post(post=thread.posts.get(), by=talk.lantern.face, now=talk.now)
    client = talk.wren.client()
    assert "quote=1" not in shown(client, talk.thread_url(thread))
    answer = client.get(f"{talk.thread_url(thread)}reply/?to=1&quote=1")
    assert "kettle" not in answer.content.decode().split("<textarea")[-1]


def test_quoted_words_go_with_their_author(talk: Talk) -> None:
    thread = talk.thread(talk.heron, WORDS)
    parent = thread.posts.get()
    answer = talk.post(talk.wren, f"{quote('I slept three hours.')}So did I, in a kettle.", thread, parent=parent)
    Revision.objects.create(group=talk.group, post=answer, source=answer.source, replaced_at=talk.now)
    begun = talk.draft(talk.lantern, f"{quote('The kettle is my friend.')}Mine too.", thread, parent=parent)
    save_draft(draft=begun, fields={"source": "Another beginning altogether, of my own."}, version=1, now=talk.now)
    forget(talk.heron.face)
    answer.refresh_from_db()
    assert answer.source == "> …\n\nSo did I, in a kettle."
    assert "slept" not in answer.html + answer.excerpt
    assert "So did I" in answer.html
    assert POSTS.matches("slept", [talk.group.pk], 5) == []
    assert POSTS.matches("kettle", [talk.group.pk], 5) == [answer.pk]
    kept = [*Draft.objects.values_list("source", flat=True), *Revision.objects.values_list("source", flat=True)]
    kept += DraftVersion.objects.values_list("source", flat=True)
    assert not any("slept" in source or "my friend" in source for source in kept)
    assert "slept" not in shown(talk.wren.client(), talk.thread_url(thread))


def test_the_words_of_others_stay(talk: Talk) -> None:
    thread = talk.thread(talk.heron, WORDS)
    parent = thread.posts.get()
    source = "> a line of a song that she never wrote\n\nI > you."
    talk.post(talk.wren, source, thread, parent=parent)
    forget(talk.heron.face)
    assert Post.objects.get(author=talk.wren.face).source == source


def test_a_long_text_is_cut_between_words() -> None:
    text = quote("word " * 400)
    assert text.startswith("> word word")
    assert text.endswith("word …\n\n")
    assert len(text) < LONGEST + 10
    assert without(text, "word " * 400).strip() == "> …"
    assert quote("  \n ") == ""
