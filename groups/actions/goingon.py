"""From one run straight into the next: a member takes a place in it, waits for one, or asks, as the door says."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from groups.actions.asking import may_ask_again, submit_begun
from groups.actions.entering import come_in
from groups.actions.inviting import use_invitation
from groups.actions.joining import has_list_room, lock_door, place_now
from groups.actions.refusals import CannotTakeIn, NoPlaceLeft, NotAMember, PlaceAhead, ReasonMissing, RunIsFull
from groups.actions.runplaces import RunWish, wanted_run
from groups.actions.waiting import enlist
from groups.models import AdmissionPolicy, AdmissionRequest, Cohort, Invitation, Membership
from personas.models import Persona


@transaction.atomic
def go_on(
    *, membership: Membership, run: Cohort, now: datetime, words: str = "", invitation: Invitation | None = None
) -> Membership | AdmissionRequest:
    """A member goes on in a further run, under the same face: at an open door, by an `invitation` into it, and in a run
    that follows theirs, at once, or by the list where its places are taken; elsewhere a person answers, who reads
    `words`. A fee before entry is asked first, as of everybody.

    The earlier run stays as it is: nobody of the next one reads it. Safe to repeat: who is in the run stays in it, and
    an open request is given back unchanged. Holds the door's row lock. Raises `NotAMember`, `ReasonMissing`,
    `RunIsFull`, `PlaceAhead`, `InvitationOver`, and `CannotTakeIn` for a group that takes nobody, and before the day
    from which somebody may ask again.
    """
    policy = lock_door(membership.group)
    membership = Membership.objects.select_related("group", "persona").get(pk=membership.pk)
    if membership.status not in Membership.CURRENT:
        raise NotAMember
    if membership.cohort_seats.filter(cohort=run, ended_at__isnull=True).exists():
        return membership
    known = AdmissionRequest.objects.open().filter(persona=membership.persona).first()
    if known is not None:
        return known
    if not policy.group.takes_newcomers:
        raise CannotTakeIn
    if membership.cohort_seats.filter(ended_at__isnull=True, cohort__state=Cohort.State.ANNOUNCED).exists():
        raise PlaceAhead
    wanted = wanted_run(policy.group, RunWish(run.ref), now)
    if policy.door != AdmissionPolicy.Door.OPEN and not _follows_own(wanted, membership):
        if invitation is None or invitation.cohort_id != run.pk:
            return _ask(policy, membership.persona, words, wanted, now)
        use_invitation(invitation=invitation, face=membership.persona, now=now)
    try:
        return come_in(policy, membership.persona, now, run=place_now(policy, RunWish(run.ref), now))
    except (NoPlaceLeft, RunIsFull):
        if not policy.keeps_list or not has_list_room(policy):
            raise RunIsFull from None
        return enlist(policy, membership.persona, now, wanted=wanted)


def _ask(policy: AdmissionPolicy, face: Persona, words: str, wanted: Cohort | None, now: datetime) -> AdmissionRequest:
    if not may_ask_again(face, now.date()):
        raise CannotTakeIn
    if not words.strip():
        raise ReasonMissing
    return submit_begun(policy, face, words=words, run=wanted, now=now)


def _follows_own(run: Cohort | None, membership: Membership) -> bool:
    """Whether a run is announced as one in which the people of the member's own go on."""
    if run is None or run.follows_id is None:
        return False
    return membership.cohort_seats.filter(cohort=run.follows_id, ended_at__isnull=True).exists()
