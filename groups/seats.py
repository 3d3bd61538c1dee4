"""What an actor is in a group: one reading of face, membership, standing and request, and what follows from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, FilteredRelation, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Concat

from groups.models import AdmissionRequest, Appointment, Cohort, CohortSeat, Membership, SupportGroup
from groups.models.membership import GOODBYE_LASTS
from personas import faces, keyring
from personas.actors import NOBODY, Actor, Seat
from personas.models import Persona, Standing
from supportgroups.lib.prepared import prepared

# Whose words are shown beside a name when somebody holds several roles: what matters to a member comes first.
ROLE_ORDER = (
    Appointment.Role.FACILITATOR,
    Appointment.Role.ADMIN,
    Appointment.Role.SCREENER,
    Appointment.Role.TREASURER,
    Appointment.Role.EDITOR,
)
MEMBER = "member"
# What is read of a face, with its place in the group.
SAID = (
    "pk", "ref", "handle", "picture", "space_id", "group_space_id", "membership__pk", "membership__status",
    "membership__is_appointed", "membership__is_willing_to_welcome", "membership__last_visit_on",
    "membership__group__has_cohorts", "membership__group__asks_second_step", "membership__label", "role__role",
    "membership__skips_rereading", "held__kind", "held__since", "held__until",
)  # fmt: skip
_POWER, _RUN, _REQUEST, _GOODBYE = "power", "run", "request", "goodbye"


@dataclass(frozen=True)
class Found:
    """What is read beside the rows, and only where it can be there: runs by membership, and whether each is over;
    states of open requests by face, and faces with one that has ended; powers by group; runs left early, by
    membership."""

    cohorts: dict[int, dict[int, bool]]
    requests: dict[int, str]
    answered: set[int]
    powers: dict[int, frozenset[str]]
    goodbyes: dict[int, set[int]]

    @classmethod
    def beside(cls, actor: Actor, rows: list[dict[str, Any]], now: datetime) -> Found:
        """One statement for all four together; none where there can be nothing."""
        memberships = {row["group_space_id"]: row["membership__pk"] for row in rows if row["membership__pk"]}
        cohorts: dict[int, dict[int, bool]] = defaultdict(dict)
        requests: dict[int, str] = {}
        answered: set[int] = set()
        powers: dict[int, set[str]] = defaultdict(set)
        goodbyes: dict[int, set[int]] = defaultdict(set)
        for pk, kind, said in _beside(actor, rows, now):
            if kind == _RUN:
                cohort, _space, state = said.partition(" ")
                cohorts[memberships[pk]][int(cohort)] = state == Cohort.State.READ_ONLY
            elif kind == _REQUEST and said in AdmissionRequest.OPEN:
                requests[pk] = said
            elif kind == _REQUEST:
                answered.add(pk)
            elif kind == _GOODBYE:
                goodbyes[pk].add(int(said))
            else:
                powers[pk].add(said)
        held = {group: frozenset(each) for group, each in powers.items()}
        return cls(dict(cohorts), requests, answered, held, dict(goodbyes))


def seat(actor: Actor, group: SupportGroup, now: datetime) -> Actor:
    """The actor, seated in one group. One statement; one more for who is appointed, has runs, or asks to come in.

    A face for one thread comes with the same reading, so that it costs nothing. Who comes to a group's own address is
    seated by `groups.arriving`, together with the group.
    """
    return actor if actor.is_guest else seated(actor, group.pk, _rows(actor.for_statements(), group.pk), now)


def seat_everywhere(actor: Actor, now: datetime) -> Actor:
    """The actor, seated in every group they have a face in. One statement; one more for powers, runs and
    requests."""
    if actor.is_guest:
        return actor
    rows = _rows(actor.for_statements(), None)
    by_group: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_group[row["group_space_id"]].append(row)
    found = Found.beside(actor, rows, now)
    seats = {group: _seat(actor, mine, found, now) for group, mine in by_group.items()}
    return actor.with_seats(seats)


def seated(actor: Actor, group_id: int, rows: list[dict[str, Any]], now: datetime) -> Actor:
    """The actor, seated by rows of `in_group`. One statement at most."""
    return actor.with_seats({group_id: _seat(actor, rows, Found.beside(actor, rows, now), now)})


@prepared
def _rows(actor: Actor, group_id: int | None) -> QuerySet[Any, Any]:
    mine = faces.faces_of(actor)
    return with_all_that_hangs_on(mine if group_id is None else in_group(mine, group_id)).values(*SAID)


def in_group(mine: QuerySet[Persona], group_id: int | Subquery) -> QuerySet[Persona]:
    """Of an actor's faces those in one group. An account has few faces and a group thousands: PostgreSQL does not look
    into a case, and begins with the account."""
    return mine.filter(Case(When(group_space_id=group_id, then=True), default=False))


def with_all_that_hangs_on(mine: QuerySet[Persona]) -> QuerySet[Persona]:
    """Faces, once for each open standing and each role: few rows, no subqueries. Seats are made of `SAID` of them, and
    of nothing else."""
    return mine.annotate(
        held=FilteredRelation("standings", condition=Q(standings__lifted_at__isnull=True)),
        role=FilteredRelation("membership__appointments", condition=Q(membership__appointments__ended_at__isnull=True)),
    )


@dataclass(frozen=True)
class _Sought:
    """Where there can be something beside the rows: groups that the actor is appointed in, memberships of groups with
    runs, those of these groups that the actor serves, faces without a membership that holds, memberships that were
    given up in a group with runs."""

    appointed: frozenset[int]
    with_runs: frozenset[int]
    served: frozenset[int]
    outside: frozenset[int]
    left: frozenset[int]

    @classmethod
    def of(cls, actor: Actor, rows: list[dict[str, Any]]) -> _Sought:
        at_the_door = [row for row in rows if row["space_id"] == row["group_space_id"]]
        outside = [row for row in at_the_door if row["membership__status"] not in Membership.CURRENT]
        awake = [row for row in rows if not _waits_for_second_step(actor, row)]
        runs = [row for row in rows if row["membership__group__has_cohorts"]]
        served = {row["group_space_id"] for row in awake if row["role__role"] in Appointment.SERVING}
        return cls(
            appointed=frozenset(row["group_space_id"] for row in awake if row["membership__is_appointed"]),
            with_runs=frozenset(row["membership__pk"] for row in runs),
            served=frozenset(row["group_space_id"] for row in runs) & served,
            outside=frozenset(row["pk"] for row in outside),
            left=frozenset(
                row["membership__pk"] for row in runs if row["membership__status"] == Membership.Status.LEFT
            ),
        )


def _beside(actor: Actor, rows: list[dict[str, Any]], now: datetime) -> Iterable[Any]:
    """All that is sought, as (id, kind, what is said of it). One statement; none where there can be nothing."""
    sought = _Sought.of(actor, rows)
    if not (sought.appointed or sought.with_runs or sought.outside):
        return ()
    since = now - GOODBYE_LASTS
    if len({row["group_space_id"] for row in rows}) == 1:
        return _in_one_group(actor.for_statements(), sought, since)
    return _all_sought(actor, sought, since)


def _all_sought(actor: Actor, sought: _Sought, since: datetime) -> QuerySet[Any, Any]:
    parts = []
    if sought.appointed:
        parts.append(_granted(actor, sought.appointed))
    if sought.with_runs:
        parts.append(_runs(sought.with_runs, sought.served))
    if sought.outside:
        parts.append(_requests(sought.outside))
    if sought.left:
        parts.append(_left_early(sought.left, since))
    return parts[0].union(*parts[1:])


_in_one_group = prepared(_all_sought)


def _granted(actor: Actor, groups: Collection[int]) -> QuerySet[Any, Any]:
    """Powers by group."""
    held = keyring.granted(actor, SupportGroup, groups).order_by()
    return held.values_list("content_object_id", Value(_POWER), Concat("permission__codename", Value("")))


def _requests(faces_outside: Collection[int]) -> QuerySet[Any, Any]:
    """State of the open request by face, and of those that came to nothing."""
    asked = AdmissionRequest.objects.exclude(state=AdmissionRequest.State.ADMITTED)
    mine = asked.filter(persona_id__in=faces_outside).order_by()
    return mine.values_list("persona_id", Value(_REQUEST), Concat("state", Value("")))


def group_face(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Of these rows the first of the face that is no one-thread name."""
    return next((row for row in rows if row["space_id"] == row["group_space_id"]), None)


