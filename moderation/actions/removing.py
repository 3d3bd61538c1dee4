"""Sending somebody away from a group, with a reason; and taking that back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from groups.actions import leave, log, note_act
from groups.actions.joining import lock_door
from groups.models import Membership
from moderation.models import Appeal, Removal
from moderation.refusals import LooksAfterTheGroup, NotHereAnyMore, ReasonMissing
from personas import letterbox, standings
from personas.models import Persona, Standing

REMOVED, LIFTED = "moderation.removed", "moderation.removal_lifted"


@transaction.atomic
def remove_member(*, membership: Membership, reason: str, days: int | None, by: Persona, now: datetime) -> Removal:
    """End a membership against somebody's will, for so many days or for good, and tell them why.

    What they wrote stays theirs: drafts and a copy of everything are where they were. The same press twice is one
    removal. Holds the locks of door and membership. Raises `ReasonMissing`, `LooksAfterTheGroup` for somebody with a
    role, and `NotHereAnyMore`.
    """
    if not reason.strip():
        raise ReasonMissing
    lock_door(membership.group)
    membership = Membership.objects.select_related("group", "persona").get(pk=membership.pk)
    about = membership.persona
    if membership.status not in Membership.CURRENT:
        return _standing_of(about)
    if membership.is_appointed:
        raise LooksAfterTheGroup
    until = None if days is None else now + timedelta(days=days)
    Removal.objects.standing().filter(about=about, until__lte=now).update(lifted_at=F("until"))
    leave(membership=membership, now=now, how=Membership.Ending.REMOVED)
    standings.impose(persona=about, kind=Standing.Kind.REMOVAL, now=now, until=until)
    removal = Removal.objects.create(
        group=membership.group, about=about, reason=reason.strip(), by=by, at=now, until=until
    )
    letterbox.tell(about.pk, REMOVED, group_id=removal.group_id, subject_id=removal.pk, now=now)
    note_act(persona_id=by.pk, group=membership.group, now=now)
    log(REMOVED, group_id=removal.group_id, by=by, now=now, detail={"removal": removal.pk, "about": about.pk})
    return removal


@transaction.atomic
def lift_removal(*, removal: Removal, by: Persona, now: datetime) -> Removal:
    """The door is open to them again; they are told, and come in as anybody does. Safe to repeat."""
    removal = lock_removal(removal)
    if removal.lifted_at is not None:
        return removal
    end_removal(removal, by=by, now=now)
    Appeal.objects.open().filter(removal=removal).update(outcome=Appeal.Outcome.SETTLED, ended_at=now)
    letterbox.tell(removal.about_id, LIFTED, group_id=removal.group_id, subject_id=removal.pk, now=now)
    note_act(persona_id=by.pk, group=removal.group, now=now)
    log(LIFTED, group_id=removal.group_id, by=by, now=now, detail={"removal": removal.pk, "about": removal.about_id})
    return removal


def lock_removal(removal: Removal) -> Removal:
    """The removal as it is now, its row locked until the transaction ends."""
    rows = Removal.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("group", "about").get(pk=removal.pk)


def end_removal(removal: Removal, *, by: Persona, now: datetime) -> None:
    """It holds no more; nothing is done to one that is over. The caller holds its lock."""
    if removal.lifted_at is not None:
        return
    removal.lifted_at, removal.lifted_by = now, by
    removal.save(update_fields=["lifted_at", "lifted_by"])
    standings.lift(persona=removal.about, kind=Standing.Kind.REMOVAL, now=now)


def _standing_of(about: Persona) -> Removal:
    """What was decided before; `NotHereAnyMore` for somebody who has gone by themselves."""
    found = Removal.objects.standing().filter(about=about).first()
    if found is None:
        raise NotHereAnyMore
    return found
