"""Coming in through an open door."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from groups.actions.answers import Given, check_answers
from groups.actions.entering import come_in
from groups.actions.joining import AtTheDoor, check_door, lock_door, membership_of, place_now, sign_in
from groups.actions.refusals import CannotTakeIn, NoPlaceLeft
from groups.actions.runplaces import WHICHEVER, RunWish
from groups.models import AdmissionPolicy, AdmissionRequest, Membership, SupportGroup
from personas import faces
from personas.actors import Actor
from personas.models import Persona


@transaction.atomic
def join(
    *,
    actor: Actor,
    group: SupportGroup,
    handle: str,
    agreed_version: int | None,
    consented: bool,
    now: datetime,
    is_of_age: bool = False,
    answers: Sequence[Given] = (),
    wish: RunWish = WHICHEVER,
) -> Membership | AdmissionRequest:
    """Make the actor a member: face, signature, consent, answers and membership, all or nothing. For open doors.

    Where a fee comes before entry a place is kept instead, and the request that keeps it is given back.

    Safe to repeat: a member stays one and nothing changes. Who was here before takes up the same face, whatever
    `handle` says. `is_of_age`: that they said so themselves; asked only where the group has a least age. `wish`: which
    run, where several take people. Holds the door's row lock. Raises `CannotTakeIn`, `NoPlaceLeft` where one can wait
    for a place, `RunIsFull`, and as `sign_in` and `check_answers`.
    """
    policy = lock_door(group)
    face = faces.face_in(actor, group.pk)
    if (came := _came_before(policy, face)) is not None:
        return came
    check_door(actor, policy, now)
    run = place_now(policy, wish, now)
    check_answers(policy, answers)
    said = AtTheDoor(handle, agreed_version, consented, is_of_age)
    return come_in(policy, sign_in(policy, actor, face, said, now), now, answers, run)


def _came_before(policy: AdmissionPolicy, face: Persona | None) -> Membership | AdmissionRequest | None:
    """What an earlier press made. Raises `CannotTakeIn` where the door is not open, `NoPlaceLeft` for who waits."""
    current = membership_of(face)
    if current is not None and current.status in Membership.CURRENT:
        return current
    if policy.door != AdmissionPolicy.Door.OPEN:
        raise CannotTakeIn
    waiting = AdmissionRequest.objects.open().filter(persona=face).first() if face else None
    if waiting is not None and waiting.state != AdmissionRequest.State.PAYING:
        raise NoPlaceLeft
    return waiting
