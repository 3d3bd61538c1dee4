"""What a group needs, and what was changed in it: for its members, and for who runs the server."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from groups.actions.logbook import HOST, MEMBER, OPERATOR
from groups.logwords import LOGGED
from groups.models import Appointment, LogEntry, Need, SupportGroup
from groups.models.caring import POWER_WORDS
from personas.actors import Actor
from supportgroups.lib import words
from supportgroups.lib.pages import keyset

# What members read where their group needs somebody; what they can do about it stands below.
_SAID: dict[str, str | Promise] = {
    Need.Why.NO_ADMIN: lazy("Nobody can give roles or change this group just now."),
    Need.Why.NO_FACILITATOR: lazy("Nobody facilitates this group just now."),
    Need.Why.SILENT: lazy("Nobody who facilitates this group has been heard of for two weeks."),
}
_ABOUT: dict[str, str | Promise] = (
    dict(Appointment.Role.choices) | dict(POWER_WORDS) | dict(_SAID) | {Need.Why.REPORTED: "", Need.Why.CLOSING: ""}
)
_AS: dict[str, str | Promise] = {
    Appointment.Role.ADMIN: lazy("by an admin"),
    Appointment.Role.FACILITATOR: lazy("by a facilitator"),
    Appointment.Role.SCREENER: lazy("by a screener"),
    Appointment.Role.TREASURER: lazy("by a treasurer"),
    Appointment.Role.EDITOR: lazy("by a newsletter editor"),
    MEMBER: lazy("by a member who was asked to"),
    OPERATOR: lazy("by who runs the server"),
    HOST: lazy("by the body that runs the group"),
}


@dataclass(frozen=True)
class LogRow:
    """Something that was changed: what, when, and by which role."""

    what: str
    when: str
    role: str


@dataclass(frozen=True)
class LogPage:
    """A page of them, the newest first."""

    rows: tuple[LogRow, ...]
    older_url: str
    newer_url: str
    back_url: str


@dataclass(frozen=True)
class NeedRow:
    """A group that needs somebody, to who runs the server. Nothing of what is said in it."""

    name: str
    why: str
    since: str
    url: str


def needs_of(group: SupportGroup) -> list[str]:
    """What members read on the group's page. One statement, and only where the group takes in nobody."""
    if group.takes_newcomers:
        return []
    found = Need.objects.shutting().filter(group=group).order_by("pk").values_list("why", flat=True)
    return [str(_SAID[why]) for why in found]


def needs_page(actor: Actor, now: datetime) -> list[NeedRow]:
    """Every open need, the oldest first. One statement."""
    zone = ZoneInfo(actor.preferences.zone)
    needs = Need.objects.visible_to(actor).select_related("group").order_by("since", "pk")
    return [
        NeedRow(
            name=need.group.name,
            why=str(need.get_why_display()),
            since=words.when(need.since, now, zone),
            url=f"/running/groups/{need.group.code}/{need.why}/",
        )
        for need in needs
    ]


def group_log(actor: Actor, group: SupportGroup, after: str | None, now: datetime) -> LogPage:
    """What was changed in the group. One statement."""
    here = f"/g/{group.code}/log/"
    zone = ZoneInfo(actor.preferences.zone)
    page = keyset(LogEntry.objects.visible_to(actor).filter(group=group), order=("-pk",), after=after)
    return LogPage(
        rows=tuple(_log_row(entry, now, zone) for entry in page.items),
        older_url=f"{here}?after={page.older}" if page.older else "",
        newer_url=f"{here}?after={page.newer}" if page.newer else "",
        back_url=f"/g/{group.code}/roles/",
    )


def _log_row(entry: LogEntry, now: datetime, zone: ZoneInfo) -> LogRow:
    what = LOGGED[entry.kind]
    by_itself = _("when the group began") if entry.kind == "groups.appointed" else _("by itself")
    return LogRow(
        what=(str(what) % {"about": _ABOUT.get(entry.about, "")}).strip(),
        when=words.when(entry.at, now, zone),
        role=str(_AS.get(entry.role, by_itself)),
    )
