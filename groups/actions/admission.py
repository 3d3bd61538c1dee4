"""How a person of the group answers somebody at the door."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from groups.actions.alternatives import Alternative
from groups.actions.asking import add_message
from groups.actions.entering import way_in
from groups.actions.joining import become_member, lock_door, place_to_give
from groups.actions.refusals import AlternativeMissing, DecidedMeanwhile, ReasonMissing
from groups.actions.steps import State, check_step, check_unanswered, decide, locked_request, step
from groups.models import AdmissionMessage, AdmissionRequest, Membership
from personas.models import Persona


@transaction.atomic
def claim(*, request: AdmissionRequest, by: Persona, now: datetime) -> AdmissionRequest:
    """Say "I am reading this one", so that two people do not answer at once, for as long as the group has set.

    A second time begins the time anew. Somebody else's claim can be taken over: who claimed may be away. Raises
    `DecidedMeanwhile`.
    """
    request = locked_request(request)
    until = now + timedelta(hours=request.group.policy.claim_hours)
    if request.state == State.CLAIMED and request.claimed_by_id == by.pk:
        AdmissionRequest.objects.filter(pk=request.pk).update(claimed_until=until)
        return request
    if request.state not in AdmissionRequest.PENDING:
        raise DecidedMeanwhile
    request.claimed_by, request.claimed_until = by, until
    return step(request, State.CLAIMED, by=by, now=now)


@transaction.atomic
def hand_back(*, request: AdmissionRequest, by: Persona, now: datetime) -> AdmissionRequest:
    """Let somebody else read it. Safe to repeat; another's claim stays. Raises `DecidedMeanwhile`."""
    request = locked_request(request)
    if request.state not in AdmissionRequest.PENDING:
        raise DecidedMeanwhile
    if request.state == State.SUBMITTED or request.claimed_by_id != by.pk:
        return request
    request.claimed_by = None
    return step(request, State.SUBMITTED, by=by, now=now)


@transaction.atomic
def ask_back(*, request: AdmissionRequest, by: Persona, words: str, now: datetime) -> AdmissionRequest:
    """Ask the person something before deciding; they are told, and have two weeks. Safe to repeat.

    Raises `ReasonMissing` and `DecidedMeanwhile`.
    """
    words = words.strip()
    if not words:
        raise ReasonMissing
    request = locked_request(request)
    last = request.messages.exclude(kind=AdmissionMessage.Kind.NOTE).order_by("-pk").first()
    if request.state == State.ASKED_BACK and last is not None and (last.by_id, last.words) == (by.pk, words):
        return request
    check_unanswered(request)
    request.claimed_by = by
    add_message(request, AdmissionMessage.Kind.ASKED, by=by, words=words, now=now)
    return decide(request, State.ASKED_BACK, by=by, now=now)


@transaction.atomic
def admit(*, request: AdmissionRequest, by: Persona, now: datetime) -> Membership | AdmissionRequest:
    """Take somebody in, and tell them; where a fee comes before entry, a place is kept. Safe to repeat by one person.

    Nobody comes into a run that they did not ask for: see `offer_place`. Holds the locks of door and request, in this
    order. Raises `DecidedMeanwhile`, and as `place_to_give`.
    """
    policy = lock_door(request.group)
    request = locked_request(request)
    if request.state == State.ADMITTED and request.decided_by_id == by.pk:
        return Membership.objects.get(persona_id=request.persona_id)
    if request.state == State.PAYING and request.decided_by_id == by.pk:
        return request
    check_unanswered(request)
    run = place_to_give(request, policy, now)
    decide(request, way_in(policy, request.persona, now, run), by=by, now=now, run=run)
    if request.state == State.PAYING:
        return request
    return become_member(group=request.group, face=request.persona, now=now, run=request.cohort)


@transaction.atomic
def point_elsewhere(
    *,
    request: AdmissionRequest,
    by: Persona,
    reason: str,
    alternatives: Iterable[Alternative],
    now: datetime,
    again_on: date | None = None,
) -> AdmissionRequest:
    """Say no, with words that go to the person as they are and at least one other place that is named.

    `again_on`: the day from which they may ask again; without one, at any time. Safe to repeat by the same person.
    Raises `ReasonMissing`, `AlternativeMissing` and `DecidedMeanwhile`.
    """
    places = [[place.name, place.url] for place in alternatives]
    if not reason.strip():
        raise ReasonMissing
    if not places:
        raise AlternativeMissing
    request = locked_request(request)
    if request.state == State.ELSEWHERE and request.decided_by_id == by.pk:
        return request
    check_step(request, State.ELSEWHERE)
    request.reason, request.alternatives, request.again_on = reason.strip(), places, again_on
    return decide(request, State.ELSEWHERE, by=by, now=now)


@transaction.atomic
def write_note(*, request: AdmissionRequest, by: Persona, words: str, now: datetime) -> AdmissionMessage:
    """A note to the others who answer. The same note by the same person twice in a row is one.

    Raises `ReasonMissing`.
    """
    words = words.strip()
    if not words:
        raise ReasonMissing
    request = locked_request(request)
    last = request.messages.filter(kind=AdmissionMessage.Kind.NOTE).order_by("-pk").first()
    if last is not None and (last.by_id, last.words) == (by.pk, words):
        return last
    return add_message(request, AdmissionMessage.Kind.NOTE, by=by, words=words, now=now)
