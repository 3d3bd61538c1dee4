"""Asking to come in, and how a person of the group answers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from groups.actions.acts import note_act
from groups.actions.agreeing import check_agreed, sign
from groups.actions.joining import become_member, check_age, check_place, has_place, lock_door, membership_of
from groups.actions.refusals import AlreadyIn, CannotTakeIn, DecidedMeanwhile, GroupIsFull, ReasonMissing
from groups.models import AdmissionPolicy, AdmissionRequest, AdmissionStep, Membership, SupportGroup
from personas import chain, faces, keyring, letterbox
from personas.actors import Actor
from personas.models import Persona

State = AdmissionRequest.State

# From where to where a request may go. What is not here cannot happen.
STEPS: dict[str, frozenset[str]] = {
    State.BEGUN: frozenset({State.SUBMITTED, State.WITHDRAWN, State.LAPSED}),
    State.SUBMITTED: frozenset({State.CLAIMED, State.ADMITTED, State.ELSEWHERE, State.WITHDRAWN}),
    State.CLAIMED: frozenset({State.SUBMITTED, State.CLAIMED, State.ADMITTED, State.ELSEWHERE, State.WITHDRAWN}),
    State.OFFERED: frozenset({State.ADMITTED, State.WAITING, State.WITHDRAWN, State.LAPSED}),
    State.WAITING: frozenset({State.OFFERED, State.ADMITTED, State.ELSEWHERE, State.WITHDRAWN}),
    State.ADMITTED: frozenset(),
    State.ELSEWHERE: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.LAPSED: frozenset(),
}


@transaction.atomic
def ask_to_join(
    *,
    actor: Actor,
    group: SupportGroup,
    handle: str,
    words: str,
    agreed_version: int | None,
    consented: bool,
    now: datetime,
    is_of_age: bool = False,
) -> AdmissionRequest:
    """Take a face and send a request with it; no membership yet. For doors with a person behind them.

    Safe to repeat: an open request is given back unchanged. Holds the door's row lock. Raises `AlreadyIn`,
    `CannotTakeIn`, `RulesNotAgreed`, `AgeNotSaid`, and `HandleRefused` and `NameTaken` of `personas.faces`.
    """
    policy = lock_door(group)
    face = faces.face_in(actor, group.pk)
    membership = membership_of(face)
    if membership is not None and membership.status in Membership.CURRENT:
        raise AlreadyIn
    waiting = AdmissionRequest.objects.open().filter(group=group, persona=face).first() if face else None
    if waiting is not None:
        return waiting
    if policy.door != AdmissionPolicy.Door.REQUEST:
        raise CannotTakeIn
    check_place(actor, policy)
    check_age(policy, is_of_age=is_of_age)
    agreement = check_agreed(group=group, agreed_version=agreed_version, consented=consented)
    face = face or faces.take_face(actor=actor, space=group.space, handle=handle, now=now)
    sign(face=face, agreement=agreement, now=now)
    return _submit(group=group, face=face, words=words, now=now)


@transaction.atomic
def claim(*, request: AdmissionRequest, by: Persona, now: datetime) -> AdmissionRequest:
    """Say "I am reading this one", so that two people do not answer at once. Safe to repeat.

    Somebody else's claim can be taken over: who claimed may be away. Raises `DecidedMeanwhile`.
    """
    request = _locked(request)
    if request.state == State.CLAIMED and request.claimed_by_id == by.pk:
        return request
    request.claimed_by = by
    return _step(request, State.CLAIMED, by=by, now=now)


@transaction.atomic
def admit(*, request: AdmissionRequest, by: Persona, now: datetime) -> Membership:
    """Take somebody in, and tell them. Safe to repeat by the same person.

    Holds the locks of door and request, in this order. Raises `DecidedMeanwhile` and `GroupIsFull`.
    """
    policy = lock_door(request.group)
    request = _locked(request)
    if request.state == State.ADMITTED and request.decided_by_id == by.pk:
        return Membership.objects.get(persona_id=request.persona_id)
    _check_step(request, State.ADMITTED)
    if not has_place(policy):
        raise GroupIsFull
    _decide(request, State.ADMITTED, by=by, now=now)
    return become_member(group=request.group, face=request.persona, now=now)


@transaction.atomic
def point_elsewhere(*, request: AdmissionRequest, by: Persona, reason: str, now: datetime) -> AdmissionRequest:
    """Say no, with words that go to the person as they are. Safe to repeat by the same person.

    Raises `ReasonMissing` and `DecidedMeanwhile`.
    """
    if not reason.strip():
        raise ReasonMissing
    request = _locked(request)
    if request.state == State.ELSEWHERE and request.decided_by_id == by.pk:
        return request
    request.reason = reason.strip()
    return _decide(request, State.ELSEWHERE, by=by, now=now)


@transaction.atomic
def take_back(*, request: AdmissionRequest, now: datetime) -> AdmissionRequest:
    """The person at the door changes their mind; what they wrote to the facilitators goes. Safe to repeat.

    Raises `DecidedMeanwhile` when it has been answered.
    """
    request = _locked(request)
    if request.state == State.WITHDRAWN:
        return request
    request.words = ""
    return _step(request, State.WITHDRAWN, by=request.persona, now=now)


def _submit(*, group: SupportGroup, face: Persona, words: str, now: datetime) -> AdmissionRequest:
    request = AdmissionRequest.objects.create(
        group=group, persona=face, state=State.SUBMITTED, words=words.strip(), begun_at=now, submitted_at=now
    )
    AdmissionStep.objects.create(group=group, request=request, state=State.SUBMITTED, by=face, at=now)
    letterbox.record("groups.asked", group_id=group.pk, subject_id=request.pk, persona_id=face.pk, at=now)
    for reader in keyring.holders(group, "admit_members"):
        letterbox.tell(reader, "groups.asked", group_id=group.pk, subject_id=request.pk, now=now)
    return request


def _locked(request: AdmissionRequest) -> AdmissionRequest:
    rows = AdmissionRequest.objects.select_for_update(of=("self",)).select_related("group", "persona")
    return rows.get(pk=request.pk)


def _check_step(request: AdmissionRequest, state: State) -> None:
    if state not in STEPS[request.state]:
        raise DecidedMeanwhile


def _step(request: AdmissionRequest, state: State, *, by: Persona, now: datetime) -> AdmissionRequest:
    _check_step(request, state)
    request.state = state
    request.save()
    AdmissionStep.objects.create(group_id=request.group_id, request=request, state=state, by=by, at=now)
    return request


def _decide(request: AdmissionRequest, state: State, *, by: Persona, now: datetime) -> AdmissionRequest:
    request.decided_by, request.decided_at = by, now
    _step(request, state, by=by, now=now)
    note_act(persona_id=by.pk, group=request.group, now=now)
    chain.append(f"groups.{state}", {"request": request.pk, "group": request.group_id, "by": by.pk}, now)
    letterbox.tell(request.persona_id, f"groups.{state}", group_id=request.group_id, subject_id=request.pk, now=now)
    return request
