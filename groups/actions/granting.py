"""Powers given alone, without a role."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from groups.actions.appointing import keep_powers, locked
from groups.actions.attending import after_coming, after_going
from groups.actions.joining import lock_door
from groups.actions.logbook import log
from groups.actions.refusals import NotAMember
from groups.models import Grant, Membership
from groups.models.caring import POWER_WORDS
from personas import keyring, letterbox
from personas.models import Persona

KNOWN = frozenset(power for power, _words in POWER_WORDS)


@transaction.atomic
def grant_power(*, membership: Membership, power: str, by: Persona, now: datetime) -> Grant:
    """Give a member one power, and tell them. Safe to repeat. Raises `NotAMember`, ValueError for an unknown power."""
    if power not in KNOWN:
        raise ValueError(f"unknown power: {power}")
    policy = lock_door(membership.group)
    membership = locked(membership)
    if membership.status not in Membership.CURRENT:
        raise NotAMember
    grant, is_new = Grant.objects.get_or_create(
        group_id=membership.group_id, membership=membership, power=power, ended_at=None, defaults={"began_at": now}
    )
    if is_new:
        keyring.grant(membership.persona, power, membership.group)
        Membership.objects.filter(pk=membership.pk).update(is_appointed=True)
        _tell("groups.granted", grant, membership, by, now)
        after_coming(policy, now=now)
        log("groups.granted", group_id=membership.group_id, by=by, about=power, now=now, detail={"grant": grant.pk})
    return grant


@transaction.atomic
def take_power_back(*, membership: Membership, power: str, by: Persona, now: datetime) -> None:
    """End a power that was given alone; one that a role gives stays. Safe to repeat."""
    policy = lock_door(membership.group)
    membership = locked(membership)
    grant = Grant.objects.filter(membership=membership, power=power, ended_at__isnull=True).first()
    if grant is None:
        return
    Grant.objects.filter(pk=grant.pk).update(ended_at=now)
    keep_powers(membership, without={power})
    _tell("groups.power_ended", grant, membership, by, now)
    after_going(policy, now=now)
    log("groups.power_ended", group_id=membership.group_id, by=by, about=power, now=now, detail={"grant": grant.pk})


def _tell(kind: str, grant: Grant, membership: Membership, by: Persona, now: datetime) -> None:
    if by.pk != membership.persona_id:
        letterbox.tell(membership.persona_id, kind, group_id=membership.group_id, subject_id=grant.pk, now=now)
