"""A group asks in another currency: no amount is taken for one of the other, and nobody loses or owes a thing by it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from groups import actions
from groups.actions import fees
from groups.models import FeeAccount, FeePayment, FeeWaiver
from personas import faces
from personas.letterbox import notices_for
from personas.vault import PaymentCode
from tests.cast import Person
from tests.groups.conftest import Room, ask_as, membership
from tests.groups.test_entry_fee import ASKED, account_of, ask_for, asked_room, is_in, let_in, own
from tests.once import written_once

MONTHLY = {name: value for name, value in ASKED.items() if name != "before_entry"} | {"rhythm": "monthly"}
YEN = {"currency": "JPY", "least": "300", "suggested": "700", "most": "900"}


def owe_a_month(begun_room: Room, joined_heron: Person) -> Person:
    """Heron, who owes a month in euros."""
    begun_room.founder.client().post(f"{begun_room.url}settings/door/", MONTHLY)
    assert fees.charge_due(now=month(begun_room, 1)) > 0
    return joined_heron


heron = written_once(owe_a_month)


def month(room: Room, number: int) -> object:
    """Early in a month to come."""
    first = room.now.replace(day=1) + timedelta(days=32 * number)
    return first.replace(day=2)


def change(room: Room, **more: str) -> None:
    assert room.founder.client().post(f"{room.url}settings/door/", MONTHLY | YEN | more).status_code == 302


def by_code(person: Person) -> list[tuple[str, int]]:
    """Currency and balance of each of her codes, the earliest first."""
    accounts = fees.accounts_beside(account=account_of(person))
    return [(one.currency, one.balance) for one in accounts]


def test_the_next_line_stands_under_a_new_code_and_what_is_due_with_the_old(room: Room, heron: Person) -> None:
    before = account_of(heron).code
    change(room)
    assert account_of(heron).code == before, "nothing has fallen due in yen yet"
    for _time in range(2):
        fees.charge_due(now=month(room, 2))
    assert account_of(heron).code != before
    assert by_code(heron) == [("EUR", 500), ("JPY", 700)]
    assert not FeePayment.objects.exclude(account__currency="EUR").filter(currency="EUR").exists()
    page = heron.client().get(f"{room.url}fee/").text
    assert f"5.00 EUR is due under your earlier code {before}" in page
    assert "700 JPY is due" in page
    treasurer = room.member("Otter", "treasurer").client()
    for code in (before, account_of(heron).code):
        assert treasurer.get(f"{room.url}fees/codes/{code}/").status_code == 200


def test_what_was_asked_in_a_period_is_not_asked_again_in_it(room: Room, heron: Person) -> None:
    change(room)
    assert fees.charge_due(now=month(room, 1)) == 0
    heron.client().post(f"{room.url}fee/", {"amount": "400"})
    assert account_of(heron).currency == "JPY"
    assert fees.charge_due(now=month(room, 1)) == 0
    fees.charge_due(now=month(room, 2))
    assert by_code(heron) == [("EUR", 500), ("JPY", 400)], "as she chose"


def test_what_is_ahead_is_sent_back_and_its_owner_told(room: Room, heron: Person) -> None:
    earlier = account_of(heron)
    fees.record_payment(account=earlier, amount=900, on_day=timezone.localdate(), by=None, now=room.now)
    change(room)
    fees.charge_due(now=month(room, 2))
    earlier.refresh_from_db()
    assert (earlier.balance, bool(earlier.back_on)) == (-400, True)
    assert "you have a new code for it" in notices_for(room.actor(heron))[0].text
    assert "4.00 EUR that you were ahead" in notices_for(room.actor(heron))[0].text
    line = fees.sent_back(account=earlier, amount=400, by=room.founder.face, now=month(room, 3))
    assert line is not None
    assert by_code(heron) == [("EUR", 0), ("JPY", 700)]


def test_money_and_receipts_of_an_earlier_code_stay_its_own(room: Room, heron: Person) -> None:
    earlier = account_of(heron)
    change(room)
    fees.charge_due(now=month(room, 2))
    paid = fees.record_payment(account=earlier, amount=500, on_day=date(2026, 1, 2), by=None, now=room.now)
    assert by_code(heron) == [("EUR", 0), ("JPY", 700)]
    url = f"{room.url}fee/receipts/{paid.ref}/"
    assert url in heron.client().get(f"{room.url}fee/").text
    assert "5.00 EUR" in heron.client().post(url, {"name": "Ann"}).text
    assert room.member("Maple").client().get(url).status_code == 404


def test_a_waiver_comes_along(room: Room, heron: Person) -> None:
    waiver = fees.ask_for_waiver(account=account_of(heron), now=room.now)
    fees.grant_waiver(waiver=waiver, by=room.founder.face, now=room.now)
    change(room)
    fees.charge_due(now=month(room, 2))
    assert by_code(heron) == [("EUR", 0), ("JPY", 0)]
    assert FeeWaiver.objects.get().account == account_of(heron)
    assert "You owe nothing until" in heron.client().get(f"{room.url}fee/").text


def test_what_was_given_once_is_not_asked_again(room: Room) -> None:
    heron = room.member("Heron")
    room.founder.client().post(f"{room.url}settings/door/", MONTHLY | {"rhythm": "once"})
    account = fees.account_of(membership=membership(heron), now=room.now)
    fees.record_payment(account=account, amount=500, on_day=timezone.localdate(), by=None, now=room.now)
    change(room, rhythm="once")
    for _time in range(2):
        heron.client().post(f"{room.url}fee/code/")
    assert by_code(heron) == [("EUR", 0)]
    assert "Nothing is due" in heron.client().get(f"{room.url}fee/").text


def test_a_code_under_which_nothing_stands_goes_along(room: Room) -> None:
    heron = room.member("Heron")
    room.founder.client().post(f"{room.url}settings/door/", MONTHLY)
    before = fees.account_of(membership=membership(heron), now=room.now)
    change(room)
    after = fees.account_of(membership=membership(heron), now=room.now)
    assert (after.code, after.currency) == (before.code, "JPY")


def test_at_the_door_what_was_asked_holds_and_who_asks_again_is_asked_in_the_other(room: Room) -> None:
    room.member("Otter", "treasurer")
    heron = let_in(asked_room(room), "Heron")
    account = account_of(heron)
    fees.record_payment(account=account, amount=200, on_day=timezone.localdate(), by=None, now=room.now)
    ask_for(room, **YEN)
    assert "3.00 EUR is left" in own(room, heron)
    heron.client().post(f"{room.url}join/request/taken-back/")
    actions.admit(request=ask_as(room, heron, "Heron"), by=room.founder.face, now=timezone.now())
    assert "700 JPY, once, before you come in." in own(room, heron)
    account.refresh_from_db()
    assert (account.balance, bool(account.back_on)) == (-200, True)
    fees.record_payment(account=account_of(heron), amount=700, on_day=timezone.localdate(), by=None, now=timezone.now())
    actions.keep_time(timezone.now() + timedelta(hours=1))
    assert is_in(heron)
    assert by_code(heron) == [("EUR", -200), ("JPY", 0)]


def test_a_face_has_one_code_of_its_own_at_a_time(room: Room, heron: Person) -> None:
    first = faces.payment_code(heron.face.pk)
    second = faces.another_code(first)
    assert [faces.another_code(first), faces.payment_code(heron.face.pk)] == [second, second]
    assert faces.payment_codes([heron.face.pk]) == [second]
    assert faces.codes_beside(first) == faces.codes_beside(second) == sorted((first, second))
    assert faces.payer_behind(first) == faces.payer_behind(second) == heron.face.pk
    with pytest.raises(LookupError):
        faces.another_code("NOBO-DYSX")
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentCode.objects.update(is_current=True)


def test_lines_of_two_currencies_never_meet_under_one_code(room: Room, heron: Person) -> None:
    change(room)
    fees.charge_due(now=month(room, 2))
    change(room, currency="EUR", least="3", suggested="7", most="9")
    fees.charge_due(now=month(room, 3))
    for account in FeeAccount.objects.all():
        lines = list(account.entries.values_list("currency", "change"))
        assert {currency for currency, _change in lines} <= {account.currency}
        assert sum(change for _currency, change in lines) == account.balance
    assert by_code(heron) == [("EUR", 500), ("JPY", 700), ("EUR", 700)]
