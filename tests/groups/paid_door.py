"""The same door with a fee before entry: money comes in, whole or in parts, or somebody cannot pay."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Sum
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from groups.actions import fees
from groups.models import Cohort, CohortSeat, Fee, FeeAccount, FeePayment, FeeWaiver, Membership
from personas import faces
from tests.groups.door_machine import HELPERS, NAMES, PEOPLE, Door, State
from tests.groups.run_door import RunDoor

AMOUNTS = st.sampled_from([100, 300, 500])


class PaidDoor(Door):
    """Everything that the door can do, and the fee beside it."""

    rhythm = "once"

    @initialize(asking=st.permutations(range(len(NAMES))), is_sliding=st.booleans())
    def some_are_there(self, asking: list[int], is_sliding: bool) -> None:
        """Two have a place that is kept for the fee, two wait for one, one has asked."""
        self.ask(is_sliding=is_sliding, before_entry=True)
        self.set_door("request", 4, takes_newcomers=True)
        for place, person in enumerate(asking[:5]):
            self.begin(person)
            self.submit(person)
            if place < 2:
                self.admit(person, 0)
            elif place < 4:
                self.enlist(person, 0)
            self.now += timedelta(minutes=1)

    def ask(self, *, is_sliding: bool, before_entry: bool) -> None:
        least, most = (200, 900) if is_sliding else (500, 500)
        wanted = fees.FeeSettings(self.rhythm, "EUR", least, 500, most, "To the bank.", 30, before_entry=before_entry)
        fees.change_fee(group=self.room.group, wanted=wanted, by=self.helpers[0].face, now=self.now)

    def account(self, person: int) -> FeeAccount | None:
        request = self.own(person)
        return None if request is None else fees.entry_account(request.persona_id, request.group_id)

    def waiver(self, person: int) -> FeeWaiver | None:
        account = self.account(person)
        return None if account is None else account.waivers.order_by("-pk").first()

    def write(self, **line: Any) -> None:
        fees.record_payment(on_day=self.now.date(), by=self.helpers[0].face, now=self.now, **line)

    @rule(person=PEOPLE, amount=AMOUNTS)
    def money_comes_in(self, person: int, amount: int) -> None:
        account = self.account(person)
        if account is not None:
            self.write(account=account, amount=amount)

    @rule(person=PEOPLE)
    def all_of_it_comes_in(self, person: int) -> None:
        account = self.account(person)
        if account is not None and account.entry:
            self.write(account=account, amount=account.entry)
            self.time_passes(1)

    @rule(person=PEOPLE)
    def a_line_was_wrong(self, person: int) -> None:
        account = self.account(person)
        line = account.entries.filter(kind="paid").order_by("-pk").first() if account else None
        if line is not None:
            self.now += timedelta(microseconds=1)  # what was covered when somebody came in stays so
            self.press(fees.correct, line=line, by=self.helpers[0].face)

    @rule(person=PEOPLE, amount=st.sampled_from([200, 900]))
    def choose(self, person: int, amount: int) -> None:
        account, fee = self.account(person), Fee.objects.get()
        if account is not None and fee.least <= amount <= fee.most:
            self.press(fees.choose_entry, account=account, fee=fee, amount=amount)

    @rule(person=PEOPLE)
    def cannot_pay(self, person: int) -> None:
        account = self.account(person)
        if account is not None:
            self.press(fees.ask_for_waiver, account=account)

    @rule(person=PEOPLE, helper=HELPERS, says=st.booleans())
    def answer_who_cannot(self, person: int, helper: int, says: bool) -> None:
        waiver, by = self.waiver(person), self.helpers[helper].face
        if waiver is not None and says:
            self.press(fees.grant_waiver, waiver=waiver, by=by)
        elif waiver is not None:
            self.press(fees.decline_waiver, waiver=waiver, by=by, reason="The purse is empty.")

    @rule(person=PEOPLE)
    def can_pay_again(self, person: int) -> None:
        account = self.account(person)
        if account is not None:
            self.press(fees.end_waiver, account=account)

    @rule(is_sliding=st.booleans(), before_entry=st.sampled_from([True, True, False]))
    def change_fee(self, is_sliding: bool, before_entry: bool) -> None:
        self.ask(is_sliding=is_sliding, before_entry=before_entry)

    # -- what always holds

    @invariant()
    def the_balance_is_what_the_ledger_says(self) -> None:
        for account in FeeAccount.objects.all():
            total = FeePayment.objects.filter(account=account).aggregate(total=Sum("change"))["total"] or 0
            assert account.balance == total

    @invariant()
    def every_kept_place_is_asked_for_something_and_no_other(self) -> None:
        kept = self.requests().filter(state=State.PAYING)
        paying = {fees.entry_account(one.persona_id, one.group_id) for one in kept}
        assert None not in paying
        assert paying == set(FeeAccount.objects.filter(entry__isnull=False))

    @invariant()
    def a_place_opens_at_a_full_hour_for_what_is_there(self) -> None:
        for account in FeeAccount.objects.filter(opens_at__isnull=False):
            assert (account.opens_at.minute, account.opens_at.second) == (0, 0)
            assert account.opens_at > self.now
            is_free = account.waivers.filter(state="granted", until__gte=self.now.date()).exists()
            assert is_free or account.balance + (account.entry or 0) <= 0

    def counts_for_something(self, payer: int) -> bool:
        """Whether something may still fall due for a face."""
        inside = Membership.objects.current().filter(persona=payer).exists()
        return inside or self.requests().open().filter(persona=payer).exists()

    @invariant()
    def no_money_is_forgotten(self) -> None:
        """What is ahead counts for something that is to come, or is to be sent back."""
        for account in FeeAccount.objects.filter(balance__lt=0, back_on=None, entry=None):
            payer = faces.payer_behind(account.code)
            if payer is not None and account.entries.filter(kind="paid", correction=None).exists():
                assert self.counts_for_something(payer)

    @invariant()
    def nobody_came_in_past_the_fee(self) -> None:
        """Whoever came in by a kept place has the line of it in the ledger, covered when it was written; or the group
        had stopped asking."""
        for request in self.requests().filter(state=State.ADMITTED, steps__state=State.PAYING):
            assert Membership.objects.filter(persona=request.persona_id).exists()
            step = request.steps.get(state=State.ADMITTED)
            account = fees.entry_account(request.persona_id, request.group_id)
            before = FeePayment.objects.filter(account=account, made_at__lte=step.at, kind="due")
            if before.exists():
                covered = FeePayment.objects.filter(account=account, made_at__lte=step.at)
                assert covered.aggregate(total=Sum("change"))["total"] <= 0


class PaidRunDoor(RunDoor, PaidDoor):
    """A fee for each run: asked before entry, or when a run begins; taken back when one is called off."""

    rhythm = "run"

    def counts_for_something(self, payer: int) -> bool:
        """A member's next run alone: what is due for one under way has been written."""
        if self.requests().open().filter(persona=payer).exists():
            return True
        due = FeePayment.objects.filter(account__code=faces.payment_code(payer), kind="due")
        seats = CohortSeat.objects.filter(membership__persona=payer, ended_at=None, cohort__state__in=Cohort.LIVE)
        written = set(due.values_list("period", flat=True))
        return any(f"run {run}" not in written for run in seats.values_list("cohort_id", flat=True))

    def settle(self) -> None:
        super().settle()
        fees.charge_due(now=self.now + timedelta(microseconds=1))  # what falls due for who is in comes after coming in

    @invariant()
    def no_run_is_charged_twice_or_after_it_was_called_off(self) -> None:
        due = FeePayment.objects.filter(kind="due", correction__isnull=True)
        assert due.count() == due.values("account", "period").distinct().count()
        off = [f"run {run.pk}" for run in self.runs() if run.state == "cancelled"]
        assert not due.filter(period__in=off).exists()
