"""What every way in is made of: the door's lock, its places, and becoming a member."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from groups.actions.agreeing import check_agreed, sign
from groups.actions.refusals import (
    AgeNotSaid,
    CannotTakeIn,
    GroupIsFull,
    NoPlaceLeft,
    RunIsFull,
    WantedRunIsFull,
    WantedRunIsOver,
)
from groups.actions.runplaces import RunWish, door_places, entry_places, take_seat
from groups.models import AdmissionPolicy, AdmissionRequest, Cohort, Membership, SupportGroup
from personas import faces, letterbox
from personas.actors import Actor
from personas.faces import NameTaken
from personas.models import Handle, Persona, Standing
from supportgroups.lib import handles
from supportgroups.lib.handles import HandleRefused
from supportgroups.lib.prepared import prepared


@dataclass(frozen=True)
class AtTheDoor:
    """What everybody says at every door. `agreed_version`: of the ground rules; None where they were not agreed to."""

    handle: str
    agreed_version: int | None
    consented: bool
    is_of_age: bool


def sign_in(policy: AdmissionPolicy, actor: Actor, face: Persona | None, said: AtTheDoor, now: datetime) -> Persona:
    """What everybody does at every door: say their age, agree, consent, and take a face if they have none here.

    Under the door's lock. Raises `AgeNotSaid`, `RulesNotAgreed`, and `HandleRefused` and `NameTaken` of
    `personas.faces`.
    """
    check_age(policy, is_of_age=said.is_of_age)
    agreement = check_agreed(group=policy.group, agreed_version=said.agreed_version, consented=said.consented)
    face = face or faces.take_face(actor=actor, space=policy.group.space, handle=said.handle, now=now)
    sign(face=face, agreement=agreement, now=now)
    return face


def check_handle(*, group: SupportGroup, handle: str, now: datetime, wearer_id: int | None = None) -> str:
    """The name as it would be kept, if it can be worn in this group now. One statement; nothing is taken.

    `wearer_id` is a face that changes its name: what it wears, and wore, is its own. Raises `HandleRefused` and
    `NameTaken`.
    """
    cleaned = handles.clean_handle(handle)
    key = handles.handle_key(cleaned)
    if key == handles.handle_key(group.name):
        raise HandleRefused(_("This is the name of the group. Please choose one that is only yours."))
    free_again = Q(until__isnull=False, until__lte=now)
    taken = Handle.objects.filter(group_space_id=group.pk, handle_key=key).exclude(free_again)
    if wearer_id is not None:
        taken = taken.exclude(persona_id=wearer_id)
    if taken.exists():
        raise NameTaken
    return cleaned


def lock_door(group: SupportGroup) -> AdmissionPolicy:
    """The group's door under its row lock, with the group as it is now. Inside a transaction only."""
    found = _door(group.pk)
    if not found:
        raise AdmissionPolicy.DoesNotExist
    return found[0]


@prepared
def _door(group_id: int) -> QuerySet[AdmissionPolicy]:
    return AdmissionPolicy.objects.select_for_update(of=("self",)).select_related("group").filter(pk=group_id)


def membership_of(face: Persona | None) -> Membership | None:
    """The one membership a face has or had."""
    return None if face is None else Membership.objects.filter(persona=face).first()


def free_places(policy: AdmissionPolicy, now: datetime) -> int | None:
    """How many more fit in; None where there is no limit. A place that is offered, or waits for a fee, is taken.

    Where people meet in runs, the places are those of the runs that take people now, and none while there is none.
    Under the door's lock. Two statements where the group has a limit, three where it has runs.
    """
    if policy.group.has_cohorts:
        return sum(left for _run, left in door_places(policy.group, now))
    if policy.capacity is None:
        return None
    kept = AdmissionRequest.objects.filter(group_id=policy.pk, state__in=AdmissionRequest.HOLDING).count()
    return max(0, policy.capacity - Membership.objects.filter(group_id=policy.pk).current().count() - kept)


def has_place(policy: AdmissionPolicy, now: datetime) -> bool:
    """Whether one more fits in."""
    return free_places(policy, now) != 0


def has_list_room(policy: AdmissionPolicy) -> bool:
    """Whether one more may wait. A statement where the list has a cap."""
    return (
        policy.list_cap is None
        or AdmissionRequest.objects.waiting().filter(group_id=policy.pk).count() < policy.list_cap
    )


