"""Which run somebody at the door asks for: saying so, and what becomes of it when that run takes nobody any more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from groups.actions.joining import lock_door
from groups.actions.refusals import DecidedMeanwhile
from groups.actions.runplaces import RunWish, day_in, wanted_run
from groups.actions.steps import locked_request, tell
from groups.actions.waiting import fill_places
from groups.models import AdmissionRequest, Cohort
from groups.models.admission import AdmissionRequestQuerySet

# So many in one go; the next minute does the rest.
BATCH = 200


@transaction.atomic
def choose_run(*, request: AdmissionRequest, wish: RunWish, now: datetime) -> AdmissionRequest:
    """The person asks for this run from now on, or for whichever has a place first; a place on the list is kept.

    Who waits for one with a place is offered it in turn. Safe to repeat. Holds the locks of door and request. Raises
    `RunIsFull` for a run that takes nobody now, and `DecidedMeanwhile` once a place is kept or the request has ended.
    """
    policy = lock_door(request.group)
    request = locked_request(request)
    if request.state not in AdmissionRequest.CHOOSING:
        raise DecidedMeanwhile
    request.wanted, request.wanted_gone_at = wanted_run(policy.group, wish, now), None
    request.save(update_fields=["wanted", "wanted_gone_at"])
    fill_places(policy, now=now)
    request.refresh_from_db()
    return request


def tell_of_runs_gone(now: datetime) -> int:
    """Tell everybody who asks for a run that takes nobody any more; how many. Whoever waits on the list waits for
    whichever comes first from then on; whoever has asked is put into no other run without a word of their own.

    Safe to repeat, and to run in any number of workers at once.
    """
    asked = _wishes().order_by().values("wanted")
    runs = Cohort.objects.filter(pk__in=asked).select_related("group").order_by("pk")
    return sum(_let_go(run, now) for run in runs if run.is_shut_on(day_in(run.group, now)))


def let_wishes_go(run: Cohort, now: datetime) -> int:
    """The same of one run, under its door's lock; offers nothing."""
    wishes = _wishes().filter(wanted=run).order_by("pk")[:BATCH]
    for request in [locked_request(one) for one in wishes]:
        request.wanted_gone_at = now
        request.save(update_fields=["wanted_gone_at"])
        tell(request, "groups.wanted_run_gone", now=now)
    return len(wishes)


@transaction.atomic
def _let_go(run: Cohort, now: datetime) -> int:
    policy = lock_door(run.group)
    run.refresh_from_db()
    if not run.is_shut_on(day_in(policy.group, now)):
        return 0
    told = let_wishes_go(run, now)
    fill_places(policy, now=now)
    return told


def _wishes() -> AdmissionRequestQuerySet:
    return AdmissionRequest.objects.filter(
        state__in=AdmissionRequest.CHOOSING, wanted__isnull=False, wanted_gone_at__isnull=True
    )
