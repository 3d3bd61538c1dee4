"""What time does at the door. Nothing runs out there without a word to the person, and nothing is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from groups.actions import fees
from groups.actions.answers import erase_due_answers, erase_sensitive
from groups.actions.asking import erase_words, tell_who_answers
from groups.actions.entering import open_places
from groups.actions.joining import lock_door
from groups.actions.steps import WORD_FROM_THE_LIST, State, locked_request, step, tell
from groups.actions.waiting import fill_places
from groups.models import AdmissionPolicy, AdmissionRequest

# So many in one run, oldest first; the next run, a minute later, does the rest.
BATCH = 200
# How long before its end somebody hears that what they have runs out.
WARNED_BEFORE = {
    State.BEGUN: timedelta(days=3),
    State.ASKED_BACK: timedelta(days=3),
    State.OFFERED: timedelta(days=1),
    State.PAYING: timedelta(days=3),
}


def keep_time(now: datetime) -> int:
    """End claims, warn, let lapse, renew what was promised, and offer free places; how many things were done.

    Idempotent, and safe to run in any number of workers at once: each request is looked at again under its lock, in a
    transaction of its own.
    """
    done = open_places(now)
    claims = AdmissionRequest.objects.filter(state=State.CLAIMED, claimed_until__lte=now)
    done += _each(claims, _end_claim, now)
    for state, before in WARNED_BEFORE.items():
        ending = AdmissionRequest.objects.filter(state=state, due_at__lte=now + before, warned_at__isnull=True)
        done += _each(ending, _warn, now)
    done += _each(AdmissionRequest.objects.open().filter(due_at__lte=now), _keep_promise, now)
    done += erase_due_answers(now, most=BATCH)
    return done + _fill_all(now)


Act = Callable[[AdmissionRequest, datetime], bool]


def _each(found: QuerySet[AdmissionRequest], act: Act, now: datetime) -> int:
    return sum(_one(request, act, now) for request in found.order_by("due_at", "pk")[:BATCH])


@transaction.atomic
def _one(request: AdmissionRequest, act: Act, now: datetime) -> bool:
    """Under the door's lock too: an offer that lapses goes on to the next."""
    policy = lock_door(request.group)
    is_done = act(locked_request(request), now)
    if is_done and request.state in AdmissionRequest.HOLDING:
        fill_places(policy, now=now)
    return is_done


def _end_claim(request: AdmissionRequest, now: datetime) -> bool:
    """Back into the queue: whoever was reading may be away."""
    if request.state != State.CLAIMED or request.claimed_until is None or request.claimed_until > now:
        return False
    request.claimed_by = None
    step(request, State.SUBMITTED, by=None, now=now)
    return True


def _warn(request: AdmissionRequest, now: datetime) -> bool:
    """One word before the end. What is past its end already gets that word instead."""
    before = WARNED_BEFORE.get(State(request.state))
    if before is None or request.warned_at is not None or request.due_at is None:
        return False
    if not now < request.due_at <= now + before:
        return False
    if request.state == State.PAYING and fees.waits_for_others(request.persona_id, request.group_id):
        return False
    request.warned_at = now
    request.save(update_fields=["warned_at"])
    tell(request, f"groups.ends_{request.state}", now=now)
    return True


def _keep_promise(request: AdmissionRequest, now: datetime) -> bool:
    """By now the person was to hear: they do, whatever it is."""
    if request.due_at is None or request.due_at > now or request.state not in AdmissionRequest.OPEN:
        return False
    if request.state == State.PAYING and (until := fees.kept_until(request.persona_id, request.group_id, now)):
        request.due_at, request.warned_at = until, None
        request.save(update_fields=["due_at", "warned_at"])
    elif request.state in (State.BEGUN, State.ASKED_BACK, *AdmissionRequest.HOLDING):
        lapse(request, now)
    elif request.state == State.WAITING:
        _promise(request, now + WORD_FROM_THE_LIST, "groups.still_waiting", now)
    else:
        _promise(request, now + timedelta(days=request.group.policy.answer_days), "groups.late", now)
        tell_who_answers(request, "groups.overdue", now=now)
    return True


def lapse(request: AdmissionRequest, now: datetime, *, why: str = "") -> None:
    """What was begun or offered runs out, and the person is told. `why`: another reason than time. Under the request's
    lock."""
    ended = why or request.state
    if request.state == State.BEGUN:
        erase_words(request)
    erase_sensitive([request.pk], now=now)
    step(request, State.LAPSED, by=None, now=now)
    tell(request, f"groups.lapsed_{ended}", now=now)


def _promise(request: AdmissionRequest, due_at: datetime, kind: str, now: datetime) -> None:
    """Say honestly that it takes longer, and by when the next word comes."""
    request.due_at = due_at
    request.save(update_fields=["due_at"])
    tell(request, kind, now=now)


def _fill_all(now: datetime) -> int:
    """Free places go out, also where they came free by something that told nobody here."""
    waiting = AdmissionRequest.objects.filter(state=State.WAITING).order_by().values("group_id").distinct()
    return sum(_fill(group_id, now) for group_id in waiting.values_list("group_id", flat=True))


@transaction.atomic
def _fill(group_id: int, now: datetime) -> int:
    policy = AdmissionPolicy.objects.select_for_update(of=("self",)).select_related("group").get(pk=group_id)
    return len(fill_places(policy, now=now))
