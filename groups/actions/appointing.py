"""Who looks after a group: the only writers of roles and of the powers that come with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from groups.actions.attending import after_coming, after_going
from groups.actions.joining import lock_door
from groups.actions.logbook import HOST, log
from groups.actions.refusals import CheckedByOneself, LastAdmin, NotAMember
from groups.models import Appointment, Grant, Membership, Offer
from personas import keyring, letterbox
from personas.models import Persona
from supportgroups.lib.prepared import prepared

Role = Appointment.Role

# What a role lets its holder do. The one place where this is said.
_IN_DANGER = frozenset({"unmask", "open_contact_card"})
ROLE_POWERS: dict[str, frozenset[str]] = {
    Role.ADMIN: frozenset(
        {
            "admit_members",
            "manage_roles",
            "edit_settings",
            "keep_fees",
            "write_newsletter",
            "unmask",
            "open_contact_card",
        }
    ),
    Role.FACILITATOR: frozenset({"admit_members", "moderate", "write_newsletter", "unmask", "open_contact_card"}),
    Role.SCREENER: frozenset({"admit_members"}),
    Role.TREASURER: frozenset({"keep_fees"}),
    Role.EDITOR: frozenset({"write_newsletter"}),
}


@dataclass(frozen=True)
class Terms:
    """What may be said of a role beyond who holds it. `is_checked`: whoever gives it has seen the credential."""

    profession: str = ""
    is_checked: bool = False
    credential_ends_on: date | None = None
    ends_on: date | None = None


@transaction.atomic
def appoint(
    *,
    membership: Membership,
    role: str,
    kind: str,
    credential: str,
    by: Persona | None,
    now: datetime,
    terms: Terms | None = None,
    as_role: str | None = None,
) -> Appointment:
    """Give a member a role and its powers, and tell them. `by` is None at a founding, and for who runs the server.

    Safe to repeat: an open role is kept, with what is said now; a term that was changed is announced anew. Raises
    `NotAMember` and `CheckedByOneself`.
    """
    policy = lock_door(membership.group)
    membership = locked(membership)
    if membership.status not in Membership.CURRENT:
        raise NotAMember
    held = next(iter(_open_roles(membership, role)), None)
    said = _proof(membership, held, credential.strip(), terms or Terms(), by, now) | {"kind": kind}
    _empower(membership, role)
    if held is not None:
        if _say_anew(held, said):
            _log("groups.role_changed", held, by=by, now=now, as_role=as_role)
        return held
    appointment = _begin(membership, role, said, now)
    if (by is not None and by.pk != membership.persona_id) or as_role is not None:
        _tell("groups.appointed", appointment, membership, now)
    after_coming(policy, now=now)
    _log("groups.appointed", appointment, by=by, now=now, as_role=as_role)
    return appointment


@transaction.atomic
def dismiss(*, membership: Membership, role: str, by: Persona, now: datetime) -> None:
    """End another's role; powers that another role still gives stay. Safe to repeat.

    Raises `LastAdmin` rather than take from a group the last one who can look after it.
    """
    policy = lock_door(membership.group)
    membership = locked(membership)
    ending = _open_roles(membership, role)
    if not ending:
        return
    others = Appointment.objects.filter(group_id=membership.group_id, role=Role.ADMIN, ended_at__isnull=True)
    if role == Role.ADMIN and not others.exclude(membership=membership).exists():
        raise LastAdmin
    end_appointments(membership, ending, by=by, now=now)
    if by.pk != membership.persona_id:
        _tell("groups.dismissed", ending[0], membership, now)
    after_going(policy, now=now)


@transaction.atomic
def step_down(*, membership: Membership, role: str, now: datetime) -> None:
    """End one's own role, at any time, also the last one. Without a successor the group takes in nobody new until
    somebody is found; its members are told. Safe to repeat."""
    policy = lock_door(membership.group)
    membership = locked(membership)
    ending = _open_roles(membership, role)
    if ending:
        end_appointments(membership, ending, by=membership.persona, now=now)
        after_going(policy, now=now)


def end_all_roles(*, membership: Membership, now: datetime) -> None:
    """End every role and grant of somebody who goes, and take every power back. Called under the locks of door and
    membership; `after_going` follows once the membership has ended."""
    Offer.objects.filter(membership=membership).delete()
    if membership.is_appointed:
        Grant.objects.filter(membership=membership, ended_at__isnull=True).update(ended_at=now)
        end_appointments(membership, _open_roles(membership), by=membership.persona, now=now)
    keyring.revoke_all(membership.persona, membership.group)
    membership.is_appointed = False


def end_appointments(
    membership: Membership,
    ending: list[Appointment],
    *,
    by: Persona | None,
    now: datetime,
    as_role: str | None = None,
) -> None:
    """End these roles and take back what no other gives. Under the locks of door and membership.

    What a host ends in several groups at once is logged for the day, without an hour.
    """
    Appointment.objects.filter(pk__in=[appointment.pk for appointment in ending]).update(ended_at=now)
    keep_powers(membership, without=_powers(appointment.role for appointment in ending))
    logged_at = now.replace(hour=0, minute=0, second=0, microsecond=0) if as_role == HOST else now
    for appointment in ending:
        _log("groups.dismissed", appointment, by=by, now=logged_at, as_role=as_role)


def keep_powers(membership: Membership, *, without: Iterable[str]) -> None:
    """Take these powers back, but for those that an open role or grant still gives. Under the membership's lock."""
    roles = list(
        Appointment.objects.filter(membership=membership, ended_at__isnull=True).values_list("role", flat=True)
    )
    alone = set(Grant.objects.filter(membership=membership, ended_at__isnull=True).values_list("power", flat=True))
    for power in sorted(set(without) - _powers(roles) - alone):
        keyring.revoke(membership.persona, power, membership.group)
    Membership.objects.filter(pk=membership.pk).update(is_appointed=bool(roles or alone))


