"""The whole life at a door, as a machine that presses every button in any order while time goes by.

`Door` knows the people, the clock and what must always hold. What comes later (a fee, a run with places of its own) is
a subclass with more rules and more invariants: `occupied()` says who has a place, `settle()` what time does, and every
press goes through `press()`, which takes a refusal for an answer and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, ClassVar

from django.db import connection, transaction
from django.db.models import Model
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from groups import actions
from groups.actions import STEPS, Alternative, DoorSettings, Refusal
from groups.models import AdmissionPolicy, AdmissionRequest, Membership
from groups.pages import own_request
from personas.models import Notice
from tests.cast import Person
from tests.groups.conftest import Room

State = AdmissionRequest.State
NAMES = ("Heron", "Otter", "Wren", "Quince", "Sorrel", "Teasel")
PEOPLE = st.integers(0, len(NAMES) - 1)
HELPERS = st.integers(0, 1)
WRITES = ("INSERT", "UPDATE", "DELETE")
ELSEWHERE = [Alternative("Carers")]


def plain(row: Model) -> dict[str, object]:
    """All that stands in the row."""
    return {name: value for name, value in vars(row).items() if name != "_state"}


class Door(RuleBasedStateMachine):
    """Everybody at one door. `scene` is set by the test: a room, six people with accounts, two who answer."""

    scene: ClassVar[tuple[Room, list[Person], list[Person]]]

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.room, self.people, self.helpers = self.scene
        self.now: datetime = self.room.now
        self.high = 0
        self.read: dict[int, list[object]] = {}
        self.has_written, self.looked_at = False, self.now
        connection.execute_wrappers.append(self.watch)
        self.set_door("request", 3, takes_newcomers=True)

    def teardown(self) -> None:
        connection.execute_wrappers.remove(self.watch)
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def watch(self, execute: Callable[..., Any], sql: str, *how: Any) -> Any:
        """Every statement goes through here."""
        self.has_written = self.has_written or sql.startswith(WRITES)
        return execute(sql, *how)

    def check_invariants(self, *how: Any) -> None:
        """Where nothing was written and no time went by, all holds as it did."""
        if self.has_written or self.now != self.looked_at:
            self.has_written, self.looked_at = False, self.now
            super().check_invariants(*how)

    # -- what the rules are made of

    def press(self, act: Callable[..., Any], **what: Any) -> bool:
        """One press; whether it did what it says. A refusal is an answer, anything else is a fault."""
        try:
            with transaction.atomic():
                act(now=self.now, **what)
        except Refusal:
            return False
        return True

    def own(self, person: int) -> AdmissionRequest | None:
        """The latest request of somebody, as it is now."""
        mine = AdmissionRequest.objects.filter(group=self.room.group, persona__handle=NAMES[person])
        return mine.order_by("-pk").first()

    def answer(self, act: Callable[..., Any], person: int, helper: int, **more: Any) -> None:
        """Somebody of the group answers somebody who has sent a request."""
        request = self.own(person)
        if request is not None and request.state != State.BEGUN:
            self.press(act, request=request, by=self.helpers[helper].face, **more)

    def do(self, act: Callable[..., Any], person: int, **more: Any) -> None:
        """Somebody at the door does something with their own request."""
        request = self.own(person)
        if request is not None:
            self.press(act, request=request, **more)

    def come(self, act: Callable[..., Any], person: int, **more: Any) -> None:
        answers = {"handle": NAMES[person], "agreed_version": 1, "consented": True, "group": self.room.group} | more
        self.press(act, actor=self.people[person].actor(self.room.group, self.now), **answers)

    def set_door(self, door: str, capacity: int | None, *, takes_newcomers: bool) -> None:
        wanted = DoorSettings(door, "", 3, capacity, None, takes_newcomers, keeps_list=True, list_cap=4)
        self.press(actions.change_door, group=self.room.group, wanted=wanted, by=self.helpers[0].face)
        self.high = self.occupied()

    def settle(self) -> None:
        """Time does what it does until there is nothing left to do."""
        while actions.keep_time(self.now):
            pass

    def members(self) -> int:
        return Membership.objects.filter(group=self.room.group).current().count()

    def occupied(self) -> int:
        """Places that are taken or promised."""
        return self.members() + self.requests().filter(state__in=AdmissionRequest.HOLDING).count()

    def requests(self) -> Any:
        return AdmissionRequest.objects.filter(group=self.room.group)

    def policy(self) -> AdmissionPolicy:
        return AdmissionPolicy.objects.select_related("group").get(group=self.room.group)

    # -- rules: the people at the door

    @initialize(asking=st.permutations(range(len(NAMES))), waiting=st.integers(2, 4))
    def some_are_there(self, asking: list[int], waiting: int) -> None:
        """A full group: some wait for a place, the others have asked."""
        self.set_door("request", 2, takes_newcomers=True)
        for place, person in enumerate(asking[:5]):
            self.begin(person)
            self.submit(person)
            if place < waiting:
                self.enlist(person, 0)
            self.now += timedelta(minutes=1)

    @rule(person=PEOPLE)
    def begin(self, person: int) -> None:
        self.come(actions.begin_request, person)

    @rule(person=PEOPLE)
    def join(self, person: int) -> None:
        self.come(actions.join, person)

    @rule(person=PEOPLE)
    def wait(self, person: int) -> None:
        self.come(actions.wait_for_place, person)

    @rule(person=PEOPLE)
    def submit(self, person: int) -> None:
        self.do(actions.submit_request, person, words="May I come in?")

    @rule(person=PEOPLE)
    def answer_back(self, person: int) -> None:
        self.do(actions.answer_back, person, words="Since spring.")

    @rule(person=PEOPLE)
    def take_place(self, person: int) -> None:
        self.do(actions.take_place, person)

    @rule(person=PEOPLE)
    def let_pass(self, person: int) -> None:
        self.do(actions.let_pass, person)

    @rule(person=PEOPLE)
    def take_back(self, person: int) -> None:
        self.do(actions.take_back, person)

    @rule(person=PEOPLE)
    def leave(self, person: int) -> None:
        membership = Membership.objects.filter(group=self.room.group, persona__handle=NAMES[person]).first()
        if membership is not None:
            self.press(actions.leave, membership=membership)

    # -- rules: who answers

    @rule(person=PEOPLE, helper=HELPERS)
    def claim(self, person: int, helper: int) -> None:
        self.answer(actions.claim, person, helper)

    @rule(person=PEOPLE, helper=HELPERS)
    def hand_back(self, person: int, helper: int) -> None:
        self.answer(actions.hand_back, person, helper)

    @rule(person=PEOPLE, helper=HELPERS)
    def ask_back(self, person: int, helper: int) -> None:
        self.answer(actions.ask_back, person, helper, words="Since when?")

    @rule(person=PEOPLE, helper=HELPERS)
    def admit(self, person: int, helper: int) -> None:
        self.answer(actions.admit, person, helper)

    @rule(person=PEOPLE, helper=HELPERS)
    def offer(self, person: int, helper: int) -> None:
        self.answer(actions.offer_place, person, helper)

    @rule(person=PEOPLE, helper=HELPERS)
    def enlist(self, person: int, helper: int) -> None:
        self.answer(actions.put_on_list, person, helper)

    @rule(person=PEOPLE, helper=HELPERS)
    def elsewhere(self, person: int, helper: int) -> None:
        self.answer(actions.point_elsewhere, person, helper, reason="They have room.", alternatives=ELSEWHERE)

    # -- rules: the door and the clock

    @rule(
        door=st.sampled_from(["open", "request"]),
        capacity=st.sampled_from([2, 3, 4, 5, None]),
        takes_newcomers=st.sampled_from([True, True, True, False]),
    )
    def change_door(self, door: str, capacity: int | None, takes_newcomers: bool) -> None:
        self.set_door(door, capacity, takes_newcomers=takes_newcomers)

    @rule(hours=st.sampled_from([1, 30, 72, 130, 400, 800]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.settle()

    # -- what always holds

    @invariant()
    def nobody_is_over_the_places(self) -> None:
        capacity = self.policy().capacity
        if capacity is not None:
            self.high = max(capacity, min(self.high, self.occupied()))
            assert self.occupied() <= self.high

    @invariant()
    def every_open_request_has_a_next_step_and_a_day(self) -> None:
        """Its page is read again once the request, the door or the clock is another."""
        for request in self.requests().open().select_related("group__policy", "persona"):
            assert request.due_at is not None
            assert request.due_at > self.now
            of_page = [self.now, *(plain(row) for row in (request, request.group, request.group.policy))]
            if self.read.get(request.pk) == of_page:
                continue
            self.read[request.pk] = of_page
            person = self.people[NAMES.index(request.persona.handle)]
            shown = own_request(request, person.actor(self.room.group, self.now), self.now)
            assert shown.says
            assert shown.next
            assert shown.take_back_label

    @invariant()
    def nobody_is_lost(self) -> None:
        """Each request's steps lead from one to the next, to where it stands; what has ended has been told."""
        for request in self.requests().prefetch_related("steps"):
            states = [one.state for one in sorted(request.steps.all(), key=lambda one: one.pk)]
            assert states[0] in (State.BEGUN, State.WAITING, State.PAYING)
            assert states[-1] == request.state
            assert all(after in STEPS[before] for before, after in pairwise(states))
            if request.state in (State.LAPSED, State.ELSEWHERE):
                told = Notice.objects.filter(persona=request.persona_id, subject_id=request.pk)
                assert told.filter(kind__startswith=f"groups.{request.state}").exists()

    @invariant()
    def nobody_is_both_in_and_at_the_door(self) -> None:
        inside = Membership.objects.filter(group=self.room.group).current().values("persona")
        assert not self.requests().open().filter(persona__in=inside).exists()
        admitted = self.requests().filter(state=State.ADMITTED).values("persona")
        assert Membership.objects.filter(persona__in=admitted).count() == admitted.distinct().count()

    @invariant()
    def nobody_waits_beside_a_free_place(self) -> None:
        policy = self.policy()
        ready = [one for one in self.requests().waiting() if one.not_before is None or one.not_before <= self.now]
        is_free = policy.capacity is None or self.occupied() < policy.capacity
        assert not (ready and is_free and policy.group.takes_newcomers)

    @invariant()
    def places_go_out_in_order(self) -> None:
        """Whoever waits before somebody who was offered a place has let a turn pass."""
        for offered in self.requests().filter(state=State.OFFERED, waitlisted_at__isnull=False):
            earlier = self.requests().waiting().filter(waitlisted_at__lt=offered.waitlisted_at)
            assert all(one.not_before is not None for one in earlier)
