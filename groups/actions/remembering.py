"""When a member has died: the name and the words stay, marked as in memory, and no letter comes any more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from groups.actions.leaving import leave
from groups.actions.logbook import log
from groups.models import Membership
from personas.models import Persona


@transaction.atomic
def remember(*, membership: Membership, by: Persona, now: datetime) -> Membership:
    """End the seat of a member who has died, and keep the name in memory. Logged. Safe to repeat."""
    membership = leave(membership=membership, now=now, how=Membership.Ending.DIED)
    faces = Persona.objects.filter(pk=membership.persona_id, state=Persona.State.ACTIVE)
    if faces.update(state=Persona.State.MEMORIAL):
        _log("groups.remembered", membership, by=by, now=now)
    membership.refresh_from_db()
    return membership


@transaction.atomic
def remember_no_more(*, membership: Membership, by: Persona, now: datetime) -> Membership:
    """It was a mistake: the face is a member's again, as before; roles are not given back. Logged. Safe to repeat."""
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    faces = Persona.objects.filter(pk=membership.persona_id, state=Persona.State.MEMORIAL)
    if faces.update(state=Persona.State.ACTIVE):
        if membership.ended_how == Membership.Ending.DIED:
            membership.status = Membership.Status.ACTIVE
            membership.ended_on, membership.ended_how = None, ""
            membership.save(update_fields=["status", "ended_on", "ended_how"])
        _log("groups.remembered_no_more", membership, by=by, now=now)
    membership.refresh_from_db()
    return membership


def _log(kind: str, membership: Membership, *, by: Persona, now: datetime) -> None:
    log(kind, group_id=membership.group_id, by=by, now=now, detail={"persona": membership.persona_id})
