"""Full groups: who waits, in which order, and what becomes of a place that comes free."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from groups.actions import (
    DecidedMeanwhile,
    DoorSettings,
    GroupIsFull,
    ListIsFull,
    RulesNotAgreed,
    admit,
    change_door,
    keep_time,
    leave,
    let_pass,
    new_agreement,
    offer_place,
    place_in_line,
    point_elsewhere,
    put_on_list,
    take_back,
    take_place,
    wait_for_place,
)
from groups.actions.alternatives import Alternative
from groups.actions.refusals import CannotTakeIn
from groups.models import AdmissionRequest, Membership, SupportGroup
from personas.letterbox import notices_for
from personas.models import Persona, Standing
from tests.cast import Person
from tests.few import few_or_many
from tests.groups.conftest import Room, ask_as, come_at_once, join_as, make_room, membership

DAY = timedelta(days=1)
TICKS = {"has_agreed": "on", "has_consented": "on", "version": "1"}
LETTERS = "ABCDEFGHJKMNPQRSTUVW"  # twenty that cannot be taken for each other


@pytest.fixture
def full(room: Room) -> Room:
    """An open group with one place beside the founder's, which Otter has; who comes now can wait."""
    room.otter = room.member("Otter")  # type: ignore[attr-defined]
    room.door("open", capacity=2, keeps_list=True)
    return room


def wait(room: Room, name: str, minutes: int = 0) -> Person:
    person = room.person(name)
    request = wait_for_place(
        actor=room.actor(person),
        group=room.group,
        handle=name,
        agreed_version=1,
        consented=True,
        now=room.now + timedelta(minutes=minutes),
    )
    person.face = request.persona
    return person


def of(person: Person) -> AdmissionRequest:
    return AdmissionRequest.objects.filter(persona=person.face).latest("pk")


def free_a_place(room: Room) -> None:
    leave(membership=membership(room.otter), now=room.now)  # type: ignore[attr-defined]


def titles(room: Room, person: Person) -> list[str]:
    return [row.title for row in notices_for(room.actor(person))]


def members(room: Room) -> int:
    return Membership.objects.filter(group=room.group).current().count()


def test_a_full_group_offers_a_place_on_its_list(full: Room, eve: Client) -> None:
    page = eve.get(f"{full.url}join/").content
    assert b"You can wait for one: first come, first served" in page
    page = eve.post(f"{full.url}join/", {"handle": "Heron"}).content
    assert b"Put me on the waiting list" in page
    for _press in range(2):
        answer = eve.post(f"{full.url}join/rules/", TICKS | {"handle": "Heron"})
        assert answer.url == f"{full.url}join/request/"
    page = eve.get(answer.url).content
    assert b"You are number 1 on the waiting list. Only you can see this." in page
    assert b"You hear from us by" in page
    assert b"You wait for a place in" in eve.get("/home/").content
    assert AdmissionRequest.objects.count() == 1
    assert members(full) == 2


def test_each_sees_the_own_place_and_nobody_elses(full: Room) -> None:
    people = [wait(full, f"Heron {letter}", minutes) for minutes, letter in enumerate("ABC")]
    assert [place_in_line(of(person)) for person in people] == [1, 2, 3]
    page = people[1].client().get(f"{full.url}join/request/").content
    assert b"You are number 2" in page
    assert b"Heron A" not in page
    take_back(request=of(people[0]), now=full.now)
    assert b"You are number 1" in people[1].client().get(f"{full.url}join/request/").content


def test_a_freed_place_goes_to_who_waited_longest_and_is_taken(full: Room) -> None:
    first, second = wait(full, "Heron A"), wait(full, "Heron B")
    free_a_place(full)
    assert (of(first).state, of(second).state) == ("offered", "waiting")
    assert titles(full, first) == ["A place for you"]
    assert b"There is a place for you." in first.client().get(f"{full.url}join/request/").content
    with pytest.raises(CannotTakeIn):
        join_as(full, full.person("late"), "Late Wren")
    for _press in range(2):
        assert first.client().post(f"{full.url}join/request/place/").status_code == 302
    assert membership(first).status == "active"
    assert members(full) == 2
    assert of(second).state == "waiting"


