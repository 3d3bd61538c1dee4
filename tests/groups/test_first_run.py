"""The first run of a group: a place that was kept beside all runs becomes a turn on the list, and nobody comes in past
them."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from groups.actions import CannotTakeIn, DecidedMeanwhile, fees, keep_time, offer_place, take_place
from groups.models import AdmissionRequest, Cohort, CohortSeat, SupportGroup
from tests.cast import Person
from tests.groups.conftest import Room, ask_as, make_room, membership
from tests.groups.test_entry_fee import asked_room, let_in
from tests.groups.test_run_fees import account_of
from tests.groups.test_runs import announce, at, runs_of
from tests.groups.test_waiting_list import of, titles


def has_offer(room: Room, name: str) -> Person:
    """Somebody with a place that is offered, in a group without runs."""
    room.door("request")
    person = room.person(name)
    offer_place(request=ask_as(room, person, name), by=room.founder.face, now=room.now)
    return person


def has_paid_a_part(room: Room, name: str) -> Person:
    """Somebody whose place is kept until the rest of a fee is there."""
    person = let_in(asked_room(room), name)
    fees.record_payment(account=account_of(person), amount=200, on_day=date(2026, 1, 2), by=None, now=room.now)
    return person


def test_whoever_had_an_offer_is_offered_a_place_in_the_run_before_who_came_later(room: Room) -> None:
    assert "whoever has one that is kept for them now" in room.founder.client().get(f"{room.url}runs/new/").text
    heron = has_offer(room, "Heron")
    otter = has_offer(room, "Otter")
    spring = announce(room, places=1, opens=3)
    assert [of(one).state for one in (heron, otter)] == ["waiting", "waiting"]
    assert "The place that is kept for you" in titles(room, heron)
    with pytest.raises(DecidedMeanwhile):
        take_place(request=of(heron), now=room.now)
    at(room, 3)
    assert [of(one).state for one in (heron, otter)] == ["offered", "waiting"]
    assert "The place that is kept for you" not in titles(room, heron)
    take_place(request=of(heron), now=room.now)
    assert (runs_of(heron), of(heron).cohort) == (["Spring"], spring)


def test_what_was_given_for_it_counts_in_the_run(room: Room) -> None:
    heron = has_paid_a_part(room, "Heron")
    announce(room, opens=0)
    assert (of(heron).state, account_of(heron).entry, account_of(heron).balance) == ("offered", None, -200)
    take_place(request=of(heron), now=room.now)
    assert (of(heron).state, of(heron).cohort.name) == ("paying", "Spring")
    fees.record_payment(account=account_of(heron), amount=300, on_day=date(2026, 1, 3), by=None, now=room.now)
    at(room, 1)
    assert (membership(heron).status, runs_of(heron), account_of(heron).balance) == ("active", ["Spring"], 0)


def test_a_place_that_was_settled_within_the_hour_opens_in_a_run_or_not_at_all(room: Room) -> None:
    heron = has_paid_a_part(room, "Heron")
    fees.record_payment(account=account_of(heron), amount=300, on_day=date(2026, 1, 3), by=None, now=room.now)
    announce(room, opens=5)
    at(room, 1)
    assert of(heron).state == "waiting"
    assert "counts for the place you wait for" in heron.client().get(f"{room.url}join/request/").text


def test_the_database_keeps_no_place_beside_the_runs(room: Room) -> None:
    heron = has_offer(room, "Heron")
    mine = AdmissionRequest.objects.filter(pk=of(heron).pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        SupportGroup.objects.filter(pk=room.group.pk).update(has_cohorts=True)
    announce(room)
    assert of(heron).cohort == Cohort.objects.get()
    for wrong in ({"cohort": None}, {"by_runs": None}, {"by_runs": False}, {"by_runs": False, "cohort": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            mine.update(**wrong)


@pytest.mark.django_db(transaction=True)
def test_four_places_taken_at_the_moment_of_the_first_run() -> None:
    room = make_room("Barrier")
    people = [has_offer(room, name) for name in ("Heron", "Otter", "Wren", "Teasel")]
    barrier = threading.Barrier(len(people) + 1)

    def press(person: Person | None) -> None:
        barrier.wait()
        try:
            if person is None:
                announce(room, places=2, opens=9, starts=20)
            else:
                take_place(request=of(person), now=room.now)
        except (DecidedMeanwhile, CannotTakeIn):
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(person,)) for person in (*people, None)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    keep_time(room.now)
    assert Cohort.objects.count() == 1
    assert {of(person).state for person in people} <= {"admitted", "waiting"}
    came = AdmissionRequest.objects.filter(state="admitted").order_by("-decided_at")
    assert not CohortSeat.objects.exists(), "whoever was quicker came into the group as it was"
    assert came.count() + AdmissionRequest.objects.waiting().count() == len(people)
