"""Waivers: one tick and no proof. Who decides sees a code, and neither a name nor a word that its owner wrote."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from groups.actions.fees.ledger import Kind, enter, locked, weigh
from groups.actions.refusals import ReasonMissing, Refusal
from groups.models import Fee, FeeAccount, FeeWaiver, Membership
from groups.models.fees import RENEWED_BEFORE
from personas import faces, letterbox
from personas.models import Persona

State = FeeWaiver.State
# Long enough not to have to ask again in the middle of a bad year.
HOLDS = timedelta(days=365)
DECIDED = "groups.waiver"
ENDS = "groups.waiver_ends"
# To somebody who is not in yet: the answer stands on the page of her request.
DECIDED_AT_THE_DOOR = "groups.waiver_door"


class WaiverDecided(Refusal):
    """Somebody else who keeps the fees was quicker."""

    sentence = _("This was answered just before you. Nothing was changed.")


@transaction.atomic
def ask_for_waiver(*, account: FeeAccount, now: datetime) -> FeeWaiver:
    """Ask once; an open one is given back. In its last weeks, and after its end, one that was granted is asked for
    anew by the same tick; until its end it holds all the same."""
    account = locked(account)
    open_one = FeeWaiver.objects.filter(account=account, state__in=(State.ASKED, State.GRANTED)).first()
    if open_one is not None and not open_one.may_be_renewed(now.date()):
        return open_one
    if open_one is not None:
        FeeWaiver.objects.filter(pk=open_one.pk).update(state=State.ENDED)
    until = open_one.until if open_one is not None else None
    return FeeWaiver.objects.create(group_id=account.group_id, account=account, asked_on=now.date(), until=until)


@transaction.atomic
def grant_waiver(*, waiver: FeeWaiver, by: Persona | None, now: datetime) -> FeeWaiver:
    """Let this code go free for a year; what is due now is waived too. Its owner is told. Raises `WaiverDecided`.

    `by` is None where nobody answered in time somebody who is not in yet.
    """
    account, waiver = _both(waiver)
    if waiver.state == State.GRANTED and by is not None and waiver.by_id == by.pk:
        return waiver
    _check_open(waiver)
    if account.balance > 0:
        enter(account, Kind.WAIVED, -account.balance, on_day=now.date(), by=by, now=now)
    waiver.state, waiver.until = State.GRANTED, now.date() + HOLDS
    return _decided(waiver, account, by=by, now=now)


@transaction.atomic
def decline_waiver(*, waiver: FeeWaiver, reason: str, by: Persona, now: datetime) -> FeeWaiver:
    """Say no, with words for the owner of the code. Raises `ReasonMissing` and `WaiverDecided`."""
    if not reason.strip():
        raise ReasonMissing
    account, waiver = _both(waiver)
    if waiver.state == State.DECLINED and waiver.by_id == by.pk:
        return waiver
    _check_open(waiver)
    waiver.state, waiver.reason = State.DECLINED, reason.strip()
    return _decided(waiver, account, by=by, now=now)


@transaction.atomic
def end_waiver(*, account: FeeAccount, now: datetime) -> None:
    """Its owner can pay again, or takes the question back. Safe to repeat."""
    account = locked(account)
    FeeWaiver.objects.in_force(now.date()).filter(account=account).update(state=State.ENDED)
    weigh(account, now)


def announce_ends(*, now: datetime) -> int:
    """Tell members who go free, some weeks before it ends, that one tick renews it; how many. Each is told once,
    however often and by however many this runs."""
    granted = FeeWaiver.objects.filter(state=State.GRANTED, until__gte=now.date())
    ending = granted.filter(until__lte=now.date() + RENEWED_BEFORE)
    asked = ending.filter(group__in=Fee.objects.values("group"))
    return sum(_announce(waiver, now) for waiver in asked.select_related("account").order_by("pk"))


@transaction.atomic
def _announce(waiver: FeeWaiver, now: datetime) -> bool:
    account, waiver = _both(waiver)
    payer = faces.payer_behind(account.code)
    if waiver.state != State.GRANTED or payer is None or letterbox.was_told(payer, ENDS, subject_id=waiver.pk):
        return False
    if not Membership.objects.current().filter(persona_id=payer).exists():
        return False
    letterbox.tell(payer, ENDS, group_id=account.group_id, subject_id=waiver.pk, now=now)
    return True


def _both(waiver: FeeWaiver) -> tuple[FeeAccount, FeeWaiver]:
    account = locked(waiver.account)
    return account, FeeWaiver.objects.select_for_update().get(pk=waiver.pk)


def _check_open(waiver: FeeWaiver) -> None:
    if waiver.state != State.ASKED:
        raise WaiverDecided


def _decided(waiver: FeeWaiver, account: FeeAccount, *, by: Persona | None, now: datetime) -> FeeWaiver:
    waiver.decided_on, waiver.by = now.date(), by
    waiver.save(update_fields=["state", "until", "reason", "decided_on", "by"])
    weigh(account, now)
    payer = faces.payer_behind(account.code)
    if payer is not None:
        kind = DECIDED if account.entry is None else DECIDED_AT_THE_DOOR
        letterbox.tell(payer, kind, group_id=account.group_id, subject_id=waiver.pk, now=now)
    return waiver
