"""Groups by request: asking, waiting, and how a person answers."""

from __future__ import annotations

import html
import re
import threading
from datetime import timedelta
from urllib.parse import urljoin

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import retention
from directory.actions import list_group
from groups.actions import (
    AlternativeMissing,
    CannotTakeIn,
    DecidedMeanwhile,
    GroupIsFull,
    ReasonMissing,
    admit,
    claim,
    leave,
    point_elsewhere,
)
from groups.actions.alternatives import Alternative
from groups.models import AdmissionRequest, AdmissionStep, Consent, FacilitatorWeek, Membership, SupportGroup
from personas.letterbox import notices_for
from personas.models import ChainEntry, KeptWords, Persona, Standing
from tests.cast import Person
from tests.groups.conftest import Room, ask_as, begin_as, make_room, membership

TICKS = {"has_agreed": "on", "has_consented": "on", "version": "1"}
CARERS = [Alternative("Carers", "/groups/carers/")]
WORDS = "I have not slept well since spring."


@pytest.fixture
def asking(room: Room) -> Room:
    """The same group with a person behind its door."""
    room.door("request", question="What keeps you awake?", answer_days=3)
    return room


def ask(room: Room, name: str, minutes: int = 0) -> tuple[Person, AdmissionRequest]:
    person = room.person(name)
    sent_at = room.now - timedelta(days=2) + timedelta(minutes=minutes)
    return person, ask_as(room, person, name, WORDS, sent_at)


def test_asking_takes_a_name_two_ticks_and_a_sentence(asking: Room, eve: Client) -> None:
    begun = eve.post(f"{asking.url}join/rules/", TICKS | {"handle": "Heron"})
    assert begun.url == f"{asking.url}join/ask/"
    page = eve.get(begun.url)
    assert b"What keeps you awake?" in page.content
    assert b"You get an answer within three days." in page.content
    sent = eve.post(begun.url, {"words": WORDS})
    assert sent.url == f"{asking.url}join/request/"
    page = eve.get(sent.url)
    assert WORDS.encode() in page.content
    assert b"You hear from us by" in page.content
    request = AdmissionRequest.objects.get(persona__handle="Heron")
    assert request.state == "submitted"
    assert request.promised_at == request.due_at == request.submitted_at + timedelta(days=3)
    assert [step.state for step in request.steps.order_by("pk")] == ["begun", "submitted"]
    assert not Membership.objects.filter(persona=request.persona).exists()
    assert Consent.objects.filter(persona=request.persona).exists()


def test_nothing_is_begun_before_both_ticks(asking: Room, eve: Client) -> None:
    page = eve.post(f"{asking.url}join/rules/", TICKS | {"handle": "Heron", "has_agreed": ""})
    assert b"Please tick this to go on." in page.content
    assert not Persona.objects.filter(handle="Heron").exists()
    assert eve.get(f"{asking.url}join/ask/").url == f"{asking.url}join/"


def test_what_is_begun_is_kept_and_seen_by_nobody_else(asking: Room) -> None:
    eve = asking.person("eve")
    begin_as(asking, eve, "Heron")
    browser = eve.client()
    assert browser.get(f"{asking.url}join/").url == f"{asking.url}join/ask/"
    saved = browser.post(f"{asking.url}kept/ask/", {"words": "I have not", "version": "0"})
    assert saved.status_code == 200
    page = browser.get(f"{asking.url}join/ask/")
    assert b"I have not" in page.content
    assert b"You have begun to write to" in browser.get("/home/").content
    request = AdmissionRequest.objects.get(persona=eve.face)
    facilitator = asking.founder.client()
    assert b"Nothing else waits for you" in facilitator.get(f"{asking.url}admissions/").content
    assert facilitator.get(f"{asking.url}admissions/{request.ref}/").status_code == 404
    assert facilitator.post(f"{asking.url}admissions/{request.ref}/admit/").status_code == 404
    assert not asking.actor(asking.founder).can("groups.admit", request)
    assert notices_for(asking.actor(asking.founder)) == []
    browser.post(f"{asking.url}join/ask/", {"words": WORDS})
    assert not KeptWords.objects.exists()
    assert facilitator.get(f"{asking.url}admissions/{request.ref}/").status_code == 200


