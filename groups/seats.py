"""What an actor is in a group: one reading of face, membership, standing and request, and what follows from it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from groups.models import AdmissionRequest, Appointment, CohortSeat, Membership, SupportGroup
from personas import faces, keyring
from personas.actors import NOBODY, Actor, Seat

# Whose words are shown beside a name when somebody holds several roles: what matters to a member comes first.
ROLE_ORDER = (
    Appointment.Role.FACILITATOR,
    Appointment.Role.ADMIN,
    Appointment.Role.SCREENER,
    Appointment.Role.TREASURER,
    Appointment.Role.EDITOR,
)
MEMBER = "member"


@dataclass(frozen=True)
class Arrival:
    """A seated actor, and the membership to note a visit for: None where there is none or today's is noted."""

    actor: Actor
    unnoted_membership_id: int | None


def seat(actor: Actor, group: SupportGroup, now: datetime) -> Actor:
    """The actor, seated in one group. One statement; one more for who is appointed, and one more for runs.

    A face for one thread comes with the same reading, so that it costs nothing.
    """
    return arrive(actor, group, now).actor


def seat_everywhere(actor: Actor, now: datetime) -> Actor:
    """The actor, seated in every group they have a face in. One statement; one more for powers, one more for runs."""
    if actor.is_guest:
        return actor
    rows = list(_rows(actor, now))
    by_group: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_group[row["group_space_id"]].append(row)
    cohorts = _cohorts(rows)
    appointed = [row["group_space_id"] for row in rows if row["is_appointed"]]
    powers = keyring.powers_in(actor, SupportGroup, appointed) if appointed else {}
    seats = {group: _seat(group, found, cohorts, powers.get(group, frozenset())) for group, found in by_group.items()}
    return actor.with_seats(seats)


def arrive(actor: Actor, group: SupportGroup, now: datetime) -> Arrival:
    """As `seat`, and says whether today's visit is still to be noted. Writes nothing."""
    if actor.is_guest:
        return Arrival(actor, None)
    rows = list(_rows(actor, now).filter(group_space_id=group.pk))
    face = _group_face(rows)
    cohorts = _cohorts(rows) if group.has_cohorts else {}
    is_appointed = face is not None and bool(face["is_appointed"])
    powers = keyring.powers_of(actor, group) if is_appointed else frozenset()
    seated = actor.with_seats({group.pk: _seat(group.pk, rows, cohorts, powers)})
    return Arrival(seated, _unnoted(face, now.date()))


def note_visit(membership_id: int, day: date) -> None:
    """Keep the day of a member's last visit: a date and no more, for signals about the group. One statement."""
    Membership.objects.filter(pk=membership_id).exclude(last_visit_on=day).update(last_visit_on=day)


def _rows(actor: Actor, now: datetime) -> QuerySet[Any, Any]:
    """Every face of the actor, with what hangs on it. Seats are made of these rows and of nothing else."""
    open_request = AdmissionRequest.objects.open().filter(
        persona_id=OuterRef("pk"), group_id=OuterRef("group_space_id")
    )
    return (
        faces.faces_of(actor)
        .annotate(
            membership_pk=F("membership__pk"),
            status=F("membership__status"),
            is_appointed=F("membership__is_appointed"),
            last_visit_on=F("membership__last_visit_on"),
            has_cohorts=F("membership__group__has_cohorts"),
            role=Subquery(_roles().values("role")[:1]),
            request_state=Subquery(open_request.values("state")[:1]),
            **faces.standing_flags(actor, now, group="group_space"),
        )
        .values(
            "pk", "ref", "handle", "space_id", "group_space_id", "membership_pk", "status", "is_appointed",
            "last_visit_on", "has_cohorts", "role", "request_state", "is_silenced", "is_suspended", "is_removed",
        )
    )  # fmt: skip


def _roles() -> QuerySet[Appointment]:
    rank = Case(
        *(When(role=role, then=Value(place)) for place, role in enumerate(ROLE_ORDER)), output_field=IntegerField()
    )
    holding = Q(membership__persona_id=OuterRef("pk"), group_id=OuterRef("group_space_id"), ended_at__isnull=True)
    return Appointment.objects.filter(holding).order_by(rank)


def _group_face(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    return next((row for row in rows if row["space_id"] == row["group_space_id"]), None)


def _cohorts(rows: list[dict[str, Any]]) -> dict[int, frozenset[int]]:
    """Runs by membership; no statement where no group of these has any."""
    asked = [row["membership_pk"] for row in rows if row["has_cohorts"]]
    found: dict[int, set[int]] = defaultdict(set)
    if asked:
        for membership, cohort in CohortSeat.objects.filter(membership_id__in=asked).values_list(
            "membership_id", "cohort_id"
        ):
            found[membership].add(cohort)
    return {membership: frozenset(cohorts) for membership, cohorts in found.items()}


def _seat(
    group_id: int, rows: list[dict[str, Any]], cohorts: dict[int, frozenset[int]], powers: frozenset[str]
) -> Seat:
    face = _group_face(rows)
    if face is None:
        return NOBODY
    return Seat(
        group_id=group_id,
        persona_id=face["pk"],
        handle=face["handle"],
        ref=str(face["ref"]),
        role=face["role"] or MEMBER,
        status=face["status"],
        is_silenced=any(row["is_silenced"] for row in rows),
        is_suspended=any(row["is_suspended"] for row in rows),
        cohort_ids=cohorts.get(face["membership_pk"], frozenset()),
        powers=powers,
        is_appointed=bool(face["is_appointed"]),
        face_ids=frozenset(row["pk"] for row in rows),
        request_state=face["request_state"],
    )


def _unnoted(face: dict[str, Any] | None, today: date) -> int | None:
    if face is None or face["status"] not in Membership.CURRENT or face["last_visit_on"] == today:
        return None
    return int(face["membership_pk"])