def _held(rows: list[dict[str, Any]], now: datetime) -> set[str]:
    """Kinds of standing that hold now for any of these faces, and so for all of them."""
    return {
        row["held__kind"]
        for row in rows
        if row["held__kind"] and row["held__since"] <= now and (row["held__until"] is None or row["held__until"] > now)
    }


def _role(rows: list[dict[str, Any]]) -> str:
    held = {row["role__role"] for row in rows}
    return next((role.value for role in ROLE_ORDER if role in held), MEMBER)


def _runs(memberships: Collection[int], served: Collection[int]) -> QuerySet[Any, Any]:
    """Runs by group, and how each stands: those with a place in them, and all of a group for who serves it."""
    place = Q(seats__membership_id__in=memberships, seats__ended_at__isnull=True)
    runs = Cohort.objects.readable().filter(place | Q(group_id__in=served))
    said = Concat(Cast("pk", CharField()), Value(" "), "state")
    return runs.order_by().values_list("group_id", Value(_RUN), said)


def _left_early(memberships: Collection[int], since: datetime) -> QuerySet[Any, Any]:
    """Runs that somebody has left before their end, by membership."""
    seats = CohortSeat.objects.left_early_since(since).filter(membership__in=memberships).order_by()
    return seats.values_list("membership_id", Value(_GOODBYE), Cast("cohort_id", CharField()))


