"""Inviting somebody, and coming in by an invitation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

from groups.actions.acts import note_act
from groups.actions.answers import Given, check_answers
from groups.actions.entering import come_in
from groups.actions.joining import (
    AtTheDoor,
    has_list_room,
    lock_door,
    membership_of,
    place_now,
    sign_in,
)
from groups.actions.logbook import log
from groups.actions.refusals import AskedAlready, CannotTakeIn, InvitationOver, NoPlaceLeft, RunIsFull
from groups.actions.runplaces import WHICHEVER, RunWish, entry_places, wanted_run
from groups.actions.waiting import enlist
from groups.models import AdmissionPolicy, AdmissionRequest, Cohort, Invitation, InvitationUse, Membership, SupportGroup
from groups.models.invitations import CODE_LENGTH
from personas import faces
from personas.actors import Actor
from personas.models import Persona

# Read aloud and typed by hand: no letter that looks like a number, no vowel but two, so that no word comes out.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
MOST_USES = 200
MOST_DAYS = 90
# By mail an invitation is for one person, and lasts as long as people take to answer a letter.
MAIL_LASTS = timedelta(days=21)


@transaction.atomic
def invite(
    *,
    group: SupportGroup,
    by: Persona,
    uses: int,
    days: int,
    now: datetime,
    key: UUID | None = None,
    run: Cohort | None = None,
) -> Invitation:
    """A code that lets so many people in for so many days, at whatever door; `run`: into this one. Logged.

    With the `key` of a form a second press gives back the first one's.
    """
    code = _code_of(group, key or uuid4())
    invitation, _is_new = _make(group, by, code, uses=uses, lasts=timedelta(days=days), now=now, run=run)
    return invitation


@transaction.atomic
def invite_by_mail(
    *,
    group: SupportGroup,
    by: Persona,
    address: str,
    now: datetime,
    key: UUID | None = None,
    run: Cohort | None = None,
) -> None:
    """Send a code for one person to an address. It is kept nowhere here, and what happens is the same whoever reads it.

    The letter waits in an outbox of a room above; it names no group, since others may read the mail. With the `key` of
    a form a second press sends no second letter.
    """
    code = _code_of(group, key or uuid4(), address.casefold())
    invitation, is_new = _make(group, by, code, uses=1, lasts=MAIL_LASTS, now=now, is_by_mail=True, run=run)
    if is_new:
        import_string(settings.INVITATION_POST)(address=address, code=invitation.code, now=now)


@transaction.atomic
def invite_helper(*, group: SupportGroup, by: Persona, address: str, now: datetime) -> None:
    """The founder's first invitation, to whoever helps run the group. A second press sends no second letter."""
    lock_door(group)
    if not Invitation.objects.filter(group=group).exists():
        invite_by_mail(group=group, by=by, address=address, now=now)


