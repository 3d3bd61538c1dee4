"""The last step at every door: a membership, or where a fee comes before it, a place that is kept meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from groups.actions import fees
from groups.actions.answers import Given, answer_coming_in, keep_answers
from groups.actions.joining import become_member, is_barred_behind, lock_door
from groups.actions.steps import State, locked_request, next_word, step, tell
from groups.models import AdmissionPolicy, AdmissionRequest, AdmissionStep, Cohort, Membership, SupportGroup
from personas import faces
from personas.models import Persona


def way_in(policy: AdmissionPolicy, face: Persona, now: datetime, run: Cohort | None = None) -> State:
    """Where a face goes that may come in: ADMITTED, or PAYING where it is asked for a fee first. Under the door's lock.

    One statement where the group asks for nothing before entry.
    """
    is_asked = fees.ask_entry(group_id=policy.pk, persona_id=face.pk, now=now, run=run)
    return State.PAYING if is_asked else State.ADMITTED


def come_in(
    policy: AdmissionPolicy,
    face: Persona,
    now: datetime,
    answers: Sequence[Given] = (),
    run: Cohort | None = None,
) -> Membership | AdmissionRequest:
    """In without anybody's answer: the membership, or the request that keeps the place. Under the door's lock.

    `run`: where it has a place, in a group with runs.
    """
    if way_in(policy, face, now, run) == State.ADMITTED:
        answer_coming_in(policy, face, answers, now=now)
        return become_member(group=policy.group, face=face, now=now, run=run)
    request = AdmissionRequest.objects.create(
        group=policy.group, persona=face, cohort=run, by_runs=policy.group.has_cohorts, state=State.PAYING,
        begun_at=now, submitted_at=now, due_at=next_word(State.PAYING, policy, now),
    )  # fmt: skip
    AdmissionStep.objects.create(group=policy.group, request=request, state=State.PAYING, by=face, at=now)
    keep_answers(request, answers)
    return request


def open_places(now: datetime) -> int:
    """Let in everybody whose fee was settled before this hour; how many. Each place is a transaction of its own.

    Safe to repeat, and to run in any number of workers at once.
    """
    return sum(_open(code, group_id, now) for code, group_id in fees.open_accounts(now))


@transaction.atomic
def _open(code: str, group_id: int, now: datetime) -> bool:
    """Under the locks of door, request and account, in this order."""
    policy = lock_door(SupportGroup.objects.get(pk=group_id))
    payer = faces.payer_behind(code)
    paying = AdmissionRequest.objects.filter(group_id=group_id, state=State.PAYING)
    kept = paying.filter(persona_id=payer).first() if payer is not None else None
    if payer is None or kept is None:
        fees.close_entry(code)
        return False
    request = locked_request(kept)
    if request.state != State.PAYING or not fees.is_open(code, now):
        return False
    if policy.group.state == SupportGroup.State.CLOSED or is_barred_behind(request.persona, now):
        fees.close_entry(code)
        step(request, State.LAPSED, by=None, now=now)
        tell(request, "groups.lapsed_settled", now=now)
        return True
    run = request.cohort
    fees.take_entry(persona_id=payer, group_id=group_id, run=run, now=now)
    request.decided_at = now
    step(request, State.ADMITTED, by=None, now=now)
    become_member(group=policy.group, face=request.persona, now=now, run=run)
    fees.let_go(payer, group_id, now)  # what was given beyond what was asked
    tell(request, "groups.entered", now=now)
    return True
