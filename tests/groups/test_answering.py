"""What those who answer can do beside yes and no: read for a while, ask back, note; and what time does to it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from groups.actions import (
    DecidedMeanwhile,
    ReasonMissing,
    admit,
    answer_back,
    ask_back,
    claim,
    hand_back,
    keep_time,
    write_note,
)
from groups.models import AdmissionMessage, AdmissionRequest, AdmissionStep
from personas.letterbox import notices_for
from personas.models import KeptWords
from tests.cast import Person
from tests.groups.conftest import Room, ask_as, begin_as, membership

DAY = timedelta(days=1)


@pytest.fixture
def asking(room: Room) -> Room:
    """A group with a person behind its door, who promises three days."""
    room.door("request", answer_days=3, claim_hours=48)
    return room


def ask(room: Room, name: str = "Heron") -> tuple[Person, AdmissionRequest]:
    person = room.person(name)
    return person, ask_as(room, person, name)


def titles(room: Room, person: Person) -> list[str]:
    return [row.title for row in notices_for(room.actor(person))]


def test_asked_back_answered_and_let_in(asking: Room) -> None:
    eve, request = ask(asking)
    browser, url = asking.founder.client(), f"{asking.url}admissions/{request.ref}/"
    assert browser.get(f"{url}ask/").status_code == 200
    assert b"Please fill this in." in browser.post(f"{url}ask/", {"words": " "}).content
    for _press in range(2):
        assert browser.post(f"{url}ask/", {"words": "Since when?"}).status_code == 302
    assert titles(asking, eve) == ["A question to you"]
    page = eve.client().get(f"{asking.url}join/request/").content
    assert b"Since when?" in page
    assert b"Please answer by" in page
    assert b"has asked you something" in eve.client().get("/home/").content
    for _press in range(2):
        answer = eve.client().post(f"{asking.url}join/request/answer/", {"words": "Since spring."})
        assert answer.status_code == 302
    assert "An answer to your question" in titles(asking, asking.founder)
    page = browser.get(url).content
    assert b"Since spring." in page
    assert b"You are reading this one." in page
    browser.post(f"{url}admit/")
    assert membership(eve).status == "active"
    kinds = AdmissionMessage.objects.filter(request=request).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["asked", "answered"]


def test_an_answer_is_kept_while_it_is_typed_and_asks_for_words(asking: Room) -> None:
    eve, request = ask(asking)
    ask_back(request=request, by=asking.founder.face, words="Since when?", now=asking.now)
    browser = eve.client()
    assert browser.post(f"{asking.url}kept/answer/", {"words": "Since", "version": "0"}).status_code == 200
    assert re.search(rb">\s*Since</textarea>", browser.get(f"{asking.url}join/request/").content)
    page = browser.post(f"{asking.url}join/request/answer/", {"words": ""})
    assert page.status_code == 200
    assert b"Please fill this in." in page.content
    browser.post(f"{asking.url}join/request/answer/", {"words": "Since spring."})
    assert not KeptWords.objects.exists()


def test_asking_and_answering_in_the_wrong_state(asking: Room) -> None:
    eve, request = ask(asking)
    with pytest.raises(DecidedMeanwhile):
        answer_back(request=request, words="Since spring.", now=asking.now)
    page = eve.client().post(f"{asking.url}join/request/answer/", {"words": "Since the spring."}, follow=True)
    assert b"Something has changed since you opened that page" in page.content
    assert b"Since the spring." in page.content, "what was typed is not lost"
    for verb in (ask_back, write_note):
        with pytest.raises(ReasonMissing):
            verb(request=request, by=asking.founder.face, words=" ", now=asking.now)
    admit(request=request, by=asking.founder.face, now=asking.now)
    for act in (claim, hand_back):
        with pytest.raises(DecidedMeanwhile):
            act(request=request, by=asking.founder.face, now=asking.now)
    with pytest.raises(DecidedMeanwhile):
        ask_back(request=request, by=asking.founder.face, words="Since when?", now=asking.now)


def test_a_question_can_be_decided_without_waiting_for_its_answer(asking: Room) -> None:
    eve, request = ask(asking)
    ask_back(request=request, by=asking.founder.face, words="Since when?", now=asking.now)
    admit(request=request, by=asking.founder.face, now=asking.now)
    assert membership(eve).status == "active"


def test_only_the_person_answers(asking: Room) -> None:
    _eve, request = ask(asking)
    ask_back(request=request, by=asking.founder.face, words="Since when?", now=asking.now)
    other, _theirs = ask(asking, "Otter")
    other.client().post(f"{asking.url}join/request/answer/", {"words": "Since spring."})
    stranger = asking.person("stranger").client()
    assert stranger.post(f"{asking.url}join/request/answer/", {"words": "x"}).status_code == 404
    assert AdmissionRequest.objects.get(pk=request.pk).state == "asked_back"


def test_what_was_said_goes_when_it_is_taken_back_and_notes_stay_a_while(asking: Room) -> None:
    eve, request = ask(asking)
    ask_back(request=request, by=asking.founder.face, words="Since when?", now=asking.now)
    write_note(request=request, by=asking.founder.face, words="Seems kind.", now=asking.now)
    eve.client().post(f"{asking.url}join/request/taken-back/")
    assert list(AdmissionMessage.objects.values_list("words", flat=True)) == ["Seems kind."]


def test_notes_are_for_those_who_answer(asking: Room) -> None:
    eve, request = ask(asking)
    other = asking.member("Sandpiper", "screener")
    url = f"{asking.url}admissions/{request.ref}/"
    for _press in range(2):
        assert other.client().post(f"{url}note/", {"words": "I know the town."}).status_code == 302
    assert other.client().post(f"{url}note/", {"words": " "}).status_code == 302
    assert AdmissionMessage.objects.count() == 1
    assert b"I know the town." in asking.founder.client().get(url).content
    assert b"I know the town." not in eve.client().get(f"{asking.url}join/request/").content
    assert asking.member("Wren").client().post(f"{url}note/", {"words": "x"}).status_code == 403


def test_a_claim_ends_and_the_request_goes_back(asking: Room) -> None:
    _eve, request = ask(asking)
    claim(request=request, by=asking.founder.face, now=asking.now)
    assert keep_time(asking.now + timedelta(hours=47)) == 0
    claim(request=request, by=asking.founder.face, now=asking.now + timedelta(hours=40))
    assert keep_time(asking.now + timedelta(hours=49)) == 0, "a second press began the time anew"
    promised = AdmissionRequest.objects.get(pk=request.pk).due_at
    for _run in range(2):
        keep_time(asking.now + timedelta(hours=71))
        keep_time(asking.now + timedelta(hours=88) - DAY)
    AdmissionRequest.objects.filter(pk=request.pk).update(claimed_until=asking.now)
    assert keep_time(asking.now + timedelta(hours=1)) == 1
    assert keep_time(asking.now + timedelta(hours=1)) == 0
    kept = AdmissionRequest.objects.get(pk=request.pk)
    assert (kept.state, kept.claimed_by, kept.claimed_until) == ("submitted", None, None)
    assert kept.due_at == promised, "what was promised stays promised"
    last = AdmissionStep.objects.filter(request=request).latest("pk")
    assert (last.state, last.by) == ("submitted", None)


def test_a_claim_is_handed_back_by_its_own_face(asking: Room) -> None:
    _eve, request = ask(asking)
    other = asking.member("Sandpiper", "screener")
    claim(request=request, by=asking.founder.face, now=asking.now)
    hand_back(request=request, by=other.face, now=asking.now)
    assert AdmissionRequest.objects.get(pk=request.pk).claimed_by == asking.founder.face
    for _press in range(2):
        asking.founder.client().post(f"{asking.url}admissions/{request.ref}/back/")
    assert AdmissionRequest.objects.get(pk=request.pk).state == "submitted"


def test_a_promise_that_is_not_kept_is_said_to_both_sides_and_made_anew(asking: Room) -> None:
    eve, request = ask(asking)
    assert keep_time(asking.now + 2 * DAY) == 0
    assert keep_time(asking.now + 3 * DAY) == 1
    assert titles(asking, eve) == ["It takes longer"]
    assert "Somebody waits longer than promised" in titles(asking, asking.founder)
    kept = AdmissionRequest.objects.get(pk=request.pk)
    assert (kept.due_at, kept.promised_at) == (asking.now + 6 * DAY, asking.now + 3 * DAY)
    assert keep_time(asking.now + 3 * DAY) == 0
    admit(request=request, by=asking.founder.face, now=asking.now + 4 * DAY)
    assert AdmissionRequest.objects.get(pk=request.pk).answered_at == asking.now + 4 * DAY


def test_a_question_without_an_answer_ends_with_a_word_before_and_after(asking: Room) -> None:
    eve, request = ask(asking)
    ask_back(request=request, by=asking.founder.face, words="Since when?", now=asking.now)
    assert keep_time(asking.now + 10 * DAY) == 0
    for _run in range(2):
        keep_time(asking.now + 11 * DAY)
    assert titles(asking, eve) == ["A question waits for you", "A question to you"]
    for _run in range(2):
        keep_time(asking.now + 14 * DAY)
    assert AdmissionRequest.objects.get(pk=request.pk).state == "lapsed"
    assert titles(asking, eve) == ["Your request has ended"]
    assert b"run out of time" in eve.client().get(f"{asking.url}join/request/").content
    begin_as(asking, eve, "Heron", asking.now + 15 * DAY)


def test_what_was_begun_goes_after_thirty_days_with_a_word_before(asking: Room) -> None:
    eve = asking.person("eve")
    request = begin_as(asking, eve, "Heron")
    eve.client().post(f"{asking.url}kept/ask/", {"words": "I have not", "version": "0"})
    assert keep_time(asking.now + 26 * DAY) == 0
    assert keep_time(asking.now + 27 * DAY) == 1
    assert titles(asking, eve) == ["Something you began"]
    assert keep_time(asking.now + 30 * DAY) == 1
    assert titles(asking, eve) == ["Something you began has gone"]
    assert AdmissionRequest.objects.get(pk=request.pk).state == "lapsed"
    assert not KeptWords.objects.exists()
    assert keep_time(asking.now + 31 * DAY) == 0
