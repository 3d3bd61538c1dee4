"""Who looks after a group: the only writers of roles and of the powers that come with them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from groups.actions.joining import lock_door
from groups.actions.refusals import LastAdmin, NotAMember
from groups.models import Appointment, Membership
from personas import chain, keyring, letterbox
from personas.models import Persona

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


@transaction.atomic
def appoint(
    *, membership: Membership, role: str, kind: str, credential: str, by: Persona | None, now: datetime
) -> Appointment:
    """Give a member a role and its powers, and tell them. `by` is None at a founding.

    Safe to repeat: an open role is kept, with the kind and credential said now. Raises `NotAMember`.
    """
    membership = _locked(membership)
    if membership.status not in Membership.CURRENT:
        raise NotAMember
    appointment, is_new = Appointment.objects.update_or_create(
        group_id=membership.group_id,
        membership=membership,
        role=role,
        ended_at=None,
        defaults={"kind": kind, "credential": credential.strip()},
        create_defaults={"kind": kind, "credential": credential.strip(), "began_at": now},
    )
    for power in sorted(ROLE_POWERS[role]):
        keyring.grant(membership.persona, power, membership.group)
    Membership.objects.filter(pk=membership.pk).update(is_appointed=True)
    if is_new:
        _log("groups.appointed", appointment, by=by, now=now)
        if by is not None and by.pk != membership.persona_id:
            _tell("groups.appointed", appointment, membership, now)
    return appointment


@transaction.atomic
def dismiss(*, membership: Membership, role: str, by: Persona, now: datetime) -> None:
    """End a role; powers that another role still gives stay. Safe to repeat.

    Raises `LastAdmin` rather than leave a group that nobody can look after.
    """
    membership = _locked(membership)
    ending = list(Appointment.objects.filter(membership=membership, role=role, ended_at__isnull=True))
    if not ending:
        return
    others = Appointment.objects.filter(group_id=membership.group_id, role=Role.ADMIN, ended_at__isnull=True)
    if role == Role.ADMIN and not others.exclude(membership=membership).exists():
        raise LastAdmin
    _end(membership, ending, by=by, now=now)
    if by.pk != membership.persona_id:
        _tell("groups.dismissed", ending[0], membership, now)


def end_all_roles(*, membership: Membership, now: datetime) -> None:
    """End every role of somebody who goes, and take every power back. Called under the membership's lock."""
    if membership.is_appointed:
        ending = list(Appointment.objects.filter(membership=membership, ended_at__isnull=True))
        _end(membership, ending, by=membership.persona, now=now)
    keyring.revoke_all(membership.persona, membership.group)
    membership.is_appointed = False


def _end(membership: Membership, ending: list[Appointment], *, by: Persona, now: datetime) -> None:
    Appointment.objects.filter(pk__in=[appointment.pk for appointment in ending]).update(ended_at=now)
    roles_left = Appointment.objects.filter(membership=membership, ended_at__isnull=True).values_list("role", flat=True)
    kept = _powers(roles_left)
    for power in sorted(_powers(appointment.role for appointment in ending) - kept):
        keyring.revoke(membership.persona, power, membership.group)
    Membership.objects.filter(pk=membership.pk).update(is_appointed=bool(roles_left))
    for appointment in ending:
        _log("groups.dismissed", appointment, by=by, now=now)


def _powers(roles: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(ROLE_POWERS[role] for role in roles))


def _locked(membership: Membership) -> Membership:
    """Under the group's lock first, so that two admins cannot dismiss each other at once."""
    lock_door(membership.group)
    return Membership.objects.select_for_update(of=("self",)).select_related("group", "persona").get(pk=membership.pk)


def _log(kind: str, appointment: Appointment, *, by: Persona | None, now: datetime) -> None:
    detail = {"appointment": appointment.pk, "group": appointment.group_id, "role": appointment.role}
    chain.append(kind, detail | {"by": by.pk if by else None}, now)


def _tell(kind: str, appointment: Appointment, membership: Membership, now: datetime) -> None:
    letterbox.tell(membership.persona_id, kind, group_id=membership.group_id, subject_id=appointment.pk, now=now)