def locked(membership: Membership) -> Membership:
    """The membership as it is now, its row locked. After the door's lock, so that two admins cannot dismiss each other
    at once."""
    found = _with_lock(membership.pk)
    if not found:
        raise Membership.DoesNotExist
    return found[0]


@prepared
def _with_lock(pk: int) -> QuerySet[Membership]:
    return Membership.objects.select_for_update(of=("self",)).select_related("group", "persona").filter(pk=pk)


def _proof(
    membership: Membership, held: Appointment | None, credential: str, terms: Terms, by: Persona | None, now: datetime
) -> dict[str, Any]:
    """What is said of who holds a role. What was checked stays checked; nobody checks their own credential."""
    checked_by, checked_on = None, None
    if credential and terms.is_checked:
        if held is not None and held.checked_on is not None and held.credential == credential:
            checked_by, checked_on = held.checked_by, held.checked_on
        elif by is None or by.pk == membership.persona_id:
            raise CheckedByOneself
        else:
            checked_by, checked_on = by, now.date()
    return {
        "profession": terms.profession.strip(),
        "credential": credential,
        "checked_by": checked_by,
        "checked_on": checked_on,
        "credential_ends_on": terms.credential_ends_on if credential else None,
        "ends_on": terms.ends_on,
    }


def _empower(membership: Membership, role: str) -> None:
    keyring.grant_all(membership.persona, ROLE_POWERS[role], membership.group)
    Membership.objects.filter(pk=membership.pk).update(is_appointed=True)


def _begin(membership: Membership, role: str, said: dict[str, Any], now: datetime) -> Appointment:
    return Appointment.objects.create(
        group_id=membership.group_id, membership=membership, role=role, began_at=now, **said
    )


def _say_anew(held: Appointment, said: dict[str, Any]) -> bool:
    """Whether it says something else now."""
    if all(getattr(held, name) == value for name, value in said.items()):
        return False
    if held.ends_on != said["ends_on"]:
        held.end_told_at = None
    for name, value in said.items():
        setattr(held, name, value)
    held.save(update_fields=[*said, "end_told_at"])
    return True


def _open_roles(membership: Membership, role: str = "") -> list[Appointment]:
    return [held for held in _held(membership.pk) if not role or held.role == role]


@prepared
def _held(membership_id: int) -> QuerySet[Appointment]:
    return Appointment.objects.filter(membership=membership_id, ended_at__isnull=True)


def _powers(roles: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(ROLE_POWERS[role] for role in roles))


def _log(kind: str, appointment: Appointment, *, by: Persona | None, now: datetime, as_role: str | None = None) -> None:
    detail = {"appointment": appointment.pk}
    log(kind, group_id=appointment.group_id, by=by, role=as_role, about=appointment.role, now=now, detail=detail)


def _tell(kind: str, appointment: Appointment, membership: Membership, now: datetime) -> None:
    letterbox.tell(membership.persona_id, kind, group_id=membership.group_id, subject_id=appointment.pk, now=now)
