"""Which run somebody asks for, at every door: a person answers, an invitation, the list; and when that run is gone."""

from __future__ import annotations

import re
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from groups.actions import (
    DecidedMeanwhile,
    GroupIsFull,
    RunIsFull,
    RunWish,
    WantedRunIsFull,
    WantedRunIsOver,
    admit,
    begin_request,
    cancel_run,
    change_run,
    choose_run,
    free_in_run,
    invite,
    join,
    leave,
    let_pass,
    offer_place,
    place_in_line,
    plan_of,
    put_on_list,
    submit_request,
    take_place,
    wait_for_place,
)
from groups.models import AdmissionRequest, Cohort, CohortSeat, Invitation, Membership
from tests.cast import Person
from tests.few import few_or_many
from tests.groups.conftest import Room, begin_as, make_room, membership
from tests.groups.test_choose_run import offered
from tests.groups.test_runs import announce, at, runs_of
from tests.groups.test_waiting_list import LETTERS, TICKS, of, titles
from tests.once import written_once

DAY = timedelta(days=1)


def announce_two(begun_room: Room) -> tuple[Room, dict[str, Cohort]]:
    """Spring and Autumn take people, Spring starts first and is sealed after a week; each has two places."""
    runs = {"Autumn": announce(begun_room, "Autumn", starts=40), "Spring": announce(begun_room, sealed_after_week=1)}
    return begun_room, runs


announced_two = written_once(announce_two)


@pytest.fixture
def room(announced_two: tuple[Room, dict[str, Cohort]]) -> Room:
    announced_two[0].now = timezone.now()
    return announced_two[0]


@pytest.fixture
def two(announced_two: tuple[Room, dict[str, Cohort]]) -> dict[str, Cohort]:
    return announced_two[1]


def wish_for(run: Cohort | None) -> RunWish:
    return RunWish(run.ref if run else None)


def ask(room: Room, name: str, run: Cohort | None = None) -> Person:
    """Somebody has sent a request, for this run or for whichever comes first."""
    room.door("request", keeps_list=True)
    person = room.person(name)
    request = begin_request(
        actor=room.actor(person), group=room.group, handle=name, agreed_version=1, consented=True, wish=wish_for(run),
        now=room.now,
    )  # fmt: skip
    person.face = submit_request(request=request, words="May I come in?", now=room.now).persona
    return person


def ask_by_page(room: Room, name: str, run: Cohort | None = None) -> Person:
    """The same, from page to page."""
    room.door("request", keeps_list=True)
    person = room.person(name)
    browser = person.client()
    browser.post(f"{room.url}join/", {"handle": name})
    browser.post(f"{room.url}join/rules/", TICKS | {"handle": name, "run": run.ref if run else "any"})
    browser.post(f"{room.url}join/ask/", {"words": "May I come in?"})
    person.face = AdmissionRequest.objects.get(persona__handle=name).persona
    assert of(person).state == "submitted"
    return person


def wait_for(room: Room, name: str, run: Cohort | None = None, minutes: int = 0) -> Person:
    person = room.person(name)
    request = wait_for_place(
        actor=room.actor(person), group=room.group, handle=name, agreed_version=1, consented=True,
        wish=wish_for(run), now=room.now + timedelta(minutes=minutes),
    )  # fmt: skip
    person.face = request.persona
    return person


def fill(room: Room, *runs: Cohort) -> list[Person]:
    """All places of these runs are taken, through an open door; who has them."""
    room.door("open", keeps_list=True)
    people = []
    for run in runs:
        for number in range(free_in_run(run)):
            person = room.person(f"{run.name} {LETTERS[number]}")
            person.face = join(
                actor=room.actor(person), group=room.group, handle=person.role, agreed_version=1, consented=True,
                wish=wish_for(run), now=room.now,
            ).persona  # fmt: skip
            people.append(person)
        assert free_in_run(run) == 0
    return people


def own_page(room: Room, person: Person) -> str:
    return person.client().get(f"{room.url}join/request/").content.decode()


def screen(room: Room, person: Person) -> str:
    return room.founder.client().get(f"{room.url}admissions/{of(person).ref}/").content.decode()


# -- a person answers


def test_whoever_asks_says_which_run_and_who_answers_reads_it(room: Room, two: dict[str, Cohort]) -> None:
    room.door("request")
    page = room.person("eve").client().post(f"{room.url}join/", {"handle": "Eve"}).content.decode()
    assert offered(page) == [("any", True), ("Spring", False), ("Autumn", False)]
    heron, otter = ask_by_page(room, "Heron", two["Autumn"]), ask_by_page(room, "Otter")
    assert "You ask for Autumn, from" in own_page(room, heron)
    assert "You ask for" not in own_page(room, otter)
    queue = room.founder.client().get(f"{room.url}admissions/").content.decode()
    assert "For Autumn" in queue
    assert "For whichever run has a place first" in queue
    assert "For Autumn." in screen(room, heron)