@pytest.mark.parametrize("asks", [True, False])
def test_where_a_contact_card_is_asked_for_it_comes_next(full: Room, asks: bool) -> None:
    SupportGroup.objects.filter(pk=full.group.pk).update(asks_contact_card=asks)
    first = wait(full, "Heron A")
    free_a_place(full)
    browser, card = first.client(), f"{full.url}me/card/"
    assert browser.post(f"{full.url}join/request/place/").url == (card if asks else full.url)
    for page in (full.url, f"{full.url}welcome/"):
        assert ("This group asks for a contact card." in browser.get(page).text) == asks
    assert browser.get(card).status_code == (200 if asks else 404)


def test_nobody_comes_in_before_those_who_wait(full: Room) -> None:
    first = wait(full, "Heron A")
    let_pass(request=offered(full, first), now=full.now)
    late = wait(full, "Heron B", 5)
    assert of(late).state == "offered", "who let a turn pass is not asked again so soon"
    assert (of(first).state, place_in_line(of(first))) == ("waiting", 1)


def offered(room: Room, person: Person) -> AdmissionRequest:
    free_a_place(room)
    assert of(person).state == "offered"
    return of(person)


def test_letting_a_turn_pass_keeps_the_place_in_line(full: Room) -> None:
    first, second = wait(full, "Heron A"), wait(full, "Heron B")
    offered(full, first)
    for _press in range(2):
        first.client().post(f"{full.url}join/request/pass/")
    assert (of(first).state, of(second).state) == ("waiting", "offered")
    assert place_in_line(of(first)) == 1
    take_back(request=of(second), now=full.now + DAY)
    assert of(first).state == "waiting"
    keep_time(full.now + 6 * DAY)
    assert of(first).state == "offered"


def test_an_offer_that_is_not_taken_goes_on_with_a_word_before_and_after(full: Room) -> None:
    first, second = wait(full, "Heron A"), wait(full, "Heron B")
    offered(full, first)
    assert keep_time(full.now + 3 * DAY) == 0
    keep_time(full.now + 4 * DAY + timedelta(minutes=1))
    assert titles(full, first) == ["A place is kept for you", "A place for you"]
    for _run in range(2):
        keep_time(full.now + 5 * DAY + timedelta(minutes=1))
    assert (of(first).state, of(second).state) == ("lapsed", "offered")
    assert titles(full, first) == ["A place has gone on"]
    with pytest.raises(DecidedMeanwhile):
        take_place(request=of(first), now=full.now + 6 * DAY)
    page = first.client().post(f"{full.url}join/request/place/", follow=True)
    assert b"run out of time" in page.content


def test_a_late_yes_counts_while_the_place_has_not_gone_on(full: Room) -> None:
    first = wait(full, "Heron A")
    offered(full, first)
    take_place(request=of(first), now=full.now + 5 * DAY + timedelta(minutes=1))
    assert membership(first).status == "active"


def test_declining_and_leaving_the_list(full: Room) -> None:
    first, second = wait(full, "Heron A"), wait(full, "Heron B")
    assert b"Give up your place in line?" in second.client().get(f"{full.url}join/request/taken-back/").content
    offered(full, first)
    for _press in range(2):
        first.client().post(f"{full.url}join/request/taken-back/")
    assert (of(first).state, of(second).state) == ("withdrawn", "offered")
    second.client().post(f"{full.url}join/request/taken-back/")
    assert join_as(full, full.person("late"), "Late Wren").status == "active"


def test_more_places_are_offered_at_once_and_fewer_take_nothing_back(full: Room) -> None:
    people = [wait(full, f"Heron {letter}", minutes) for minutes, letter in enumerate("ABC")]

    def make(capacity: int | None) -> None:
        wanted = DoorSettings("open", "", 3, capacity, None, takes_newcomers=True, keeps_list=True)
        change_door(group=full.group, wanted=wanted, by=full.founder.face, now=full.now)

    make(4)
    assert [of(person).state for person in people] == ["offered", "offered", "waiting"]
    make(2)
    take_place(request=of(people[0]), now=full.now)
    assert membership(people[0]).status == "active"
    assert of(people[2]).state == "waiting"
    make(None)
    assert of(people[2]).state == "offered"


