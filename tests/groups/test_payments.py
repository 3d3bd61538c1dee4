"""The contract of a payment provider, kept against one that speaks HTTP on loopback."""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from groups import actions
from groups.actions import fees
from groups.models import FeeAccount, FeePayment, Membership
from groups.payments import NotGenuine, NotReached, event_hash
from groups.payments.gateway import Gateway
from groups.payments.known import provider_of
from groups.payments.manual import Manual
from tests.cast import Person
from tests.few import few_of, few_or_many
from tests.groups.conftest import Room, join_as, make_room, membership
from tests.groups.till import SECRET, Till, connected, event, open_till, post, signed

EVENTS = "/payments/till/events/"
ORDERS = list(itertools.permutations(range(3)))


@pytest.fixture
def till(settings: Any) -> Iterator[Till]:
    with open_till() as opened:
        settings.PAYMENT_PROVIDERS = opened.settings()
        yield opened


def ask_for(room: Room, **more: Any) -> None:
    wanted = {"rhythm": "once", "currency": "EUR", "least": 500, "suggested": 500, "most": 500}
    wanted |= {"how_to_pay": "To the bank.", "grace_days": 30, "provider": "till"}
    fees.change_fee(group=room.group, wanted=fees.FeeSettings(**(wanted | more)), by=room.founder.face, now=room.now)


@pytest.fixture
def heron(room: Room, till: Till, joined_heron: Person) -> Person:
    ask_for(room)
    return joined_heron


def account_of(person: Person) -> FeeAccount:
    return fees.account_of(membership=membership(person), now=timezone.now())


def tell(body: bytes, headers: dict[str, str], url: str = EVENTS) -> Any:
    return Client(enforce_csrf_checks=True).post(url, body, content_type="application/json", headers=headers)


def tell_of(told: Any, **how: Any) -> int:
    return tell(*signed(told, **how)).status_code


# --- news ------------------------------------------------------------------------------------------------------------


def test_a_signed_event_is_one_line_however_often_it_comes(heron: Person) -> None:
    account = account_of(heron)
    told = event("e-1", account.code) | {"payer": "CANARY Name", "iban": "CANARY iban"}
    answers = [tell(*signed(told)) for _time in range(3)]
    assert [(one.status_code, one.content) for one in answers] == [(200, b"heard")] * 3
    line = FeePayment.objects.get(kind="paid")
    assert (line.change, line.provider, line.event, line.by) == (-500, "till", event_hash("till", "e-1"), None)
    account.refresh_from_db()
    assert account.balance == 0
    assert not any("CANARY" in str(value) for value in vars(line).values())
    assert "e-1" not in line.event


@pytest.mark.once
@pytest.mark.parametrize("how", ["no signature", "another secret", "another body", "too old", "too early", "half"])
def test_what_is_forged_or_stale_is_not_looked_at(heron: Person, how: str) -> None:
    told = event("e-1", account_of(heron).code)
    body, headers = signed(told)
    _other, of_other = signed(told | {"amount": 1})
    tried = {
        "no signature": (body, {}),
        "another secret": signed(told, secret="another-secret-of-thirty-two-signs"),
        "another body": (body, of_other),
        "too old": signed(told, at=timezone.now() - timedelta(minutes=6)),
        "too early": signed(told, at=timezone.now() + timedelta(minutes=6)),
        "half": (body, {name: value[:-1] for name, value in headers.items()}),
    }
    answer = tell(*tried[how])
    assert (answer.status_code, answer.content) == (403, b"not signed")
    assert not FeePayment.objects.filter(kind="paid").exists()
    assert tell(body, headers).status_code == 200


NOT_OURS: list[dict[str, Any]] = [
    {"amount": 0}, {"amount": -5}, {"amount": "500"}, {"amount": True}, {"amount": 10**12}, {"currency": "XXX"},
    {"currency": "USD"}, {"code": "AAAA-AAAA"}, {"code": "x"}, {"code": None}, {"kind": "gift"}, {"id": ""},
    {"id": 7}, {"id": "x" * 300}, {"day": "yesterday"}, {"day": "2999-01-01"}, {"day": 5},
]  # fmt: skip


