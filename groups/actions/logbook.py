"""The group's log: what was changed, when and by which role; and beside it the chain, which knows more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from groups.logwords import LOGGED
from groups.models import Appointment, LogEntry
from personas import chain
from personas.models import Persona
from supportgroups.lib.prepared import prepared

# Who runs the server, where that is who did it; and nobody, where time did it.
OPERATOR, BY_ITSELF = "operator", ""
# The body that runs several groups, where it gave or ended a role.
HOST = "host"
MEMBER = "member"
# Under which of several roles somebody acts: what changes a group is an admin's to do.
_ACTS_AS = (*Appointment.Role.values,)


def log(
    kind: str,
    *,
    group_id: int,
    by: Persona | None,
    now: datetime,
    about: str = "",
    role: str | None = None,
    detail: dict[str, Any] | None = None,
) -> LogEntry:
    """Write what was changed, for members to read, and append it to the chain with its details. Call it last.

    `about` is a role, a power or a reason, by its value: never a name. `role` says as what it was done; without one it
    is looked up for `by`, in one statement. Locks the head of the chain until the transaction ends. LookupError for a
    kind that `groups.logwords` has no sentence for.
    """
    if kind not in LOGGED:
        raise LookupError(f"members would read nothing of {kind}")
    if role is None:
        role = BY_ITSELF if by is None else _role_of(by)
    entry = LogEntry.objects.create(group_id=group_id, kind=kind, role=role, about=about, at=now)
    chain.append(kind, {"group": group_id, "by": by.pk if by else None, "about": about} | (detail or {}), now)
    return entry


def _role_of(by: Persona) -> str:
    held = set(_roles(by.pk))
    return next((role for role in _ACTS_AS if role in held), MEMBER)


@prepared
def _roles(persona_id: int) -> QuerySet[Appointment, str]:
    held = Appointment.objects.filter(membership__persona=persona_id, ended_at__isnull=True)
    return held.values_list("role", flat=True)
