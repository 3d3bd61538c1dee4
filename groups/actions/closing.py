"""Closing a group: one asks, a second person agrees, everybody hears of it, and the day comes by itself."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from groups.actions.acts import note_act
from groups.actions.admission import point_elsewhere
from groups.actions.alternatives import Alternative, suggested_for
from groups.actions.attending import ask_operator, saw_to
from groups.actions.joining import lock_door
from groups.actions.leaving import leave
from groups.actions.logbook import OPERATOR, log
from groups.actions.refusals import NothingToAgree, SecondPersonMissing
from groups.actions.shutting import open_again, shut, wants_newcomers
from groups.actions.steps import locked_request
from groups.actions.tending import tell_rooms
from groups.actions.timekeeping import lapse
from groups.models import AdmissionRequest, Closing, Membership, Need, SupportGroup
from groups.models.closing import LEAST_NOTICE_DAYS
from personas import forgetting, keyring, letterbox
from personas.models import Persona

State = SupportGroup.State


@transaction.atomic
def ask_to_close(
    *, group: SupportGroup, by: Persona, closes_on: date, keep_days: int, erases: bool, words: str, now: datetime
) -> Closing:
    """Say that the group should close on a day. Nothing happens before a second person has agreed.

    Whoever could agree is told; where there is nobody, who runs the server. Safe to repeat. ValueError for too early.
    """
    if closes_on < now.date() + timedelta(days=LEAST_NOTICE_DAYS):
        raise ValueError("everybody hears of it two weeks before")
    lock_door(group)
    closing, is_new = Closing.objects.get_or_create(
        group=group,
        withdrawn_at=None,
        defaults={
            "asked_by": by,
            "asked_at": now,
            "words": words.strip(),
            "closes_on": closes_on,
            "ends_on": closes_on + timedelta(days=keep_days),
            "erases": erases,
        },
    )
    if is_new:
        others = who_may_agree(group, by)
        letterbox.tell_all(others, "groups.closing_asked", group_id=group.pk, subject_id=closing.pk, now=now)
        if not others:
            ask_operator(group, Need.Why.CLOSING, now=now)
        note_act(persona_id=by.pk, group=group, now=now)
        log("groups.closing_asked", group_id=group.pk, by=by, now=now, detail={"closing": closing.pk})
    return closing


@transaction.atomic
def agree_to_close(*, group: SupportGroup, by: Persona | None, now: datetime) -> Closing:
    """Agree as a second person; `by` is None for who runs the server, where nobody else looks after the group.

    From now on nobody new comes in, and everybody in the group is told of the day, which is never sooner than in two
    weeks. Safe to repeat. Raises `NothingToAgree`, and `SecondPersonMissing` for the one who asked.
    """
    policy = lock_door(group)
    closing = Closing.objects.standing().select_related("asked_by").filter(group=group, closed_at=None).first()
    if closing is None:
        raise NothingToAgree
    if closing.agreed_at is not None:
        return closing
    if by is not None and by.pk == closing.asked_by_id:
        raise SecondPersonMissing
    if by is None and who_may_agree(group, closing.asked_by):
        raise SecondPersonMissing
    later = max(now.date() + timedelta(days=LEAST_NOTICE_DAYS) - closing.closes_on, timedelta(0))
    closing.closes_on, closing.ends_on = closing.closes_on + later, closing.ends_on + later
    closing.agreed_by, closing.agreed_at = by, now
    closing.shut_door = wants_newcomers(policy.group)
    closing.save()
    shut(policy)
    saw_to(policy, Need.Why.CLOSING, now=now)
    letterbox.tell_all(_everybody(group), "groups.closing", group_id=group.pk, subject_id=closing.pk, now=now)
    role = OPERATOR if by is None else None
    log("groups.closing", group_id=group.pk, by=by, role=role, now=now, detail={"closing": closing.pk})
    return closing


@transaction.atomic
def withdraw_closing(*, group: SupportGroup, by: Persona, now: datetime) -> None:
    """The group goes on after all, and whoever heard that it closes hears that too. Until the day; safe to repeat."""
    policy = lock_door(group)
    closing = Closing.objects.standing().filter(group=group, closed_at=None).first()
    if closing is None:
        return
    closing.withdrawn_at = now
    closing.save(update_fields=["withdrawn_at"])
    if closing.shut_door:
        open_again(policy)
    saw_to(policy, Need.Why.CLOSING, now=now)
    if closing.agreed_at is not None:
        letterbox.tell_all(_everybody(group), "groups.goes_on", group_id=group.pk, subject_id=closing.pk, now=now)
    note_act(persona_id=by.pk, group=group, now=now)
    log("groups.goes_on", group_id=group.pk, by=by, now=now, detail={"closing": closing.pk})


def close_due(now: datetime) -> int:
    """Close groups whose day has come; how many. Reading goes on. Safe to repeat, and to run twice at once."""
    due = Closing.objects.announced().filter(closes_on__lte=now.date()).select_related("group", "asked_by")
    return sum(_close(closing, now) for closing in due.order_by("pk"))


def put_away_due(now: datetime) -> int:
    """End what is left of closed groups whose reading time is over; how many. Safe to repeat: a run that is cut off is
    taken up by the next, since each membership ends in a transaction of its own."""
    due = Closing.objects.filter(closed_at__isnull=False, ended_at__isnull=True, ends_on__lte=now.date())
    return sum(_put_away(closing, now) for closing in due.select_related("group").order_by("pk"))


def who_may_agree(group: SupportGroup, asked_by: Persona) -> list[int]:
    """Faces of others who look after the group. Two statements."""
    powers = ("edit_settings", "moderate")
    return sorted({face for power in powers for face in keyring.holders(group, power, besides=asked_by.pk)})


@transaction.atomic
def _close(closing: Closing, now: datetime) -> bool:
    policy = lock_door(closing.group)
    if not Closing.objects.announced().filter(pk=closing.pk).update(closed_at=now):
        return False
    policy.group.state, policy.group.closed_at = State.CLOSED, now
    policy.group.save(update_fields=["state", "closed_at"])
    Need.objects.open().filter(group=policy.group).update(met_at=now)
    _answer_door(closing, now)
    tell_rooms(policy.group, None, now)
    log("groups.closed", group_id=policy.pk, by=None, now=now, detail={"closing": closing.pk})
    return True


def _answer_door(closing: Closing, now: datetime) -> None:
    """Whoever still waits at the door is not left there: pointed elsewhere, in words, with other places named."""
    reason = _("The group has closed, so it takes in nobody any more. We are sorry that you waited.")
    places = suggested_for(closing.group) or [Alternative(_("All groups here"), "/")]
    for request in AdmissionRequest.objects.open().filter(group=closing.group).order_by("pk"):
        if request.state in (AdmissionRequest.State.BEGUN, *AdmissionRequest.HOLDING):
            lapse(locked_request(request), now, why="closed")
        else:
            point_elsewhere(request=request, by=closing.asked_by, reason=reason, alternatives=places, now=now)


def _put_away(closing: Closing, now: datetime) -> bool:
    for membership in Membership.objects.current().filter(group=closing.group).select_related("group").order_by("pk"):
        leave(membership=membership, now=now, how=Membership.Ending.CLOSED)
    if closing.erases:
        for persona in Persona.objects.filter(group_space_id=closing.group_id).order_by("pk"):
            forgetting.forget(persona)
    with transaction.atomic():
        if not Closing.objects.filter(pk=closing.pk, ended_at__isnull=True).update(ended_at=now):
            return False
        detail = {"closing": closing.pk}
        log(
            "groups.erased" if closing.erases else "groups.put_away",
            group_id=closing.group_id,
            by=None,
            now=now,
            detail=detail,
        )
    return True


def _everybody(group: SupportGroup) -> list[int]:
    members = Membership.objects.current().filter(group=group)
    return list(members.order_by("persona_id").values_list("persona_id", flat=True))