@pytest.mark.parametrize("change", few_of(NOT_OURS, NOT_OURS[1::3], marks=pytest.mark.once), ids=str)
def test_what_is_not_ours_is_said_and_not_written(heron: Person, change: dict[str, Any]) -> None:
    told = event("e-1", account_of(heron).code)
    assert tell_of(told | change) == 422
    assert not FeePayment.objects.filter(kind="paid").exists()
    assert tell_of(told) == 200


@pytest.mark.once
@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"null", b"[" * 9000, b"\xff\xfe", b'{"id": "e"}'])
def test_what_is_no_event_is_said(heron: Person, body: bytes) -> None:
    assert tell_of(body) == 422
    assert not FeePayment.objects.filter(kind="paid").exists()


def test_a_body_has_its_end(heron: Person) -> None:
    told = event("e-1", account_of(heron).code)
    assert tell_of(told | {"more": "x" * 20_000}) == 413
    assert tell_of(told | {"more": "x" * 2_000}) == 200


def test_nobody_is_heard_who_was_not_set_up(heron: Person, settings: Any) -> None:
    told = event("e-1", account_of(heron).code)
    assert tell(*signed(told), url="/payments/another/events/").status_code == 404
    settings.PAYMENT_PROVIDERS = {}
    assert tell_of(told) == 404
    assert provider_of("till") is None
    assert Client().get(EVENTS).status_code == 405


@pytest.mark.parametrize("order", few_of(ORDERS, ORDERS[::3]), ids=str)
def test_events_in_any_order_come_to_the_same(heron: Person, order: tuple[int, ...]) -> None:
    account = account_of(heron)
    told = [event("a", account.code), event("b", account.code, 200), event("c", account.code, 200, kind="refunded")]
    for place in order:
        assert tell_of(told[place]) == 200
    account.refresh_from_db()
    assert account.balance == 0
    assert FeePayment.objects.exclude(event="").count() == 3


def test_a_secret_is_changed_without_a_gap(heron: Person, till: Till, settings: Any) -> None:
    code, new = account_of(heron).code, "the-new-secret-of-the-till-is-longer"
    settings.PAYMENT_PROVIDERS = till.settings(new, SECRET)
    assert tell_of(event("a", code)) == 200
    assert tell_of(event("b", code), secret=new) == 200
    settings.PAYMENT_PROVIDERS = till.settings(new)
    assert tell_of(event("c", code)) == 403


def test_an_event_opens_a_place_at_the_full_hour(room: Room, till: Till) -> None:
    ask_for(room, before_entry=True)
    heron = room.person("Heron")
    request = join_as(room, heron, "Heron")
    account = FeeAccount.objects.get()
    assert tell_of(event("e-1", account.code)) == 200
    account.refresh_from_db()
    assert account.opens_at is not None
    actions.keep_time(account.opens_at)
    assert Membership.objects.current().filter(persona=request.persona_id).exists()


# --- what it is asked ------------------------------------------------------------------------------------------------


def test_who_pays_is_led_on_and_the_till_learns_no_name(room: Room, heron: Person, till: Till) -> None:
    assert "Pay now, on another site" in heron.client().post(f"{room.url}fee/code/", follow=True).text
    page = heron.client().post(f"{room.url}fee/pay/").text
    assert f'href="{till.address}/pay/1"' in page
    assert "Pay 5.00 EUR" in page
    [(path, asked)] = till.asked
    assert (path, till.unsigned) == ("/gate/payments", 0)
    assert set(asked) == {"code", "amount", "currency", "words", "back"}
    assert (asked["code"], asked["amount"], asked["words"]) == (account_of(heron).code, 500, "Membership")
    for canary in ("Heron", room.group.name, room.group.code, room.group.slug):
        assert canary not in json.dumps(asked)
    assert not FeePayment.objects.filter(kind="paid").exists()


@pytest.mark.once
@pytest.mark.parametrize("how", ["away", "500", "unsigned", "elsewhere", "nonsense"])
def test_a_till_that_does_not_answer_gets_a_kind_word(
    room: Room, heron: Person, till: Till, how: str, settings: Any
) -> None:
    if how == "away":
        settings.PAYMENT_PROVIDERS = {"till": {"address": "http://127.0.0.1:9/gate", "secrets": [SECRET]}}
    till.status = 500 if how == "500" else 200
    till.secret = "another-secret-of-thirty-two-signs" if how == "unsigned" else SECRET
    till.answers = {"elsewhere": b'{"url": "javascript:alert(1)"}', "nonsense": b"[1, 2"}.get(how)
    account_of(heron)
    page = heron.client().post(f"{room.url}fee/pay/", follow=True).text
    assert "They do not answer just now. Nothing was paid." in page
    assert "javascript:" not in page


