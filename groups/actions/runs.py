"""Runs of a group: announcing one, changing it, calling it off, and what time does to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from groups.actions import fees
from groups.actions.acts import note_act
from groups.actions.joining import lock_door
from groups.actions.leaving import leave
from groups.actions.logbook import log
from groups.actions.refusals import DearerThanSaid, FewerPlacesThanTaken, RunIsOver, RunNameTaken
from groups.actions.runplaces import day_in, seats_taken
from groups.actions.steps import locked_request, step, tell
from groups.actions.waiting import fill_places, front_of_list
from groups.actions.wishes import let_wishes_go, tell_of_runs_gone
from groups.models import (
    AdmissionPolicy,
    AdmissionRequest,
    Cohort,
    CohortSeat,
    CohortStep,
    Fee,
    Membership,
    SupportGroup,
)
from personas import letterbox
from personas.models import Persona

State = Cohort.State

# From where to where a run may go. What is not here cannot happen.
RUN_STEPS: dict[str, frozenset[str]] = {
    State.ANNOUNCED: frozenset({State.RUNNING, State.READ_ONLY, State.CANCELLED}),
    State.RUNNING: frozenset({State.READ_ONLY}),
    State.READ_ONLY: frozenset({State.ARCHIVED, State.ERASED}),
    State.ARCHIVED: frozenset(),
    State.ERASED: frozenset(),
    State.CANCELLED: frozenset(),
}


@dataclass(frozen=True)
class RunPlan:
    """Everything that can be said of a run, as it shall be."""

    name: str
    opens_on: date
    starts_on: date
    ends_on: date
    places: int
    says_places: bool = False
    sealed_after_week: int | None = None
    read_only_weeks: int = 4
    afterwards: str = Cohort.Afterwards.ARCHIVE
    own_amount: int | None = None
    own_currency: str = ""
    follows_id: int | None = None


@transaction.atomic
def announce_run(*, group: SupportGroup, plan: RunPlan, by: Persona, now: datetime) -> Cohort:
    """Announce a run, with a place of its own to write in; from now on people come into this group by its runs.

    Whoever waits is offered a place as soon as its door opens, and so is, in the turn of coming, whoever has one that
    is kept and in no run. A second press with the same plan gives the first one's. Holds the door's lock. Raises
    `RunNameTaken`.
    """
    policy = lock_door(group)
    same = Cohort.objects.filter(group=group, name=plan.name).first()
    if same is not None:
        if plan_of(same) == plan:
            return same
        raise RunNameTaken
    if not policy.group.has_cohorts:
        _begin_runs(policy.group, now)
    run = Cohort.objects.create(group=policy.group, **asdict(plan))
    CohortStep.objects.create(group=policy.group, cohort=run, state=run.state, at=now)
    for path in settings.RUN_ANNOUNCED:
        import_string(path)(run=run, by=by, now=now)
    fill_places(policy, now=now)
    _tell_who_may_follow(run, now)
    _log("groups.run_announced", run, by, now)
    return run


@transaction.atomic
def change_run(*, run: Cohort, plan: RunPlan, by: Persona, now: datetime) -> Cohort:
    """Change what is to come of a run. Who has a place keeps it; further places go to whoever waits; what was written
    ahead for its weeks moves with them.

    Safe to repeat. Raises `RunIsOver`, `RunNameTaken`, `FewerPlacesThanTaken`, and `DearerThanSaid` where somebody has
    a place already, or it has begun: who came for one amount owes no other.
    """
    policy = lock_door(run.group)
    run = _locked(run)
    if run.state not in Cohort.LIVE:
        raise RunIsOver
    if plan_of(run) == plan:
        return run
    if Cohort.objects.filter(group=run.group_id, name=plan.name).exclude(pk=run.pk).exists():
        raise RunNameTaken
    if plan.places < run.places and plan.places < _given(run):
        raise FewerPlacesThanTaken
    if _is_dearer(run, plan) and (run.state != State.ANNOUNCED or _given(run)):
        raise DearerThanSaid
    is_moved = (plan.starts_on, plan.ends_on) != (run.starts_on, run.ends_on)
    follows_anew = plan.follows_id != run.follows_id
    for name, value in asdict(plan).items():
        setattr(run, name, value)
    run.save()
    for path in settings.RUN_MOVED if is_moved else ():
        import_string(path)(run=run, now=now)
    fill_places(policy, now=now)
    if follows_anew:
        _tell_who_may_follow(run, now)
    _log("groups.run_changed", run, by, now)
    return run


@transaction.atomic
def cancel_run(*, run: Cohort, by: Persona, now: datetime) -> Cohort:
    """Call off a run before it has started. Who had a place, or the offer of one, is told and waits for the next.

    Safe to repeat. Raises `RunIsOver` for one that has started.
    """
    policy = lock_door(run.group)
    run = _locked(run)
    if run.state == State.CANCELLED:
        return run
    if run.state != State.ANNOUNCED:
        raise RunIsOver
    run.ended_at = now
    _go(run, State.CANCELLED, now)
    holders = list(_holders(run))
    _take_offers_back(run, now)
    _back_to_list(policy, run, now)
    fees.uncharge_run(run, now)
    letterbox.tell_all(holders, "groups.run_cancelled", group_id=run.group_id, subject_id=run.pk, now=now)
    fill_places(policy, now=now)
    _log("groups.run_cancelled", run, by, now)
    return run


def keep_runs(now: datetime) -> int:
    """Start, end and put away runs whose day has come, and tell who asked for one that is sealed; how many steps.

    Safe to repeat, and to run in any number of workers at once: each run is looked at again under its door's lock, in a
    transaction of its own.
    """
    standing = Cohort.objects.exclude(state__in=(State.ARCHIVED, State.ERASED, State.CANCELLED))
    latest = now.date() + timedelta(days=1)  # somewhere it is tomorrow already
    due = standing.filter(starts_on__lte=latest).select_related("group").order_by("pk")
    return sum(_keep(run, now) for run in due) + tell_of_runs_gone(now)


def plan_of(run: Cohort) -> RunPlan:
    """A run as it stands."""
    return RunPlan(**{name: getattr(run, name) for name in RunPlan.__dataclass_fields__})


def _begin_runs(group: SupportGroup, now: datetime) -> None:
    """From now on a place is one in a run: whoever has one that is kept beside them waits for the first, and hears so.
    Under the door's lock."""
    held = AdmissionRequest.objects.filter(group=group, state__in=AdmissionRequest.HOLDING).order_by("pk")
    for request in [locked_request(one) for one in held]:
        _back_from_place(request, now)
        tell(request, "groups.by_runs", now=now)
    group.has_cohorts = True
    group.save(update_fields=["has_cohorts"])


