"""Questions beside an open door or an invitation: asked of everybody who comes in, kept with an owner and an end."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from groups.actions import (
    AnswerMissing,
    Given,
    Question,
    QuestionsChanged,
    invite,
    join,
    keep_time,
    leave,
    questions_of,
)
from groups.models import AdmissionAnswer, AdmissionPolicy, AdmissionRequest, Membership
from personas.models import Persona
from tests.groups.conftest import Room
from tests.groups.test_questions import ask_all, policy

DAY = timedelta(days=1)
ASKED = (
    Question("text", "Whom have you lost?", is_required=True),
    Question("text", "What do you take for it?", may_withhold=True, is_sensitive=True),
)
TICKS = {"handle": "Heron", "version": "1", "has_agreed": "on", "has_consented": "on", "asked": "1"}
ANSWERS = {"q1": "My brother.", "q2": "Nothing, lately."}
NONE_SAID = b"Please answer this."


@pytest.fixture(params=["open", "invitation"])
def way(request: pytest.FixtureRequest, room: Room) -> str:
    """Where somebody comes in who answers two questions."""
    room.door(request.param, sensitive_days=30)
    ask_all(room, *ASKED)
    if request.param == "open":
        return f"{room.url}join/rules/"
    return f"/invited/{invite(group=room.group, by=room.founder.face, uses=9, days=14, now=room.now).code}/"


def asked_page(browser: Client, room: Room, way: str) -> str:
    """The page with the questions on it."""
    page = browser.post(f"{room.url}join/", {"handle": "Heron"}) if "join" in way else browser.get(way)
    return page.content.decode()


def test_everybody_is_asked_and_the_answers_are_read_by_who_answers_requests(room: Room, eve: Client, way: str) -> None:
    page = asked_page(eve, room, way)
    assert "Whom have you lost?" in page
    assert "read by those who answer requests to join" in page
    for _press in range(2):
        assert eve.post(way, TICKS | ANSWERS).url == room.url
    request = AdmissionRequest.objects.get(persona__handle="Heron")
    assert (request.state, request.decided_by, request.answers.count()) == ("admitted", None, 2)
    browser = room.founder.client()
    assert b"Heron has come in" in browser.get(f"{room.url}admissions/?show=came").content
    assert b"Heron" not in browser.get(f"{room.url}admissions/").content
    shown = browser.get(f"{room.url}admissions/{request.ref}/").content
    for words in (b"My brother.", b"Nothing, lately.", b"This person is in."):
        assert words in shown
    wren = room.member("Wren").client()
    for page in (f"{room.url}admissions/{request.ref}/", f"{room.url}admissions/?show=came"):
        assert wren.get(page).status_code == 403


def test_what_needs_an_answer_is_said_and_nobody_is_in_before(room: Room, eve: Client, way: str) -> None:
    page = eve.post(way, TICKS | {"q2": "Nothing, lately."})
    assert NONE_SAID in page.content
    assert b"Nothing, lately." in page.content
    assert not Persona.objects.filter(handle="Heron").exists()
    assert not AdmissionAnswer.objects.exists()
    assert eve.post(way, TICKS | {"q1": "My brother.", "withheld2": "on"}).url == room.url
    assert list(AdmissionAnswer.objects.order_by("pk").values_list("value", "is_withheld")) == [
        (["My brother."], False),
        ([], True),
    ]


def test_questions_that_changed_are_shown_and_no_answer_goes_to_another_question(
    room: Room, eve: Client, way: str
) -> None:
    ask_all(room, Question("text", "Who is with you now?"), *ASKED)
    page = eve.post(way, TICKS | ANSWERS).content
    for words in (b"The questions have changed", b"Who is with you now?", b"My brother.", b'name="asked" value="2"'):
        assert words in page
    assert not Membership.objects.filter(persona__handle="Heron").exists()
    answers = {"q1": "Nobody.", "q2": "My brother.", "withheld3": "on"}
    assert eve.post(way, TICKS | answers | {"asked": "2"}).url == room.url
    mine = AdmissionAnswer.objects.get(value=["My brother."])
    assert mine.question.label == "Whom have you lost?"


def test_rules_that_changed_meanwhile_lose_no_answer(room: Room, eve: Client, way: str) -> None:
    page = eve.post(way, TICKS | ANSWERS | {"version": "0"}).content
    assert b"have changed while you were reading" in page
    assert b"My brother." in page
    assert b'name="version" value="1"' in page
    assert not AdmissionAnswer.objects.exists()


def test_sensitive_answers_go_some_days_after_coming_in(room: Room, eve: Client, way: str) -> None:
    eve.post(way, TICKS | ANSWERS)
    decided = AdmissionRequest.objects.get().decided_at
    keep_time(decided + 29 * DAY)
    assert AdmissionAnswer.objects.filter(erased_at=None).count() == 2
    for _run in range(2):
        keep_time(decided + 30 * DAY)
    assert [one.value for one in AdmissionAnswer.objects.order_by("pk")] == [["My brother."], []]


def test_a_full_group_keeps_the_answers_with_the_place_on_its_list(room: Room, eve: Client, way: str) -> None:
    AdmissionPolicy.objects.filter(group=room.group).update(capacity=1, keeps_list=True)
    assert eve.post(way, TICKS | ANSWERS).url == f"{room.url}join/request/"
    request = AdmissionRequest.objects.get()
    assert (request.state, request.answers.count()) == ("waiting", 2)
    assert b"My brother." in room.founder.client().get(f"{room.url}admissions/{request.ref}/").content
    eve.post(f"{room.url}join/request/taken-back/")
    assert not AdmissionAnswer.objects.exists()


def test_who_comes_back_answers_anew_and_each_answer_has_its_request(room: Room, eve: Client, way: str) -> None:
    eve.post(way, TICKS | ANSWERS)
    mine = Membership.objects.get(persona__handle="Heron")
    leave(membership=mine, now=room.now)
    assert eve.post(way, TICKS | {"handle": "", "q1": "My sister."}).url == room.url
    assert AdmissionRequest.objects.filter(persona=mine.persona, state="admitted").count() == 2
    assert AdmissionAnswer.objects.count() == 4


def test_the_action_asks_too(room: Room) -> None:
    room.door("open")
    ask_all(room, *ASKED)
    said = {"group": room.group, "handle": "Heron", "agreed_version": 1, "consented": True, "now": room.now}
    with pytest.raises(QuestionsChanged):
        join(actor=room.actor(room.person("ann")), **said)
    empty = [Given(one.pk, ()) for one in questions_of(policy(room))]
    with pytest.raises(AnswerMissing):
        join(actor=room.actor(room.person("bea")), **said, answers=empty)
    assert not Persona.objects.filter(handle="Heron").exists()


def test_where_a_person_answers_they_are_asked_with_the_sentence_and_not_before(room: Room, eve: Client) -> None:
    room.door("request")
    ask_all(room, *ASKED)
    assert "Whom have you lost?" not in asked_page(eve, room, "join")
    assert eve.post(f"{room.url}join/rules/", TICKS).url == f"{room.url}join/ask/"
    assert b"Whom have you lost?" in eve.get(f"{room.url}join/ask/").content


def test_the_page_of_the_door_says_what_is_asked(room: Room) -> None:
    browser, url = room.founder.client(), f"{room.url}settings/door/"
    assert b"No question is asked." in browser.get(url).content
    ask_all(room, *ASKED)
    page = browser.get(url).content.decode()
    assert "Before that 2 questions are asked." in page
    assert "Whom have you lost?" in page.partition('id="preview"')[2]


def test_the_rules_can_be_printed_with_what_one_group_asks(room: Room) -> None:
    ask_all(room, *ASKED)
    out = io.StringIO()
    call_command("rules", room.group.code, stdout=out)
    printed = out.getvalue()
    for words in (
        "Anyone who signs up can join.",
        "Before that 2 questions are asked.",
        "3. Whom have you lost?: In their own words. It needs an answer.",
        "   [ ] I will keep to the ground rules",
        "5. They are in: ",
    ):
        assert words in printed
    with pytest.raises(CommandError):
        call_command("rules", "no-such-group", stdout=out)