def test_what_was_not_heard_is_heard_by_asking_again(room: Room, heron: Person, till: Till) -> None:
    code = account_of(heron).code
    till.events = [event("a", code, 300), event("b", code, 200), event("c", "AAAA-AAAA")]
    assert tell_of(till.events[0]) == 200
    assert [fees.replay_all(now=timezone.now()) for _time in range(2)] == [1, 0]
    assert FeeAccount.objects.get(code=code).balance == 0
    assert till.unsigned == 0
    till.status = 500
    assert fees.replay_all(now=timezone.now()) == 0


def test_money_goes_back_once_and_its_line_comes_with_the_event(room: Room, heron: Person, till: Till) -> None:
    account = account_of(heron)
    tell_of(event("a", account.code))
    url = f"{room.url}fees/codes/{account.code}/"
    browser = room.founder.client()
    assert "Have it sent back by till" in browser.get(url).text
    form = {"amount": "2", "on_day": "2026-01-02", "act": "there", "key": str(UUID(int=1))}
    for _press in range(2):
        assert browser.post(url, form).status_code == 302
    [(key, asked)] = till.refunds.items()
    assert asked == {"key": key, "code": account.code, "amount": 200, "currency": "EUR"}
    assert not FeePayment.objects.filter(kind="refunded").exists()
    assert tell_of(event("b", account.code, 200, kind="refunded")) == 200
    account.refresh_from_db()
    assert account.balance == 200
    assert "Less than this was paid" in browser.post(url, form | {"amount": "4"}).text
    till.status = 500
    assert "nothing was sent" in browser.post(url, form | {"key": str(UUID(int=2))}).text


def test_by_hand_tells_nothing_and_hears_nobody() -> None:
    by_hand = provider_of("")
    assert isinstance(by_hand, Manual)
    start = by_hand.create(code="AAAA-AAAA", amount=500, currency="EUR", how_to_pay="To the bank.")
    assert (start.url, start.words) == ("", "To the bank.")
    assert by_hand.replay(since=timezone.localdate(), now=timezone.now()) == ()
    by_hand.refund(key="k", code="AAAA-AAAA", amount=500, currency="EUR")
    body, headers = signed(event("e-1", "AAAA-AAAA"))
    with pytest.raises(NotGenuine):
        by_hand.confirm(headers=headers, body=body, now=timezone.now())


def test_a_group_chooses_it_where_there_is_one(room: Room, till: Till, settings: Any) -> None:
    url, browser = f"{room.url}settings/door/", room.founder.client()
    assert "Can it be paid in another way too?" in browser.get(url).text
    settings.PAYMENT_PROVIDERS = {}
    assert "Can it be paid in another way too?" not in browser.get(url).text


def test_a_till_that_is_away_is_not_reached() -> None:
    with open_till() as closed:
        options = closed.settings()["till"]
    with pytest.raises(NotReached):
        Gateway(name="till", **options).refund(key="k", code="AAAA-AAAA", amount=1, currency="EUR")


# --- at once, against a real server ----------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("many", few_or_many(3, 50))
def test_many_copies_at_once_are_one_line(transactional_db: None, live_server: Any, till: Till, many: int) -> None:
    room = make_room()
    ask_for(room)
    account = account_of(room.founder)
    body, headers = signed(event("e-1", account.code))
    barrier, answers = threading.Barrier(many), []
    # Each with a connection that stands already, so that all of them speak at the same moment.
    lines = [connected(live_server.url) for _number in range(many)]

    def send(number: int) -> None:
        barrier.wait(timeout=30)
        answers.append(post(lines[number], EVENTS, body, headers))

    threads = [threading.Thread(target=send, args=(number,)) for number in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert answers == [(200, b"heard")] * many
    assert FeePayment.objects.filter(event=event_hash("till", "e-1")).count() == 1
    account.refresh_from_db()
    assert account.balance == 0
