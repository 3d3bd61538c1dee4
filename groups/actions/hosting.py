"""What a host asks of its staff: an office, taken up by a code, worn in each group under a face of its own."""

from __future__ import annotations

from datetime import datetime, timedelta
from secrets import choice
from uuid import UUID, uuid4

from django.db import transaction

from groups.actions.appointing import Terms, appoint, end_appointments, locked
from groups.actions.attending import after_going
from groups.actions.inviting import ALPHABET
from groups.actions.joining import AtTheDoor, become_member, lock_door, membership_of, sign_in
from groups.actions.leaving import leave
from groups.actions.logbook import HOST
from groups.actions.refusals import HereAlready, InvitationOver, OfficeHeld, OfficeOver
from groups.models import Appointment, Host, Membership, Office, SupportGroup
from groups.models.hosting import OFFICE_CODE_LENGTH
from personas import faces, offices
from personas.actors import Actor
from personas.models import Persona

CODE_LASTS = timedelta(days=14)


@transaction.atomic
def make_office(*, host: Host, title: str, role: str, now: datetime, key: UUID | None = None) -> Office:
    """An office with a code that one person can take it up by, for two weeks. With the `key` of a form a second press
    gives back the first one's."""
    code = "".join(choice(ALPHABET) for _sign in range(OFFICE_CODE_LENGTH))
    said = {"title": title.strip(), "role": role, "code": code, "code_until": now + CODE_LASTS, "made_at": now}
    office, _is_new = Office.objects.get_or_create(ref=key or uuid4(), host=host, defaults=said)
    return office


@transaction.atomic
def take_office(*, actor: Actor, code: str, now: datetime) -> Office:
    """Take up the office of a code; nobody else can after that. Raises `InvitationOver`, the same for every code that
    opens nothing, and `OfficeHeld`."""
    typed = "".join(sign for sign in code.upper() if sign in ALPHABET)
    rows = Office.objects.standing().select_for_update()
    office = rows.filter(code=typed, code_until__gt=now).first() if typed else None
    if office is None:
        raise InvitationOver
    if Office.objects.visible_to(actor).filter(host=office.host_id).exists():
        raise OfficeHeld
    if not offices.hold(actor, office.ref):
        raise InvitationOver
    office.code, office.taken_at = "", now
    office.save(update_fields=["code", "taken_at"])
    return office


@transaction.atomic
def enter_as_staff(*, actor: Actor, office: Office, group: SupportGroup, said: AtTheDoor, now: datetime) -> Membership:
    """Come into a group of the host's past its door, under a face of one's own, with the office's role there.

    Safe to repeat. Raises `OfficeOver`, `HereAlready` for somebody who has, or had, a face in the group, and as
    `sign_in`. A face that somebody is a member with is never made staff: what was written under it would become known.
    """
    policy = lock_door(group)
    own = Office.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=office.pk)
    held = own.filter(host=policy.group.host).first() if policy.group.host_id else None
    if held is None or policy.group.state == SupportGroup.State.CLOSED:
        raise OfficeOver
    face = faces.face_in(actor, group.pk)
    if face is not None or faces.is_barred(actor, group.pk, now):
        return _staff_already(face, held)
    membership = become_member(group=policy.group, face=sign_in(policy, actor, None, said, now), now=now)
    terms, kind = Terms(profession=held.title), Appointment.Kind.PROFESSIONAL
    appointment = appoint(
        membership=membership, role=held.role, kind=kind, credential="", by=None, now=now, terms=terms, as_role=HOST
    )
    Appointment.objects.filter(pk=appointment.pk).update(host_id=held.host_id)
    return membership


@transaction.atomic
def end_office(*, office: Office, now: datetime) -> Office:
    """End it, in all groups at once: roles, their powers and the places. What was written stays. Safe to repeat.

    Each group's log says so for the day, without an hour.
    """
    office = Office.objects.select_for_update().get(pk=office.pk)
    if office.ended_at is not None:
        return office
    given = Appointment.objects.filter(host=office.host_id, membership__persona__in=offices.faces_under(office.ref))
    mine = Membership.objects.current().filter(pk__in=given.values("membership")).select_related("group")
    for membership in mine.order_by("group_id"):
        _end(membership, now)
    offices.lay_down(office.ref)
    office.code, office.ended_at = "", now
    office.save(update_fields=["code", "ended_at"])
    return office


def _staff_already(face: Persona | None, office: Office) -> Membership:
    """A second press finds the first one's. Raises `HereAlready` for a face that came by itself."""
    given = Appointment.objects.filter(membership__persona=face, host=office.host_id, ended_at__isnull=True)
    membership = membership_of(face)
    if membership is None or membership.status not in Membership.CURRENT or not given.exists():
        raise HereAlready
    return membership


def _end(membership: Membership, now: datetime) -> None:
    policy = lock_door(membership.group)
    membership = locked(membership)
    held = list(Appointment.objects.filter(membership=membership, ended_at__isnull=True))
    end_appointments(membership, held, by=None, now=now, as_role=HOST)
    after_going(policy, now=now)
    leave(membership=membership, now=now)
