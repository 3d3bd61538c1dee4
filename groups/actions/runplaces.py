"""Places in runs: which run takes people now, how many it has left, and taking one."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet

from groups.models import AdmissionRequest, Appointment, Cohort, CohortSeat, Membership, SupportGroup


def day_in(group: SupportGroup, now: datetime) -> date:
    """The group's own day."""
    return now.astimezone(ZoneInfo(group.zone)).date()


def door_run(group: SupportGroup, now: datetime) -> Cohort | None:
    """The run that somebody who comes in now comes into: of those that take people, the first to start.

    One statement; none where the group has no runs.
    """
    if not group.has_cohorts:
        return None
    day = day_in(group, now)
    return next((run for run in Cohort.objects.live().filter(group=group) if run.takes_people_on(day)), None)


def free_in_run(run: Cohort) -> int:
    """How many places are left. Those who serve the whole group need none. Under the door's lock. Two statements."""
    kept = AdmissionRequest.objects.filter(cohort=run, state__in=AdmissionRequest.HOLDING).count()
    return max(0, run.places - seats_taken(run).count() - kept)


def run_with_place(group: SupportGroup, now: datetime) -> Cohort | None:
    """The run that takes people now, while it has a place. Under the door's lock."""
    run = door_run(group, now)
    return run if run is not None and free_in_run(run) else None


def seats_taken(run: Cohort) -> QuerySet[CohortSeat]:
    """Places that are taken."""
    serves = Appointment.objects.filter(
        membership=OuterRef("membership"), role__in=Appointment.SERVING, ended_at__isnull=True
    )
    here = CohortSeat.objects.filter(cohort=run, ended_at__isnull=True, membership__status__in=Membership.CURRENT)
    return here.filter(~Exists(serves))


def take_seat(membership: Membership, run: Cohort) -> None:
    """A place in a run, once; one that was given up is taken up again."""
    CohortSeat.objects.update_or_create(
        cohort=run, membership=membership, defaults={"group_id": run.group_id, "ended_at": None}
    )
