"""What a group asks its newcomers: a hint beside an empty box, never words that are to be deleted."""

from __future__ import annotations

import re

from forums.actions import post_at_once
from forums.models import Draft
from groups.actions import change_settings
from groups.actions.tending import GroupSettings
from groups.models import SupportGroup
from supportgroups.lib import markup
from tests.forums.conftest import Talk, shown
from tests.forums.test_write import hidden

ASKED = "Who do you look after, and how was today?"


def ask(talk: Talk, words: str = ASKED) -> None:
    SupportGroup.objects.filter(pk=talk.group.pk).update(first_words=words)


def box(page: str) -> str:
    found = re.search(r'<textarea name="source"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert found is not None
    return found[1].strip()


def test_it_stands_beside_an_empty_box_on_the_first_page_and_on_the_welcome(talk: Talk) -> None:
    ask(talk)
    newcomer = talk.room.member("Pebble").client()
    first = shown(newcomer, talk.url)
    assert ASKED in first
    assert box(first) == ""
    welcome = shown(newcomer, f"{talk.url}welcome/")
    assert ASKED in welcome
    found = re.search(r'href="([^"]+\?first=1)"', welcome)
    assert found is not None
    page = shown(newcomer, found[1])
    assert ASKED in page
    assert box(page) == ""


def test_a_draft_that_begins_there_holds_her_own_words_alone(talk: Talk) -> None:
    ask(talk)
    pebble = talk.room.member("Pebble")
    client, url = pebble.client(), f"{talk.forum_url}write/?first=1"
    page = shown(client, url)
    said = client.post(url, {"key": hidden(page, "key"), "version": "0", "source": "My father.", "act": "review"})
    assert said.status_code == 302
    assert Draft.objects.get(author=pebble.face).source == "My father."
    assert ASKED not in shown(client, said.url)


def test_the_hint_stays_beside_the_draft_until_it_is_posted(talk: Talk) -> None:
    ask(talk)
    client, draft = talk.heron.client(), talk.draft(talk.heron, "My father.")
    assert ASKED in shown(client, f"/drafts/{draft.ref}/")
    thread = talk.thread(talk.lantern)
    answer = talk.draft(talk.heron, "I read this.", thread)
    assert ASKED not in shown(client, f"/drafts/{answer.ref}/"), "an answer has something beside it already"
    post_at_once(draft=draft, reread_hash=draft.fingerprint, now=talk.now)
    later = talk.draft(talk.heron, "My father again.")
    assert ASKED not in shown(client, f"/drafts/{later.ref}/")


def test_who_writes_later_is_not_asked(talk: Talk) -> None:
    ask(talk)
    assert ASKED not in shown(talk.heron.client(), f"{talk.forum_url}write/")
    talk.thread(talk.heron)
    assert ASKED not in shown(talk.heron.client(), talk.url)


def test_without_a_question_there_is_still_a_way_to_begin(talk: Talk) -> None:
    page = shown(talk.room.member("Pebble").client(), f"{talk.url}welcome/")
    assert "Write your first words" in page


def test_an_admin_writes_the_welcome_that_newcomers_read(talk: Talk) -> None:
    newcomer = talk.room.member("Pebble").client()
    admin, url = talk.lantern.client(), f"{talk.url}settings/about/"
    assert "welcomed with the ground rules alone" in shown(admin, f"{talk.url}settings/")
    said = {"name": "Nights", "summary": "s", "for_whom": "f", "rules": "- Be kind.", "welcome": "You *found* us."}
    assert admin.post(url, said).status_code == 302
    assert "You *found* us." in shown(admin, url)
    assert "welcomed in the group" in shown(admin, f"{talk.url}settings/")
    for page in (talk.url, f"{talk.url}welcome/"):
        assert "You <em>found</em> us." in shown(newcomer, page)
    long = admin.post(url, said | {"welcome": "x" * (markup.MAX_SOURCE + 1)})
    assert "longer than a page can hold" in long.content.decode()


def test_an_admin_says_it_in_the_settings(talk: Talk) -> None:
    admin = talk.lantern.client()
    page = shown(admin, f"{talk.url}settings/about/")
    assert "What may newcomers write about first?" in page
    wanted = GroupSettings("Nights", "For the hours.", "You lie awake.", "", ASKED)
    change_settings(group=talk.group, wanted=wanted, by=talk.lantern.face, now=talk.now)
    assert f"Newcomers are asked: “{ASKED}”" in shown(admin, f"{talk.url}settings/")
    assert ASKED in shown(admin, f"{talk.url}settings/about/")