def test_a_yes_leads_into_the_run_that_was_asked_for_and_into_no_other(room: Room, two: dict[str, Cohort]) -> None:
    heron, otter, wren = (ask(room, name, two["Autumn"]) for name in ("Heron", "Otter", "Wren"))
    for _press in range(2):
        for person in (heron, otter):
            admit(request=of(person), by=room.founder.face, now=room.now)
    assert runs_of(heron) == runs_of(otter) == ["Autumn"]
    with pytest.raises(WantedRunIsFull):
        admit(request=of(wren), by=room.founder.face, now=room.now)
    answer = room.founder.client().post(f"{room.url}admissions/{of(wren).ref}/admit/", follow=True)
    assert b"All places of the run they asked for are taken" in answer.content
    assert (of(wren).state, free_in_run(two["Spring"])) == ("submitted", 2)
    assert not CohortSeat.objects.filter(membership__persona=wren.face).exists()


def test_whichever_is_the_first_to_start_with_a_place(room: Room, two: dict[str, Cohort]) -> None:
    people = [ask(room, name) for name in ("Heron", "Otter", "Wren")]
    for person in people:
        admit(request=of(person), by=room.founder.face, now=room.now)
    assert [runs_of(person) for person in people] == [["Spring"], ["Spring"], ["Autumn"]]


def test_another_run_is_suggested_in_words_and_taken(room: Room, two: dict[str, Cohort]) -> None:
    heron = ask(room, "Heron", two["Autumn"])
    assert re.findall(r'<option value="([^"]+)">', screen(room, heron)) == [str(two["Spring"].ref)]
    answer = {"run": str(two["Spring"].ref)}
    for _press in range(2):
        room.founder.client().post(f"{room.url}admissions/{of(heron).ref}/offer/", answer)
    assert (of(heron).state, of(heron).cohort, of(heron).wanted) == ("offered", two["Spring"], two["Autumn"])
    assert "A place for you" in titles(room, heron)
    page = own_page(room, heron)
    assert "The place is in Spring, from" in page
    assert "You had asked for Autumn; they suggest this one." in page
    heron.client().post(f"{room.url}join/request/place/")
    assert runs_of(heron) == ["Spring"]


def test_a_suggestion_that_is_let_pass_leaves_one_waiting_for_ones_own(room: Room, two: dict[str, Cohort]) -> None:
    fill(room, two["Autumn"])
    heron = ask(room, "Heron", two["Autumn"])
    offer_place(request=of(heron), by=room.founder.face, run=two["Spring"], now=room.now)
    heron.client().post(f"{room.url}join/request/pass/")
    assert (of(heron).state, of(heron).cohort, of(heron).wanted) == ("waiting", None, two["Autumn"])
    at(room, 6)
    assert of(heron).state == "waiting", "Spring has a place, and is not what she waits for"


def test_no_place_is_suggested_where_there_is_none(room: Room, two: dict[str, Cohort]) -> None:
    fill(room, two["Spring"])
    heron = ask(room, "Heron", two["Autumn"])
    assert "Suggest another run" not in screen(room, heron)
    with pytest.raises(GroupIsFull):
        offer_place(request=of(heron), by=room.founder.face, run=two["Spring"], now=room.now)
    strange = announce(make_room("Elsewhere"))
    offer = f"{room.url}admissions/{of(heron).ref}/offer/"
    assert room.founder.client().post(offer, {"run": str(strange.ref)}).status_code == 404
    assert of(heron).state == "submitted"


# -- the list


def test_a_freed_place_goes_to_the_first_who_wants_that_run(room: Room, two: dict[str, Cohort]) -> None:
    there = fill(room, two["Spring"], two["Autumn"])
    autumn, spring, either = (
        wait_for(room, name, run, minutes)
        for minutes, (name, run) in enumerate([("Heron", two["Autumn"]), ("Otter", two["Spring"]), ("Wren", None)])
    )
    assert [place_in_line(of(person)) for person in (autumn, spring, either)] == [1, 1, 3]
    leave(membership=membership(there[0]), now=room.now)
    assert [of(person).state for person in (autumn, spring, either)] == ["waiting", "offered", "waiting"]
    leave(membership=membership(there[1]), now=room.now)
    assert [of(person).state for person in (autumn, spring, either)] == ["waiting", "offered", "offered"]
    assert of(either).cohort == two["Spring"]
    leave(membership=membership(there[2]), now=room.now)
    take_place(request=of(autumn), now=room.now)
    assert runs_of(autumn) == ["Autumn"]