def test_nothing_is_offered_while_the_group_takes_nobody(full: Room) -> None:
    first = wait(full, "Heron A")
    SupportGroup.objects.filter(pk=full.group.pk).update(state="full")
    full.door("open")
    free_a_place(full)
    keep_time(full.now)
    assert of(first).state == "waiting"
    SupportGroup.objects.filter(pk=full.group.pk).update(state="open")
    keep_time(full.now)
    assert of(first).state == "offered"


def test_a_list_has_a_cap_and_says_so_as_any_full_group(full: Room, eve: Client) -> None:
    full.door("open", list_cap=1)
    wait(full, "Heron A")
    assert b"This group cannot take you in now." in eve.get(f"{full.url}join/").content
    assert b"cannot take you in now" in eve.post(f"{full.url}join/rules/", TICKS | {"handle": "Wren"}).content
    assert not Persona.objects.filter(handle="Wren").exists()


def test_who_was_removed_cannot_wait_and_reads_no_other_words(full: Room) -> None:
    leave(membership=membership(full.otter), now=full.now, how=Membership.Ending.REMOVED)  # type: ignore[attr-defined]
    otter = full.otter  # type: ignore[attr-defined]
    Standing.objects.create(persona=otter.face, group_space=full.group.space, kind="removal", since=full.now)
    full.member("Wren")
    assert b"cannot take you in now" in otter.client().get(f"{full.url}join/").content
    assert b"cannot take you in now" in otter.client().post(f"{full.url}join/rules/", TICKS).content
    assert not AdmissionRequest.objects.exists()


def test_word_comes_from_the_list_every_month(full: Room) -> None:
    first = wait(full, "Heron A")
    assert keep_time(full.now + 29 * DAY) == 0
    for _run in range(2):
        keep_time(full.now + 30 * DAY)
    assert titles(full, first) == ["You are still on the list"]
    assert of(first).due_at == full.now + 60 * DAY


def test_changed_rules_are_agreed_to_before_the_place_is_taken(full: Room) -> None:
    first = wait(full, "Heron A")
    offered(full, first)
    new_agreement(group=full.group, source="- Be kind.\n- Be brief.", now=full.now)
    with pytest.raises(RulesNotAgreed):
        take_place(request=of(first), now=full.now, agreed_version=1)
    browser = first.client()
    page = browser.post(f"{full.url}join/request/place/")
    assert b"Be brief." in page.content
    assert b"checked" not in page.content
    page = browser.post(f"{full.url}join/request/place/", {"version": "2"})
    assert b"Please tick this to go on." in page.content
    page = browser.post(f"{full.url}join/request/place/", {"version": "1", "has_agreed": "on"})
    assert b"Be brief." in page.content
    assert of(first).state == "offered"
    assert browser.post(f"{full.url}join/request/place/", {"version": "2", "has_agreed": "on"}).url == full.url
    assert membership(first).status == "active"


def test_an_answerer_puts_somebody_on_the_list_and_places_go_out_in_order(full: Room) -> None:
    full.door("request")
    eve = full.person("eve")
    request = ask_as(full, eve, "Heron")
    browser, url = full.founder.client(), f"{full.url}admissions/{request.ref}/"
    assert b"All places in this group are taken" in browser.post(f"{url}admit/", follow=True).content
    for _press in range(2):
        assert browser.post(f"{url}list/").url == f"{full.url}admissions/"
    assert of(eve).state == "waiting"
    assert titles(full, eve) == ["You are on the waiting list"]
    for verb in (admit, offer_place):
        with pytest.raises(DecidedMeanwhile):
            verb(request=request, by=full.founder.face, now=full.now)
    free_a_place(full)
    assert of(eve).state == "offered"
    page = browser.post(f"{url}admit/", follow=True)
    assert b"A place is kept for this person until" in page.content


