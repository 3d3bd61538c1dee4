"""After an update: what a role gives now, whoever was given the role before has too."""

from __future__ import annotations

from collections import defaultdict

from django.db import transaction

from groups.actions.appointing import ROLE_POWERS
from groups.actions.joining import lock_door
from groups.models import Appointment, SupportGroup
from personas import keyring


def complete_powers() -> int:
    """Give every open role the powers that its role has now; how many were missing. Nothing is taken away.

    Safe to repeat, and beside people who appoint and dismiss: each group is looked at under its door's lock. A
    statement for each power and group, and a few for each power that is given.
    """
    held = Appointment.objects.filter(ended_at__isnull=True)
    groups = SupportGroup.objects.filter(pk__in=held.values("group")).order_by("pk")
    return sum(_complete(group) for group in groups)


@transaction.atomic
def _complete(group: SupportGroup) -> int:
    lock_door(group)
    wanted: dict[str, set[int]] = defaultdict(set)
    held = Appointment.objects.filter(group=group, ended_at__isnull=True)
    for role, face in held.values_list("role", "membership__persona_id"):
        for power in ROLE_POWERS[role]:
            wanted[power].add(face)
    given = 0
    for power, people in sorted(wanted.items()):
        for face in sorted(people - set(keyring.holders(group, power))):
            keyring.grant(face, power, group)
            given += 1
    return given
