"""How a request goes from state to state: the lock, the check, the log, and what everybody at the door is promised."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet

from groups.actions import fees
from groups.actions.acts import note_act
from groups.actions.refusals import DecidedMeanwhile
from groups.models import AdmissionPolicy, AdmissionRequest, AdmissionStep, Cohort
from personas import chain, letterbox
from personas.models import Persona
from supportgroups.lib.prepared import prepared

State = AdmissionRequest.State

# From where to where a request may go. What is not here cannot happen.
_ANSWERED = frozenset({State.ASKED_BACK, State.OFFERED, State.WAITING, State.PAYING, State.ADMITTED, State.ELSEWHERE})
STEPS: dict[str, frozenset[str]] = {
    State.BEGUN: frozenset({State.SUBMITTED, State.WITHDRAWN, State.LAPSED}),
    State.SUBMITTED: _ANSWERED | {State.CLAIMED, State.WITHDRAWN},
    State.CLAIMED: _ANSWERED | {State.CLAIMED, State.SUBMITTED, State.WITHDRAWN},
    State.ASKED_BACK: _ANSWERED | {State.CLAIMED, State.WITHDRAWN, State.LAPSED},
    # A place that was offered is the person's to take until it lapses: nobody takes it back.
    State.OFFERED: frozenset({State.PAYING, State.ADMITTED, State.WAITING, State.WITHDRAWN, State.LAPSED}),
    # All is agreed and the place is kept: what is left is the fee, or one tick. Back on the list with a run called off.
    State.PAYING: frozenset({State.ADMITTED, State.WAITING, State.WITHDRAWN, State.LAPSED}),
    # From the list one comes in by an offer only, in its order.
    State.WAITING: frozenset({State.OFFERED, State.ELSEWHERE, State.WITHDRAWN}),
    State.ADMITTED: frozenset(),
    State.ELSEWHERE: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.LAPSED: frozenset(),
}
# Who came to the door and did not come in.
_GONE = (State.ELSEWHERE, State.WITHDRAWN, State.LAPSED)
# How long what was typed and not sent is kept, and how long a question back may stay open.
BEGUN_LASTS = timedelta(days=30)
ASKED_LASTS = timedelta(days=14)
# How long a place is kept for the fee: a transfer takes days, and somebody has to look at the account.
FEE_LASTS = timedelta(days=14)
# How often somebody on the list hears that they are still on it.
WORD_FROM_THE_LIST = timedelta(days=30)


def next_word(state: str, policy: AdmissionPolicy, now: datetime) -> datetime | None:
    """By when the person hears again, or what they have been given ends; None for what has ended."""
    lasts = {
        State.BEGUN: BEGUN_LASTS,
        State.SUBMITTED: timedelta(days=policy.answer_days),
        State.CLAIMED: timedelta(days=policy.answer_days),
        State.ASKED_BACK: ASKED_LASTS,
        State.OFFERED: timedelta(days=policy.offer_days),
        State.WAITING: WORD_FROM_THE_LIST,
        State.PAYING: FEE_LASTS,
    }
    return now + lasts[State(state)] if state in lasts else None


def locked_request(request: AdmissionRequest) -> AdmissionRequest:
    """The request as it is now, under its row's lock. After the door's, where both are held."""
    found = _with_lock(request.pk)
    if not found:
        raise AdmissionRequest.DoesNotExist
    return found[0]


@prepared
def _with_lock(pk: int) -> QuerySet[AdmissionRequest]:
    rows = AdmissionRequest.objects.select_for_update(of=("self",)).filter(pk=pk)
    return rows.select_related("group__policy", "persona", "cohort", "wanted")


def check_step(request: AdmissionRequest, state: str) -> None:
    """Raises `DecidedMeanwhile` when the request can no longer go there."""
    if state not in STEPS[request.state]:
        raise DecidedMeanwhile


def check_unanswered(request: AdmissionRequest) -> None:
    """On the list or with an offer in hand, only time and the person decide. Raises `DecidedMeanwhile`."""
    if request.state not in (*AdmissionRequest.PENDING, State.ASKED_BACK):
        raise DecidedMeanwhile


def step(
    request: AdmissionRequest, state: State, *, by: Persona | None, now: datetime, run: Cohort | None = None
) -> AdmissionRequest:
    """Go to a state: checked, saved and logged. `by` is None where time has done it. Under the request's lock.

    `run`: where a place is given. A claim keeps the promise that was made before it. What was paid by whoever does not
    come in is to be sent back. Raises `DecidedMeanwhile`.
    """
    check_step(request, state)
    if not {state, request.state} <= set(AdmissionRequest.PENDING):
        request.due_at = next_word(state, request.group.policy, now)
        request.warned_at = None
    if state != State.CLAIMED:
        request.claimed_until = None
    _stamp_run(request, state, run)
    if request.answered_at is None and state in _ANSWERED and by is not None:
        request.answered_at = now
    request.state = state
    request.save()
    AdmissionStep.objects.create(group_id=request.group_id, request=request, state=state, by=by, at=now)
    if state in _GONE:
        fees.let_go(request.persona_id, request.group_id, now)
    return request


def _stamp_run(request: AdmissionRequest, state: State, run: Cohort | None) -> None:
    """The run of a place is written when it is given, stays while it is kept, and goes with it."""
    request.by_runs = request.group.has_cohorts if state in AdmissionRequest.HOLDING else None
    if state not in (*AdmissionRequest.HOLDING, State.ADMITTED):
        request.cohort = None
    elif request.state not in AdmissionRequest.HOLDING:
        request.cohort = run


def decide(
    request: AdmissionRequest, state: State, *, by: Persona, now: datetime, run: Cohort | None = None
) -> AdmissionRequest:
    """A step that a person of the group answers for: logged in the chain, and the one who asked is told."""
    if state in AdmissionRequest.DECIDED:
        request.decided_at = now
    request.decided_by = by
    step(request, state, by=by, now=now, run=run)
    note_act(persona_id=by.pk, group=request.group, now=now)
    chain.append(f"groups.{state}", {"request": request.pk, "group": request.group_id, "by": by.pk}, now)
    tell(request, f"groups.{state}", now=now)
    return request


def tell(request: AdmissionRequest, kind: str, *, now: datetime, to: int | None = None) -> None:
    """A notice to the person at the door, or to somebody who answers."""
    letterbox.tell(to or request.persona_id, kind, group_id=request.group_id, subject_id=request.pk, now=now)
