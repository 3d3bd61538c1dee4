"""The same news of a payment from many sides at once is one line, and the balance is the ledger's sum."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from groups.actions import fees
from groups.models import FeeAccount, FeePayment
from tests.groups.conftest import Room, make_room, membership

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 20


@pytest.fixture
def room(transactional_db: None) -> Room:
    return make_room()


def at_once(act: Callable[[int], Any]) -> None:
    """So many at the same moment, each with a connection of its own; none of them may raise."""
    barrier, problems = threading.Barrier(AT_ONCE), []

    def run(number: int) -> None:
        try:
            barrier.wait(timeout=20)
            act(number)
        except Exception as problem:  # noqa: BLE001 - told below
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert problems == []


def account_in(room: Room) -> FeeAccount:
    wanted = fees.FeeSettings("gift", "EUR", 100, 500, 900, "To the bank.", 30)
    fees.change_fee(group=room.group, wanted=wanted, by=room.founder.face, now=room.now)
    return fees.account_of(membership=membership(room.founder), now=room.now)


def test_one_event_from_many_sides_is_one_line(room: Room) -> None:
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

    at_once(tell)
    account.refresh_from_db()
    assert (FeePayment.objects.count(), account.balance) == (1, -500)


def test_many_payments_at_once_all_count(room: Room) -> None:
    account = account_in(room)
    at_once(
        lambda number: fees.record_payment(
            account=account, amount=number + 1, on_day=date(2026, 1, 2), by=None, now=timezone.now()
        )
    )
    account.refresh_from_db()
    assert account.balance == -sum(range(1, AT_ONCE + 1)) == sum(FeePayment.objects.values_list("change", flat=True))


def test_a_look_from_many_windows_opens_one_account(room: Room) -> None:
    account_in(room)
    FeeAccount.objects.all().delete()
    member = membership(room.founder)
    at_once(lambda _number: fees.account_of(membership=member, now=timezone.now()))
    assert FeeAccount.objects.count() == 1
