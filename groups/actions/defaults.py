"""What a host says for all its groups: ground rules, how people come in, whom to call, how long cards are kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from groups.actions.founding import Charter, found_group
from groups.actions.helplines import confirmed_on, tidied
from groups.actions.hostparts import FIELDS, locked_defaults, put_all, reach
from groups.actions.refusals import DefaultsChanged
from groups.actions.tending import tell_rooms
from groups.models import AdmissionPolicy, Appointment, Host, HostDefaults, Office, SupportGroup
from personas import faces
from personas.actors import Actor
from supportgroups.lib import markup


@dataclass(frozen=True)
class Defaults:
    """What a host says for its groups; what is empty each group says for itself. Times in days.

    `are_confirmed`: somebody has called all the `helplines` today.
    """

    rules: str
    door: str
    answer_days: int
    sensitive_days: int
    helplines: str = ""
    are_confirmed: bool = False
    card_days: int | None = None

    def columns(self, before: HostDefaults, today: date) -> dict[str, Any]:
        """As they stand in the table after `before`. Raises `markup.TooLong` and `phonelines.NotALine`."""
        lines = tidied(self.helplines)
        said = before.helplines, before.helplines_confirmed_on
        return {
            "rules": markup.render(self.rules).source if self.rules.strip() else "",
            "door": self.door,
            "answer_days": self.answer_days,
            "sensitive_days": self.sensitive_days,
            "helplines": lines,
            "helplines_confirmed_on": confirmed_on(lines, said, today, is_confirmed=self.are_confirmed),
            "card_days": self.card_days,
        }


def defaults_of(host: Host) -> HostDefaults:
    """As they stand; not saved where the host has said nothing so far. One statement."""
    return HostDefaults.objects.filter(host=host).first() or HostDefaults(host=host)


@transaction.atomic
def change_defaults(*, host: Host, wanted: Defaults, version: int, now: datetime) -> HostDefaults:
    """Save them, and let them reach every group that keeps them, never one that has its own. What the host no longer
    says stays in those groups as their own. Each group's log says that the host did it.

    The same again changes nothing. Raises `DefaultsChanged` where others were saved after `version`, and as
    `Defaults.columns`. Holds the defaults' row lock, then each group's door in turn.
    """
    defaults = locked_defaults(host)
    after = wanted.columns(defaults, timezone.localdate(now))
    changed = {name for name, value in after.items() if getattr(defaults, name) != value}
    if not changed:
        return defaults
    if defaults.version != version:
        raise DefaultsChanged
    for name in changed:
        setattr(defaults, name, after[name])
    defaults.version += 1
    defaults.save()
    for what, names in FIELDS.items():
        if changed.intersection(names):
            reach(defaults, what, now)
    return defaults


@transaction.atomic
def found_for_host(
    *,
    actor: Actor,
    office: Office,
    texts: dict[str, str],
    door: str,
    charter: Charter,
    handle: str,
    key: UUID | None,
    now: datetime,
) -> SupportGroup:
    """A group of the host's, founded by who holds an office there; it begins with what the host says. The founder's
    roles are the host's to end, like those of every office. Raises as `found_group`."""
    defaults = locked_defaults(office.host)
    if defaults.rules:
        charter = replace(charter, rules=defaults.rules)
    group = found_group(founder_actor=actor, **texts, door=door, handle=handle, charter=charter, key=key, now=now)
    if group.host_id is not None:
        return group
    founder = faces.face_in(actor, group.pk)
    group.host = office.host
    group.save(update_fields=["host"])
    policy = AdmissionPolicy.objects.select_related("group").get(group=group)
    put_all(policy, defaults, now)
    given = Appointment.objects.filter(group=group, membership__persona=founder)
    given.update(host=office.host, kind=Appointment.Kind.PROFESSIONAL, profession=office.title)
    tell_rooms(group, founder, now)
    return group
