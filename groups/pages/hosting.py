"""Offices of a host: to who runs the server, who sees no name, and to the one person who holds one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from groups.models import Appointment, Host, Office, SupportGroup
from groups.pages.inviting import spoken
from groups.pages.request import day_words
from personas.actors import Actor


@dataclass(frozen=True)
class OfficeRow:
    """An office, to who runs the server: what it is and whether somebody has taken it up, never who, nor where."""

    title: str
    says: str
    code: str
    end_url: str


@dataclass(frozen=True)
class HostGroupRow:
    """A group of the host's, to who holds an office there. `handle`: the name they are there under, if they are."""

    name: str
    handle: str
    url: str


@dataclass(frozen=True)
class OwnOffice:
    """An office, to who holds it. `is_admin`: it can say what holds in the host's groups, and begin one."""

    title: str
    host: str
    url: str
    groups: tuple[HostGroupRow, ...] = ()
    is_admin: bool = False


def office_rows(host: Host, actor: Actor, now: datetime) -> list[OfficeRow]:
    """Those that have not ended, the oldest first. One statement."""
    zone = ZoneInfo(actor.preferences.zone)
    return [
        OfficeRow(
            title=one.title,
            says=_office_words(one, now, zone),
            code=spoken(one.code) if one.code and one.code_until > now else "",
            end_url=f"/running/hosts/{host.slug}/{one.ref}/end/",
        )
        for one in Office.objects.standing().filter(host=host).order_by("made_at", "pk")
    ]


def own_offices(actor: Actor) -> list[OwnOffice]:
    """The actor's own. One statement."""
    found = Office.objects.visible_to(actor).select_related("host").order_by("made_at", "pk")
    return [OwnOffice(one.title, one.host.name, f"/offices/{one.ref}/") for one in found]


def own_office(actor: Actor, office: Office) -> OwnOffice:
    """One of them with every group of its host, for an actor who is seated everywhere. One statement."""
    here = f"/offices/{office.ref}/"
    groups = SupportGroup.objects.standing_open().filter(host=office.host_id).order_by("name", "pk")
    rows = []
    for group in groups:
        seat = actor.seat_in(group.pk)
        is_here = seat.is_member and seat.is_appointed
        url = f"/g/{group.code}/" if is_here else f"{here}{group.code}/"
        rows.append(HostGroupRow(actor.name_of(group), seat.handle if is_here else "", url))
    return OwnOffice(office.title, office.host.name, here, tuple(rows), actor.can("groups.speak_for_host", office))


def _office_words(one: Office, now: datetime, zone: ZoneInfo) -> str:
    role = str(Appointment.Role(one.role).label)
    if one.taken_at is not None:
        return _("%(role)s in each group. Somebody holds it.") % {"role": role.capitalize()}
    if one.code_until <= now:
        return _("%(role)s in each group. Nobody took it up in time.") % {"role": role.capitalize()}
    day = day_words(one.code_until, now, zone)
    return _("%(role)s in each group. Its code can be used until %(day)s.") % {"role": role.capitalize(), "day": day}
