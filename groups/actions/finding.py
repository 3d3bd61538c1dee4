"""Finding somebody for a group that needs it: the one thing that who runs the server does in a group."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from groups.actions.appointing import appoint
from groups.actions.attending import saw_to
from groups.actions.closing import agree_to_close
from groups.actions.joining import lock_door
from groups.actions.logbook import OPERATOR
from groups.actions.refusals import NotAMember
from groups.models import Appointment, Membership, Need


@transaction.atomic
def see_to(*, need: Need, now: datetime) -> None:
    """Who runs the server has seen to what only they can: a report, or a second word for closing. The other needs end
    when somebody is found. Safe to repeat."""
    if need.why == Need.Why.CLOSING:
        agree_to_close(group=need.group, by=None, now=now)
    saw_to(lock_door(need.group), Need.Why(need.why), now=now)


@transaction.atomic
def find_somebody(*, need: Need, handle: str, roles: Iterable[str], now: datetime) -> Membership:
    """Give roles to the member who wears this name, as who runs the server; the group's log says so. Safe to repeat.

    Raises `NotAMember` where nobody in the group wears it.
    """
    members = Membership.objects.filter(group=need.group).current().select_related("group")
    member = members.named(handle).first()
    if member is None:
        raise NotAMember
    for role in roles:
        kind = Appointment.Kind.PEER
        appoint(membership=member, role=role, kind=kind, credential="", by=None, now=now, as_role=OPERATOR)
    return member
