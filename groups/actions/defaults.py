"""What a host says for all its groups: ground rules, and how people come in. A group keeps it, or has its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from groups.actions.acts import note_act
from groups.actions.agreeing import new_agreement
from groups.actions.door import of_note
from groups.actions.founding import Charter, found_group
from groups.actions.joining import lock_door
from groups.actions.logbook import HOST, log
from groups.actions.refusals import DefaultsChanged, NoSuchDefault
from groups.actions.tending import tell_rooms
from groups.actions.waiting import fill_places
from groups.models import AdmissionPolicy, Appointment, Host, HostDefaults, Office, SupportGroup
from groups.models.door import HOST_DOOR
from personas import faces
from personas.actors import Actor
from personas.models import Persona
from supportgroups.lib import markup

RULES, DOOR = "rules", "door"
# The column of a door that says whether the group keeps it.
KEEPS = {RULES: "keeps_host_rules", DOOR: "keeps_host_door"}


@dataclass(frozen=True)
class Defaults:
    """What a host says for its groups. Without `rules` or `door` each group has its own. Times in days."""

    rules: str
    door: str
    answer_days: int
    sensitive_days: int


def defaults_of(host: Host) -> HostDefaults:
    """As they stand; not saved where the host has said nothing so far. One statement."""
    return HostDefaults.objects.filter(host=host).first() or HostDefaults(host=host)


@transaction.atomic
def change_defaults(*, host: Host, wanted: Defaults, version: int, now: datetime) -> HostDefaults:
    """Save them, and let them reach every group that keeps them, never one that has its own. What the host no longer
    says stays in those groups as their own. Each group's log says that the host did it.

    The same again changes nothing. Raises `DefaultsChanged` where others were saved after `version`, and
    `markup.TooLong`. Holds the defaults' row lock, then each group's door in turn.
    """
    defaults = _locked(host)
    rules = markup.render(wanted.rules).source if wanted.rules.strip() else ""
    wanted = replace(wanted, rules=rules)
    before = {name: getattr(defaults, name) for name in asdict(wanted)}
    if before == asdict(wanted):
        return defaults
    if defaults.version != version:
        raise DefaultsChanged
    for name, value in asdict(wanted).items():
        setattr(defaults, name, value)
    defaults.version += 1
    defaults.save()
    if before["rules"] != defaults.rules:
        for policy in _keeping(defaults, RULES):
            _put_rules(policy, defaults, None, now)
    if any(before[name] != getattr(defaults, name) for name in HOST_DOOR):
        for policy in _keeping(defaults, DOOR):
            _put_door(policy, defaults, None, now)
    return defaults


@transaction.atomic
def keep_host(*, group: SupportGroup, what: str, keeps: bool, by: Persona, now: datetime) -> AdmissionPolicy:
    """Go by what the host says of `what` (`RULES`, `DOOR`), from now on; or no longer, and what holds stays until the
    group changes it. Safe to repeat. Raises `NoSuchDefault` where the group's host says nothing of it.

    Holds the row lock of the host's defaults, then the door's.
    """
    host = SupportGroup.objects.select_related("host").get(pk=group.pk).host
    if host is None:
        raise NoSuchDefault
    defaults = _locked(host)
    policy = lock_door(group)
    if policy.group.host_id != host.pk or (keeps and not getattr(defaults, what)):
        raise NoSuchDefault
    if getattr(policy, KEEPS[what]) == keeps:
        return policy
    _set_keeps(policy, what, keeps=keeps)
    if keeps:
        (_put_rules if what == RULES else _put_door)(policy, defaults, by, now)
    note_act(persona_id=by.pk, group=policy.group, now=now)
    if what == RULES:
        log("groups.host_rules" if keeps else "groups.own_rules", group_id=policy.pk, by=by, now=now)
    else:
        log("groups.host_door" if keeps else "groups.own_door", group_id=policy.pk, by=by, now=now)
    return policy


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
    defaults = _locked(office.host)
    if defaults.rules:
        charter = replace(charter, rules=defaults.rules)
    group = found_group(founder_actor=actor, **texts, door=door, handle=handle, charter=charter, key=key, now=now)
    if group.host_id is not None:
        return group
    founder = faces.face_in(actor, group.pk)
    group.host = office.host
    group.save(update_fields=["host"])
    policy = AdmissionPolicy.objects.select_related("group").get(group=group)
    for what in (RULES, DOOR):
        _set_keeps(policy, what, keeps=bool(getattr(defaults, what)))
    if defaults.door:
        _put_door(policy, defaults, None, now, is_news=False)
    given = Appointment.objects.filter(group=group, membership__persona=founder)
    given.update(host=office.host, kind=Appointment.Kind.PROFESSIONAL, profession=office.title)
    tell_rooms(group, founder, now)
    return group


@transaction.atomic
def forget_host(group: SupportGroup) -> None:
    """The group has another host, or none: what it kept of the old one is its own from now on. Safe to repeat."""
    policy = lock_door(group)
    for what in KEEPS:
        _set_keeps(policy, what, keeps=False)


def _locked(host: Host) -> HostDefaults:
    HostDefaults.objects.get_or_create(host=host)
    return HostDefaults.objects.select_for_update(of=("self",)).get(host=host)


def _keeping(defaults: HostDefaults, what: str) -> Iterator[AdmissionPolicy]:
    """Each door under its lock. One that got its own meanwhile is left out."""
    mine = {"group__host": defaults.host_id, KEEPS[what]: True}
    living = AdmissionPolicy.objects.filter(**mine).exclude(group__state=SupportGroup.State.CLOSED)
    for found in list(living.select_related("group").order_by("pk")):
        policy = lock_door(found.group)
        if getattr(policy, KEEPS[what]):
            yield policy


def _set_keeps(policy: AdmissionPolicy, what: str, *, keeps: bool) -> None:
    setattr(policy, KEEPS[what], keeps)
    policy.save(update_fields=[KEEPS[what]])


def _put_rules(policy: AdmissionPolicy, defaults: HostDefaults, by: Persona | None, now: datetime) -> None:
    """A new version, which members are asked to agree to; without a text of the host's the group's stays, its own."""
    if not defaults.rules:
        _set_keeps(policy, RULES, keeps=False)
        return
    rules = new_agreement(group=policy.group, source=defaults.rules, now=now)
    tell_rooms(policy.group, by, now)
    if by is None and rules.made_at == now:
        log("groups.rules", group_id=policy.pk, by=None, role=HOST, now=now, detail={"version": rules.version})


def _put_door(
    policy: AdmissionPolicy, defaults: HostDefaults, by: Persona | None, now: datetime, *, is_news: bool = True
) -> None:
    """Who is in stays in, and what was promised at the door stays promised."""
    if not defaults.door:
        _set_keeps(policy, DOOR, keeps=False)
        return
    before = {name: getattr(policy, name) for name in HOST_DOOR}
    for name in HOST_DOOR:
        setattr(policy, name, getattr(defaults, name))
    policy.save(update_fields=HOST_DOOR)
    tell_rooms(policy.group, by, now)
    fill_places(policy, now=now)
    if is_news and by is None and before != {name: getattr(policy, name) for name in HOST_DOOR}:
        log("groups.door", group_id=policy.pk, by=None, role=HOST, now=now, detail=of_note(policy))
