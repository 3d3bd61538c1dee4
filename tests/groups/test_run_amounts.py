"""What one run costs, where it is not what the group asks for each: a pilot that is free, a long run that is dearer."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from groups import actions
from groups.actions import fees
from groups.models import AdmissionRequest, Cohort, FeePayment
from tests.cast import Person
from tests.groups.conftest import Room, join_as
from tests.groups.test_run_fees import FORM, account_of, ask_for, lines
from tests.groups.test_run_pages import typed
from tests.groups.test_runs import announce, at, come, plan, runs_of

LONG = {"own_amount": 3000, "own_currency": "EUR"}
FREE = {"own_amount": 0, "own_currency": "EUR"}


def come_to(room: Room, name: str) -> Person:
    """Who presses at the open door, whatever is asked there."""
    person = room.person(name)
    person.face = join_as(room, person, name).persona
    return person


def test_an_admin_says_it_with_the_run_and_only_where_a_fee_is_asked_for_each(room: Room) -> None:
    browser = room.founder.client()
    assert "own_amount" not in browser.get(f"{room.url}runs/new/").text
    ask_for(room)
    assert "own_amount" in browser.get(f"{room.url}runs/new/").text
    browser.post(f"{room.url}runs/new/", typed(room, own_amount="30"))
    run = Cohort.objects.get()
    assert (run.own_amount, run.own_currency) == (3000, "EUR")
    address = f"{room.url}runs/{run.ref}/"
    assert 'value="30.00"' in browser.get(address).text
    browser.post(address, typed(room, own_amount="0"))
    run.refresh_from_db()
    assert run.own_amount == 0
    browser.post(address, typed(room, own_amount=""))
    run.refresh_from_db()
    assert (run.own_amount, run.own_currency) == (None, "")
    page = browser.post(address, typed(room, own_amount="much")).text
    assert 'id="id_own_amount_error"' in page
    assert "much" in page


def test_it_is_said_before_anybody_is_asked_for_a_name(room: Room) -> None:
    ask_for(room)
    announce(room, "Long", **LONG)
    announce(room, "Pilot", starts=9, **FREE)
    announce(room, "Plain", starts=20)
    stranger = room.person("eve").client()
    face = stranger.get(f"/groups/{room.group.slug}/").text
    for page in (face, stranger.post(f"{room.url}join/", {"handle": "Heron"}).text):
        assert "5.00 EUR for each run. Long costs 30.00 EUR. Pilot costs nothing." in page
        assert "Plain costs" not in page


def test_it_falls_due_when_the_run_begins_and_stands_on_ones_own_page_and_receipt(room: Room) -> None:
    ask_for(room)
    announce(room, **LONG)
    heron = come(room, "Heron")
    assert "Spring costs 30.00 EUR." in heron.client().get(f"{room.url}fee/").text
    at(room, 8)
    assert [fees.charge_due(now=room.now) for _time in range(2)] == [1, 0]
    assert lines(heron) == [("due", 3000)]
    paid = fees.record_payment(
        account=account_of(heron), amount=3000, on_day=timezone.localdate(), by=None, now=room.now
    )
    receipt = heron.client().post(f"{room.url}fee/receipts/{paid.ref}/", {"name": "Ann"}).text
    assert "30.00 EUR" in receipt
    assert "Spring" not in receipt


def test_a_free_run_asks_for_nothing_at_the_door_or_later(room: Room) -> None:
    ask_for(room, before_entry="on")
    announce(room, **FREE)
    heron = come_to(room, "Heron")
    assert runs_of(heron) == ["Spring"]
    at(room, 8)
    assert fees.charge_due(now=room.now) == 0
    assert not FeePayment.objects.exists()


def test_before_entry_the_amount_of_the_run_is_asked_and_no_other_can_be_chosen(room: Room) -> None:
    ask_for(room, before_entry="on", least="2", most="90")
    announce(room, **LONG)
    heron = come_to(room, "Heron")
    url = f"{room.url}join/request/"
    page = heron.client().get(url).text
    assert "30.00 EUR for the run, before you come in." in page
    assert "How much would you like to give?" not in page
    heron.client().post(f"{url}fee/", {"act": "amount", "amount": "2"})
    assert account_of(heron).entry == 3000
    fees.record_payment(account=account_of(heron), amount=3000, on_day=timezone.localdate(), by=None, now=room.now)
    at(room, 1)
    assert runs_of(heron) == ["Spring"]
    assert lines(heron) == [("paid", -3000), ("due", 3000)]


def test_in_a_run_without_one_the_scale_of_the_group_holds(room: Room) -> None:
    ask_for(room, before_entry="on", least="2", most="90")
    announce(room)
    heron = come_to(room, "Heron")
    heron.client().post(f"{room.url}join/request/fee/", {"act": "amount", "amount": "2"})
    assert account_of(heron).entry == 200


def test_when_it_is_called_off_all_of_it_counts_for_the_next(room: Room) -> None:
    ask_for(room, before_entry="on")
    spring = announce(room, **LONG)
    heron = come_to(room, "Heron")
    fees.record_payment(account=account_of(heron), amount=3000, on_day=timezone.localdate(), by=None, now=room.now)
    at(room, 1)
    actions.cancel_run(run=spring, by=room.founder.face, now=room.now)
    assert account_of(heron).balance == -3000
    announce(room, "Autumn", opens=1, starts=20)
    at(room, 1)
    request = AdmissionRequest.objects.get(persona=heron.face, state="offered")
    actions.take_place(request=request, now=room.now)
    at(room, 1)
    assert (runs_of(heron), account_of(heron).balance) == (["Autumn"], -2500)


def test_who_came_for_one_amount_owes_no_other(room: Room) -> None:
    ask_for(room)
    run = announce(room, **LONG)
    browser, address = room.founder.client(), f"{room.url}runs/{run.ref}/"
    browser.post(address, typed(room, own_amount="40", places=2))
    come(room, "Heron")
    page = browser.post(address, typed(room, own_amount="41", places=2)).text
    assert "It can cost less, and not more." in page
    assert 'value="41"' in page
    browser.post(address, typed(room, own_amount="20", places=2))
    run.refresh_from_db()
    assert run.own_amount == 2000
    dearer = plan(room, own_amount=2100, own_currency="EUR")
    with pytest.raises(actions.DearerThanSaid):
        actions.change_run(run=run, plan=dearer, by=room.founder.face, now=room.now)
    at(room, 8)
    browser.post(address, typed(room, own_amount="0", places=2, starts_on=run.starts_on, opens_on=run.opens_on))
    run.refresh_from_db()
    assert (run.state, run.own_amount) == ("running", 0)


def test_an_amount_in_a_currency_that_is_asked_no_more_does_not_count(room: Room) -> None:
    ask_for(room)
    run = announce(room, **LONG)
    browser = room.founder.client()
    browser.post(f"{room.url}settings/door/", FORM | {"currency": "JPY", "suggested": "700"})
    assert "Spring costs" not in browser.get(f"/groups/{room.group.slug}/").text
    assert "30.00" not in browser.get(f"{room.url}runs/{run.ref}/").text
    heron = come(room, "Heron")
    at(room, 8)
    fees.charge_due(now=room.now)
    assert lines(heron) == [("due", 700)]


def test_a_group_that_asks_for_no_fee_for_runs_keeps_what_was_said(room: Room) -> None:
    ask_for(room)
    run = announce(room, **LONG)
    fees.stop_asking(group=room.group, by=room.founder.face, now=room.now)
    room.founder.client().post(f"{room.url}runs/{run.ref}/", typed(room, places=3))
    run.refresh_from_db()
    assert (run.places, run.own_amount) == (3, 3000)


@pytest.mark.parametrize(
    "wrong", [{"own_amount": 5}, {"own_currency": "EUR"}, {"own_amount": 5, "own_currency": "XXX"}]
)
def test_the_database_refuses_an_amount_without_its_currency(room: Room, wrong: dict[str, object]) -> None:
    announce(room)
    with pytest.raises(IntegrityError), transaction.atomic():
        Cohort.objects.update(**wrong)
