"""What a draft said before, and what another window sent: kept, shown under headings of their own, and brought back."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from forums.actions import begin_draft, post_at_once, restore_version, save_draft
from forums.actions.versions import AT_MOST, EVERY
from forums.models import Draft, DraftVersion
from groups.models import Membership, SupportGroup
from personas.forgetting import forget
from tests.cast import make_group
from tests.forums.conftest import Talk, shown
from tests.forums.test_write import JSON

LONG = "She would have been nine on Sunday, and I do not know how to spend the day."


def save(draft: Draft, source: str, talk: Talk, minutes: int = 0) -> Draft:
    draft.refresh_from_db()
    at = talk.now + timedelta(minutes=minutes)
    return save_draft(draft=draft, fields={"source": source}, version=draft.version, now=at)


def sources(draft: Draft, **which: Any) -> list[str]:
    return list(draft.versions.filter(**which).order_by("-saved_at", "-pk").values_list("source", flat=True))


def test_a_sentence_that_goes_is_kept_and_a_mended_word_is_not(talk: Talk) -> None:
    draft = talk.draft(talk.heron, LONG)
    save(draft, LONG.replace("nine", "ten"), talk)
    assert sources(draft) == []
    save(draft, "She would have been", talk)
    assert sources(draft) == [LONG.replace("nine", "ten")]


def test_a_version_is_kept_now_and_then_while_typing_goes_on(talk: Talk) -> None:
    draft = talk.draft(talk.heron, "One.")
    save(draft, "One. Two.", talk, 1)
    assert sources(draft) == []
    save(draft, "One. Two. Three.", talk, 6)
    save(draft, "One. Two. Three. Four.", talk, 7)
    assert sources(draft) == ["One. Two."]
    for number in range(AT_MOST + 5):
        save(draft, f"One. Two. {number}.", talk, 20 + number * (EVERY.seconds // 60))
    assert draft.versions.count() == AT_MOST


def test_an_earlier_version_is_brought_back_and_nothing_is_lost(talk: Talk) -> None:
    client, draft = talk.heron.client(), talk.draft(talk.heron, LONG)
    assert "Earlier versions" not in shown(client, f"/drafts/{draft.ref}/")
    save(draft, "I do not know.", talk)
    url = f"/drafts/{draft.ref}/versions/"
    assert url in shown(client, f"/drafts/{draft.ref}/")
    assert LONG in shown(client, url)
    ref = draft.versions.get().ref
    answer = client.post(url, {"version": ref, "act": "restore"}, follow=True)
    assert "These words are in your draft now." in answer.content.decode()
    draft.refresh_from_db()
    assert (draft.source, draft.version, sources(draft)) == (LONG, 3, ["I do not know."])
    for strange in (ref, "", "x"):
        again = client.post(url, {"version": strange, "act": "restore"}, follow=True)
        assert "That version is not here any more." in again.content.decode()
    draft.refresh_from_db()
    assert draft.source == LONG


def test_versions_of_one_morning_are_told_apart_by_the_writers_own_clock(talk: Talk) -> None:
    client, draft = talk.heron.client(), talk.draft(talk.heron, LONG)
    noon = timezone.now().replace(hour=12, minute=7, second=0, microsecond=0)
    for number, saved_at in enumerate((noon, noon + timedelta(minutes=20), noon - timedelta(days=1))):
        draft.versions.create(group_id=draft.group_id, source=f"Words {number}.", saved_at=saved_at)
    Draft.objects.filter(pk=draft.pk).update(version_kept_at=noon)
    with time_machine.travel(noon + timedelta(hours=1), tick=False):
        page = shown(client, f"/drafts/{draft.ref}/versions/")
    found = [" ".join(words.split()) for words in re.findall(r'id="version-[^>]*>([^<]*)<', page)]
    assert [words.removeprefix("Saved ") for words in found][:2] == ["today at 12:27", "today at 12:07"]
    assert found[2].startswith("Saved yesterday")


def conflict(talk: Talk, client: Client, draft: Draft, source: str, version: str = "1") -> Any:
    return client.post(f"/drafts/{draft.ref}/", {"version": version, "source": source}, **JSON)


def test_a_second_window_goes_on_beside_the_first(talk: Talk) -> None:
    client, draft = talk.heron.client(), talk.draft(talk.heron, "We")
    save(draft, "Words of the first window", talk)
    for source in ("The second", "The second window", "The second window writes"):
        answer = conflict(talk, client, draft, source)
        assert (answer.status_code, answer.json()["aside"]) == (409, True)
    conflict(talk, client, draft, "Here is a third one")
    assert sources(draft, is_aside=True) == ["Here is a third one", "The second window writes"]
    page = shown(client, f"/drafts/{draft.ref}/")
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", page)
    assert headings[:3] == ["Words from another window", "From another window, " + when(page), headings[2]]
    assert page.index("Words of the first window") < page.index("Here is a third one")
    draft.refresh_from_db()
    assert draft.source == "Words of the first window"


def when(page: str) -> str:
    found = re.search(r"From another window, ([^<]+)</h2>", page)
    assert found
    return found[1]


def test_taking_over_another_windows_words_keeps_what_they_replace(talk: Talk) -> None:
    client, draft = talk.heron.client(), talk.draft(talk.heron, "We")
    save(draft, "First", talk)
    pressed = client.post(f"/drafts/{draft.ref}/", {"version": "1", "source": "Second", "act": "review"})
    assert pressed.status_code == 409
    client.post(f"/drafts/{draft.ref}/", {"version": "2", "source": "Second", "act": "review"})
    assert sources(draft, is_aside=True) == []
    assert sources(draft) == ["First"]


@pytest.mark.parametrize("place", ["a thread", "an answer", "a change"])
def test_posted_from_one_window_what_the_other_sent_is_a_draft(talk: Talk, place: str) -> None:
    thread, client = talk.thread(talk.heron), talk.heron.client()
    if place == "a change":
        draft = begin_draft(
            author_id=talk.heron.face.pk, forum=talk.forum, thread=thread, edits=thread.posts.get(), key=uuid4(),
            fields={"source": "We"}, now=talk.now,
        )  # fmt: skip
    else:
        draft = talk.draft(talk.heron, "We", None if place == "a thread" else thread)
    draft = save(draft, "Words of the first window", talk)
    for source in ("Of another window", "the first window"):
        conflict(talk, client, draft, source)
    pressed = client.post(f"/drafts/{draft.ref}/review/", {"reread": draft.fingerprint, "act": "at_once"})
    assert pressed.status_code == 302
    assert Draft.objects.get(pk=draft.pk).state == "published"
    left = Draft.objects.get(author=talk.heron.face, state="writing")
    assert (left.source, left.thread, left.edits, left.forum) == (
        "Of another window", draft.thread, draft.edits, draft.forum
    )  # fmt: skip
    assert not DraftVersion.objects.exists()
    assert "Of another window" in shown(client, "/drafts/")


def test_under_another_name_nothing_of_what_was_kept_is_lost(talk: Talk) -> None:
    SupportGroup.objects.filter(pk=talk.group.pk).update(allows_thread_names=True)
    client, draft = talk.heron.client(), talk.draft(talk.heron, LONG)
    draft = save(draft, "I do not know.", talk)
    conflict(talk, client, draft, "Of another window")
    times = set(draft.versions.values_list("saved_at", flat=True))
    new = Draft.objects.get(ref=client.post(f"/drafts/{draft.ref}/name/").url.split("/")[2])
    assert new.author_id != draft.author_id
    assert (sources(new, is_aside=False), sources(new, is_aside=True)) == ([LONG], ["Of another window"])
    assert not times & set(new.versions.values_list("saved_at", flat=True)), "no time joins the two names"
    page = shown(client, f"/drafts/{new.ref}/")
    assert "Of another window" in page
    assert "Earlier versions" in page


def test_another_windows_words_are_put_away_or_gone_on_from(talk: Talk) -> None:
    client, draft = talk.heron.client(), talk.draft(talk.heron, "We")
    save(draft, "First", talk)
    conflict(talk, client, draft, "Second")
    url, ref = f"/drafts/{draft.ref}/versions/", draft.versions.get().ref
    client.post(url, {"version": ref, "act": "away"})
    assert "Words from another window" not in shown(client, f"/drafts/{draft.ref}/")
    assert "Second" in shown(client, url)
    client.post(url, {"version": ref, "act": "restore"})
    draft.refresh_from_db()
    assert (draft.source, sources(draft)) == ("Second", ["First"])


def test_versions_are_their_writers_alone(talk: Talk, eve: Client) -> None:
    draft = talk.draft(talk.heron, f"CANARY-MINE {LONG}")
    save(draft, "Less.", talk)
    url, ref = f"/drafts/{draft.ref}/versions/", draft.versions.get().ref
    for client in (eve, talk.wren.client(), talk.lantern.client()):
        assert client.get(url).status_code == 404
        assert client.post(url, {"version": ref, "act": "restore"}).status_code == 404
    assert Client().get(url).status_code == 302
    other = talk.draft(talk.wren, LONG)
    talk.wren.client().post(f"/drafts/{other.ref}/versions/", {"version": ref, "act": "restore"})
    other.refresh_from_db()
    assert other.source == LONG


def test_who_has_left_reads_her_versions_and_changes_none(talk: Talk) -> None:
    draft = talk.draft(talk.heron, LONG)
    save(draft, "Less.", talk)
    Membership.objects.filter(persona=talk.heron.face).update(status="left", ended_on=talk.now.date(), ended_how="left")
    client, url = talk.heron.client(), f"/drafts/{draft.ref}/versions/"
    page = shown(client, url)
    assert LONG in page
    assert "Go on from these words" not in page
    assert client.post(url, {"version": draft.versions.get().ref, "act": "restore"}).status_code == 403


@pytest.mark.parametrize("ending", ["posted", "thrown away", "forgotten"])
def test_versions_end_with_their_draft(talk: Talk, ending: str) -> None:
    draft = talk.draft(talk.heron, LONG)
    draft = save(draft, "Less.", talk)
    assert draft.versions.exists()
    if ending == "posted":
        post_at_once(draft=draft, reread_hash=draft.fingerprint, now=talk.now)
    elif ending == "forgotten":
        forget(talk.heron.face)
    else:
        talk.heron.client().post(f"/drafts/{draft.ref}/discard/")
    assert not DraftVersion.objects.exists()


def test_a_draft_on_its_way_takes_no_version(talk: Talk) -> None:
    draft = talk.draft(talk.heron, LONG)
    draft = save(draft, "Less.", talk)
    client = talk.heron.client()
    Draft.objects.filter(pk=draft.pk).update(
        state="scheduled", reread=draft.fingerprint, publish_at=talk.now + timedelta(hours=1)
    )
    assert "Go on from these words" not in shown(client, f"/drafts/{draft.ref}/versions/")
    ref = draft.versions.get().ref
    page = client.post(f"/drafts/{draft.ref}/versions/", {"version": ref, "act": "restore"}, follow=True)
    assert "Nothing was changed." in page.content.decode()
    draft.refresh_from_db()
    assert draft.source == "Less."


def test_a_version_stands_in_the_group_of_its_draft(talk: Talk) -> None:
    draft, (other, _rules) = talk.draft(talk.heron, LONG), make_group("elsewhere", talk.now)
    with pytest.raises(IntegrityError), transaction.atomic():
        DraftVersion.objects.create(group=other, draft=draft, source="x", saved_at=talk.now)


def test_restoring_twice_at_once_restores_once(talk: Talk) -> None:
    draft = talk.draft(talk.heron, LONG)
    draft = save(draft, "Less.", talk)
    ref = draft.versions.get().ref
    restore_version(draft=draft, ref=ref, now=talk.now)
    answer = talk.heron.client().post(f"/drafts/{draft.ref}/versions/", {"version": ref, "act": "restore"}, follow=True)
    assert "not here any more" in answer.content.decode()
    assert sources(draft) == ["Less."]
