"""The waiting list: first come, first served. Whatever changes who has a place holds the door's lock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from groups.actions.agreeing import agreement_in_force, check_agreed, sign
from groups.actions.answers import Given, check_answers, keep_answers
from groups.actions.entering import way_in
from groups.actions.joining import (
    AtTheDoor,
    become_member,
    check_door,
    free_places,
    has_list_room,
    is_barred_behind,
    lock_door,
    membership_of,
    place_now,
    place_to_give,
    sign_in,
)
from groups.actions.refusals import (
    AlreadyIn,
    CannotTakeIn,
    DecidedMeanwhile,
    GroupIsFull,
    ListIsFull,
    NoPlaceLeft,
    RunIsFull,
)
from groups.actions.runplaces import WHICHEVER, RunWish, door_places, wanted_run
from groups.actions.steps import State, check_unanswered, decide, locked_request, next_word, step, tell
from groups.models import AdmissionPolicy, AdmissionRequest, AdmissionStep, Cohort, Membership, Signature, SupportGroup
from groups.models.admission import AdmissionRequestQuerySet
from personas import faces
from personas.actors import Actor
from personas.models import Persona

# Places given in one go; the next minute gives the rest.
MOST_OFFERS = 100


@transaction.atomic
def wait_for_place(
    *,
    actor: Actor,
    group: SupportGroup,
    handle: str,
    agreed_version: int | None,
    consented: bool,
    now: datetime,
    is_of_age: bool = False,
    answers: Sequence[Given] = (),
    wish: RunWish = WHICHEVER,
) -> AdmissionRequest:
    """Put the actor on the list of a full group with an open door: face, signature, answers, no membership yet.

    `wish`: for which run. Should a place be free after all, it is offered at once. Safe to repeat: an open request is
    given back unchanged. Raises as `join`, and `AlreadyIn`.
    """
    policy = lock_door(group)
    face = faces.face_in(actor, group.pk)
    membership = membership_of(face)
    if membership is not None and membership.status in Membership.CURRENT:
        raise AlreadyIn
    waiting = AdmissionRequest.objects.open().filter(group=group, persona=face).first() if face else None
    if waiting is not None:
        return waiting
    if policy.door != AdmissionPolicy.Door.OPEN or not policy.keeps_list:
        raise CannotTakeIn
    check_door(actor, policy, now)
    run = wanted_run(policy.group, wish, now)
    check_list(policy, wish, now)
    check_answers(policy, answers)
    said = AtTheDoor(handle, agreed_version, consented, is_of_age)
    return enlist(policy, sign_in(policy, actor, face, said, now), now, answers, run)


@transaction.atomic
def put_on_list(*, request: AdmissionRequest, by: Persona, now: datetime) -> AdmissionRequest:
    """Answer with a place on the waiting list. Safe to repeat by the same person. Holds the door's lock.

    Raises `DecidedMeanwhile`, and `ListIsFull` also where the group keeps no list.
    """
    policy = lock_door(request.group)
    request = locked_request(request)
    if request.state in (State.WAITING, State.OFFERED) and request.decided_by_id == by.pk:
        return request
    check_unanswered(request)
    if not policy.keeps_list or not has_list_room(policy):
        raise ListIsFull
    request.waitlisted_at = _end_of_list(policy, now)
    decide(request, State.WAITING, by=by, now=now)
    fill_places(policy, now=now)
    return request


@transaction.atomic
def offer_place(
    *, request: AdmissionRequest, by: Persona, now: datetime, run: Cohort | None = None
) -> AdmissionRequest:
    """Answer with a place that is kept for a few days, for the person to take. Safe to repeat by the same person.

    `run`: another than was asked for, as a suggestion; without one as `place_to_give` says. Not for who is on the list:
    from there places go out in order. Raises `DecidedMeanwhile` and `GroupIsFull`.
    """
    policy = lock_door(request.group)
    request = locked_request(request)
    if request.state == State.OFFERED and request.decided_by_id == by.pk:
        return request
    check_unanswered(request)
    if run is None:
        run = place_to_give(request, policy, now)
    elif not dict(door_places(policy.group, now)).get(run):
        raise GroupIsFull
    return decide(request, State.OFFERED, by=by, now=now, run=run)


@transaction.atomic
def take_place(
    *, request: AdmissionRequest, now: datetime, agreed_version: int | None = None
) -> Membership | AdmissionRequest:
    """The person takes the place that is kept for them, also a little late, as long as it has not gone on.

    Where a fee comes before entry the place is kept on, until that is settled.

    Rules that changed since are agreed to first. What was offered holds: fewer places meanwhile take nothing back. Safe
    to repeat. Raises `DecidedMeanwhile`, `RulesNotAgreed`, and `CannotTakeIn` for a closed group.
    """
    policy = lock_door(request.group)
    request = locked_request(request)
    if request.state == State.ADMITTED:
        return Membership.objects.get(persona_id=request.persona_id)
    if request.state == State.PAYING:
        return request
    if request.state != State.OFFERED:
        raise DecidedMeanwhile
    if policy.group.state == SupportGroup.State.CLOSED or is_barred_behind(request.persona, now):
        raise CannotTakeIn
    _agree_anew(request, policy, agreed_version, now)
    way = way_in(policy, request.persona, now, request.cohort)
    if way == State.ADMITTED:
        request.decided_at = now
    step(request, way, by=request.persona, now=now)
    if way == State.PAYING:
        return request
    return become_member(group=policy.group, face=request.persona, now=now, run=request.cohort)


def _agree_anew(request: AdmissionRequest, policy: AdmissionPolicy, agreed_version: int | None, now: datetime) -> None:
    agreement = agreement_in_force(policy.group)
    if not Signature.objects.filter(persona=request.persona, agreement=agreement).exists():
        check_agreed(group=policy.group, agreed_version=agreed_version, consented=True)
        sign(face=request.persona, agreement=agreement, now=now)


@transaction.atomic
def let_pass(*, request: AdmissionRequest, now: datetime) -> AdmissionRequest:
    """The person lets their turn pass and stays where they are on the list; the place goes to the next.

    They are not asked again before as many days as an offer holds. Safe to repeat. Raises `DecidedMeanwhile`.
    """
    policy = lock_door(request.group)
    request = locked_request(request)
    if request.state == State.WAITING:
        return request
    if request.state != State.OFFERED:
        raise DecidedMeanwhile
    request.waitlisted_at = request.waitlisted_at or _end_of_list(policy, now)
    request.not_before = now + timedelta(days=policy.offer_days)
    step(request, State.WAITING, by=request.persona, now=now)
    fill_places(policy, now=now)
    return request


def fill_places(policy: AdmissionPolicy, *, now: datetime) -> list[AdmissionRequest]:
    """Offer every free place to who has waited longest; a hundred at most. Under the door's lock.

    Nothing goes out from a group that takes nobody new. One statement where nobody waits.
    """
    if not policy.group.takes_newcomers:
        return []
    waiting = AdmissionRequest.objects.waiting().filter(group_id=policy.pk)
    if not waiting.exists():
        return []
    asked = waiting.filter(Q(not_before__isnull=True) | Q(not_before__lte=now))
    if policy.group.has_cohorts:
        return _fill_runs(policy, asked, now)
    free = free_places(policy, now)
    next_ones = list(asked[: MOST_OFFERS if free is None else min(free, MOST_OFFERS)])
    return [_offer_in_turn(request, now) for request in next_ones]


def _fill_runs(policy: AdmissionPolicy, asked: AdmissionRequestQuerySet, now: datetime) -> list[AdmissionRequest]:
    """The same where people meet in runs: each place goes to the first who would take one there. Whoever asked for no
    run in particular has the first to start. One statement for each place."""
    left = {run.pk: (run, places) for run, places in door_places(policy.group, now) if places}
    offered: list[AdmissionRequest] = []
    while left and len(offered) < MOST_OFFERS:
        request = asked.taking(left).first()
        if request is None:
            break
        run, places = left.get(request.wanted_id or 0) or next(iter(left.values()))
        offered.append(_offer_in_turn(request, now, run))
        left[run.pk] = (run, places - 1)
        left = {pk: each for pk, each in left.items() if each[1]}
    return offered


def place_in_line(request: AdmissionRequest) -> int:
    """One's own place on the list, from one, among those who would take the same place. For its owner alone. One
    statement."""
    before = AdmissionRequest.objects.waiting().filter(group_id=request.group_id)
    if request.wanted_id is not None and request.wanted_gone_at is None:
        before = before.taking([request.wanted_id])
    earlier = Q(waitlisted_at__lt=request.waitlisted_at) | Q(waitlisted_at=request.waitlisted_at, pk__lt=request.pk)
    return before.filter(earlier).count() + 1


def _offer_in_turn(request: AdmissionRequest, now: datetime, run: Cohort | None = None) -> AdmissionRequest:
    request = locked_request(request)
    step(request, State.OFFERED, by=None, now=now, run=run)
    tell(request, "groups.offered", now=now)
    return request


def check_list(policy: AdmissionPolicy, wish: RunWish, now: datetime) -> None:
    """Raises `CannotTakeIn` where the list has no room and no place is free at once. Under the door's lock."""
    if policy.keeps_list and has_list_room(policy):
        return
    try:
        place_now(policy, replace(wish, waits=False), now)
    except (NoPlaceLeft, RunIsFull) as full:
        raise CannotTakeIn from full


