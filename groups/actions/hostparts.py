"""The parts of what a host says, each kept by a group as a whole, or had of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import transaction

from groups.actions.acts import note_act
from groups.actions.agreeing import agreement_in_force, new_agreement
from groups.actions.door import of_note
from groups.actions.helplines import put_helplines
from groups.actions.joining import lock_door
from groups.actions.logbook import HOST, log
from groups.actions.refusals import NoSuchDefault
from groups.actions.tending import tell_rooms
from groups.actions.waiting import fill_places
from groups.models import AdmissionPolicy, Host, HostDefaults, SupportGroup
from groups.models.door import HOST_DOOR
from personas.models import Persona

RULES, DOOR, HELPLINES, CARDS = "rules", "door", "helplines", "cards"
# The column of a door that says whether the group keeps it.
KEEPS = {
    RULES: "keeps_host_rules",
    DOOR: "keeps_host_door",
    HELPLINES: "keeps_host_helplines",
    CARDS: "keeps_host_cards",
}
# What a host says of each; without the first of them it says nothing of it.
FIELDS: dict[str, tuple[str, ...]] = {
    RULES: ("rules",),
    DOOR: HOST_DOOR,
    HELPLINES: ("helplines", "helplines_confirmed_on"),
    CARDS: ("card_days",),
}


def says(defaults: HostDefaults, what: str) -> bool:
    """Whether the host says anything of it."""
    return getattr(defaults, FIELDS[what][0]) not in ("", None)


@transaction.atomic
def keep_host(*, group: SupportGroup, what: str, keeps: bool, by: Persona, now: datetime) -> AdmissionPolicy:
    """Go by what the host says of `what` (one of `KEEPS`), from now on; or no longer, and what holds stays until the
    group changes it. Safe to repeat. Raises `NoSuchDefault` where the group's host says nothing of it.

    Holds the row lock of the host's defaults, then the door's.
    """
    host = SupportGroup.objects.select_related("host").get(pk=group.pk).host
    if host is None:
        raise NoSuchDefault
    defaults = locked_defaults(host)
    policy = lock_door(group)
    if policy.group.host_id != host.pk or (keeps and not says(defaults, what)):
        raise NoSuchDefault
    if getattr(policy, KEEPS[what]) == keeps:
        return policy
    _set_keeps(policy, what, keeps=keeps)
    if keeps:
        put(policy, defaults, what, by, now)
    note_act(persona_id=by.pk, group=policy.group, now=now)
    _note(policy, what, by, now, keeps=keeps)
    return policy


@transaction.atomic
def forget_host(group: SupportGroup) -> None:
    """The group has another host, or none: what it kept of the old one is its own from now on. Safe to repeat."""
    policy = lock_door(group)
    for what in KEEPS:
        _set_keeps(policy, what, keeps=False)


def locked_defaults(host: Host) -> HostDefaults:
    """What the host says, under its row lock."""
    HostDefaults.objects.get_or_create(host=host)
    return HostDefaults.objects.select_for_update(of=("self",)).get(host=host)


def reach(defaults: HostDefaults, what: str, now: datetime) -> None:
    """Let what was changed reach the groups that keep it, and each group's log."""
    for policy in _keeping(defaults, what):
        if put(policy, defaults, what, None, now):
            _note_change(policy, what, now)


def put_all(policy: AdmissionPolicy, defaults: HostDefaults, now: datetime) -> None:
    """A group that begins keeps all that its host says; its rules it was founded with."""
    for what in KEEPS:
        _set_keeps(policy, what, keeps=says(defaults, what))
        if what != RULES:
            put(policy, defaults, what, None, now)


def put(policy: AdmissionPolicy, defaults: HostDefaults, what: str, by: Persona | None, now: datetime) -> bool:
    """Write one part on a group; whether that changed it. What the host no longer says stays, as the group's own."""
    if not says(defaults, what):
        _set_keeps(policy, what, keeps=False)
        return False
    return _PUT[what](policy, defaults, by, now)


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


def _put_rules(policy: AdmissionPolicy, defaults: HostDefaults, by: Persona | None, now: datetime) -> bool:
    """A new version, which members are asked to agree to."""
    rules = new_agreement(group=policy.group, source=defaults.rules, now=now)
    tell_rooms(policy.group, by, now)
    return rules.made_at == now


def _put_door(policy: AdmissionPolicy, defaults: HostDefaults, by: Persona | None, now: datetime) -> bool:
    """Who is in stays in, and what was promised at the door stays promised."""
    before = [getattr(policy, name) for name in HOST_DOOR]
    for name in HOST_DOOR:
        setattr(policy, name, getattr(defaults, name))
    policy.save(update_fields=HOST_DOOR)
    tell_rooms(policy.group, by, now)
    fill_places(policy, now=now)
    return before != [getattr(policy, name) for name in HOST_DOOR]


def _put_helplines(policy: AdmissionPolicy, defaults: HostDefaults, by: Persona | None, now: datetime) -> bool:
    return put_helplines(policy.group, defaults.helplines, defaults.helplines_confirmed_on)


def _put_cards(policy: AdmissionPolicy, defaults: HostDefaults, by: Persona | None, now: datetime) -> bool:
    """How long a card is kept; whether the group asks for any stays its own to say."""
    group, before = policy.group, policy.group.card_days
    group.card_days = defaults.card_days or 0
    group.save(update_fields=["card_days"])
    return group.asks_contact_card and before != group.card_days


_PUT: dict[str, Callable[[AdmissionPolicy, HostDefaults, Persona | None, datetime], bool]] = {
    RULES: _put_rules,
    DOOR: _put_door,
    HELPLINES: _put_helplines,
    CARDS: _put_cards,
}


def _note_change(policy: AdmissionPolicy, what: str, now: datetime) -> None:
    """That the host has changed it."""
    if what == RULES:
        detail = {"version": agreement_in_force(policy.group).version}
        log("groups.rules", group_id=policy.pk, by=None, role=HOST, now=now, detail=detail)
    elif what == DOOR:
        log("groups.door", group_id=policy.pk, by=None, role=HOST, now=now, detail=of_note(policy))
    elif what == HELPLINES:
        log("groups.helplines", group_id=policy.pk, by=None, role=HOST, now=now)
    else:
        log("groups.cards", group_id=policy.pk, by=None, role=HOST, now=now, detail={"days": policy.group.card_days})


def _note(policy: AdmissionPolicy, what: str, by: Persona, now: datetime, *, keeps: bool) -> None:
    """That the group goes by it, or no longer."""
    if what == RULES:
        log("groups.host_rules" if keeps else "groups.own_rules", group_id=policy.pk, by=by, now=now)
    elif what == DOOR:
        log("groups.host_door" if keeps else "groups.own_door", group_id=policy.pk, by=by, now=now)
    elif what == HELPLINES:
        log("groups.host_helplines" if keeps else "groups.own_helplines", group_id=policy.pk, by=by, now=now)
    else:
        log("groups.host_cards" if keeps else "groups.own_cards", group_id=policy.pk, by=by, now=now)
