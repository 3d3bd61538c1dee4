"""A fee for each run: once for everybody with a place in it, before they come in or when it begins."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from groups import actions
from groups.actions import fees
from groups.models import AdmissionRequest, Cohort, Fee, FeeAccount, FeePayment, SupportGroup
from personas import faces
from tests.cast import Person
from tests.groups.conftest import Room, ask_fee, join_as
from tests.groups.test_runs import announce, at, come, runs_of
from tests.groups.test_waiting_list import titles

FORM = {
    "rhythm": "run", "currency": "EUR", "suggested": "5", "how_to_pay": "To our account at the bank.",
    "grace_days": "30",
}  # fmt: skip


def ask_for(room: Room, **more: str) -> None:
    """For each run; and everything before counts from today."""
    SupportGroup.objects.filter(pk=room.group.pk).update(has_cohorts=True)
    room.group.refresh_from_db()
    assert ask_fee(room, FORM | more).rhythm == "run"


def account_of(person: Person) -> FeeAccount:
    return FeeAccount.objects.get(code=faces.payment_code(person.face.pk))


def lines(person: Person) -> list[tuple[str, int]]:
    return list(account_of(person).entries.order_by("pk").values_list("kind", "change"))


def test_it_is_offered_where_there_are_runs(room: Room) -> None:
    browser, url = room.founder.client(), f"{room.url}settings/door/"
    assert "for each run" not in browser.get(url).text
    assert browser.post(url, FORM).status_code == 200
    assert not Fee.objects.exists()
    SupportGroup.objects.filter(pk=room.group.pk).update(has_cohorts=True)
    assert browser.post(url, FORM).status_code == 302
    assert Fee.objects.get().rhythm == "run"
    assert "The fee: 5.00 EUR for each run." in browser.get(url).text


def test_it_falls_due_once_when_the_run_begins_and_for_nobody_else(room: Room) -> None:
    ask_for(room)
    spring = announce(room, starts=7)
    heron = come(room, "Heron")
    assert runs_of(heron) == ["Spring"]
    assert fees.charge_due(now=room.now) == 0
    at(room, 8)
    assert [fees.charge_due(now=room.now) for _time in range(2)] == [1, 0]
    assert lines(heron) == [("due", 500)]
    assert not faces.payment_code(room.founder.face.pk), "who serves the group takes no place"
    Cohort.objects.filter(pk=spring.pk).update(starts_on=spring.starts_on + timedelta(days=1))
    assert fees.charge_due(now=room.now) == 0, "a run that is moved is the same run"


def test_a_run_that_began_before_the_fee_costs_nothing(room: Room) -> None:
    ask_for(room)
    announce(room, starts=1)
    come(room, "Heron")
    at(room, 2)
    Fee.objects.update(starts_on=room.now.date())
    assert fees.charge_due(now=room.now) == 0


@pytest.mark.parametrize("how", ["paid", "waived"])
def test_before_entry_it_is_asked_for_the_run_one_comes_into(room: Room, how: str) -> None:
    ask_for(room, before_entry="on")
    announce(room, starts=7)
    heron = room.person("Heron")
    heron.face = join_as(room, heron, "Heron").persona
    page = heron.client().get(f"{room.url}join/request/").text
    assert "5.00 EUR for the run, before you come in." in page
    account = account_of(heron)
    if how == "paid":
        fees.record_payment(account=account, amount=500, on_day=date(2026, 1, 2), by=None, now=room.now)
    else:
        waiver = fees.ask_for_waiver(account=account, now=room.now)
        fees.grant_waiver(waiver=waiver, by=room.founder.face, now=room.now)
    at(room, 1)
    assert runs_of(heron) == ["Spring"]
    at(room, 8)
    assert fees.charge_due(now=room.now) == 0, "what was asked at the door is not asked again"
    assert account_of(heron).balance == 0
    period = FeePayment.objects.get(kind="due").period
    assert period == f"run {Cohort.objects.get().pk}"


def test_what_was_given_beyond_what_the_run_costs_is_to_be_sent_back(room: Room) -> None:
    ask_for(room, before_entry="on")
    announce(room, starts=7)
    heron = room.person("Heron")
    heron.face = join_as(room, heron, "Heron").persona
    fees.record_payment(account=account_of(heron), amount=600, on_day=date(2026, 1, 2), by=None, now=room.now)
    assert account_of(heron).back_on is None, "it may still count for the place that is kept"
    at(room, 1)
    assert runs_of(heron) == ["Spring"]
    assert (account_of(heron).balance, account_of(heron).back_on is None) == (-100, False)


def test_a_run_that_is_called_off_costs_nothing_and_what_was_paid_counts_for_the_next(room: Room) -> None:
    ask_for(room, before_entry="on")
    spring = announce(room, starts=7)
    heron = room.person("Heron")
    heron.face = join_as(room, heron, "Heron").persona
    fees.record_payment(account=account_of(heron), amount=500, on_day=date(2026, 1, 2), by=None, now=room.now)
    at(room, 1)
    assert (runs_of(heron), account_of(heron).balance) == (["Spring"], 0)
    for _press in range(2):
        actions.cancel_run(run=spring, by=room.founder.face, now=room.now)
    assert account_of(heron).balance == -500
    assert lines(heron) == [("paid", -500), ("due", 500), ("corrected", -500)]
    announce(room, "Autumn", opens=1, starts=20)
    at(room, 1)
    request = AdmissionRequest.objects.get(persona=heron.face, state="offered")
    actions.take_place(request=request, now=room.now)
    at(room, 1)
    assert runs_of(heron) == ["Autumn"]
    assert (account_of(heron).balance, lines(heron)[-1]) == (0, ("due", 500))


def test_who_has_a_place_for_a_fee_in_a_run_that_is_called_off_is_told_and_offered_one_in_the_next(room: Room) -> None:
    ask_for(room, before_entry="on")
    spring = announce(room, starts=7)
    heron = room.person("Heron")
    heron.face = join_as(room, heron, "Heron").persona
    actions.cancel_run(run=spring, by=room.founder.face, now=room.now)
    kept = AdmissionRequest.objects.get(persona=heron.face)
    assert (kept.state, kept.cohort) == ("waiting", None)
    assert "The place that was offered" in titles(room, heron)
    announce(room, "Autumn", starts=20)
    kept.refresh_from_db()
    actions.take_place(request=kept, now=room.now)
    fees.record_payment(account=account_of(heron), amount=500, on_day=date(2026, 1, 2), by=None, now=room.now)
    at(room, 1)
    assert runs_of(heron) == ["Autumn"]
    assert FeePayment.objects.get(kind="due").period == f"run {Cohort.objects.get(name='Autumn').pk}"
