"""What holds a door shut whatever its settings say: a need, or a closing that was announced.

Each of them remembers in `shut_door` whether the door opens again by itself once nothing holds it.
"""

from __future__ import annotations

from django.db.models import QuerySet

from groups.models import AdmissionPolicy, Closing, Need, SupportGroup

State = SupportGroup.State


def is_held_shut(group: SupportGroup) -> bool:
    """Whether nobody new comes in until somebody is found, or because the group closes. Two statements at most."""
    return Need.objects.shutting().filter(group=group).exists() or _closings(group).exists()


def wants_newcomers(group: SupportGroup) -> bool:
    """Whether the group takes in new people, or will by itself once nothing holds its door. Two statements at most."""
    if group.state != State.FULL:
        return group.state != State.CLOSED
    shut = {"group": group, "shut_door": True}
    return Need.objects.shutting().filter(**shut).exists() or Closing.objects.announced().filter(**shut).exists()


def shut(policy: AdmissionPolicy) -> None:
    """Nobody new from now on. Under the door's lock."""
    if policy.group.state == State.OPEN:
        _turn(policy.group, State.FULL)


def open_again(policy: AdmissionPolicy) -> None:
    """Something that shut the door is over: it opens, unless something else still holds it. Under the door's lock."""
    if policy.group.state == State.FULL and not is_held_shut(policy.group):
        _turn(policy.group, State.OPEN)


def begin(policy: AdmissionPolicy) -> None:
    """A group that waited for approval begins; its door opens now, or once nothing holds it. Under the door's lock."""
    _turn(policy.group, State.FULL if is_held_shut(policy.group) else State.OPEN)
    wish(policy, takes_newcomers=True)


def wish(policy: AdmissionPolicy, *, takes_newcomers: bool) -> None:
    """Keep, with whatever holds the door shut, whether it shall open afterwards. Under the door's lock."""
    Need.objects.shutting().filter(group=policy.group).update(shut_door=takes_newcomers)
    _closings(policy.group).update(shut_door=takes_newcomers)


def _closings(group: SupportGroup) -> QuerySet[Closing]:
    return Closing.objects.announced().filter(group=group)


def _turn(group: SupportGroup, state: State) -> None:
    group.state = state
    group.save(update_fields=["state"])