def _waits_for_second_step(actor: Actor, row: dict[str, Any]) -> bool:
    """Whether powers rest: the group asks those who look after it for a second step, and this one has not taken it."""
    is_asked = bool(row["membership__is_appointed"] and row["membership__group__asks_second_step"])
    return is_asked and not actor.took_second_step


def _seat(actor: Actor, rows: list[dict[str, Any]], found: Found, now: datetime) -> Seat:
    face = group_face(rows)
    if face is None:
        return NOBODY
    held = _held(rows, now)
    runs = found.cohorts.get(face["membership__pk"], {})
    return Seat(
        group_id=face["group_space_id"],
        persona_id=face["pk"],
        handle=face["handle"],
        ref=str(face["ref"]),
        picture=str(face["picture"] or ""),
        role=_role(rows),
        status=face["membership__status"],
        is_silenced=Standing.Kind.SILENCE in held,
        is_suspended=Standing.Kind.SUSPENSION in held,
        cohort_ids=frozenset(runs),
        over_ids=frozenset(run for run, is_over in runs.items() if is_over),
        goodbye_ids=frozenset(found.goodbyes.get(face["membership__pk"], ())),
        powers=found.powers.get(face["group_space_id"], frozenset()),
        is_appointed=bool(face["membership__is_appointed"]),
        is_willing=bool(face["membership__is_willing_to_welcome"]),
        label=face["membership__label"] or "",
        waits_for_second_step=_waits_for_second_step(actor, face),
        face_ids=frozenset(row["pk"] for row in rows),
        request_state=found.requests.get(face["pk"]),
        has_asked=face["pk"] in found.answered and face["membership__status"] != Membership.Status.REMOVED,
        skips_rereading=bool(face["membership__skips_rereading"]),
    )