def test_words_are_kept_only_for_who_has_begun(asking: Room) -> None:
    sent, _request = ask(asking, "Heron")
    for person in (sent, asking.person("stranger")):
        answer = person.client().post(f"{asking.url}kept/ask/", {"words": "x", "version": "0"})
        assert answer.status_code == 404
    assert not KeptWords.objects.exists()


def test_what_was_begun_can_be_erased(asking: Room) -> None:
    eve = asking.person("eve")
    begin_as(asking, eve, "Heron")
    browser = eve.client()
    browser.post(f"{asking.url}kept/ask/", {"words": "I have not", "version": "0"})
    assert b"Erase what you have typed?" in browser.get(f"{asking.url}join/request/taken-back/").content
    browser.post(f"{asking.url}join/request/taken-back/")
    assert not KeptWords.objects.exists()
    assert AdmissionRequest.objects.get(persona=eve.face).state == "withdrawn"
    late = browser.post(f"{asking.url}join/ask/", {"words": WORDS})
    assert late.url == f"{asking.url}join/"


def test_no_words_keeps_the_page(asking: Room, eve: Client) -> None:
    eve.post(f"{asking.url}join/rules/", TICKS | {"handle": "Heron"})
    page = eve.post(f"{asking.url}join/ask/", {"words": " "})
    assert b"Please fill this in." in page.content
    assert AdmissionRequest.objects.get().state == "begun"


def test_a_name_that_was_taken_meanwhile_is_asked_again(asking: Room, eve: Client) -> None:
    asking.member("Otter")
    page = eve.post(f"{asking.url}join/rules/", TICKS | {"handle": "Otter"})
    assert b"is in use here" in page.content
    assert not AdmissionRequest.objects.exists()


def test_an_open_door_takes_no_requests_and_a_kept_one_no_joining(room: Room, eve: Client) -> None:
    with pytest.raises(CannotTakeIn):
        begin_as(room, room.person("ann"), "Wren")
    room.door("request")
    eve.post(f"{room.url}join/rules/", TICKS | {"handle": "Heron"})
    assert Membership.objects.filter(group=room.group).count() == 1


def test_asking_twice_is_one_request(asking: Room) -> None:
    eve, first = ask(asking, "Heron")
    _eve, second = ask(asking, "Heron")
    assert first.pk == second.pk
    assert eve.client().get(f"{asking.url}join/").url == f"{asking.url}join/request/"
    with pytest.raises(IntegrityError), transaction.atomic():
        AdmissionRequest.objects.create(
            group=asking.group, persona=first.persona, begun_at=asking.now, due_at=asking.now
        )


def test_somebody_removed_reads_the_same_words_as_in_a_full_group(asking: Room) -> None:
    ann = asking.member("Heron")
    leave(membership=membership(ann), now=asking.now, how=Membership.Ending.REMOVED)
    Standing.objects.create(persona=ann.face, group_space=asking.group.space, kind="removal", since=asking.now)
    page = ann.client().post(f"{asking.url}join/rules/", TICKS | {"handle": ""})
    assert b"cannot take you in now" in page.content
    assert not AdmissionRequest.objects.exists()


def test_it_can_be_taken_back_and_the_words_go(asking: Room) -> None:
    eve, request = ask(asking, "Heron")
    browser = eve.client()
    assert b"Take your request back?" in browser.get(f"{asking.url}join/request/taken-back/").content
    for _press in range(2):
        assert browser.post(f"{asking.url}join/request/taken-back/").status_code == 302
    request.refresh_from_db()
    assert (request.state, request.words) == ("withdrawn", "")
    again = browser.get(f"{asking.url}join/")
    assert b"You have a name here: Heron" in again.content


def test_a_request_is_nobody_elses(asking: Room) -> None:
    ask(asking, "Heron")
    other, _theirs = ask(asking, "Otter")
    assert b"as Otter." in other.client().get(f"{asking.url}join/request/").content
    stranger = asking.person("stranger").client()
    assert stranger.get(f"{asking.url}join/request/").status_code == 404
    assert stranger.post(f"{asking.url}join/request/taken-back/").status_code == 404