def somebody_waits(policy: AdmissionPolicy) -> bool:
    """Whether anybody is on the list, who would come in first. A statement."""
    return AdmissionRequest.objects.waiting().filter(group_id=policy.pk).exists()


def check_door(actor: Actor, policy: AdmissionPolicy, now: datetime) -> None:
    """Raises `CannotTakeIn` for a group that takes nobody, a full one whose list is full too, and somebody barred.

    All is asked, whatever the first answer is, so that a no takes as long for one reason as for another.
    """
    is_barred = faces.is_barred(actor, policy.group_id)
    is_full = not has_place(policy, now) and not (policy.keeps_list and has_list_room(policy))
    if is_barred or is_full or not policy.group.takes_newcomers:
        raise CannotTakeIn


def place_now(policy: AdmissionPolicy, wish: RunWish, now: datetime) -> Cohort | None:
    """The run in which somebody has a place who comes now; None where the group has no runs. Under the door's lock.

    Nobody comes in before those who wait for the same. Raises `NoPlaceLeft` where one can only wait, and `RunIsFull`
    where the run that was asked for has no place and another has.
    """
    if not policy.group.has_cohorts:
        if not has_place(policy, now) or (policy.keeps_list and somebody_waits(policy)):
            raise NoPlaceLeft
        return None
    free = [each.run for each in entry_places(policy, now) if each.is_free]
    if not free or wish.waits:
        raise NoPlaceLeft
    run = next((run for run in free if wish.ref in (None, run.ref)), None)
    if run is None:
        raise RunIsFull
    return run


def place_to_give(request: AdmissionRequest, policy: AdmissionPolicy, now: datetime) -> Cohort | None:
    """The run in which whoever answers can give a place; None where the group has no runs. Under the door's lock.

    It is the one that was asked for, or the first to start with a place. Raises `GroupIsFull`, and of its kind
    `WantedRunIsFull` and `WantedRunIsOver`.
    """
    if not policy.group.has_cohorts:
        if not has_place(policy, now):
            raise GroupIsFull
        return None
    left = dict(door_places(policy.group, now))
    if request.wanted is None:
        run = next((run for run, places in left.items() if places), None)
        if run is None:
            raise GroupIsFull
        return run
    if request.wanted not in left:
        raise WantedRunIsOver
    if not left[request.wanted]:
        raise WantedRunIsFull
    return request.wanted


def is_barred_behind(face: Persona, now: datetime) -> bool:
    """Whether whoever is behind the face was removed from its group and the removal holds. Told to nobody."""
    held = faces.standings_behind(face.pk, face.group_space_id, now)
    return held.filter(kind=Standing.Kind.REMOVAL).exists()


def check_age(policy: AdmissionPolicy, *, is_of_age: bool) -> None:
    """Raises `AgeNotSaid` where the group has a least age and it was not said. Nothing is kept either way."""
    if policy.least_age is not None and not is_of_age:
        raise AgeNotSaid


def become_member(*, group: SupportGroup, face: Persona, now: datetime, run: Cohort | None = None) -> Membership:
    """Begin a membership, or take up the ended one of the same face; a member stays one and only takes the place. Under
    the door's lock.

    `run`: where a place was kept, or that was chosen. None where the group has no runs, and for who comes to serve.
    """
    membership = next(iter(_held_by(face.pk)), None)
    if membership is None or membership.status not in Membership.CURRENT:
        membership = _begin(membership, group, face, now)
    if run is not None:
        take_seat(membership, run)
    return membership


@prepared
def _held_by(persona_id: int) -> QuerySet[Membership]:
    return Membership.objects.select_for_update(of=("self",)).filter(persona=persona_id)


def _begin(ended: Membership | None, group: SupportGroup, face: Persona, now: datetime) -> Membership:
    today = now.date()
    membership = ended or Membership(group=group, persona=face, joined_on=today, last_visit_on=today)
    membership.status, membership.ended_on, membership.ended_how = Membership.Status.ACTIVE, None, ""
    membership.save()
    Persona.objects.filter(pk=face.pk, state=Persona.State.MEMORIAL).update(state=Persona.State.ACTIVE)
    letterbox.record("groups.joined", group_id=group.pk, subject_id=membership.pk, persona_id=face.pk, at=now)
    return membership
