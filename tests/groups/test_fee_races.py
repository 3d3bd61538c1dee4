"""The same news of a payment from many sides at once is one line, and the balance is the ledger's sum."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from groups import actions
from groups.actions import fees
from groups.models import AdmissionRequest, FeeAccount, FeePayment, Membership
from tests.few import few_or_many
from tests.groups.conftest import Room, join_as, make_room, membership

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.parametrize("many", few_or_many(4, 20))]


@pytest.fixture
def room(transactional_db: None) -> Room:
    return make_room()


def at_once(many: int, act: Callable[[int], Any]) -> None:
    """So many at the same moment, each with a connection of its own; none of them may raise."""
    barrier, problems = threading.Barrier(many), []

    def run(number: int) -> None:
        try:
            barrier.wait(timeout=20)
            act(number)
        except Exception as problem:  # noqa: BLE001 - told below
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert problems == []


def account_in(room: Room) -> FeeAccount:
    wanted = fees.FeeSettings("gift", "EUR", 100, 500, 900, "To the bank.", 30)
    fees.change_fee(group=room.group, wanted=wanted, by=room.founder.face, now=room.now)
    return fees.account_of(membership=membership(room.founder), now=room.now)


def test_one_event_from_many_sides_is_one_line(room: Room, many: int) -> None:
    account = account_in(room)

    def tell(_number: int) -> None:
        fees.record_payment(
            account=account,
            amount=500,
            on_day=date(2026, 1, 2),
            by=None,
            now=timezone.now(),
            provider="bank",
            event="e1",
        )

    at_once(many, tell)
    account.refresh_from_db()
    assert (FeePayment.objects.count(), account.balance) == (1, -500)


def test_many_payments_at_once_all_count(room: Room, many: int) -> None:
    account = account_in(room)
    at_once(
        many,
        lambda number: fees.record_payment(
            account=account, amount=number + 1, on_day=date(2026, 1, 2), by=None, now=timezone.now()
        ),
    )
    account.refresh_from_db()
    assert account.balance == -sum(range(1, many + 1)) == sum(FeePayment.objects.values_list("change", flat=True))


def test_a_look_from_many_windows_opens_one_account(room: Room, many: int) -> None:
    account_in(room)
    FeeAccount.objects.all().delete()
    member = membership(room.founder)
    at_once(many, lambda _number: fees.account_of(membership=member, now=timezone.now()))
    assert FeeAccount.objects.count() == 1


def ask_before_entry(room: Room) -> None:
    wanted = fees.FeeSettings("once", "EUR", 500, 500, 500, "To the bank.", 30, before_entry=True)
    fees.change_fee(group=room.group, wanted=wanted, by=room.founder.face, now=room.now)


def test_many_for_one_place_before_a_fee(room: Room, many: int) -> None:
    """One has the place that is kept for the fee, the others are on the list, in order."""
    ask_before_entry(room)
    room.door("open", capacity=2, keeps_list=True)
    people = [room.person(f"Heron {letter}") for letter in "ABCDEFGHJKMNPQRSTXYZ"[:many]]

    def come(number: int) -> None:
        try:
            join_as(room, people[number], people[number].role)
        except actions.NoPlaceLeft:
            answers = {"handle": people[number].role, "agreed_version": 1, "consented": True, "now": timezone.now()}
            actions.wait_for_place(actor=room.actor(people[number]), group=room.group, **answers)

    at_once(many, come)
    states = list(AdmissionRequest.objects.values_list("state", flat=True))
    assert (states.count("paying"), states.count("waiting"), len(states)) == (1, many - 1, many)
    assert AdmissionRequest.objects.waiting().values("waitlisted_at").distinct().count() == many - 1
    assert Membership.objects.filter(group=room.group).count() == 1


def test_a_settled_place_opens_once_for_many_workers(room: Room, many: int) -> None:
    ask_before_entry(room)
    join_as(room, room.person("Heron"), "Heron")
    account = FeeAccount.objects.get()
    fees.record_payment(account=account, amount=500, on_day=date(2026, 1, 2), by=None, now=room.now)
    later = room.now + timedelta(hours=1)
    at_once(many, lambda _number: actions.keep_time(later))
    assert AdmissionRequest.objects.get().steps.filter(state="admitted").count() == 1
    assert sorted(FeePayment.objects.values_list("kind", flat=True)) == ["due", "paid"]


def test_money_and_the_end_of_its_time_at_the_same_moment(room: Room, many: int) -> None:
    """Either the place opens, or it has gone on and what came in stands under the code. Nothing is lost."""
    ask_before_entry(room)
    join_as(room, room.person("Heron"), "Heron")
    account, end = FeeAccount.objects.get(), room.now + timedelta(days=15)

    def meet(number: int) -> None:
        if number % 2:
            actions.keep_time(end)
        else:
            fees.record_payment(
                account=account, amount=500, on_day=end.date(), by=None, now=end, provider="bank", event="e1"
            )

    at_once(many, meet)
    actions.keep_time(end + timedelta(hours=1))
    account.refresh_from_db()
    state = AdmissionRequest.objects.get().state
    assert (state, account.balance) in {("admitted", 0), ("lapsed", -500)}


def test_what_is_to_be_sent_back_is_ticked_once_and_not_while_its_owner_asks_again(room: Room, many: int) -> None:
    """Each of many ticks, beside the owner who comes back: one line, or none and the money counts."""
    wanted = fees.FeeSettings("once", "EUR", 500, 500, 500, "To the bank.", 30, before_entry=True)
    fees.change_fee(group=room.group, wanted=wanted, by=room.founder.face, now=room.now)
    heron = room.person("Heron")
    asked = join_as(room, heron, "Heron")
    account = fees.entry_account(asked.persona_id, room.group.pk)
    fees.record_payment(account=account, amount=300, on_day=date(2026, 1, 2), by=None, now=room.now)
    actions.take_back(request=asked, now=room.now)
    later = room.now + timedelta(days=2)

    def act(number: int) -> None:
        if number == 0:
            with transaction.atomic():
                fees.ask_entry(group_id=room.group.pk, persona_id=asked.persona_id, now=later)
        else:
            fees.sent_back(account=account, amount=300, by=room.founder.face, now=later)

    at_once(many, act)
    account.refresh_from_db()
    refunds = FeePayment.objects.filter(kind="refunded").count()
    assert (refunds, account.balance) in ((0, -300), (1, 0))
    assert account.back_on is None