@transaction.atomic
def _keep(run: Cohort, now: datetime) -> bool:
    policy = lock_door(run.group)
    run = _locked(run)
    day = day_in(policy.group, now)
    if run.state in Cohort.LIVE and day > run.ends_on:
        _end(policy, run, now)
    elif run.state == State.ANNOUNCED and day >= run.starts_on:
        _go(run, State.RUNNING, now)
    elif run.state == State.READ_ONLY and day > run.read_until:
        _put_away(run, now)
    else:
        return False
    return True


def _end(policy: AdmissionPolicy, run: Cohort, now: datetime) -> None:
    """It is over: nothing more is written in it, and its people read on for a while and are told until when."""
    run.ended_at = now
    _go(run, State.READ_ONLY, now)
    _take_offers_back(run, now)
    letterbox.tell_all(list(_holders(run)), "groups.run_ended", group_id=run.group_id, subject_id=run.pk, now=now)
    fill_places(policy, now=now)
    log("groups.run_ended", group_id=run.group_id, by=None, now=now, detail={"run": run.pk})


def _put_away(run: Cohort, now: datetime) -> None:
    """Nobody reads it any more. Who was here for this run alone goes with it; who serves the group, or has another
    place, stays."""
    run.put_away_at = now
    erases = run.afterwards == Cohort.Afterwards.ERASE
    _go(run, State.ERASED if erases else State.ARCHIVED, now)
    seats = CohortSeat.objects.filter(cohort=run, ended_at__isnull=True)
    for membership in _end_places(seats, now):
        leave(membership=membership, now=now, how=Membership.Ending.COHORT)
    if erases:
        for path in settings.RUN_ERASED:
            import_string(path)(run=run, now=now)
    log("groups.run_put_away", group_id=run.group_id, by=None, now=now, detail={"run": run.pk, "erased": erases})


