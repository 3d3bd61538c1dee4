"""Going free comes to an end, with a word before it; the same tick renews it, and until its end it holds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from groups.actions import fees
from groups.models import Fee, FeeAccount, FeePayment, FeeWaiver
from groups.tasks import charge_fees
from personas.letterbox import notices_for
from tests.cast import Person
from tests.groups.conftest import Room, membership

NEWS = "About your membership"


@pytest.fixture
def heron(room: Room) -> Person:
    """A member with a code, in a group that asks for five a month."""
    Fee.objects.create(
        group=room.group, rhythm="monthly", currency="EUR", least=200, suggested=500, most=900, how_to_pay="Bank.",
        starts_on=date(2024, 1, 1), changed_at=room.now,
    )  # fmt: skip
    return room.member("Heron")


def account_of(room: Room, person: Person) -> FeeAccount:
    return fees.account_of(membership=membership(person), now=room.now)


def free_until(room: Room, person: Person, *, days: int) -> FeeWaiver:
    """A waiver that was granted, and ends so many days from today; below zero it has ended."""
    waiver = fees.ask_for_waiver(account=account_of(room, person), now=room.now)
    fees.grant_waiver(waiver=waiver, by=room.founder.face, now=room.now)
    waiver.until = room.now.date() + timedelta(days=days)
    FeeWaiver.objects.filter(pk=waiver.pk).update(until=waiver.until)
    return waiver


def test_after_its_end_the_tick_is_there_again(room: Room, heron: Person) -> None:
    old = free_until(room, heron, days=-1)
    browser = heron.client()
    page = browser.get(f"{room.url}fee/").text
    assert "You owed nothing until" in page
    assert "I can pay again" not in page
    assert 'name="cannot_pay"' in page
    for _press in range(2):
        browser.post(f"{room.url}fee/waiver/", {"cannot_pay": "on"})
    old.refresh_from_db()
    assert old.state == "ended"
    assert FeeWaiver.objects.get(state="asked").until == old.until


def test_long_before_its_end_there_is_nothing_to_ask(room: Room, heron: Person) -> None:
    waiver = free_until(room, heron, days=31)
    browser = heron.client()
    assert 'name="cannot_pay"' not in browser.get(f"{room.url}fee/").text
    browser.post(f"{room.url}fee/waiver/", {"cannot_pay": "on"})
    assert FeeWaiver.objects.get() == waiver


@pytest.mark.parametrize("answer", ["none", "yes", "no"])
def test_in_its_last_weeks_it_is_asked_for_anew_and_holds_until_its_end(room: Room, heron: Person, answer: str) -> None:
    until = free_until(room, heron, days=20).until
    browser = heron.client()
    page = browser.get(f"{room.url}fee/").text
    assert "You can ask for another year already." in page
    assert "I can pay again" in page
    browser.post(f"{room.url}fee/waiver/", {"cannot_pay": "on"})
    account = account_of(room, heron)
    base = f"{room.url}fees/waivers/{account.code}/"
    if answer != "none":
        words = {"reason": "The purse is empty."} if answer == "no" else {}
        room.founder.client().post(base + {"yes": "grant/", "no": "decline/"}[answer], words)
    assert until is not None
    holds_on = {day: fees.ledger.goes_free(account, day) for day in (until, until + timedelta(days=1))}
    assert holds_on == {until: True, until + timedelta(days=1): answer == "yes"}
    assert ("The purse is empty." in browser.get(f"{room.url}fee/").text) == (answer == "no")


def test_who_can_pay_again_ends_all_of_it(room: Room, heron: Person) -> None:
    free_until(room, heron, days=20)
    browser = heron.client()
    browser.post(f"{room.url}fee/waiver/", {"cannot_pay": "on"})
    room.founder.client().post(
        f"{room.url}fees/waivers/{account_of(room, heron).code}/decline/", {"reason": "The purse is empty."}
    )
    for _press in range(2):
        browser.post(f"{room.url}fee/waiver/over/")
    assert not FeeWaiver.objects.in_force(room.now.date()).exists()
    assert "I can pay again" not in browser.get(f"{room.url}fee/").text


def test_its_owner_hears_of_the_end_once_and_nobody_else(room: Room, heron: Person) -> None:
    free_until(room, heron, days=31)
    gone = room.member("Wren")
    free_until(room, gone, days=5)
    gone.client().post(f"{room.url}leave/")
    told = [fees.announce_ends(now=room.now + timedelta(days=later)) for later in (0, 1, 1, 9)]
    assert told == [0, 1, 0, 0]
    [news] = [one for one in notices_for(room.actor(heron)) if one.title == NEWS]
    assert "If you still cannot pay then" in news.text
    assert news.url == f"{room.url}fee/"
    assert not [one for one in notices_for(room.actor(room.founder)) if one.title == NEWS]
    heron.client().post(f"{room.url}fee/waiver/over/")
    assert not [one for one in notices_for(room.actor(heron)) if one.title == NEWS]


def test_the_schedule_says_it_and_charges_nothing_meanwhile(room: Room, heron: Person) -> None:
    free_until(room, heron, days=3)
    assert charge_fees() >= 1
    assert [one.title for one in notices_for(room.actor(heron))].count(NEWS) == 1
    assert not FeePayment.objects.filter(kind="due").exclude(account__balance=0).exists()