def test_no_list_and_a_full_list_are_said_to_who_answers(full: Room) -> None:
    full.door("request", keeps_list=True, list_cap=1)
    first, second = full.person("ann"), full.person("eve")
    requests = [ask_as(full, first, "Heron A"), ask_as(full, second, "Heron B")]
    put_on_list(request=requests[0], by=full.founder.face, now=full.now)
    page = full.founder.client().post(f"{full.url}admissions/{requests[1].ref}/list/", follow=True)
    assert b"There is no room on the waiting list" in page.content
    full.door("request", keeps_list=False, list_cap=None)
    with pytest.raises(ListIsFull):
        put_on_list(request=requests[1], by=full.founder.face, now=full.now)


def test_an_offer_from_the_queue_keeps_a_place(full: Room) -> None:
    full.door("request", capacity=3, offers_first=True, keeps_list=False)
    first, second = full.person("ann"), full.person("eve")
    one, two = ask_as(full, first, "Heron A"), ask_as(full, second, "Heron B")
    browser = full.founder.client()
    assert b"Offer Heron A a place" in browser.get(f"{full.url}admissions/{one.ref}/").content
    for _press in range(2):
        browser.post(f"{full.url}admissions/{one.ref}/offer/")
    assert of(first).state == "offered"
    with pytest.raises(GroupIsFull):
        offer_place(request=two, by=full.founder.face, now=full.now)
    with pytest.raises(GroupIsFull):
        admit(request=two, by=full.founder.face, now=full.now)
    first.client().post(f"{full.url}join/request/place/")
    assert membership(first).status == "active"


def test_somebody_on_the_list_can_still_be_pointed_elsewhere(full: Room) -> None:
    first = wait(full, "Heron A")
    place = [Alternative("Carers")]
    point_elsewhere(request=of(first), by=full.founder.face, reason="Try them.", alternatives=place, now=full.now)
    assert of(first).state == "elsewhere"


def test_places_are_nobody_elses_to_take(full: Room) -> None:
    first = wait(full, "Heron A")
    other = wait(full, "Heron B")
    offered(full, first)
    for path in ("place/", "pass/"):
        assert full.person("stranger").client().post(f"{full.url}join/request/{path}").status_code == 404
        other.client().post(f"{full.url}join/request/{path}")
    assert (of(first).state, of(other).state) == ("offered", "waiting")
    with pytest.raises(DecidedMeanwhile):
        take_place(request=of(other), now=full.now)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("many", few_or_many(3, 20))
def test_many_at_a_barrier_for_one_seat(many: int) -> None:
    room = make_room("Barrier")
    room.door("open", capacity=2, keeps_list=True)
    answers = come_at_once(room, [TICKS | {"handle": f"Heron {LETTERS[number]}"} for number in range(many)])
    assert sorted(answer.url for answer in answers) == [room.url] + [f"{room.url}join/request/"] * (many - 1)
    assert members(room) == 2
    line = list(AdmissionRequest.objects.waiting().filter(group=room.group))
    assert [place_in_line(request) for request in line] == list(range(1, many))
    assert len({request.waitlisted_at for request in line}) == many - 1
    assert [request.pk for request in line] == sorted(request.pk for request in line), "who came first stands first"


@pytest.mark.django_db(transaction=True)
def test_a_place_is_taken_or_goes_on_but_never_both() -> None:
    room = make_room("Turning")
    otter = room.member("Otter")
    room.door("open", capacity=2, keeps_list=True)
    first, second = wait(room, "Heron A"), wait(room, "Heron B")
    leave(membership=membership(otter), now=room.now)
    late = room.now + 6 * DAY
    barrier = threading.Barrier(2)

    def run(act: object) -> None:
        barrier.wait()
        try:
            act()  # type: ignore[operator]
        except DecidedMeanwhile:
            pass
        finally:
            connection.close()

    acts = (lambda: take_place(request=of(first), now=late), lambda: keep_time(late))
    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (of(first).state, of(second).state) in {("admitted", "waiting"), ("lapsed", "offered")}
    assert members(room) == 1 + (of(first).state == "admitted")
