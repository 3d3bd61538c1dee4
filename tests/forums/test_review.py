"""Rereading: what can be chosen beside the words, what is asked once, in whose name, and when it is posted."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from forums.actions import publish_due
from forums.grace import clock, due_at, wishes
from forums.models import Draft, Post, Thread
from tests.forums.conftest import Talk, shown
from tests.forums.test_write import hidden, post_it

KATHMANDU = ZoneInfo("Asia/Kathmandu")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
LONDON = ZoneInfo("Europe/London")


def press(client: Client, draft: Draft, act: str, **chosen: str) -> Any:
    url = f"/drafts/{draft.ref}/review/"
    return client.post(url, {"reread": hidden(shown(client, url), "reread"), "act": act, **chosen})


def test_what_is_chosen_is_shown_before_it_is_posted(talk: Talk) -> None:
    client, draft = talk.heron.client(), talk.draft(talk.heron, "It was a hard day.")
    answer = press(client, draft, "show", content_notes="grief", wants="heard")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "This talks about grief." in page
    assert "Hopes for: to be heard" in page
    assert '<details class="composer-more" open>' in page
    pressed = press(client, draft, "post", content_notes="loss")
    assert pressed.status_code == 409
    assert "Please read it over once more." in pressed.content.decode()
    assert not Draft.objects.filter(state="scheduled").exists()
    assert press(client, draft, "at_once", content_notes="loss").status_code == 302
    post = Post.objects.get()
    assert (post.content_notes, post.wants, post.thread.content_notes) == ("loss", "heard", "loss")


def test_it_is_exactly_what_others_will_see(talk: Talk) -> None:
    """The title behind its notes, and the word beside the name of who facilitates."""
    lantern = talk.lantern.client()
    draft = talk.draft(talk.lantern, "Hard words.", title="A hard title", content_notes="grief")
    reviewed = shown(lantern, f"/drafts/{draft.ref}/review/")
    press(lantern, draft, "at_once")
    posted = shown(talk.heron.client(), talk.thread_url(Thread.objects.get()))
    for page, heading in ((reviewed, "h2"), (posted, "h1")):
        assert re.search(rf"<{heading}[^>]*>A thread that talks about grief</{heading}>", page)
        assert re.search(r"<details[^>]*><summary[^>]*>It has a title of its own.*?A hard title</p>", page, re.DOTALL)
        assert '<span class="mark">Facilitator</span>' in page
    plain = talk.draft(talk.heron, "Plain words.", title="A plain title")
    page = shown(talk.heron.client(), f"/drafts/{plain.ref}/review/")
    assert re.search(r"<h2[^>]*>A plain title</h2>", page)
    assert "It has a title of its own" not in page
    assert "Facilitator<" not in page


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Since Monday he wakes at three.\n\n> and then I do\n\nHow do you sleep?", "Since Monday he wakes at three."),
        ("Hello,\n\nI am new here and cannot sleep.", "Hello, I am new here and cannot sleep."),
        ("Hello", "Hello"),
    ],
)
def test_without_a_title_the_first_line_is_one(talk: Talk, words: str, title: str) -> None:
    client, draft = talk.heron.client(), talk.draft(talk.heron, words)
    assert f">{title}</h2>" in shown(client, f"/drafts/{draft.ref}/review/").replace("\n", "")
    press(client, draft, "at_once")
    assert Post.objects.get().thread.title == title


def test_an_answer_is_not_asked_what_it_hopes_for(talk: Talk) -> None:
    draft = talk.draft(talk.wren, "I am here.", talk.thread(talk.heron))
    page = shown(talk.wren.client(), f"/drafts/{draft.ref}/review/")
    assert "What it talks about" in page
    assert "What you hope for" not in page
    press(talk.wren.client(), draft, "show", wants="heard")
    draft.refresh_from_db()
    assert draft.wants == ""


@pytest.mark.parametrize(
    ("name", "chosen"), [("wants", "everything"), ("wish", "next year"), ("content_notes", "x" * 121)]
)
def test_a_choice_that_is_none_is_said_at_its_place(talk: Talk, name: str, chosen: str) -> None:
    client, draft = talk.heron.client(), talk.draft(talk.heron, "Words.")
    answer = press(client, draft, "post", **{name: chosen})
    assert answer.status_code == 200
    assert "Please look at this once more" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state == "writing"


@pytest.mark.parametrize(
    ("wish", "least", "most"),
    [("", 4, 5), ("half_hour", 29, 30), ("hour", 59, 60)],
)
def test_it_waits_as_long_as_is_wished(talk: Talk, wish: str, least: int, most: int) -> None:
    client, draft = talk.heron.client(), talk.draft(talk.heron, "Words.")
    assert press(client, draft, "post", wish=wish).status_code == 302
    draft.refresh_from_db()
    assert timedelta(minutes=least) < draft.publish_at - timezone.now() <= timedelta(minutes=most)
    assert f"It will be posted at {draft.publish_at:%H:%M}" in shown(client, f"/drafts/{draft.ref}/")
    listed = shown(client, "/drafts/")
    assert ("in a few minutes" in listed) == (wish == "")
    publish_due(now=draft.publish_at - timedelta(seconds=1))
    assert not Post.objects.exists()
    publish_due(now=draft.publish_at)
    assert Post.objects.get().published_at == draft.publish_at


def test_the_page_says_how_long_it_waits(talk: Talk) -> None:
    client, draft = talk.heron.client(), talk.draft(talk.heron, "Words.")
    assert "it waits five minutes" in shown(client, f"/drafts/{draft.ref}/review/")
    page = press(client, draft, "show", wish="hour").content.decode()
    assert "it is posted in an hour, as you chose" in page
    assert "five minutes." not in page
    assert re.search(r'value="hour"[^>]* checked', page)


def test_tomorrow_morning_is_the_writers_own(talk: Talk) -> None:
    talk.heron.account.zone = "Asia/Kathmandu"
    talk.heron.account.save()
    client, draft = talk.heron.client(), talk.draft(talk.heron, "Words.")
    press(client, draft, "post", wish="morning")
    draft.refresh_from_db()
    there = draft.publish_at.astimezone(KATHMANDU)
    assert (there.hour, there.minute) == (8, 0)
    assert timedelta(0) < draft.publish_at - timezone.now() <= timedelta(hours=27)
    assert "08:00" in shown(client, f"/drafts/{draft.ref}/")
    assert client.post(f"/drafts/{draft.ref}/take-back/").status_code == 302
    assert publish_due(now=draft.publish_at) == 0


@pytest.mark.parametrize(
    ("zone", "now", "due"),
    [
        (UTC, "2026-05-04T21:00", "2026-05-05T08:00"),
        (UTC, "2026-05-04T04:59", "2026-05-04T08:00"),
        (UTC, "2026-05-04T05:00", "2026-05-05T08:00"),
        (LONDON, "2026-03-28T22:00", "2026-03-29T07:00"),  # the clocks go forward in between
        (LONDON, "2026-10-24T22:00", "2026-10-25T08:00"),  # and back
        (LORD_HOWE, "2026-10-03T10:00", "2026-10-03T21:00"),  # by half an hour
        (KATHMANDU, "2028-02-28T20:00", "2028-02-29T02:15"),
    ],
)
def test_the_morning_on_every_clock(zone: Any, now: str, due: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert due_at("morning", moment, zone) == datetime.fromisoformat(due).replace(tzinfo=UTC)


def test_the_morning_after_a_night_is_this_morning() -> None:
    night = datetime(2026, 5, 4, 3, tzinfo=UTC)
    assert wishes(night, ZoneInfo("UTC"))[-1][1] == "this morning at 08:00"
    assert clock(due_at("morning", night, ZoneInfo("UTC")), night, ZoneInfo("UTC")) == "08:00"
    evening = datetime(2026, 5, 4, 21, tzinfo=UTC)
    assert wishes(evening, ZoneInfo("UTC"))[-1][1] == "tomorrow morning at 08:00"
    assert clock(due_at("morning", evening, ZoneInfo("UTC")), evening, ZoneInfo("UTC")) == "08:00 tomorrow"


def test_who_facilitates_chooses_in_whose_name(talk: Talk) -> None:
    client = talk.lantern.client()
    for act, for_group in (("post", False), ("for_group", True)):
        draft = talk.draft(talk.lantern, "Welcome.")
        page = shown(client, f"/drafts/{draft.ref}/review/")
        assert page.count("button--main") == 1
        assert "Post as Lantern" in page
        assert "Post for the group, as facilitator" in page
        assert press(client, draft, act).status_code == 302
        draft.refresh_from_db()
        assert (draft.as_facilitator, draft.reread) == (for_group, draft.fingerprint)
        publish_due(now=draft.publish_at)
        draft.refresh_from_db()
        assert draft.post.as_facilitator is for_group


def test_nobody_else_speaks_for_the_group(talk: Talk) -> None:
    client, draft = talk.heron.client(), talk.draft(talk.heron, "I am in charge here.")
    assert "for the group" not in shown(client, f"/drafts/{draft.ref}/review/")
    answer = press(client, draft, "for_group")
    assert answer.status_code == 403
    assert "You can post this in your own name." in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state == "writing"


FOLD = '<details class="composer-more">'


def test_contact_details_are_asked_about_once(talk: Talk) -> None:
    client, draft = talk.heron.client(), talk.draft(talk.heron, "Ring me: 0170 1234567, or heron@mail.example.")
    page = shown(client, f"/drafts/{draft.ref}/review/")
    assert "A phone number: 0170 1234567" in page
    assert "An e-mail address: heron@mail.example" in page
    assert page.count("button--main") == 1
    page = press(client, draft, "known").content.decode()
    assert "A phone number" not in page
    assert FOLD in page, "nothing was chosen behind it"
    assert FOLD not in press(client, draft, "known", wish="hour").content.decode()
    client.post(
        f"/drafts/{draft.ref}/", {"version": "1", "source": "Ring me: 0170 1234567. Wiesenweg 4.", "act": "keep"}
    )
    page = shown(client, f"/drafts/{draft.ref}/review/")
    assert "A phone number" not in page
    assert "Wiesenweg 4" in page
    post_it(client, draft, "at_once")
    assert Post.objects.count() == 1
    later = talk.draft(talk.heron, "Once more: 0170/1234567, Wiesenweg 4.")
    assert "Please look at this once" not in shown(client, f"/drafts/{later.ref}/review/")
    others = talk.draft(talk.wren, "Ring me: 0170 1234567")
    assert "A phone number" in shown(talk.wren.client(), f"/drafts/{others.ref}/review/")


def test_a_draft_that_says_nothing_of_the_kind_is_asked_nothing(talk: Talk) -> None:
    client, draft = talk.heron.client(), talk.draft(talk.heron, "Anna and I met on 26.11.2024.")
    page = shown(client, f"/drafts/{draft.ref}/review/")
    assert "Please look at this once" not in page


def test_what_was_answered_goes_with_the_draft(talk: Talk) -> None:
    client, draft = talk.heron.client(), talk.draft(talk.heron, "Ring me: 0170 1234567")
    press(client, draft, "known")
    draft.refresh_from_db()
    assert draft.answered
    client.post(f"/drafts/{draft.ref}/discard/")
    draft.refresh_from_db()
    assert draft.answered == ""


def test_words_she_asked_to_be_told_of(talk: Talk) -> None:
    talk.heron.account.warned_words = "Millbrook\nthe bend"
    talk.heron.account.save()
    client, draft = talk.heron.client(), talk.draft(talk.heron, "We went down to The  Bend.")
    page = shown(client, f"/drafts/{draft.ref}/review/")
    assert "You asked to be told of this: the bend" in page
    assert "Millbrook" not in page
    others = talk.draft(talk.wren, "We went down to the bend.")
    assert "Please look at this once" not in shown(talk.wren.client(), f"/drafts/{others.ref}/review/")
