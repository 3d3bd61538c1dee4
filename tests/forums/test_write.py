"""Writing: kept at once, shown before it is posted, and never lost, whatever stands in the way."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from forums.actions import publish_due
from forums.models import Draft, Post, Thread
from groups.models import SupportGroup
from tests.few import few_of
from tests.forums.conftest import Talk, shown

JSON = {"HTTP_ACCEPT": "application/json"}
NAUGHTY = [
    "\x00nul",
    "<script>alert(1)</script>",
    "\u202eback",
    "z̸̢̛̗͓̈́̽͝",
    "' OR 1=1 --",
    "{{ 7|add:7 }}",
    "😀" * 400,
    "a" * 30_000,
]


def hidden(page: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def write(talk: Talk, client: Client, source: str, act: str = "review", **more: str) -> Any:
    page = shown(client, f"{talk.forum_url}write/")
    data = {"key": hidden(page, "key"), "version": hidden(page, "version"), "source": source, "act": act, **more}
    return client.post(f"{talk.forum_url}write/", data)


def post_it(client: Client, draft: Draft, act: str = "post") -> Any:
    page = shown(client, f"/drafts/{draft.ref}/review/")
    return client.post(f"/drafts/{draft.ref}/review/", {"reread": hidden(page, "reread"), "act": act})


def test_from_words_to_a_post(talk: Talk) -> None:
    client = talk.heron.client()
    response = write(talk, client, "I could not sleep again.\n\nIt is *loud*.")
    draft = Draft.objects.get()
    assert response["Location"] == f"/drafts/{draft.ref}/review/"
    page = shown(client, response["Location"])
    assert "<em>loud</em>" in page
    assert "Post as Heron" in page
    assert page.count("button--main") == 1
    assert "can read this" in page
    assert post_it(client, draft)["Location"] == f"/drafts/{draft.ref}/"
    page = shown(client, f"/drafts/{draft.ref}/")
    draft.refresh_from_db()
    assert f"It will be posted at {draft.publish_at:%H:%M}. Until then only you can see it" in page
    assert re.search(r"Your words\s*</label>", shown(client, f"{talk.forum_url}write/"))
    assert "What happens next" in page
    assert not Thread.objects.exists()
    publish_due(now=draft.publish_at)
    assert Thread.objects.get().title == "I could not sleep again."
    page = shown(client, f"/drafts/{draft.ref}/")
    assert "It is posted" in page
    assert "#post-1" in page


@pytest.mark.parametrize("cadence", ["each", "none"])
def test_after_first_words_mail_is_asked_about_until_it_is_answered(talk: Talk, cadence: str) -> None:
    client, question = talk.heron.client(), "May we e-mail you when somebody answers?"
    write(talk, client, "I could not sleep again.")
    draft = Draft.objects.get()
    post_it(client, draft)
    assert question in shown(client, f"/drafts/{draft.ref}/")
    talk.wren.client().post(f"{talk.url}mail/", {"cadence": "daily", "says": "counts", "hour": "7", "weekday": "6"})
    assert question in shown(client, f"/drafts/{draft.ref}/"), "that was somebody else's answer"
    assert client.post(f"{talk.url}mail/", {"cadence": cadence, "says": "nothing"}).status_code == 302
    page = shown(client, f"/drafts/{draft.ref}/")
    assert question not in page
    assert "What happens next" in page


def test_a_second_press_does_nothing_twice(talk: Talk) -> None:
    client = talk.heron.client()
    page = shown(client, f"{talk.forum_url}write/")
    data = {"key": hidden(page, "key"), "version": "0", "source": "Once.", "act": "review"}
    places = [client.post(f"{talk.forum_url}write/", data)["Location"] for _ in range(2)]
    assert places[0] == places[1]
    draft = Draft.objects.get()
    page = shown(client, f"/drafts/{draft.ref}/review/")
    again = {"reread": hidden(page, "reread"), "act": "at_once"}
    for _ in range(2):
        assert client.post(f"/drafts/{draft.ref}/review/", again)["Location"] == f"/drafts/{draft.ref}/"
    assert Post.objects.count() == 1
    assert client.post(f"{talk.forum_url}write/", data)["Location"] == f"/drafts/{draft.ref}/"
    assert Draft.objects.count() == 1


def test_new_words_in_an_old_window_become_a_new_draft(talk: Talk) -> None:
    client = talk.heron.client()
    page = shown(client, f"{talk.forum_url}write/")
    data = {"key": hidden(page, "key"), "version": "0", "source": "First.", "act": "review"}
    client.post(f"{talk.forum_url}write/", data)
    post_it(client, Draft.objects.get(), "at_once")
    assert client.post(f"{talk.forum_url}write/", data | {"source": "Second."}, **JSON).status_code == 409
    client.post(f"{talk.forum_url}write/", data | {"source": "Second."})
    assert sorted(Draft.objects.values_list("source", flat=True)) == ["First.", "Second."]


def test_typing_is_saved_and_says_so(talk: Talk) -> None:
    client, url = talk.heron.client(), f"{talk.forum_url}write/"
    key = str(uuid4())
    answer = client.post(url, {"key": key, "version": "0", "source": "I"}, **JSON)
    assert (answer.status_code, answer.json()["version"]) == (200, 1)
    answer = client.post(url, {"key": key, "version": "1", "source": "I am"}, **JSON)
    assert answer.json() == {"version": 2, "saved": "Your words are saved."}
    assert Draft.objects.get().source == "I am"
    lost = client.post(url, {"key": key, "version": "1", "source": "I am here"}, **JSON)
    assert lost.status_code == 200, "an answer that was lost on the way costs nobody her words"
    moved = client.post(url, {"key": key, "version": "1", "source": "You are"}, **JSON)
    assert (moved.status_code, moved.json()["version"]) == (409, 3)
    assert "Yours are safe" in moved.json()["message"]
    assert Draft.objects.get().source == "I am here"


def test_two_windows_keep_both_texts(talk: Talk) -> None:
    client, draft = talk.heron.client(), talk.draft(talk.heron, "Words of the first window")
    data = {"version": "1", "source": "Words of the second window", "act": "review"}
    client.post(f"/drafts/{draft.ref}/", {"version": "1", "source": "Words of the third window", "act": "keep"})
    both = client.post(f"/drafts/{draft.ref}/", data)
    page = both.content.decode()
    assert both.status_code == 409
    assert "Words of the second window" in page
    assert "Words of the third window" in page
    assert hidden(page, "version") == "2"
    draft.refresh_from_db()
    assert draft.source == "Words of the third window"
    client.post(f"/drafts/{draft.ref}/", data | {"version": "2"})
    draft.refresh_from_db()
    assert draft.source == "Words of the second window"


def test_an_answer_to_a_post(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    client, url = talk.wren.client(), f"{talk.thread_url(thread)}reply/"
    page = shown(client, f"{url}?to=1")
    assert "Is anybody awake?" in page
    client.post(url, {"key": hidden(page, "key"), "version": "0", "source": "I am.", "to": "1", "act": "review"})
    draft = Draft.objects.get(source="I am.")
    assert (draft.thread, draft.parent) == (thread, thread.posts.get(number=1))
    assert "I am." in shown(client, f"{url}?to=1")
    assert "I am." not in shown(client, url)
    post_it(client, draft, "at_once")
    post = Post.objects.get(number=2)
    assert (post.author, post.parent.number) == (talk.wren.face, 1)


def test_the_box_below_a_thread_holds_what_was_begun(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    client, url = talk.wren.client(), f"{talk.thread_url(thread)}reply/"
    key = hidden(shown(client, talk.thread_url(thread)), "key")
    client.post(url, {"key": key, "version": "0", "source": "Half a sent"}, **JSON)
    page = shown(client, talk.thread_url(thread))
    assert "Half a sent" in page
    assert (hidden(page, "key"), hidden(page, "version")) == (key, "1")
    assert "Half a sent" not in shown(talk.heron.client(), talk.thread_url(thread))


@pytest.mark.parametrize("source", ["", "   ", "\n\n", "\x00"])
def test_nothing_written_is_said_at_the_field(talk: Talk, source: str) -> None:
    response = write(talk, talk.heron.client(), source)
    assert response.status_code == 200
    assert "Write a few words first." in response.content.decode()


@pytest.mark.parametrize("text", few_of(NAUGHTY, NAUGHTY[1::3]))
def test_odd_words_are_kept_and_never_break_a_page(talk: Talk, text: str) -> None:
    client = talk.heron.client()
    response = write(talk, client, text, title=text[:200])
    assert response.status_code in (200, 302)
    for draft in Draft.objects.all():
        page = shown(client, f"/drafts/{draft.ref}/")
        assert "<script>alert" not in page
        if response.status_code == 302:
            client.post(f"/drafts/{draft.ref}/review/", {"content_notes": text[:100], "act": "show"})
            post_it(client, draft, "at_once")
            assert "<script>alert" not in shown(client, talk.forum_url)


FIELDS = ("kind", "wants", "key", "version", "as_facilitator", "author", "group", "state", "to")


@pytest.mark.parametrize("field", few_of(FIELDS, ("kind", "as_facilitator", "author", "state")))
def test_fields_that_were_tampered_with_change_nothing(talk: Talk, field: str) -> None:
    response = write(talk, talk.heron.client(), "Words.", **{field: "announcement"})
    assert response.status_code in (200, 302)
    for draft in Draft.objects.all():
        assert (draft.author, draft.kind, draft.as_facilitator, draft.state) == (
            talk.heron.face,
            "share",
            False,
            "writing",
        )


def test_what_is_too_long_is_kept_but_not_posted(talk: Talk) -> None:
    client = talk.heron.client()
    response = write(talk, client, "word " * 5_000)
    assert "longer than one post can be" in response.content.decode()
    draft = Draft.objects.get()
    assert len(draft.source) > 20_000
    assert client.get(f"/drafts/{draft.ref}/review/")["Location"] == f"/drafts/{draft.ref}/"
    assert client.post(f"{talk.forum_url}write/", {"key": uuid4(), "source": "x" * 100_001}, **JSON).status_code == 400


def test_someone_elses_key_opens_nothing(talk: Talk) -> None:
    draft = talk.draft(talk.heron, "CANARY-MINE")
    client = talk.wren.client()
    answer = client.post(f"{talk.forum_url}write/", {"key": draft.ref, "version": "1", "source": "Other."})
    assert answer.status_code == 404
    draft.refresh_from_db()
    assert draft.source == "CANARY-MINE"


def test_kinds_are_asked_where_an_admin_has_turned_them_on(talk: Talk) -> None:
    assert 'name="kind"' not in shown(talk.heron.client(), f"{talk.forum_url}write/")
    write(talk, talk.heron.client(), "Is it only me?", kind="question")
    assert Draft.objects.get().kind == "share"
    SupportGroup.objects.filter(pk=talk.group.pk).update(allows_kinds=True)
    page = shown(talk.heron.client(), f"{talk.forum_url}write/")
    assert "question" in page
    assert "announcement" not in page
    assert write(talk, talk.heron.client(), "All of you!", kind="announcement").status_code == 200
    write(talk, talk.heron.client(), "Who else?", kind="question")
    write(talk, talk.lantern.client(), "We meet on Friday.", kind="announcement")
    kinds = Draft.objects.exclude(kind="share").order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["question", "announcement"]


def test_every_page_of_writing_has_one_main_button_and_one_heading(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    client, draft = talk.heron.client(), talk.draft(talk.heron, "Words.")
    for url in (
        f"{talk.forum_url}write/", f"{talk.thread_url(thread)}reply/", f"/drafts/{draft.ref}/",
        f"/drafts/{draft.ref}/review/", talk.thread_url(thread), talk.forum_url, f"{talk.url}search/",
    ):  # fmt: skip
        page = shown(client, url)
        assert page.count("<h1") == 1, url
        assert page.count("button--main") == 1, url