@transaction.atomic
def end_invitation(*, invitation: Invitation, by: Persona, now: datetime) -> Invitation:
    """Nobody comes in by it any more; who has, stays. Safe to repeat."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.ended_at is None:
        invitation.ended_at = now
        invitation.save(update_fields=["ended_at"])
        log("groups.invitation_ended", group_id=invitation.group_id, by=by, now=now)
    return invitation


def invitation_of(typed: str, now: datetime) -> Invitation | None:
    """The invitation of a code as somebody typed it, if it still opens, with group and policy. One statement."""
    return Invitation.objects.open(now).select_related("group__policy", "cohort").filter(code=_read(typed)).first()


def invitation_used(actor: Actor, typed: str) -> Invitation | None:
    """The one that this very person came by, also when it opens nothing any more. One statement."""
    used = Invitation.objects.filter(code=_read(typed), uses__persona__in=faces.mine(actor))
    return used.select_related("group").first()


@transaction.atomic
def come_by_invitation(
    *,
    actor: Actor,
    invitation: Invitation,
    handle: str,
    agreed_version: int | None,
    consented: bool,
    now: datetime,
    is_of_age: bool = False,
    answers: Sequence[Given] = (),
    wish: RunWish = WHICHEVER,
) -> Membership | AdmissionRequest:
    """Come in past the door; a full group with a list puts one on it, at its end.

    `wish`: which run, where the invitation leads into none that can be had. Safe to repeat: a member stays one, and who
    waits keeps the place. Holds the locks of door and invitation. Raises `InvitationOver`, `AskedAlready`,
    `CannotTakeIn`, `RunIsFull`, and as `sign_in` and `check_answers`.
    """
    policy = lock_door(invitation.group)
    face = faces.face_in(actor, policy.pk)
    current = membership_of(face)
    if current is not None and current.status in Membership.CURRENT:
        return current
    if face is not None and AdmissionRequest.objects.open().filter(persona=face).exists():
        raise AskedAlready
    invitation = _locked(invitation, now)
    wish = run_invited_to(invitation, policy, now) or wish
    must_wait, run = _way(actor, policy, wish, now)
    check_answers(policy, answers)
    said = AtTheDoor(handle, agreed_version, consented, is_of_age)
    face = sign_in(policy, actor, face, said, now)
    _use(invitation, face, now)
    return enlist(policy, face, now, answers, run) if must_wait else come_in(policy, face, now, answers, run)


def use_invitation(*, invitation: Invitation, face: Persona, now: datetime) -> None:
    """A member goes where it leads. Under the door's lock; holds the invitation's. Raises `InvitationOver`."""
    _use(_locked(invitation, now), face, now)


def run_invited_to(invitation: Invitation, policy: AdmissionPolicy, now: datetime) -> RunWish | None:
    """The run that an invitation leads into, to come in or to wait for; None where it names none, or none that takes
    people by now. Six statements at most; none where it names none."""
    if invitation.cohort_id is None:
        return None
    found = next((each for each in entry_places(policy, now) if each.run.pk == invitation.cohort_id), None)
    if found is None or not (found.is_free or (policy.keeps_list and has_list_room(policy))):
        return None
    return RunWish(found.run.ref, waits=not found.is_free)


def _way(actor: Actor, policy: AdmissionPolicy, wish: RunWish, now: datetime) -> tuple[bool, Cohort | None]:
    """Whether one can only wait for a place, and in which run. Raises `CannotTakeIn` where not even that, `RunIsFull`.

    All is asked, whatever the first answer is, so that a no takes as long for one reason as for another.
    """
    is_barred, must_wait, run = faces.is_barred(actor, policy.pk), False, None
    try:
        run = place_now(policy, wish, now)
    except NoPlaceLeft:
        must_wait = True
    except RunIsFull:
        if not is_barred:
            raise
    cannot_wait = must_wait and not (policy.keeps_list and has_list_room(policy))
    if is_barred or cannot_wait or not policy.group.takes_newcomers:
        raise CannotTakeIn
    return must_wait, wanted_run(policy.group, wish, now) if must_wait else run


def _read(typed: str) -> str:
    """A code without what people type around it."""
    return "".join(sign for sign in typed.upper() if sign in ALPHABET)[: CODE_LENGTH + 1]


def _make(
    group: SupportGroup,
    by: Persona,
    code: str,
    *,
    uses: int,
    lasts: timedelta,
    now: datetime,
    is_by_mail: bool = False,
    run: Cohort | None = None,
) -> tuple[Invitation, bool]:
    """The invitation of a code, and whether it is new."""
    made = {"made_by": by, "made_at": now, "until": now + lasts}
    said = made | {"uses_left": uses, "is_by_mail": is_by_mail, "cohort": run}
    invitation, is_new = Invitation.objects.get_or_create(group=group, code=code, defaults=said)
    if is_new:
        note_act(persona_id=by.pk, group=group, now=now)
        log("groups.invited", group_id=group.pk, by=by, now=now, detail={"uses": uses})
    return invitation, is_new


def _code_of(group: SupportGroup, key: UUID, address: str = "") -> str:
    """A code that only this server can tell from the key of a form: the same press has the same code."""
    digest = salted_hmac("groups.invitation", f"{group.pk} {key} {address}", algorithm="sha256").digest()
    number = int.from_bytes(digest)
    return "".join(ALPHABET[number // len(ALPHABET) ** place % len(ALPHABET)] for place in range(CODE_LENGTH))


def _locked(invitation: Invitation, now: datetime) -> Invitation:
    found = Invitation.objects.open(now).select_for_update(of=("self",)).filter(pk=invitation.pk).first()
    if found is None:
        raise InvitationOver
    return found


def _use(invitation: Invitation, face: Persona, now: datetime) -> None:
    """Who comes back by the same invitation has used it already."""
    _row, is_new = InvitationUse.objects.get_or_create(
        invitation=invitation, persona=face, defaults={"group_id": invitation.group_id, "used_at": now}
    )
    if is_new:
        Invitation.objects.filter(pk=invitation.pk).update(uses_left=F("uses_left") - 1)
