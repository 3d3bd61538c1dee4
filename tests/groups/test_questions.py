"""Questions at the door: written in versions, answered or rather not, and the sensitive ones erased in time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from groups.actions import (
    AnswerMissing,
    Given,
    Question,
    QuestionsChanged,
    admit,
    ask_back,
    ask_questions,
    asked_now,
    keep_time,
    questions_of,
    submit_request,
)
from groups.models import AdmissionAnswer, AdmissionPolicy, AdmissionQuestion, AdmissionRequest
from personas.models import ChainEntry, KeptWords
from tests.cast import Person
from tests.groups.conftest import Room, begin_as

DAY = timedelta(days=1)
ALL_KINDS = (
    Question("text", "What has helped before?"),
    Question("choice", "Since when?", ("This year", "Longer"), is_required=True),
    Question("several", "What would you like?", ("To read", "To talk", "To meet")),
    Question("yes_no", "Have you been in a group before?", is_required=True, may_withhold=True),
    Question("date", "Since which day?"),
    Question("text", "What do you take for it?", may_withhold=True, is_sensitive=True),
    Question("ack", "This group is no treatment.", is_required=True),
)
ANSWERS = {
    "words": "I do not sleep.",
    "q1": "Tea.",
    "q2": "Longer",
    "q3": ["To read", "To talk"],
    "withheld4": "on",
    "q5": "2026-03-01",
    "q6": "Nothing, lately.",
    "q7": "on",
}
NEW = {"label": "Since when?", "kind": "choice", "choices": "This year\nLonger", "is_required": "on"}
OTHER = {"label": "What for?", "kind": "text"}


@pytest.fixture
def asking(room: Room) -> Room:
    room.door("request", sensitive_days=30)
    return room


def policy(room: Room) -> AdmissionPolicy:
    return AdmissionPolicy.objects.select_related("group").get(group=room.group)


def ask_all(room: Room, *questions: Question) -> None:
    version = policy(room).questions_version
    ask_questions(
        group=room.group, questions=questions or ALL_KINDS, version=version, by=room.founder.face, now=room.now
    )


def begun(room: Room, name: str = "Heron") -> tuple[Person, AdmissionRequest]:
    person = room.person(name)
    return person, begin_as(room, person, name)


def sent(room: Room, name: str = "Heron") -> tuple[Person, AdmissionRequest]:
    person, request = begun(room, name)
    assert person.client().post(f"{room.url}join/ask/", ANSWERS).url == f"{room.url}join/request/"
    return person, AdmissionRequest.objects.get(pk=request.pk)


def listed(*questions: dict[str, str], **press: str) -> dict[str, str]:
    """The questions as the page of the door sends them."""
    numbered = {f"q{n}-{name}": said for n, one in enumerate(questions, 1) for name, said in one.items()}
    return {"count": str(len(questions)), "question": "", "sensitive_days": "30"} | numbered | press


def labels(room: Room) -> list[str]:
    return [one.label for one in asked_now(policy(room))]


def test_an_admin_writes_questions_changes_their_order_and_takes_them_out(asking: Room) -> None:
    browser, url = asking.founder.client(), f"{asking.url}settings/door/"
    page = browser.post(url, listed(more="yes")).text
    assert 'name="q1-label"' in page
    assert 'id="id_q1-label_error"' not in page
    assert browser.post(url, listed(NEW)).url == url
    page = browser.post(url, listed(NEW, more="yes")).text
    assert 'name="q2-is_new" value="on"' in page
    assert "One of several answers: This year, Longer." in page
    browser.post(url, listed(NEW, OTHER))
    assert labels(asking) == ["Since when?", "What for?"]
    page = browser.post(url, listed(NEW, OTHER | {"label": "And what for?"}, up="2")).text
    assert page.index("And what for?") < page.index("Since when?")
    assert 'name="q1-label" value="And what for?"' in page
    assert "This year\nLonger" in page.partition('name="q2-choices"')[2].replace("\r", "")
    assert labels(asking) == ["Since when?", "What for?"]
    browser.post(url, listed(OTHER, NEW))
    page = browser.post(url, listed(OTHER, NEW, gone="1")).text
    assert 'name="q1-label" value="Since when?"' in page
    assert 'name="q2-label"' not in page
    browser.post(url, listed(NEW | {"label": "Since about when?"}))
    assert labels(asking) == ["Since about when?"]
    assert policy(asking).questions_version == 4
    assert ChainEntry.objects.filter(kind="groups.questions").count() == 4
    assert "Since about when?" in browser.get(url).text.partition('id="preview"')[2]


def test_a_new_question_that_was_left_blank_is_none(asking: Room) -> None:
    blank = {"is_new": "on", "label": "", "kind": "text", "choices": "", "may_withhold": "on"}
    assert asking.founder.client().post(f"{asking.url}settings/door/", listed(NEW, blank)).status_code == 302
    assert labels(asking) == ["Since when?"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"label": ""}, b"Please fill this in."),
        ({"choices": "Only one"}, b"Please write two to twelve answers"),
        ({"choices": f"A\n{'b' * 200}"}, b"Please make it shorter."),
        ({"kind": "essay"}, b'id="id_q1-kind_error"'),
    ],
)
def test_what_cannot_be_asked_is_said_and_stays_typed(asking: Room, change: dict[str, str], words: bytes) -> None:
    page = asking.founder.client().post(f"{asking.url}settings/door/", listed(NEW | change))
    assert page.status_code == 200
    assert words in page.content
    assert b'<details class="door-question" open>' in page.content
    assert not AdmissionQuestion.objects.exists()


def test_two_admins_who_change_them_at_once_are_told_and_lose_nothing(asking: Room) -> None:
    browser, url = asking.founder.client(), f"{asking.url}settings/door/"
    seal = browser.get(url).text.partition('name="stands-asked" value="')[2].partition('"')[0]
    ask_all(asking, Question("text", "What for?"))
    page = browser.post(url, listed(NEW) | {"stands-asked": seal}).text
    assert "Somebody else has changed this meanwhile." in page
    assert 'name="q1-label" value="Since when?"' in page
    assert labels(asking) == ["What for?"]


def test_the_same_questions_again_are_no_new_version_and_twelve_are_enough(asking: Room) -> None:
    for _time in range(2):
        ask_all(asking)
    assert policy(asking).questions_version == 1
    with pytest.raises(ValueError, match="13 questions"):
        ask_all(asking, *[Question("text", f"Why {number}?") for number in range(13)])
    ask_all(asking, *[Question("text", f"Why {number}?") for number in range(12)])
    browser, url = asking.founder.client(), f"{asking.url}settings/door/"
    assert "Twelve questions are enough." in browser.get(url).text
    assert 'name="q13-label"' not in browser.post(url, listed(*[OTHER] * 12, more="yes")).text


def test_every_kind_is_asked_answered_and_read(asking: Room) -> None:
    ask_all(asking)
    eve, request = sent(asking)
    for page in (
        asking.founder.client().get(f"{asking.url}admissions/{request.ref}/").content.decode(),
        eve.client().get(f"{asking.url}join/request/").content.decode(),
    ):
        for words in ("Tea.", "Longer", "To read, To talk", "Would rather not say.", "1 March 2026", "Ticked."):
            assert words in page
    assert request.answers.get(question__position=4).value == []


def test_what_is_needed_is_said_at_its_question_and_all_else_stays(asking: Room) -> None:
    ask_all(asking)
    eve, request = begun(asking)
    page = eve.client().post(f"{asking.url}join/ask/", {"words": "I do not sleep.", "q1": "Tea."}).content.decode()
    for words in ("Please answer this.", "or say that you would rather not.", "Please tick this to go on."):
        assert words in page
    assert "Tea." in page
    assert AdmissionRequest.objects.get(pk=request.pk).state == "begun"
    assert not AdmissionAnswer.objects.exists()


def test_answers_are_kept_while_they_are_typed(asking: Room) -> None:
    ask_all(asking)
    eve, _request = begun(asking)
    browser = eve.client()
    typed = {"words": "I do", "q1": "Te", "q2": "Longer", "version": "0"}
    assert browser.post(f"{asking.url}kept/ask/", typed).status_code == 200
    page = browser.get(f"{asking.url}join/ask/").content.decode()
    assert "Te</textarea>" in page
    assert 'value="Longer" id="id_q2_1" checked' in page.replace(' class="choice-input"', "")
    browser.post(f"{asking.url}join/ask/", ANSWERS)
    assert not KeptWords.objects.exists()


def test_questions_that_changed_meanwhile_are_asked_again_with_the_words_kept(asking: Room, eve: Client) -> None:
    ask_all(asking)
    eve, request = begun(asking)
    old = [Given(one.pk, ("x",)) for one in questions_of(policy(asking))]
    ask_all(asking, Question("text", "Only this?", is_required=True))
    with pytest.raises(QuestionsChanged):
        submit_request(request=request, words="I do not sleep.", answers=old, now=asking.now)
    new = [Given(one.pk, ()) for one in questions_of(policy(asking))]
    with pytest.raises(AnswerMissing):
        submit_request(request=request, words="I do not sleep.", answers=new, now=asking.now)
    page = eve.client().post(f"{asking.url}join/ask/", ANSWERS | {"q1": ""}).content
    assert b"Only this?" in page
    assert b"I do not sleep." in page


def test_an_answer_keeps_the_question_it_was_given_to(asking: Room) -> None:
    ask_all(asking)
    _eve, request = sent(asking)
    ask_all(asking, Question("text", "Only this?"))
    page = asking.founder.client().get(f"{asking.url}admissions/{request.ref}/").content
    assert b"What has helped before?" in page
    assert b"Only this?" not in page


def test_sensitive_answers_go_some_days_after_the_decision_and_the_others_stay(asking: Room) -> None:
    ask_all(asking)
    _eve, request = sent(asking)
    other, waits = sent(asking, "Otter")
    admit(request=request, by=asking.founder.face, now=asking.now)
    keep_time(asking.now + 29 * DAY)
    assert AdmissionAnswer.objects.filter(erased_at=None).count() == 14
    for _run in range(2):
        keep_time(asking.now + 30 * DAY)
    erased = AdmissionAnswer.objects.exclude(erased_at=None)
    assert [(one.request_id, one.question.label, one.value) for one in erased] == [
        (request.pk, "What do you take for it?", [])
    ]
    page = asking.founder.client().get(f"{asking.url}admissions/{request.ref}/").content
    assert b"Erased, as it was promised." in page
    assert b"Nothing, lately." not in page
    assert b"Nothing, lately." in other.client().get(f"{asking.url}join/request/").content
    assert waits.pk != request.pk


def test_sensitive_answers_go_at_once_when_a_request_runs_out_of_time(asking: Room) -> None:
    ask_all(asking)
    _eve, request = sent(asking)
    ask_back(request=request, by=asking.founder.face, words="Since when?", now=asking.now)
    keep_time(asking.now + 14 * DAY)
    assert request.answers.exclude(erased_at=None).count() == 1


def test_answers_go_when_the_request_is_taken_back(asking: Room) -> None:
    ask_all(asking)
    eve, _request = sent(asking)
    eve.client().post(f"{asking.url}join/request/taken-back/")
    assert not AdmissionAnswer.objects.exists()


def test_the_database_keeps_withheld_and_erased_answers_empty(asking: Room) -> None:
    ask_all(asking)
    _eve, request = sent(asking)
    answer = request.answers.get(question__position=1)
    for wrong in ({"is_withheld": True}, {"erased_at": asking.now}):
        with pytest.raises(IntegrityError), transaction.atomic():
            AdmissionAnswer.objects.filter(pk=answer.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        AdmissionAnswer.objects.create(group=asking.group, request=request, question=answer.question)
