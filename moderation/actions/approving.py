"""The operator's word on new groups, where new groups wait for one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from groups.actions import log
from groups.actions.joining import lock_door
from groups.actions.logbook import OPERATOR
from groups.actions.shutting import begin
from groups.actions.tending import tell_rooms
from groups.models import SupportGroup
from moderation.models import Approval
from moderation.refusals import ReasonMissing
from personas import keyring, letterbox
from personas.models import Persona

State = SupportGroup.State


def await_approval(*, group: SupportGroup, by: Persona | None, now: datetime) -> None:
    """A group was founded that waits: it stands on the operator's list. Nothing for a group that is open at once."""
    if group.state == State.AWAITING:
        Approval.objects.get_or_create(group=group, defaults={"asked_at": now})


@transaction.atomic
def approve(*, approval: Approval, note: str = "", now: datetime) -> Approval:
    """Open a group that waits, and tell who founded it. Safe to repeat: what was answered stays as it was answered."""
    policy = lock_door(approval.group)
    approval = _locked(approval)
    if not _waits(approval):
        return approval
    approval.approved_at, approval.note = now, note.strip()
    approval.save(update_fields=["approved_at", "note"])
    begin(policy)
    tell_rooms(policy.group, None, now)
    _answer("approved", approval, now)
    return approval


@transaction.atomic
def decline(*, approval: Approval, note: str, now: datetime) -> Approval:
    """Do not open a group, and say why to who founded it; they can change it and ask again. Safe to repeat.

    Raises `ReasonMissing`.
    """
    if not note.strip():
        raise ReasonMissing
    lock_door(approval.group)
    approval = _locked(approval)
    if _waits(approval):
        approval.declined_at, approval.note = now, note.strip()
        approval.save(update_fields=["declined_at", "note"])
        _answer("not_approved", approval, now)
    return approval


@transaction.atomic
def ask_approval_again(*, group: SupportGroup, now: datetime) -> None:
    """Put a group that was not opened on the list again, as the newest. Safe to repeat."""
    declined = Approval.objects.filter(group=group, declined_at__isnull=False)
    declined.update(asked_at=now, declined_at=None, note="")


def _locked(approval: Approval) -> Approval:
    return Approval.objects.select_for_update(of=("self",)).select_related("group").get(pk=approval.pk)


def _waits(approval: Approval) -> bool:
    return approval.approved_at is None and approval.declined_at is None


def _answer(kind: str, approval: Approval, now: datetime) -> None:
    """Tell those who can change the group, and write it in its log."""
    for persona_id in keyring.holders(approval.group, "edit_settings"):
        letterbox.tell(persona_id, f"moderation.{kind}", group_id=approval.pk, subject_id=approval.pk, now=now)
    log(
        "groups.approved" if approval.approved_at else "groups.not_approved",
        group_id=approval.pk,
        by=None,
        role=OPERATOR,
        now=now,
    )