def enlist(
    policy: AdmissionPolicy, face: Persona, now: datetime, answers: Sequence[Given] = (), wanted: Cohort | None = None
) -> AdmissionRequest:
    """Put a face at the end of the list, and offer at once what is free after all. Under the door's lock."""
    request = AdmissionRequest.objects.create(
        group=policy.group,
        persona=face,
        wanted=wanted,
        state=State.WAITING,
        begun_at=now,
        submitted_at=now,
        waitlisted_at=_end_of_list(policy, now),
        due_at=next_word(State.WAITING, policy, now),
    )
    AdmissionStep.objects.create(group=policy.group, request=request, state=State.WAITING, by=face, at=now)
    keep_answers(request, answers)
    fill_places(policy, now=now)
    request.refresh_from_db()
    return request


def front_of_list(policy: AdmissionPolicy, face: Persona, now: datetime) -> AdmissionRequest:
    """Put a face before all who wait, whatever the list's cap: it had a place that was taken from it. What it has asked
    for already stays. Under the door's lock; offers nothing, so that several can be put there first."""
    known = AdmissionRequest.objects.open().filter(persona=face).first()
    if known is not None:
        return known
    first = (
        AdmissionRequest.objects.waiting().filter(group_id=policy.pk).values_list("waitlisted_at", flat=True).first()
    )
    request = AdmissionRequest.objects.create(
        group=policy.group,
        persona=face,
        state=State.WAITING,
        begun_at=now,
        submitted_at=now,
        waitlisted_at=min(now, first - timedelta(microseconds=1)) if first else now,
        due_at=next_word(State.WAITING, policy, now),
    )
    AdmissionStep.objects.create(group=policy.group, request=request, state=State.WAITING, by=None, at=now)
    return request


def _end_of_list(policy: AdmissionPolicy, now: datetime) -> datetime:
    """Now, or just after the last: who held the lock first stands first, whatever the clocks of two servers say."""
    last = AdmissionRequest.objects.filter(group_id=policy.pk, waitlisted_at__isnull=False).order_by("-waitlisted_at")
    latest = last.values_list("waitlisted_at", flat=True).first()
    return max(now, latest + timedelta(microseconds=1)) if latest else now