def test_the_facilitator_sees_who_waits_longest_first(asking: Room) -> None:
    browser = asking.founder.client()
    assert b"Nothing else waits for you" in browser.get(f"{asking.url}admissions/").content
    ask(asking, "Otter", minutes=5)
    ask(asking, "Heron", minutes=1)
    page = browser.get(f"{asking.url}admissions/").content
    assert page.index(b"Heron asks") < page.index(b"Otter asks")
    assert notices_for(asking.actor(asking.founder))[0].title == "Somebody asks to come in"


def test_letting_somebody_in(asking: Room) -> None:
    eve, request = ask(asking, "Heron")
    url = f"{asking.url}admissions/{request.ref}/"
    browser = asking.founder.client()
    assert WORDS.encode() in browser.get(url).content
    for _press in range(2):
        assert browser.post(f"{url}admit/").url == f"{asking.url}admissions/"
    request.refresh_from_db()
    assert request.state == "admitted"
    assert membership(eve).status == "active"
    assert notices_for(asking.actor(eve))[0].url == asking.url
    assert AdmissionStep.objects.filter(request=request, state="admitted").count() == 1
    assert ChainEntry.objects.filter(kind="groups.admitted").count() == 1
    assert FacilitatorWeek.objects.filter(persona=asking.founder.face).count() == 1
    assert eve.client().get(f"{asking.url}join/").url == asking.url


def test_a_no_has_a_reason_and_another_place_and_the_person_gets_both(asking: Room) -> None:
    eve, request = ask(asking, "Heron")
    url = f"{asking.url}admissions/{request.ref}/elsewhere/"
    browser = asking.founder.client()
    assert browser.get(url).status_code == 200
    page = browser.post(url, {"reason": " ", "other_name": "Carers"})
    assert b"Nobody should be sent away without any" in page.content
    assert b'value="Carers"' in page.content
    page = browser.post(url, {"reason": "We are for nights."})
    assert b"Nobody should leave with nothing." in page.content
    assert b"We are for nights." in page.content
    assert AdmissionRequest.objects.get(pk=request.pk).state == "submitted"
    sent = {"reason": "We are for nights.", "other_name": "Carers", "other_url": "https://carers.example/"}
    for _press in range(2):
        assert browser.post(url, sent).status_code == 302
    assert AdmissionStep.objects.filter(request=request, state="elsewhere").count() == 1
    notice = notices_for(asking.actor(eve))[0]
    assert "We are for nights." in notice.text
    assert "Carers" in notice.text
    page = eve.client().get(f"{asking.url}join/request/").content
    assert b"We are for nights." in page
    assert b'href="https://carers.example/"' in page
    assert b"You can ask again at any time." in page
    assert not Membership.objects.filter(persona=eve.face).exists()
    _eve, second = ask(asking, "Heron")
    assert second.pk != request.pk


def test_the_action_asks_for_both_too(asking: Room) -> None:
    _eve, request = ask(asking, "Heron")
    for reason, places, missing in ((" ", CARERS, ReasonMissing), ("No.", [], AlternativeMissing)):
        with pytest.raises(missing):
            point_elsewhere(request=request, by=asking.founder.face, reason=reason, alternatives=places, now=asking.now)


def test_places_that_may_fit_are_suggested_by_the_directory(asking: Room) -> None:
    eve, request = ask(asking, "Heron")
    other = make_room("Other nights")
    listing_of(asking, "sleep")
    listing_of(other, "sleep")
    listing_of(make_room("Knees"), "diabetes")
    url = f"{asking.url}admissions/{request.ref}/elsewhere/"
    browser = asking.founder.client()
    page = browser.get(url).content
    assert b"Other nights" in page
    assert b"Knees" not in page
    browser.post(url, {"reason": "They have room.", "places": "0"})
    page = eve.client().get(f"{asking.url}join/request/").content.decode()
    assert f'href="/groups/{other.group.slug}/"' in page