def test_nobody_comes_in_before_who_waits_for_the_same_run(room: Room, two: dict[str, Cohort]) -> None:
    there = fill(room, two["Spring"])
    heron = wait_for(room, "Heron", two["Spring"])
    leave(membership=membership(there[0]), now=room.now)
    let_pass(request=of(heron), now=room.now)
    assert free_in_run(two["Spring"]) == 1
    eve = room.person("eve").client()
    page = eve.post(f"{room.url}join/", {"handle": "Eve"}).content.decode()
    assert offered(page) == [("Autumn", True), ("wait-Spring", False)]
    assert ">Go on</button>" in page
    eve.post(f"{room.url}join/rules/", TICKS | {"handle": "Eve", "run": f"wait-{two['Spring'].ref}"})
    request = AdmissionRequest.objects.get(persona__handle="Eve")
    assert (request.state, request.cohort) == ("offered", two["Spring"]), "as who waits has let the turn pass"


def test_a_list_that_is_full_is_no_choice(room: Room, two: dict[str, Cohort]) -> None:
    fill(room, two["Spring"])
    room.door("open", keeps_list=True, list_cap=1)
    wait_for(room, "Heron", two["Spring"])
    eve = room.person("eve").client()
    page = eve.post(f"{room.url}join/", {"handle": "Eve"}).content.decode()
    assert f'type="hidden" name="run" value="{two["Autumn"].ref}"' in page
    page = eve.post(f"{room.url}join/rules/", TICKS | {"handle": "Eve", "run": f"wait-{two['Spring'].ref}"}).content
    assert b"cannot take you in now" in page
    assert AdmissionRequest.objects.count() == 1


# -- another choice


def test_one_chooses_anew_and_keeps_the_turn(room: Room, two: dict[str, Cohort]) -> None:
    there = fill(room, two["Spring"], two["Autumn"])
    heron, otter = wait_for(room, "Heron", two["Spring"]), wait_for(room, "Otter", two["Autumn"], 5)
    assert offered(own_page(room, heron)) == [("any", False), ("Spring", True), ("Autumn", False)]
    for _press in range(2):
        answer = heron.client().post(f"{room.url}join/request/run/", {"run": two["Autumn"].ref}, follow=True)
        assert b"Your choice is kept." in answer.content
    assert [place_in_line(of(person)) for person in (heron, otter)] == [1, 2]
    leave(membership=membership(there[2]), now=room.now)
    assert (of(heron).state, of(heron).cohort) == ("offered", two["Autumn"])
    answer = heron.client().post(f"{room.url}join/request/run/", {"run": "any"}, follow=True)
    assert b"Something has changed" in answer.content
    with pytest.raises(DecidedMeanwhile):
        choose_run(request=of(heron), wish=RunWish(), now=room.now)


def test_a_choice_that_leads_to_a_free_place_is_offered_it_at_once(room: Room, two: dict[str, Cohort]) -> None:
    fill(room, two["Spring"])
    heron = wait_for(room, "Heron", two["Spring"])
    heron.client().post(f"{room.url}join/request/run/", {"run": "any"})
    assert (of(heron).state, of(heron).cohort, of(heron).wanted) == ("offered", two["Autumn"], None)


def test_nothing_and_nonsense_change_no_choice(room: Room, two: dict[str, Cohort]) -> None:
    heron = ask(room, "Heron", two["Autumn"])
    strange = announce(make_room("Elsewhere"))
    for said, says in (
        ("", b"Something has changed"),
        ("soon", b"Something has changed"),
        (strange.ref, b"takes nobody"),
    ):
        answer = heron.client().post(f"{room.url}join/request/run/", {"run": said}, follow=True)
        assert says in answer.content
        assert of(heron).wanted == two["Autumn"]
    assert room.person("eve").client().post(f"{room.url}join/request/run/", {"run": "any"}).status_code == 404
    assert of(heron).wanted == two["Autumn"]


# -- the run takes nobody any more


def told(room: Room, person: Person) -> int:
    return titles(room, person).count("The run you asked for")


