"""Changing how people come in."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from groups.actions.acts import note_act
from groups.actions.joining import lock_door
from groups.actions.logbook import log
from groups.actions.shutting import is_held_shut, wants_newcomers, wish
from groups.actions.waiting import fill_places
from groups.models import AdmissionPolicy, SupportGroup
from groups.models.door import HOST_DOOR
from personas.models import Persona

State = SupportGroup.State


@dataclass(frozen=True)
class DoorSettings:
    """Everything the page of the door can change, as it shall be."""

    door: str
    question: str
    answer_days: int
    capacity: int | None
    least_age: int | None
    takes_newcomers: bool
    keeps_list: bool = False
    list_cap: int | None = None
    offers_first: bool = False
    offer_days: int = 5
    claim_hours: int = 48
    sensitive_days: int = 30

    def put_on(self, policy: AdmissionPolicy) -> AdmissionPolicy:
        """Write all of it on a policy and its group; saves nothing, so it does for a preview too.

        A door that something holds shut stays shut, and what the group keeps of its host stays the host's. Two
        statements at most.
        """
        wanted = asdict(self)
        takes_newcomers = wanted.pop("takes_newcomers")
        for name, value in wanted.items():
            if not (policy.keeps_host_door and name in HOST_DOOR):
                setattr(policy, name, value)
        if policy.group.state in (State.OPEN, State.FULL):
            opens = takes_newcomers and not is_held_shut(policy.group)
            policy.group.state = State.OPEN if opens else State.FULL
        return policy


@transaction.atomic
def change_door(*, group: SupportGroup, wanted: DoorSettings, by: Persona, now: datetime) -> AdmissionPolicy:
    """Save how people come in. Who is in stays in, and what was promised at the door stays promised; new places go to
    whoever waits for one. A door that a need or an announced closing holds shut opens when that is over, if so wished.

    Safe to repeat. Holds the door's row lock.
    """
    policy = lock_door(group)
    before = of_note(policy)
    wanted.put_on(policy)
    policy.save()
    policy.group.save(update_fields=["state"])
    wish(policy, takes_newcomers=wanted.takes_newcomers)
    for path in settings.GROUP_CHANGED:
        import_string(path)(group=policy.group, by=by, now=now)
    fill_places(policy, now=now)
    after = of_note(policy)
    if after != before:
        note_act(persona_id=by.pk, group=policy.group, now=now)
        log("groups.door", group_id=policy.pk, by=by, now=now, detail=after)
    return policy


def copy_door(old: SupportGroup, new: SupportGroup) -> AdmissionPolicy:
    """A group that comes out of another lets people in as that one does. In the transaction that makes it."""
    policy, before = lock_door(new), AdmissionPolicy.objects.get(group=old)
    names = [field.name for field in fields(DoorSettings) if field.name != "takes_newcomers"]
    for name in names:
        setattr(policy, name, getattr(before, name))
    policy.save(update_fields=names)
    return policy


def of_note(policy: AdmissionPolicy) -> dict[str, object]:
    """What the group's log says of a door."""
    noted = ("door", "capacity", "least_age", "keeps_list")
    return {name: getattr(policy, name) for name in noted} | {"takes_newcomers": wants_newcomers(policy.group)}