def _take_offers_back(run: Cohort, now: datetime) -> None:
    """Whoever had a place in it that was offered, or kept for a fee, waits for the next run, before all who came later;
    what was given counts there. Whoever asked for it hears that, too."""
    for request in AdmissionRequest.objects.filter(cohort=run, state__in=AdmissionRequest.HOLDING).order_by("pk"):
        held = locked_request(request)
        held.wanted_gone_at = held.wanted_gone_at or (now if held.wanted_id == run.pk else None)
        _back_from_place(held, now)
        tell(held, "groups.run_gone", now=now)
    let_wishes_go(run, now)


def _back_from_place(held: AdmissionRequest, now: datetime) -> None:
    """From a place that is kept no more onto the list, in the turn of its coming. Under the request's lock."""
    if held.state == AdmissionRequest.State.PAYING:
        fees.let_go(held.persona_id, held.group_id, now)
    held.waitlisted_at = held.waitlisted_at or held.submitted_at or now
    step(held, AdmissionRequest.State.WAITING, by=None, now=now)


def _back_to_list(policy: AdmissionPolicy, run: Cohort, now: datetime) -> None:
    """Whoever had a place in a run that is called off waits for the next, before all others; who has another place, or
    serves the group, stays in it."""
    seats = CohortSeat.objects.filter(cohort=run, ended_at__isnull=True)
    for membership in _end_places(seats, now):
        front_of_list(policy, membership.persona, now)
        leave(membership=membership, now=now, how=Membership.Ending.COHORT)


def _end_places(seats: QuerySet[CohortSeat], now: datetime) -> list[Membership]:
    """End these places; the members who were here for them alone."""
    members = Membership.objects.current().filter(cohort_seats__in=seats, is_appointed=False)
    members = members.select_related("group", "persona").order_by("pk")
    held = list(members)
    seats.update(ended_at=now)
    kept = CohortSeat.objects.filter(membership__in=held, ended_at__isnull=True).values_list("membership", flat=True)
    staying = set(kept)
    return [member for member in held if member.pk not in staying]


def _holders(run: Cohort) -> Iterable[int]:
    """Faces with a place in it."""
    held = CohortSeat.objects.filter(cohort=run, ended_at__isnull=True, membership__status__in=Membership.CURRENT)
    return held.order_by("membership__persona").values_list("membership__persona", flat=True)


def _tell_who_may_follow(run: Cohort, now: datetime) -> None:
    """Whoever is in the run before hears that they can go on."""
    if run.follows is not None:
        faces = list(_holders(run.follows))
        letterbox.tell_all(faces, "groups.run_follows", group_id=run.group_id, subject_id=run.pk, now=now)


def _given(run: Cohort) -> int:
    """Places that are taken or promised."""
    kept = AdmissionRequest.objects.filter(cohort=run, state__in=AdmissionRequest.HOLDING).count()
    return seats_taken(run).count() + kept


def _is_dearer(run: Cohort, plan: RunPlan) -> bool:
    fee = Fee.objects.filter(group=run.group_id, rhythm=Fee.Rhythm.RUN).first()
    if fee is None or (plan.own_amount, plan.own_currency) == (run.own_amount, run.own_currency):
        return False
    wanted = Cohort(own_amount=plan.own_amount, own_currency=plan.own_currency)
    return fee.for_run(wanted).most > fee.for_run(run).least


def _locked(run: Cohort) -> Cohort:
    return Cohort.objects.select_for_update(of=("self",)).select_related("group").get(pk=run.pk)


def _go(run: Cohort, state: State, now: datetime) -> None:
    """A step: checked, saved and logged. Under the run's lock. Raises `RunIsOver`."""
    if state not in RUN_STEPS[run.state]:
        raise RunIsOver
    run.state = state
    run.save()
    CohortStep.objects.create(group_id=run.group_id, cohort=run, state=state, at=now)


def _log(kind: str, run: Cohort, by: Persona, now: datetime) -> None:
    note_act(persona_id=by.pk, group=run.group, now=now)
    log(kind, group_id=run.group_id, by=by, now=now, detail={"run": run.pk})
