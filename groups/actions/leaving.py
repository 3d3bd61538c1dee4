"""Going: for good, or for a while."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from groups.actions import fees
from groups.actions.appointing import end_all_roles
from groups.actions.asking import withdraw
from groups.actions.attending import after_going
from groups.actions.joining import lock_door
from groups.actions.refusals import NotAMember
from groups.actions.steps import locked_request
from groups.actions.waiting import fill_places
from groups.models import AdmissionRequest, CohortSeat, Membership
from personas import faces, forgetting, letterbox
from personas.actors import Actor


class Keeping(models.TextChoices):
    """What becomes of the words of somebody who leaves: hers to say."""

    NAME = "name", _("It stays, under my name")
    NAMELESS = "nameless", _("It stays, as by somebody who has left")
    NOTHING = "nothing", _("It goes; empty places stay where it stood")


@transaction.atomic
def leave_for_good(*, actor: Actor, membership: Membership, keeping: str, now: datetime) -> Membership:
    """Leave, and have done with one's words what was chosen. For the one who leaves; who keeps the name can still say
    goodbye to a run.

    Nameless: the group face is laid down. Nothing: all of the actor's faces here are forgotten, and consent ends. The
    same person who comes back takes up the same face, under the name she then takes. Safe to repeat.
    """
    membership = leave(membership=membership, now=now)
    if keeping == Keeping.NAME:
        for path in settings.RUN_LEFT_EARLY:
            import_string(path)(membership=membership, now=now)
    if keeping == Keeping.NAMELESS:
        forgetting.lay_down(membership.persona, now=now)
    elif keeping == Keeping.NOTHING:
        for face in faces.faces_of(actor).filter(group_space=membership.group_id):
            forgetting.forget(face)
    return membership


@transaction.atomic
def leave(*, membership: Membership, now: datetime, how: Membership.Ending = Membership.Ending.LEFT) -> Membership:
    """End a membership. Roles, their powers and places in runs go in the same act; what was written stays.

    A request for a further run goes too, unless it was the run that ended. The place goes to whoever waits for one; a
    group that nobody looks after then takes in nobody new. Safe to repeat: what has ended stays as it ended. `how` is
    kept for signals and shown to nobody. Holds the locks of door and membership, in this order.
    """
    policy = lock_door(membership.group)
    membership = _locked(membership)
    if membership.status not in Membership.CURRENT:
        return membership
    looked_after = membership.is_appointed
    end_all_roles(membership=membership, now=now)
    CohortSeat.objects.filter(membership=membership, ended_at__isnull=True).update(ended_at=now)
    is_removal = how == Membership.Ending.REMOVED
    membership.status = Membership.Status.REMOVED if is_removal else Membership.Status.LEFT
    membership.ended_on, membership.ended_how = now.date(), how
    membership.save(update_fields=["status", "ended_on", "ended_how"])
    letterbox.record(
        "groups.left", group_id=membership.group_id, subject_id=membership.pk, persona_id=membership.persona_id, at=now
    )
    _let_go(membership, how, now)
    if looked_after:
        after_going(policy, now=now)
    fill_places(policy, now=now)
    return membership


@transaction.atomic
def take_break(*, membership: Membership, now: datetime) -> Membership:
    """Step back for a while: still a member, but nothing is asked and no letter comes. Raises `NotAMember`."""
    return _turn(membership, Membership.Status.BREAK)


@transaction.atomic
def come_back(*, membership: Membership, now: datetime) -> Membership:
    """End a break. Safe to repeat. Raises `NotAMember`."""
    return _turn(membership, Membership.Status.ACTIVE)


@transaction.atomic
def be_willing(*, membership: Membership, willing: bool) -> Membership:
    """Be there for first posts, or no longer: who is hears of threads that nobody has answered. Raises `NotAMember`."""
    membership = _locked(membership)
    if membership.status not in Membership.CURRENT:
        raise NotAMember
    membership.is_willing_to_welcome = willing
    membership.save(update_fields=["is_willing_to_welcome"])
    return membership


def _let_go(membership: Membership, how: Membership.Ending, now: datetime) -> None:
    """What somebody who goes had asked for goes too, and what they gave for it is sent back; whose run has ended may be
    at the door of the next by now."""
    asked = AdmissionRequest.objects.open().filter(persona=membership.persona)
    if how == Membership.Ending.COHORT and asked.exists():
        return
    for request in asked:
        withdraw(locked_request(request), by=None, now=now)
    fees.let_go(membership.persona_id, membership.group_id, now)


def _turn(membership: Membership, status: Membership.Status) -> Membership:
    membership = _locked(membership)
    if membership.status not in Membership.CURRENT:
        raise NotAMember
    membership.status = status
    membership.save(update_fields=["status"])
    return membership


def _locked(membership: Membership) -> Membership:
    return Membership.objects.select_for_update(of=("self",)).select_related("group", "persona").get(pk=membership.pk)
