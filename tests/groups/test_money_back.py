"""What was paid for a place that has gone: it stands on the treasurer's page by code, and nobody loses it silently."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from groups import actions
from groups.actions import fees
from groups.models import AdmissionRequest, Cohort, Fee, FeeAccount, FeePayment, SupportGroup
from groups.payments import News
from personas import standings
from personas.forgetting import forget
from personas.letterbox import notices_for
from personas.models import Notice
from tests.cast import Person
from tests.groups.conftest import Room, ask_as, join_as, make_room, membership
from tests.groups.test_entry_fee import ASKED, account_of, asked_room, let_in, own, pay, state_of
from tests.groups.test_run_fees import ask_for
from tests.groups.test_runs import announce, at
from tests.once import written_once

State = AdmissionRequest.State
MONTHLY = {name: value for name, value in ASKED.items() if name != "before_entry"} | {"rhythm": "monthly"}
Ends = Callable[[Room, Person], None]


def pay_a_part(begun_room: Room, treasurer: Person) -> tuple[SupportGroup, Person]:
    """By Heron, whose place has not opened by it."""
    heron = let_in(asked_room(begun_room), "Heron")
    pay(begun_room, treasurer, heron, "3")
    return begun_room.group, heron


paid_part = written_once(pay_a_part)


@pytest.fixture
def heron(room: Room, paid_part: tuple[SupportGroup, Person]) -> Person:
    room.group, heron = paid_part
    return heron


def call_off(begun_room: Room) -> tuple[Room, Person]:
    """The run whose fee Wren had paid."""
    ask_for(begun_room, before_entry="on")
    spring = announce(begun_room, starts=7)
    wren = begun_room.person("Wren")
    wren.face = join_as(begun_room, wren, "Wren").persona
    paid = {"amount": 500, "on_day": timezone.localdate(), "by": None, "now": begun_room.now}
    fees.record_payment(account=account_of(wren), **paid)
    at(begun_room, 1)
    actions.cancel_run(run=spring, by=begun_room.founder.face, now=begun_room.now)
    return begun_room, wren


called_off = written_once(call_off)


def tomorrow() -> datetime:
    return timezone.now() + timedelta(days=1)


def page(room: Room, who: Person) -> str:
    return who.client().get(f"{room.url}fees/back/").text


def tick(room: Room, who: Person, *lines: str) -> str:
    return who.client().post(f"{room.url}fees/back/", {"line": list(lines)}, follow=True).text


def told(room: Room, person: Person) -> list[str]:
    return [one.text for one in notices_for(room.actor(person)) if "back" in one.text or "fees" in one.text]


def withdraws(room: Room, person: Person) -> None:
    person.client().post(f"{room.url}join/request/taken-back/")


def lapses(room: Room, person: Person) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        actions.keep_time(timezone.now())
    FeeAccount.objects.filter(back_on__isnull=False).update(back_on=timezone.localdate() + timedelta(days=1))


def is_removed(room: Room, person: Person) -> None:
    """Paid in full, and removed before the hour."""
    fees.record_payment(account=account_of(person), amount=200, on_day=timezone.localdate(), by=None, now=room.now)
    standings.impose(persona=person.face, kind="removal", now=room.now)
    actions.keep_time(timezone.now() + timedelta(hours=1))


@pytest.mark.parametrize(("ends", "amount"), [(withdraws, "3.00"), (lapses, "3.00"), (is_removed, "5.00")])
def test_it_stands_on_the_page_from_the_next_day_and_a_tick_writes_the_line(
    room: Room, treasurer: Person, heron: Person, ends: Ends, amount: str
) -> None:
    ends(room, heron)
    code = account_of(heron).code
    assert code not in page(room, treasurer)
    assert told(room, treasurer) == []
    assert told(room, heron)[0].startswith(f"{amount} EUR that you gave for Nights will not be used.")
    with time_machine.travel(tomorrow()):
        assert fees.tell_who_keeps(now=timezone.now()) == 1
        assert fees.tell_who_keeps(now=timezone.now()) == 0
        assert len(told(room, treasurer)) == 1
        assert f"{code}: {amount} EUR" in page(room, treasurer)
        assert "Heron" not in page(room, treasurer)
        assert "Something is to be sent back" in treasurer.client().get(f"{room.url}fees/").text
        line = f"{code} {amount.replace('.', '')}"
        for _press in range(2):
            tick(room, treasurer, line)
        assert code not in page(room, treasurer)
        assert told(room, treasurer) == []
        assert told(room, heron) == [
            f"{amount} EUR that you gave for Nights was sent back to you, the way it came. It may take a few days."
        ]
    refund = FeePayment.objects.get(kind="refunded")
    assert (refund.account.code, refund.by, refund.account.balance) == (code, treasurer.face, 0)


def test_nothing_is_told_where_nothing_was_paid(room: Room, treasurer: Person) -> None:
    wren = let_in(asked_room(room), "Wren")
    withdraws(room, wren)
    assert account_of(wren).back_on is None
    assert told(room, wren) == []
    with time_machine.travel(tomorrow()):
        assert fees.tell_who_keeps(now=timezone.now()) == 0
        assert "Nothing is to be sent back" in page(room, treasurer)


def test_who_asks_again_before_has_it_counted(room: Room, treasurer: Person, heron: Person) -> None:
    withdraws(room, heron)
    assert "is asked to send it back" in own(room, heron)
    actions.admit(request=ask_as(room, heron, "Heron"), by=room.founder.face, now=timezone.now())
    with time_machine.travel(tomorrow()):
        assert account_of(heron).code not in page(room, treasurer)
        tick(room, treasurer, f"{account_of(heron).code} 300")
        assert fees.tell_who_keeps(now=timezone.now()) == 0
    assert "2.00 EUR is left" in own(room, heron)
    assert not FeePayment.objects.filter(kind="refunded").exists()


def test_what_comes_after_the_place_has_gone_is_sent_back_too(room: Room, treasurer: Person, heron: Person) -> None:
    withdraws(room, heron)
    with time_machine.travel(tomorrow()):
        stale = f"{account_of(heron).code} 300"
        pay(room, treasurer, heron, "2")
        assert "Something has changed since you opened that page" in tick(room, treasurer, stale)
        assert f"{account_of(heron).code}: 5.00 EUR" in page(room, treasurer)


def test_a_tick_that_was_a_mistake_is_taken_back_and_the_line_comes_back(
    room: Room, treasurer: Person, heron: Person
) -> None:
    withdraws(room, heron)
    with time_machine.travel(tomorrow()):
        tick(room, treasurer, f"{account_of(heron).code} 300")
        fees.correct(line=FeePayment.objects.get(kind="refunded"), by=treasurer.face, now=timezone.now())
        assert (account_of(heron).balance, bool(account_of(heron).back_on)) == (-300, True)
        assert [text for text in told(room, heron) if "was sent back" in text] == []


def test_a_provider_that_sends_it_back_ticks_it(room: Room, treasurer: Person, heron: Person) -> None:
    withdraws(room, heron)
    news = News("e1", account_of(heron).code, 300, "EUR", timezone.localdate(), is_refund=True)
    for _time in range(2):
        fees.hear(provider="card", news=news, now=room.now)
    assert (account_of(heron).balance, account_of(heron).back_on) == (0, None)
    assert "was sent back to you" in told(room, heron)[0]


def test_who_leaves_the_group_with_something_ahead_hears_of_it_and_a_giver_does_not(
    room: Room, treasurer: Person
) -> None:
    room.founder.client().post(f"{room.url}settings/door/", MONTHLY)
    ann = room.member("Heron")
    account = fees.account_of(membership=membership(ann), now=room.now)
    fees.record_payment(account=account, amount=900, on_day=timezone.localdate(), by=None, now=room.now)
    Fee.objects.update(rhythm="gift")
    bob = room.member("Maple")
    gift = fees.account_of(membership=membership(bob), now=room.now)
    fees.record_payment(account=gift, amount=900, on_day=timezone.localdate(), by=None, now=room.now)
    actions.leave(membership=membership(bob), now=room.now)
    assert account_of(bob).back_on is None
    Fee.objects.update(rhythm="monthly")
    actions.leave(membership=membership(ann), now=room.now)
    assert account_of(ann).back_on is not None
    assert told(room, ann)[0].startswith("9.00 EUR that you gave")
    assert notices_for(room.actor(ann))[0].url == "/home/"


def test_of_a_face_that_was_forgotten_the_money_is_not_lost(room: Room, treasurer: Person, heron: Person) -> None:
    code = account_of(heron).code
    forget(heron.face)
    assert not Notice.objects.filter(persona=heron.face).exists()
    assert [fees.let_go_of_lost(timezone.now()) for _time in range(2)] == [1, 0]
    with time_machine.travel(tomorrow()):
        assert f"{code}: 3.00 EUR" in page(room, treasurer)
        tick(room, treasurer, f"{code} 300")
    assert FeeAccount.objects.get(code=code).balance == 0


class TestARunThatIsCalledOff:
    """Its people wait for the next: what they paid counts, unless they would rather have it back."""

    @pytest.fixture
    def wren(self, room: Room, called_off: tuple[Room, Person]) -> Person:
        known, wren = called_off
        vars(room).update(vars(known))
        return wren

    def test_it_counts_until_its_owner_asks_for_it(self, room: Room, treasurer: Person, wren: Person) -> None:
        assert (state_of(wren), account_of(wren).back_on) == (State.WAITING, None)
        assert "counts for the place you wait for" in own(room, wren)
        for _press in range(2):
            answer = wren.client().post(f"{room.url}join/request/fee/", {"act": "back"}, follow=True)
            assert "Your place on the list stays as it is." in answer.text
        assert "I would rather have it back" not in own(room, wren)
        assert state_of(wren) == State.WAITING
        account = account_of(wren)
        with time_machine.travel(datetime.combine(account.back_on, room.now.timetz())):
            assert f"{account.code}: 5.00 EUR" in page(room, treasurer)

    def test_who_leaves_the_list_has_it_sent_back(self, room: Room, treasurer: Person, wren: Person) -> None:
        withdraws(room, wren)
        assert account_of(wren).back_on is not None

    def test_another_s_request_is_not_asked_for(self, room: Room, treasurer: Person, wren: Person) -> None:
        eve = room.person("eve")
        assert eve.client().post(f"{room.url}join/request/fee/", {"act": "back"}).status_code == 404
        assert account_of(wren).back_on is None


def give(room: Room, person: Person, amount: int) -> None:
    fees.record_payment(account=account_of(person), amount=amount, on_day=date(2026, 1, 2), by=None, now=room.now)


def bring_wren_further(begun_room: Room, treasurer: Person) -> tuple[Room, Person]:
    """In Spring, which she has paid for; her place in Autumn is kept for the fee, of which a part has come in. There
    is a treasurer before anybody is asked for a fee."""
    ask_for(begun_room, before_entry="on")
    announce(begun_room, starts=1)
    wren = begun_room.person("Wren")
    wren.face = join_as(begun_room, wren, "Wren").persona
    give(begun_room, wren, 500)
    at(begun_room, 1)
    at(begun_room, 1)
    autumn = announce(begun_room, "Autumn", starts=60)
    actions.go_on(membership=membership(wren), run=autumn, now=begun_room.now)
    give(begun_room, wren, 300)
    assert (state_of(wren), account_of(wren).balance) == (State.PAYING, -300)
    return begun_room, wren


wren_on_her_way = written_once(bring_wren_further)


class TestAFurtherRun:
    """Somebody in a run has paid for the next one and does not come into it; she is in the group all the while."""

    @pytest.fixture
    def room(self, wren_on_her_way: tuple[Room, Person]) -> Room:
        return wren_on_her_way[0]

    @pytest.fixture
    def wren(self, wren_on_her_way: tuple[Room, Person]) -> Person:
        return wren_on_her_way[1]

    @pytest.mark.parametrize("ends", [withdraws, lapses])
    def test_it_is_sent_back_once(self, room: Room, treasurer: Person, wren: Person, ends: Ends) -> None:
        ends(room, wren)
        code = account_of(wren).code
        assert membership(wren).status == "active"
        assert told(room, wren)[0].startswith("3.00 EUR that you gave for Nights will not be used.")
        assert "is asked to send it back" in wren.client().get(f"{room.url}fee/").text
        with time_machine.travel(room.now + timedelta(days=40)):
            assert page(room, treasurer).count(f"{code}: 3.00 EUR") == 1
            for _press in range(2):
                tick(room, treasurer, f"{code} 300")
            assert code not in page(room, treasurer)
        assert FeePayment.objects.filter(kind="refunded").count() == 1
        assert account_of(wren).balance == 0

    def test_a_no_sends_it_back_too(self, room: Room, treasurer: Person, wren: Person) -> None:
        withdraws(room, wren)
        room.door("request")
        autumn = Cohort.objects.get(name="Autumn")
        asked = actions.go_on(membership=membership(wren), run=autumn, words="After all.", now=room.now)
        elsewhere = [actions.Alternative("The evenings")]
        actions.point_elsewhere(
            request=asked, by=room.founder.face, reason="It is full.", alternatives=elsewhere, now=room.now
        )
        assert account_of(wren).back_on is not None
        assert FeeAccount.objects.filter(back_on__isnull=False).count() == 1

    def test_who_goes_on_after_all_has_it_counted(self, room: Room, treasurer: Person, wren: Person) -> None:
        withdraws(room, wren)
        actions.go_on(membership=membership(wren), run=Cohort.objects.get(name="Autumn"), now=room.now)
        assert account_of(wren).back_on is None
        give(room, wren, 200)
        at(room, 1)
        assert (state_of(wren), account_of(wren).balance) == (State.ADMITTED, 0)

    def test_what_comes_later_is_sent_back_with_it(self, room: Room, treasurer: Person, wren: Person) -> None:
        withdraws(room, wren)
        give(room, wren, 200)
        assert (account_of(wren).balance, bool(account_of(wren).back_on)) == (-500, True)

    def test_a_further_run_that_is_called_off_leaves_nothing_behind(
        self, room: Room, treasurer: Person, wren: Person
    ) -> None:
        give(room, wren, 200)
        at(room, 1)
        assert account_of(wren).balance == 0
        actions.cancel_run(run=Cohort.objects.get(name="Autumn"), by=room.founder.face, now=room.now)
        assert membership(wren).status == "active", "she is in Spring"
        assert (account_of(wren).balance, bool(account_of(wren).back_on)) == (-500, True)

    def test_where_it_is_asked_every_month_it_counts_for_the_next(self, room: Room, wren: Person) -> None:
        Fee.objects.update(rhythm="monthly")
        withdraws(room, wren)
        assert (account_of(wren).balance, account_of(wren).back_on) == (-300, None)

    def test_who_pays_ahead_for_a_run_that_is_to_begin_is_sent_nothing(self, room: Room, wren: Person) -> None:
        withdraws(room, wren)
        Fee.objects.update(before_entry=False)
        actions.go_on(membership=membership(wren), run=Cohort.objects.get(name="Autumn"), now=room.now)
        give(room, wren, 200)
        at(room, 60)
        fees.charge_due(now=room.now)
        assert (account_of(wren).balance, account_of(wren).back_on) == (0, None)


def test_only_who_keeps_the_money_sees_and_ticks_it(room: Room, treasurer: Person, heron: Person) -> None:
    withdraws(room, heron)
    with time_machine.travel(tomorrow()):
        line = f"{account_of(heron).code} 300"
        for person, status in ((room.member("Maple"), 403), (room.person("eve"), 403)):
            assert person.client().post(f"{room.url}fees/back/", {"line": line}).status_code == status
        assert "Nothing was written down" in tick(room, treasurer)
        for wrong in ("nonsense", f"{account_of(heron).code} 1", "ABCD-EFGH 300", f"{account_of(heron).code} -300"):
            assert "Something has changed" in tick(room, treasurer, wrong)
    assert not FeePayment.objects.filter(kind="refunded").exists()


def test_a_treasurer_of_another_group_ticks_nothing_here(room: Room, treasurer: Person, heron: Person) -> None:
    other = make_room("Days")
    stranger = other.member("Coot", "treasurer")
    withdraws(room, heron)
    with time_machine.travel(tomorrow()):
        tick(other, stranger, f"{account_of(heron).code} 300")
    assert not FeePayment.objects.filter(kind="refunded").exists()


def test_the_database_sends_back_only_what_is_ahead(room: Room, heron: Person) -> None:
    FeeAccount.objects.update(entry=None, opens_at=None, back_on=timezone.localdate())
    for wrong in ({"balance": 0}, {"entry": 5}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FeeAccount.objects.update(**wrong)