def test_who_waits_for_a_run_that_is_sealed_is_told_once_and_waits_for_the_next(
    room: Room, two: dict[str, Cohort]
) -> None:
    fill(room, two["Spring"], two["Autumn"])
    heron = wait_for(room, "Heron", two["Spring"])
    at(room, 13)
    assert told(room, heron) == 0
    at(room, 2)
    at(room, 1)
    assert told(room, heron) == 1
    page = own_page(room, heron)
    assert "Spring, the run you asked for, takes nobody in any more. You keep your place on the list" in page
    change_run(run=two["Autumn"], plan=_with(two["Autumn"], places=3), by=room.founder.face, now=room.now)
    assert (of(heron).state, of(heron).cohort) == ("offered", two["Autumn"])
    assert "which takes nobody in any more. You can take this one, or let it pass." in own_page(room, heron)


def test_who_has_asked_for_a_run_that_is_sealed_is_put_into_no_other_unasked(
    room: Room, two: dict[str, Cohort]
) -> None:
    heron = ask(room, "Heron", two["Spring"])
    begun = begin_as(room, room.person("wren"), "Wren")
    at(room, 15)
    assert told(room, heron) == 1
    assert "Nobody puts you into another run unless you say so." in own_page(room, heron)
    assert "Asked for Spring, which takes nobody any more, and was told so." in screen(room, heron)
    with pytest.raises(WantedRunIsOver):
        admit(request=of(heron), by=room.founder.face, now=room.now)
    offer_place(request=of(heron), by=room.founder.face, run=two["Autumn"], now=room.now)
    assert (of(heron).state, of(heron).cohort) == ("offered", two["Autumn"])
    with pytest.raises(RunIsFull):
        choose_run(request=begun, wish=RunWish(two["Spring"].ref), now=room.now)
    choose_run(request=begun, wish=RunWish(two["Autumn"].ref), now=room.now)
    submit_request(request=begun, words="May I come in?", now=room.now)
    admit(request=begun, by=room.founder.face, now=room.now)
    assert CohortSeat.objects.get(membership__persona=begun.persona).cohort == two["Autumn"]


@pytest.mark.parametrize("state", ["begun", "submitted", "waiting", "offered"])
def test_a_run_that_is_called_off_leaves_nobody_without_a_word_and_a_next_step(
    room: Room, two: dict[str, Cohort], state: str
) -> None:
    heron = ask(room, "Heron", two["Spring"]) if state != "begun" else room.person("Heron")
    if state == "begun":
        room.door("request")
        begun = begin_as(room, heron, "Heron")
        choose_run(request=begun, wish=RunWish(two["Spring"].ref), now=room.now)
    if state == "offered":
        offer_place(request=of(heron), by=room.founder.face, now=room.now)
    if state == "waiting":
        fill(room, two["Spring"])
        put_on_list(request=of(heron), by=room.founder.face, now=room.now)
    fill(room, two["Autumn"])
    for _press in range(2):
        cancel_run(run=two["Spring"], by=room.founder.face, now=room.now)
        at(room, 0)
    words = "The place that was offered" if state == "offered" else "The run you asked for"
    assert titles(room, heron).count(words) == 1
    page = own_page(room, heron)
    assert "Spring, the run you asked for, takes nobody in any more." in page
    assert offered(page) == [("any", True), ("Autumn", False)]
    assert "What happens next" in page
    assert "taken-back/" in page


# -- invitations


def code_for(room: Room, run: Cohort | None, uses: int = 5) -> Invitation:
    return invite(group=room.group, by=room.founder.face, uses=uses, days=30, run=run, now=room.now)


def come_by(room: Room, invitation: Invitation, name: str, **chosen: object) -> tuple[Person, Any]:
    person = room.person(name)
    typed = TICKS | {"handle": name} | chosen
    answer = person.client().post(f"/invited/{invitation.code}/", typed, follow=True)
    came = (
        AdmissionRequest.objects.filter(persona__handle=name).first()
        or Membership.objects.filter(persona__handle=name).first()
    )
    person.face = came.persona if came else person.face
    return person, answer


def test_an_invitation_into_a_run_asks_for_none(room: Room, two: dict[str, Cohort]) -> None:
    room.door("invitation", keeps_list=True)
    browser = room.founder.client()
    browser.post(f"{room.url}invitations/", {"uses": 2, "days": 14, "run": two["Autumn"].ref})
    assert b"Into Autumn. For 2 more people" in browser.get(f"{room.url}invitations/").content
    invitation = Invitation.objects.get()
    page = room.person("eve").client().get(f"/invited/{invitation.code}/").content.decode()
    assert "You come into Autumn, from" in page
    assert 'name="run"' not in page
    for _press in range(2):
        heron, _answer = come_by(room, invitation, "Heron", run=two["Spring"].ref)
    assert runs_of(heron) == ["Autumn"]
    assert Invitation.objects.get().uses_left == 1


