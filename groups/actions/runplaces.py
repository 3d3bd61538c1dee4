"""Places in runs: which run takes people now, how many it has left, and taking one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet

from groups.actions.refusals import RunIsFull
from groups.models import AdmissionRequest, Appointment, Cohort, CohortSeat, Membership, SupportGroup


def day_in(group: SupportGroup, now: datetime) -> date:
    """The group's own day."""
    return now.astimezone(ZoneInfo(group.zone)).date()


def open_runs(group: SupportGroup, now: datetime) -> list[Cohort]:
    """The runs that take people now, the first to start first. One statement; none where the group has no runs."""
    if not group.has_cohorts:
        return []
    day = day_in(group, now)
    return [run for run in Cohort.objects.live().filter(group=group) if run.takes_people_on(day)]


def door_places(group: SupportGroup, now: datetime) -> list[tuple[Cohort, int]]:
    """The runs that take people now, and how many places are left in each. Three statements; none without runs."""
    runs = open_runs(group, now)
    free = free_by_run(runs) if runs else {}
    return [(run, free[run.pk]) for run in runs]


def door_run(group: SupportGroup, now: datetime) -> Cohort | None:
    """The run that somebody who chooses none comes into now: the first to start with a place, or the first to start.

    One statement, three where several take people; none where the group has no runs.
    """
    runs = open_runs(group, now)
    if len(runs) > 1:
        free = free_by_run(runs)
        return next((run for run in runs if free[run.pk]), runs[0])
    return runs[0] if runs else None


def chosen_run(group: SupportGroup, ref: UUID | None, now: datetime) -> Cohort | None:
    """The run that somebody has chosen; None where the group has none, or none was chosen. Under the door's lock.

    Raises `RunIsFull` where it has no place any more, or takes nobody.
    """
    if ref is None or not group.has_cohorts:
        return None
    run = next((one for one in open_runs(group, now) if one.ref == ref), None)
    if run is None or not free_in_run(run):
        raise RunIsFull
    return run


def free_by_run(runs: Sequence[Cohort]) -> dict[int, int]:
    """How many places are left in each, by its id. Those who serve the whole group need none. Two statements.

    It holds for as long as the door's lock is held.
    """
    kept = AdmissionRequest.objects.filter(cohort__in=runs, state__in=AdmissionRequest.HOLDING).order_by()
    gone = Counter(kept.values_list("cohort_id", flat=True))
    gone.update(_taken(runs).order_by().values_list("cohort_id", flat=True))
    return {run.pk: max(0, run.places - gone[run.pk]) for run in runs}


def free_in_run(run: Cohort) -> int:
    """The same of one."""
    return free_by_run([run])[run.pk]


def run_with_place(group: SupportGroup, now: datetime) -> Cohort | None:
    """The run that takes people now, while it has a place. Under the door's lock."""
    return next((run for run, left in door_places(group, now) if left), None)


def seats_taken(run: Cohort) -> QuerySet[CohortSeat]:
    """Places that are taken."""
    return _taken([run])


def _taken(runs: Sequence[Cohort]) -> QuerySet[CohortSeat]:
    serves = Appointment.objects.filter(
        membership=OuterRef("membership"), role__in=Appointment.SERVING, ended_at__isnull=True
    )
    here = CohortSeat.objects.filter(cohort__in=runs, ended_at__isnull=True, membership__status__in=Membership.CURRENT)
    return here.filter(~Exists(serves))


def take_seat(membership: Membership, run: Cohort) -> None:
    """A place in a run, once; one that was given up is taken up again."""
    CohortSeat.objects.update_or_create(
        cohort=run, membership=membership, defaults={"group_id": run.group_id, "ended_at": None}
    )
