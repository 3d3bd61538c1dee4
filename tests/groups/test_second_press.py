"""Four windows that press the same form at the same moment: what it makes is there once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from accounts.models import Letter
from groups.actions import fees
from groups.models import FeePayment, Invitation, SupportGroup
from tests.groups.conftest import Room, make_room, membership

WINDOWS = 4
FOUND = {"name": "Low days", "for_whom": "You are low.", "beginning": "peer", "handle": "Wren", "has_consented": "on"}
FEE = {"rhythm": "once", "currency": "EUR", "suggested": "5", "how_to_pay": "To the bank.", "grace_days": "30"}


@pytest.fixture
def racing(transactional_db: None) -> Room:
    return make_room("Racing")


def press_at_once(new_window: Callable[[], Client], url: str, form: dict[str, str]) -> set[str]:
    """Where the windows were led; each of them has the same key of the form."""
    barrier, led_to = threading.Barrier(WINDOWS), set()
    same = form | {"key": str(uuid4())}

    def press(browser: Client) -> None:
        barrier.wait()
        try:
            led_to.add(browser.post(url, same).headers.get("Location", "nowhere"))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(new_window(),)) for _number in range(WINDOWS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return led_to


@pytest.mark.django_db(transaction=True)
def test_what_a_form_makes_is_there_once(racing: Room) -> None:
    admin, invitations = racing.founder.client, f"{racing.url}invitations/"
    assert press_at_once(admin, invitations, {"uses": "3", "days": "7"}) == {invitations}
    assert Invitation.objects.count() == 1
    assert press_at_once(admin, f"{invitations}mail/", {"addresses": "a@elsewhere.example"}) == {invitations}
    assert Letter.objects.filter(kind__startswith="invitation").count() == 1
    for url, form in (("/groups/new/", FOUND), (f"{racing.url}settings/split/", FOUND | {"name": "Mornings"})):
        [place] = press_at_once(admin, url, form)
        assert place != "nowhere"
        assert SupportGroup.objects.filter(name=form["name"]).count() == 1


@pytest.mark.django_db(transaction=True)
def test_money_is_written_down_once(racing: Room) -> None:
    assert racing.founder.client().post(f"{racing.url}settings/door/", FEE).status_code == 302
    account = fees.account_of(membership=membership(racing.founder), now=racing.now)
    url, line = f"{racing.url}fees/codes/{account.code}/", {"amount": "5", "on_day": "2026-01-02"}
    for act, kind in (("paid", "paid"), ("refund", "refunded")):
        form: dict[str, Any] = line | {"act": act}
        assert press_at_once(racing.founder.client, url, form) == {url}
        assert FeePayment.objects.filter(kind=kind).count() == 1
