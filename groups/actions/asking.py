"""What somebody at the door does: begin, send, answer what was asked back, change their mind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from groups.actions.answers import Given, check_answers, keep_answers
from groups.actions.joining import AtTheDoor, check_door, lock_door, membership_of, sign_in
from groups.actions.refusals import AlreadyIn, CannotTakeIn, DecidedMeanwhile, ReasonMissing
from groups.actions.runplaces import WHICHEVER, RunWish, wanted_run
from groups.actions.steps import State, check_step, locked_request, next_word, step, tell
from groups.actions.waiting import fill_places
from groups.models import (
    AdmissionMessage,
    AdmissionPolicy,
    AdmissionRequest,
    AdmissionStep,
    Cohort,
    Membership,
    SupportGroup,
)
from personas import faces, kept, keyring, letterbox
from personas.actors import Actor
from personas.models import Persona

# Where what is typed at the door is kept until it is sent.
ASK_PLACE, ANSWER_PLACE = "ask", "answer"


@transaction.atomic
def begin_request(
    *,
    actor: Actor,
    group: SupportGroup,
    handle: str,
    agreed_version: int | None,
    consented: bool,
    now: datetime,
    is_of_age: bool = False,
    wish: RunWish = WHICHEVER,
) -> AdmissionRequest:
    """Take a face and begin a request with it, which nobody else sees until it is sent. For doors with a person behind.

    `wish`: which run it is for. Safe to repeat: an open request is given back unchanged. Holds the door's row lock.
    Raises `AlreadyIn`, `CannotTakeIn`, `RunIsFull` for a run that takes nobody now, and as `sign_in`.
    """
    policy = lock_door(group)
    face = faces.face_in(actor, group.pk)
    membership = membership_of(face)
    if membership is not None and membership.status in Membership.CURRENT:
        raise AlreadyIn
    waiting = AdmissionRequest.objects.open().filter(group=group, persona=face).first() if face else None
    if waiting is not None:
        return waiting
    if policy.door != AdmissionPolicy.Door.REQUEST or not may_ask_again(face, now.date()):
        raise CannotTakeIn
    check_door(actor, policy, now)
    run = wanted_run(policy.group, wish, now)
    said = AtTheDoor(handle, agreed_version, consented, is_of_age)
    return _begin(policy, sign_in(policy, actor, face, said, now), now, run)


@transaction.atomic
def submit_request(
    *, request: AdmissionRequest, words: str, now: datetime, answers: Sequence[Given] = ()
) -> AdmissionRequest:
    """Send what was begun; the people who answer are told, and an answer is promised. Safe to repeat.

    Raises `ReasonMissing` without words, `AnswerMissing`, `QuestionsChanged` for answers to other questions than those
    in force, and `DecidedMeanwhile` for a request that ran out of time or was taken back.
    """
    if not words.strip():
        raise ReasonMissing
    request = locked_request(request)
    if request.submitted_at is not None and request.state in AdmissionRequest.OPEN:
        return request
    check_step(request, State.SUBMITTED)
    check_answers(request.group.policy, answers)
    return _send(request, words, answers, now)


def submit_begun(
    policy: AdmissionPolicy, face: Persona, *, words: str, run: Cohort | None, now: datetime
) -> AdmissionRequest:
    """Begin and send in one press, for somebody whom the door knows: what it asks of newcomers is not asked again.
    Under the door's lock."""
    return _send(_begin(policy, face, now, run), words, (), now)


def _send(request: AdmissionRequest, words: str, answers: Sequence[Given], now: datetime) -> AdmissionRequest:
    request.words, request.submitted_at = words.strip(), now
    request.promised_at = next_word(State.SUBMITTED, request.group.policy, now)
    step(request, State.SUBMITTED, by=request.persona, now=now)
    keep_answers(request, answers)
    letterbox.record(
        "groups.asked", group_id=request.group_id, subject_id=request.pk, persona_id=request.persona_id, at=now
    )
    tell_who_answers(request, "groups.asked", now=now)
    return request


