"""Roles that are held for a term: its end is announced, and then it comes by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from groups.actions.appointing import end_appointments, locked
from groups.actions.attending import after_going
from groups.actions.joining import lock_door
from groups.models import Appointment
from personas import keyring, letterbox

ANNOUNCED_BEFORE = timedelta(days=30)


def announce_ends(now: datetime) -> int:
    """Tell whoever holds a role, and who may give it anew, 30 days before its term ends; how many roles. Each is told
    of once, however often and by however many this runs: the row is claimed first."""
    due = Appointment.objects.filter(
        ended_at__isnull=True, end_told_at__isnull=True, ends_on__lte=now.date() + ANNOUNCED_BEFORE
    )
    return sum(_announce(appointment, now) for appointment in due.select_related("group", "membership").order_by("pk"))


def end_terms(now: datetime) -> int:
    """End the roles whose last day is over, and tell who held them; how many. Safe to repeat."""
    over = Appointment.objects.filter(ended_at__isnull=True, ends_on__lt=now.date())
    return sum(_end(appointment, now) for appointment in over.select_related("membership__group").order_by("pk"))


@transaction.atomic
def _announce(appointment: Appointment, now: datetime) -> bool:
    waiting = Appointment.objects.filter(pk=appointment.pk, ended_at__isnull=True, end_told_at__isnull=True)
    if not waiting.update(end_told_at=now):
        return False
    holder = appointment.membership.persona_id
    for persona_id in sorted({holder, *keyring.holders(appointment.group, "manage_roles")}):
        kind = "groups.term_ends" if persona_id == holder else "groups.term_of_another_ends"
        letterbox.tell(persona_id, kind, group_id=appointment.group_id, subject_id=appointment.pk, now=now)
    return True


@transaction.atomic
def _end(appointment: Appointment, now: datetime) -> bool:
    policy = lock_door(appointment.membership.group)
    membership = locked(appointment.membership)
    ending = list(Appointment.objects.filter(pk=appointment.pk, ended_at__isnull=True, ends_on__lt=now.date()))
    if not ending:
        return False
    end_appointments(membership, ending, by=None, now=now)
    letterbox.tell(
        membership.persona_id, "groups.dismissed", group_id=membership.group_id, subject_id=appointment.pk, now=now
    )
    after_going(policy, now=now)
    return True