def listing_of(room: Room, concern: str) -> None:
    list_group(group=room.group, by=None, now=room.now, concerns=[concern])


def test_a_day_to_ask_again_is_kept_to_and_told(asking: Room) -> None:
    eve, request = ask(asking, "Heron")
    later = (asking.now + timedelta(days=40)).date()
    browser = asking.founder.client()
    sent = {"reason": "After the summer.", "other_name": "Carers", "again_on": later.isoformat()}
    browser.post(f"{asking.url}admissions/{request.ref}/elsewhere/", sent)
    page = eve.client().get(f"{asking.url}join/", follow=True)
    assert b"You can ask again from" in page.content
    with pytest.raises(CannotTakeIn):
        begin_as(asking, eve, "Heron")
    retention.let_go(now=asking.now + timedelta(days=39))
    assert AdmissionRequest.objects.get().words == "", "what was written goes before the day"
    with pytest.raises(CannotTakeIn):
        begin_as(asking, eve, "Heron", asking.now + timedelta(days=39))
    begin_as(asking, eve, "Heron", asking.now + timedelta(days=41))
    assert AdmissionRequest.objects.open().filter(persona=eve.face).exists()
    retention.let_go(now=asking.now + timedelta(days=71))
    assert not AdmissionRequest.objects.filter(state="elsewhere").exists()


@pytest.mark.parametrize("days", [-1, 0, 400])
def test_a_day_to_ask_again_is_to_come_within_a_year(asking: Room, days: int) -> None:
    _eve, request = ask(asking, "Heron")
    day = (timezone.localdate() + timedelta(days=days)).isoformat()
    sent = {"reason": "After the summer.", "other_name": "Carers", "again_on": day}
    page = asking.founder.client().post(f"{asking.url}admissions/{request.ref}/elsewhere/", sent)
    assert "a day that is to come, within a year" in page.content.decode()


def test_of_a_hidden_group_too_one_finds_the_answer_and_can_ask_again(asking: Room) -> None:
    eve, request = ask(asking, "Heron")
    SupportGroup.objects.filter(pk=asking.group.pk).update(is_listed=False)
    sent = {"reason": "They have more room.", "other_name": "Carers", "other_url": "https://carers.example/"}
    asking.founder.client().post(f"{asking.url}admissions/{request.ref}/elsewhere/", sent)
    browser = eve.client()
    [notice] = notices_for(asking.actor(eve))
    page = browser.get(notice.url).content.decode()
    assert "https://carers.example/" in page
    assert browser.get(f"{asking.url}join/").status_code == 200
    assert browser.get(asking.url).status_code in (302, 403)
    assert asking.person("stranger").client().get(f"{asking.url}join/").status_code == 404
    retention.let_go(now=asking.now + timedelta(days=31))
    assert eve.client().get(notice.url).status_code == 404


def test_somebody_was_quicker(asking: Room) -> None:
    _eve, request = ask(asking, "Heron")
    other = asking.member("Sandpiper", "screener")
    admit(request=request, by=asking.founder.face, now=asking.now)
    url = f"{asking.url}admissions/{request.ref}/"
    browser = other.client()
    typed = {"reason": "We are no longer many.", "other_name": "Carers", "words": "We are no longer many."}
    for path, sent in (("admit/", {}), ("claim/", {}), ("elsewhere/", typed), ("ask/", typed)):
        page = browser.post(f"{url}{path}", sent, follow=True)
        assert b"Somebody has answered this request" in page.content
        assert b"Lantern has let this person in." in page.content
        assert (b"We are no longer many." in page.content) == bool(sent), "what was typed is not lost"
    with pytest.raises(DecidedMeanwhile):
        point_elsewhere(request=request, by=other.face, reason="No.", alternatives=CARERS, now=asking.now)