@transaction.atomic
def answer_back(*, request: AdmissionRequest, words: str, now: datetime) -> AdmissionRequest:
    """The person answers what they were asked; whoever asked has the request before them again. Safe to repeat.

    Raises `ReasonMissing` and `DecidedMeanwhile`.
    """
    words = words.strip()
    if not words:
        raise ReasonMissing
    request = locked_request(request)
    last = request.messages.exclude(kind=AdmissionMessage.Kind.NOTE).order_by("-pk").first()
    if request.state == State.CLAIMED and last is not None and last.words == words:
        return request
    if request.state != State.ASKED_BACK or request.claimed_by is None:
        raise DecidedMeanwhile
    add_message(request, AdmissionMessage.Kind.ANSWERED, by=request.persona, words=words, now=now)
    reader = request.claimed_by
    request.claimed_until = now + timedelta(hours=request.group.policy.claim_hours)
    step(request, State.CLAIMED, by=request.persona, now=now)
    tell(request, "groups.answered_back", to=reader.pk, now=now)
    return request


@transaction.atomic
def take_back(*, request: AdmissionRequest, now: datetime) -> AdmissionRequest:
    """The person at the door changes their mind; whatever they wrote goes. A place that was kept for them goes on.

    Also how the waiting list is left and an offer declined. Safe to repeat. Holds the locks of door and request.
    Raises `DecidedMeanwhile` when it has been answered.
    """
    policy = lock_door(request.group)
    request = locked_request(request)
    if request.state == State.WITHDRAWN:
        return request
    withdraw(request, by=request.persona, now=now)
    fill_places(policy, now=now)
    return request


def withdraw(request: AdmissionRequest, *, by: Persona | None, now: datetime) -> None:
    """The same under the locks, and offers nothing. `by` is None where it goes with the membership."""
    erase_words(request)
    step(request, State.WITHDRAWN, by=by, now=now)


def may_ask_again(face: Persona | None, today: date) -> bool:
    """Whether no answer to this face set a later day to ask again. One statement; none for who has no face here."""
    return face is None or asks_again_on(face.pk, today) is None


def asks_again_on(persona_id: int, today: date) -> date | None:
    """The later day, if one was set. One statement."""
    answered = AdmissionRequest.objects.filter(persona=persona_id, state=State.ELSEWHERE, again_on__gt=today)
    return answered.order_by("-again_on").values_list("again_on", flat=True).first()


def erase_words(request: AdmissionRequest) -> None:
    """What the person wrote at the door goes, sent or not; the row and its steps stay a while to say what happened."""
    request.words = ""
    request.answers.all().delete()
    request.messages.exclude(kind=AdmissionMessage.Kind.NOTE).delete()
    for place in (ASK_PLACE, ANSWER_PLACE):
        kept.erase(persona_id=request.persona_id, group_id=request.group_id, place=place)


def add_message(
    request: AdmissionRequest, kind: AdmissionMessage.Kind, *, by: Persona, words: str, now: datetime
) -> AdmissionMessage:
    """Write one row. Under the request's lock."""
    return AdmissionMessage.objects.create(
        group_id=request.group_id, request=request, kind=kind, by=by, words=words, at=now
    )


def tell_who_answers(request: AdmissionRequest, kind: str, *, now: datetime) -> None:
    """A notice to everybody who answers requests in the group."""
    for reader in keyring.holders(request.group, "admit_members"):
        tell(request, kind, to=reader, now=now)


def _begin(policy: AdmissionPolicy, face: Persona, now: datetime, run: Cohort | None) -> AdmissionRequest:
    request = AdmissionRequest.objects.create(
        group=policy.group, persona=face, wanted=run, begun_at=now, due_at=next_word(State.BEGUN, policy, now)
    )
    AdmissionStep.objects.create(group=policy.group, request=request, state=State.BEGUN, by=face, at=now)
    return request