def test_an_invitation_into_no_run_asks_for_one(room: Room, two: dict[str, Cohort]) -> None:
    room.door("invitation")
    invitation = code_for(room, None)
    page = room.person("eve").client().get(f"/invited/{invitation.code}/").content.decode()
    assert offered(page) == [("Spring", True), ("Autumn", False)]
    _wren, answer = come_by(room, invitation, "Wren")
    assert b"Please choose one." in answer.content
    heron, _answer = come_by(room, invitation, "Heron", run=two["Autumn"].ref)
    assert runs_of(heron) == ["Autumn"]


def test_invited_into_a_full_run_one_waits_for_it(room: Room, two: dict[str, Cohort]) -> None:
    there = fill(room, two["Autumn"])
    room.door("invitation", keeps_list=True)
    invitation = code_for(room, two["Autumn"])
    page = room.person("eve").client().get(f"/invited/{invitation.code}/").content.decode()
    assert "All its places are taken just now, so you wait for one." in page
    heron, _answer = come_by(room, invitation, "Heron")
    assert (of(heron).state, of(heron).wanted) == ("waiting", two["Autumn"])
    leave(membership=membership(there[0]), now=room.now)
    assert (of(heron).state, of(heron).cohort) == ("offered", two["Autumn"])


@pytest.mark.parametrize("gone", ["full", "called off"])
def test_invited_into_a_run_that_cannot_be_had_one_chooses_another(
    room: Room, two: dict[str, Cohort], gone: str
) -> None:
    invitation = code_for(room, two["Spring"])
    if gone == "full":
        fill(room, two["Spring"])
    else:
        cancel_run(run=two["Spring"], by=room.founder.face, now=room.now)
    room.door("invitation", keeps_list=False)
    page = room.person("eve").client().get(f"/invited/{invitation.code}/").content.decode()
    assert "Spring, to which you were invited, has no place for you any more." in page
    assert f'type="hidden" name="run" value="{two["Autumn"].ref}"' in page
    heron, _answer = come_by(room, invitation, "Heron", run=two["Autumn"].ref)
    assert runs_of(heron) == ["Autumn"]


def test_a_run_that_filled_up_while_an_invitation_was_read_is_chosen_anew(room: Room, two: dict[str, Cohort]) -> None:
    invitation = code_for(room, None)
    fill(room, two["Spring"])
    room.door("invitation", keeps_list=True)
    _heron, answer = come_by(room, invitation, "Heron", run=two["Spring"].ref)
    assert b"All places of the run you chose are taken meanwhile" in answer.content
    assert offered(answer.content.decode()) == [("Autumn", True), ("wait-Spring", False)]
    assert Invitation.objects.get().uses_left == 5
    heron, _answer = come_by(room, invitation, "Otter", run=f"wait-{two['Spring'].ref}")
    assert (of(heron).state, of(heron).wanted) == ("waiting", two["Spring"])


def test_an_invitation_by_mail_names_its_run_on_the_page_and_not_in_the_letter(
    room: Room, two: dict[str, Cohort]
) -> None:
    typed = {"addresses": "robin@elsewhere.example", "run": two["Autumn"].ref}
    room.founder.client().post(f"{room.url}invitations/mail/", typed)
    assert Invitation.objects.get().cohort == two["Autumn"]
    assert "Autumn" not in "".join(letter.subject + str(letter.body) for letter in mail.outbox)


# -- at once


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("many", few_or_many(3, 6))
def test_many_who_turn_to_one_run_at_once_find_as_many_places_as_it_has(many: int) -> None:
    room = make_room("Barrier")
    autumn, spring = announce(room, "Autumn", starts=40, places=2), announce(room, places=1)
    fill(room, spring)
    people = [wait_for(room, f"Heron {letter}", spring, minutes) for minutes, letter in enumerate(LETTERS[:many])]
    barrier = threading.Barrier(len(people))

    def turn(person: Person) -> None:
        browser = person.client()
        barrier.wait()
        try:
            browser.post(f"{room.url}join/request/run/", {"run": autumn.ref})
        finally:
            connection.close()

    threads = [threading.Thread(target=turn, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    states = [of(person).state for person in people]
    assert sorted(states) == ["offered"] * 2 + ["waiting"] * (many - 2)
    assert free_in_run(autumn) == 0


def _with(run: Cohort, **values: object) -> Any:
    plan = plan_of(run)
    return type(plan)(**{name: getattr(plan, name) for name in plan.__dataclass_fields__} | values)
