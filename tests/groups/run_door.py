"""A door by which people come into runs: each run has places of its own, whoever comes says which of them it shall be,
and time seals, ends and puts them away."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from groups import actions
from groups.actions import RunPlan, RunWish
from groups.models import AdmissionRequest, Cohort, CohortSeat, Membership
from personas.models import Notice
from tests.groups.door_machine import HELPERS, NAMES, PEOPLE, Door, State

DAY = timedelta(days=1)
WISHES = st.sampled_from([None, 0, 0, 1, 2])


class RunDoor(Door):
    """The same buttons, with a choice of a run, and those that announce, change and call off runs."""

    def __init__(self) -> None:
        super().__init__()
        self.chose: set[int] = set()
        self.came_before: list[int] = []

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
        self.came_before = list(Membership.objects.filter(group=self.room.group).values_list("pk", flat=True))
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

    # -- rules: which run it shall be

    @rule(person=PEOPLE, which=WISHES)
    def begin(self, person: int, which: int | None = None) -> None:
        self.come(actions.begin_request, person, wish=self.wish(which))

    @rule(person=PEOPLE, which=WISHES)
    def join(self, person: int, which: int | None = None) -> None:
        self.come(actions.join, person, wish=self.wish(which))

    @rule(person=PEOPLE, which=WISHES)
    def wait(self, person: int, which: int | None = None) -> None:
        self.come(actions.wait_for_place, person, wish=self.wish(which))

    @rule(person=PEOPLE, named=WISHES, which=WISHES)
    def be_invited(self, person: int, named: int | None, which: int | None) -> None:
        run = None if named is None else next(iter(self.runs()[named : named + 1]), None)
        invitation = actions.invite(
            group=self.room.group, by=self.helpers[0].face, uses=1, days=9, now=self.now, run=run
        )
        answers = {"handle": NAMES[person], "agreed_version": 1, "consented": True, "wish": self.wish(which)}
        actor = self.people[person].actor(self.room.group, self.now)
        self.press(actions.come_by_invitation, actor=actor, invitation=invitation, **answers)

    @rule(person=PEOPLE, which=st.integers(0, 2))
    def go_on(self, person: int, which: int) -> None:
        mine = Membership.objects.filter(group=self.room.group, persona__handle=NAMES[person]).first()
        for run in self.runs()[which : which + 1] if mine else []:
            self.press(actions.go_on, membership=mine, run=run, words="Once more, please.")

    @rule(person=PEOPLE, which=WISHES)
    def choose_run(self, person: int, which: int | None) -> None:
        self.do(actions.choose_run, person, wish=self.wish(which))
        request = self.own(person)
        if request is not None:
            self.chose.add(request.pk)

    @rule(person=PEOPLE, helper=HELPERS, which=st.integers(0, 2))
    def suggest(self, person: int, helper: int, which: int) -> None:
        for run in self.runs()[which : which + 1]:
            self.answer(actions.offer_place, person, helper, run=run)

    @rule(person=PEOPLE)
    def let_pass(self, person: int) -> None:
        super().let_pass(person)
        self.settle()

    def wish(self, which: int | None) -> RunWish:
        runs = [] if which is None else self.runs()[which : which + 1]
        return RunWish(runs[0].ref) if runs else RunWish()

    def would_take(self, request: AdmissionRequest) -> set[Cohort]:
        return {request.wanted} if request.wanted and request.wanted_gone_at is None else set(self.runs())

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
        free = {run for run in actions.open_runs(policy.group, self.now) if actions.free_in_run(run)}
        ready = [one for one in self.requests().waiting() if one.not_before is None or one.not_before <= self.now]
        assert not (policy.group.takes_newcomers and any(self.would_take(one) & free for one in ready))

    @invariant()
    def nobody_is_both_in_and_at_the_door(self) -> None:
        """Whoever is in and asks for a further run has no place in one that is to begin: one is kept for each."""
        inside = Membership.objects.filter(group=self.room.group).current()
        asking = inside.filter(persona__in=self.requests().open().values("persona"))
        seats = CohortSeat.objects.filter(membership__in=asking, ended_at__isnull=True)
        assert not seats.filter(cohort__state=Cohort.State.ANNOUNCED).exists()
        admitted = self.requests().filter(state=State.ADMITTED).values("persona")
        assert Membership.objects.filter(persona__in=admitted).count() == admitted.distinct().count()

    @invariant()
    def places_go_out_in_order(self) -> None:
        """Whoever waits before somebody who was offered a place has let a turn pass, has asked for another run, or came
        back to the list with a run that is gone, after that offer."""
        for offered in self.requests().filter(state=State.OFFERED, waitlisted_at__isnull=False):
            offer = offered.steps.latest("pk").pk
            earlier = self.requests().waiting().filter(waitlisted_at__lt=offered.waitlisted_at)
            ready = [one for one in earlier if one.not_before is None and one.pk not in self.chose]
            passed = [one for one in ready if one.steps.latest("pk").pk < offer]
            assert not any(offered.cohort in self.would_take(one) for one in passed)

    @invariant()
    def nobody_is_put_into_a_run_that_was_not_asked_for(self) -> None:
        for request in self.requests().filter(wanted__isnull=False, cohort__isnull=False).exclude(state=State.OFFERED):
            was_offered = request.steps.filter(state=State.OFFERED).exists()
            assert request.cohort_id == request.wanted_id or was_offered

    @invariant()
    def whoever_asks_for_a_run_that_is_shut_has_been_told(self) -> None:
        day = actions.day_in(self.room.group, self.now)
        for request in self.requests().filter(state__in=AdmissionRequest.CHOOSING, wanted__isnull=False):
            if request.wanted.is_shut_on(day):
                assert request.wanted_gone_at is not None
                told = Notice.objects.filter(persona=request.persona_id, subject_id=request.pk)
                assert told.filter(kind__in=("groups.wanted_run_gone", "groups.run_gone")).exists()

    @invariant()
    def a_run_that_is_over_has_nobody_with_an_offer(self) -> None:
        over = self.requests().filter(state=State.OFFERED).exclude(cohort__isnull=True)
        assert not over.exclude(cohort__state__in=Cohort.LIVE).exists()

    @invariant()
    def nobody_comes_in_beside_the_runs(self) -> None:
        """Each place that is kept is one in a run, and whoever has come in had one."""
        assert not self.requests().filter(state__in=AdmissionRequest.HOLDING, cohort=None).exists()
        came = Membership.objects.filter(group=self.room.group).exclude(pk__in=self.came_before)
        assert not came.filter(cohort_seats=None).exists()

    @invariant()
    def whoever_has_a_place_is_a_member(self) -> None:
        seats = CohortSeat.objects.filter(group=self.room.group, ended_at__isnull=True)
        assert not seats.exclude(membership__status__in=Membership.CURRENT).exists()