def test_a_claim_is_shown_and_can_be_taken_over(asking: Room) -> None:
    _eve, request = ask(asking, "Heron")
    other = asking.member("Sandpiper", "screener")
    asking.founder.client().post(f"{asking.url}admissions/{request.ref}/claim/")
    browser = other.client()
    assert b"Lantern is reading this one" in browser.get(f"{asking.url}admissions/").content
    browser.post(f"{asking.url}admissions/{request.ref}/claim/")
    assert b"You are reading this one." in browser.get(f"{asking.url}admissions/{request.ref}/").content
    assert claim(request=request, by=other.face, now=asking.now).claimed_by_id == other.face.pk


def test_no_place_left_is_said_to_who_answers(asking: Room) -> None:
    _eve, request = ask(asking, "Heron")
    asking.door("request", capacity=1)
    page = asking.founder.client().post(f"{asking.url}admissions/{request.ref}/admit/", follow=True)
    assert b"All places in this group are taken" in page.content
    with pytest.raises(GroupIsFull):
        admit(request=request, by=asking.founder.face, now=asking.now)


def test_plain_members_and_other_groups_cannot_answer(asking: Room) -> None:
    _eve, request = ask(asking, "Heron")
    plain, elsewhere = asking.member("Otter").client(), make_room("Days").founder.client()
    for path in ("", f"{request.ref}/", f"{request.ref}/elsewhere/"):
        assert plain.get(f"{asking.url}admissions/{path}").status_code == 403
        assert elsewhere.get(f"{asking.url}admissions/{path}").status_code == 403
    for path in ("admit/", "claim/"):
        assert plain.post(f"{asking.url}admissions/{request.ref}/{path}").status_code == 403
    assert b"Requests are read by the people" in plain.get(f"{asking.url}admissions/").content
    request.refresh_from_db()
    assert request.state == "submitted"


def test_a_request_of_another_group_is_not_there(asking: Room) -> None:
    _eve, request = ask(asking, "Heron")
    days = make_room("Days")
    assert days.founder.client().get(f"{days.url}admissions/{request.ref}/").status_code == 404


def test_the_queue_costs_the_same_with_two_and_with_twenty(asking: Room) -> None:
    browser = asking.founder.client()
    browser.get(f"{asking.url}admissions/")
    counts = []
    for upto in (2, 20):
        for number in range(AdmissionRequest.objects.count(), upto):
            ask(asking, f"Heron {number}", minutes=number)
        with CaptureQueriesContext(connection) as seen:
            page = browser.get(f"{asking.url}admissions/")
        counts.append(len(seen))
        assert page.content.count(b"asks to come in") == upto
    assert counts[0] == counts[1] <= 15


def test_the_queue_has_a_second_page(asking: Room) -> None:
    for number in range(21):
        ask(asking, f"Heron {number}", minutes=number)
    browser = asking.founder.client()
    first = browser.get(f"{asking.url}admissions/")
    assert first.content.count(b"asks to come in") == 20
    [older] = re.findall(r'href="([^"]+)" rel="next"', first.text)
    second = browser.get(urljoin(f"{asking.url}admissions/", html.unescape(older)))
    assert b"Heron 20 asks" in second.content


@pytest.mark.django_db(transaction=True)
def test_two_people_who_decide_at_once_decide_once() -> None:
    asking = make_room("Deciding")
    asking.door("request")
    _eve, request = ask(asking, "Heron")
    other = asking.member("Sandpiper", "screener")
    barrier = threading.Barrier(2)
    presses = (
        (asking.founder, "admit/", {}),
        (other, "elsewhere/", {"reason": "Another fits better.", "other_name": "Carers"}),
    )
    answers: list[int] = []

    def press(person: Person, path: str, sent: dict[str, str]) -> None:
        browser = person.client()
        barrier.wait()
        try:
            answers.append(browser.post(f"{asking.url}admissions/{request.ref}/{path}", sent).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=each) for each in presses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    request.refresh_from_db()
    assert sorted(answers) in ([200, 302], [302, 302]), "whoever was slower has the words before them still"
    decided = list(AdmissionStep.objects.filter(request=request).exclude(state__in=("begun", "submitted")))
    assert [step.state for step in decided] == [request.state]
    assert Membership.objects.filter(persona=request.persona).exists() == (request.state == "admitted")
