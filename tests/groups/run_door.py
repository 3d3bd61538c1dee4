"""A door by which people come into runs: each run has places of its own, and time seals, ends and puts them away."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from groups import actions
from groups.actions import RunPlan
from groups.models import AdmissionRequest, Cohort, CohortSeat, Membership
from tests.groups.door_machine import Door, State

DAY = timedelta(days=1)


class RunDoor(Door):
    """The same buttons, and those that announce, change and call off runs."""

    def settle(self) -> None:
        while actions.keep_time(self.now) + actions.keep_runs(self.now):
            pass

    def plan(self, number: int, opens: int, weeks: int, places: int, sealed: int | None) -> RunPlan:
        day = self.now.date()
        first = day + (opens + 2) * DAY
        last = first + weeks * 7 * DAY
        return RunPlan(f"Run {number}", day + opens * DAY, first, last, places, True, sealed, read_only_weeks=1)

    @initialize()
    def a_first_run(self) -> None:
        self.announce(opens=0, weeks=8, places=2, sealed=3)

    @rule(
        opens=st.sampled_from([0, 0, 3]),
        weeks=st.integers(1, 6),
        places=st.integers(1, 3),
        sealed=st.sampled_from([None, 0, 1, 3]),
    )
    def announce(self, opens: int, weeks: int, places: int, sealed: int | None) -> None:
        number = Cohort.objects.filter(group=self.room.group).count()
        plan = self.plan(number, opens, weeks, places, sealed)
        self.press(actions.announce_run, group=self.room.group, plan=plan, by=self.helpers[0].face)

    @rule(which=st.integers(0, 3), places=st.integers(1, 4))
    def change(self, which: int, places: int) -> None:
        for run in self.runs()[which : which + 1]:
            known = actions.plan_of(run)
            values = {name: getattr(known, name) for name in RunPlan.__dataclass_fields__} | {"places": places}
            self.press(actions.change_run, run=run, plan=RunPlan(**values), by=self.helpers[0].face)

    @rule(which=st.integers(0, 3))
    def cancel(self, which: int) -> None:
        for run in self.runs()[which : which + 1]:
            self.press(actions.cancel_run, run=run, by=self.helpers[0].face)

    def runs(self) -> list[Cohort]:
        return list(Cohort.objects.filter(group=self.room.group).select_related("group").order_by("-pk"))

    # -- what always holds

    @invariant()
    def nobody_is_over_the_places(self) -> None:
        for run in self.runs():
            held = CohortSeat.objects.filter(cohort=run, ended_at__isnull=True, membership__is_appointed=False)
            kept = self.requests().filter(cohort=run, state__in=AdmissionRequest.HOLDING)
            assert held.count() + kept.count() <= run.places

    @invariant()
    def nobody_waits_beside_a_free_place(self) -> None:
        policy = self.policy()
        ready = [one for one in self.requests().waiting() if one.not_before is None or one.not_before <= self.now]
        is_free = any(actions.free_in_run(run) for run in actions.open_runs(policy.group, self.now))
        assert not (ready and is_free and policy.group.takes_newcomers)

    @invariant()
    def a_run_that_is_over_has_nobody_with_an_offer(self) -> None:
        over = self.requests().filter(state=State.OFFERED).exclude(cohort__isnull=True)
        assert not over.exclude(cohort__state__in=Cohort.LIVE).exists()

    @invariant()
    def whoever_has_a_place_is_a_member(self) -> None:
        seats = CohortSeat.objects.filter(group=self.room.group, ended_at__isnull=True)
        assert not seats.exclude(membership__status__in=Membership.CURRENT).exists()
