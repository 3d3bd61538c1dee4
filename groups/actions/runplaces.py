"""Places in runs: which run takes people now, how many it has left, and taking one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet

from groups.actions.refusals import RunIsFull
from groups.models import AdmissionPolicy, AdmissionRequest, Appointment, Cohort, CohortSeat, Membership, SupportGroup
from supportgroups.lib.prepared import prepared


@dataclass(frozen=True)
class RunWish:
    """What somebody says where several runs take people. `ref`: the run; None: whichever has a place first.

    `waits`: that they know they can only wait for a place.
    """

    ref: UUID | None = None
    waits: bool = False


WHICHEVER = RunWish()


@dataclass(frozen=True)
class RunPlaces:
    """A run that takes people now, and how many places are left. `is_waited_for`: somebody on the list comes first."""

    run: Cohort
    left: int
    is_waited_for: bool

    @property
    def is_free(self) -> bool:
        """Whether somebody who comes now comes in."""
        return self.left > 0 and not self.is_waited_for


def day_in(group: SupportGroup, now: datetime) -> date:
    """The group's own day."""
    return now.astimezone(ZoneInfo(group.zone)).date()


def open_runs(group: SupportGroup, now: datetime) -> list[Cohort]:
    """The runs that take people now, the first to start first. One statement; none where the group has no runs."""
    if not group.has_cohorts:
        return []
    day = day_in(group, now)
    return [run for run in _live(group.pk) if run.takes_people_on(day)]


@prepared
def _live(group_id: int) -> QuerySet[Cohort]:
    return Cohort.objects.live().filter(group=group_id)


def door_places(group: SupportGroup, now: datetime) -> list[tuple[Cohort, int]]:
    """The runs that take people now, and how many places are left in each. Three statements; none without runs."""
    runs = open_runs(group, now)
    free = free_by_run(runs) if runs else {}
    return [(run, free[run.pk]) for run in runs]


def entry_places(policy: AdmissionPolicy, now: datetime) -> list[RunPlaces]:
    """The runs that take people now, and whether somebody who comes now has a place there or waits for one. Four
    statements, with the group loaded; none without runs."""
    places = door_places(policy.group, now)
    if not places:
        return []
    waiting = AdmissionRequest.objects.waiting().filter(group_id=policy.pk) if policy.keeps_list else None
    wishes = set(waiting.order_by().values_list("wanted", "wanted_gone_at").distinct()) if waiting is not None else ()
    first = {None if is_gone else wanted for wanted, is_gone in wishes}
    return [RunPlaces(run, left, is_waited_for=bool({None, run.pk} & first)) for run, left in places]


def wanted_run(group: SupportGroup, wish: RunWish, now: datetime) -> Cohort | None:
    """The run that somebody asks for; None for whichever. Raises `RunIsFull` where it takes nobody now."""
    if wish.ref is None or not group.has_cohorts:
        return None
    run = next((one for one in open_runs(group, now) if one.ref == wish.ref), None)
    if run is None:
        raise RunIsFull
    return run


def door_run(group: SupportGroup, now: datetime) -> Cohort | None:
    """The run that somebody who chooses none comes into now: the first to start with a place, or the first to start.

    One statement, three where several take people; none where the group has no runs.
    """
    runs = open_runs(group, now)
    if len(runs) > 1:
        free = free_by_run(runs)
        return next((run for run in runs if free[run.pk]), runs[0])
    return runs[0] if runs else None


def free_by_run(runs: Sequence[Cohort]) -> dict[int, int]:
    """How many places are left in each, by its id. Those who serve the whole group need none. Two statements.

    It holds for as long as the door's lock is held.
    """
    ids = [run.pk for run in runs]
    gone = Counter(_kept_for(ids))
    gone.update(_sat_in(ids))
    return {run.pk: max(0, run.places - gone[run.pk]) for run in runs}


@prepared
def _kept_for(run_ids: list[int]) -> QuerySet[AdmissionRequest, int | None]:
    kept = AdmissionRequest.objects.filter(cohort__in=run_ids, state__in=AdmissionRequest.HOLDING)
    return kept.order_by().values_list("cohort_id", flat=True)


@prepared
def _sat_in(run_ids: list[int]) -> QuerySet[CohortSeat, int]:
    return _taken(run_ids).order_by().values_list("cohort_id", flat=True)


def free_in_run(run: Cohort) -> int:
    """The same of one."""
    return free_by_run([run])[run.pk]


def seats_taken(run: Cohort) -> QuerySet[CohortSeat]:
    """Places that are taken."""
    return _taken([run.pk])


def _taken(run_ids: Sequence[int]) -> QuerySet[CohortSeat]:
    serves = Appointment.objects.filter(
        membership=OuterRef("membership"), role__in=Appointment.SERVING, ended_at__isnull=True
    )
    here = CohortSeat.objects.filter(
        cohort__in=run_ids, ended_at__isnull=True, membership__status__in=Membership.CURRENT
    )
    return here.filter(~Exists(serves))


def take_seat(membership: Membership, run: Cohort) -> None:
    """A place in a run, once; one that was given up is taken up again."""
    CohortSeat.objects.update_or_create(
        cohort=run, membership=membership, defaults={"group_id": run.group_id, "ended_at": None}
    )
