"""The fee before somebody comes in, to the person at the door and to nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext as _

from groups.actions import fees
from groups.models import AdmissionRequest, Fee, FeeAccount, FeeWaiver
from groups.pages.costs import amount_words, pays_there

State = AdmissionRequest.State


@dataclass(frozen=True)
class EntryStep:
    """What is left to do. `is_settled`: nothing, the place opens by itself. `waiver`: what was said about it."""

    code: str
    stands: str
    how_to_pay: str
    pays_there: bool
    may_choose: bool
    is_settled: bool
    is_asked_free: bool
    no_words: str


def entry_step(request: AdmissionRequest, now: datetime, zone: ZoneInfo) -> EntryStep | None:
    """Of a place that is kept for a fee; None for every other request. Four statements."""
    if request.state != State.PAYING:
        return None
    account = fees.entry_account(request.persona_id, request.group_id)
    if account is None or account.entry is None:
        return None
    fee = Fee.objects.filter(group_id=request.group_id).first()
    waiver = account.waivers.order_by("-pk").first()
    state = waiver.state if waiver else ""
    return EntryStep(
        code=account.code,
        stands=_stands(account, fee, now, zone),
        how_to_pay=fee.how_to_pay if fee else "",
        pays_there=pays_there(fee),
        may_choose=fee is not None and not fee.for_run(request.cohort).is_fixed and account.balance >= 0,
        is_settled=account.opens_at is not None,
        is_asked_free=state == FeeWaiver.State.ASKED,
        no_words=waiver.reason if waiver and state == FeeWaiver.State.DECLINED else "",
    )


def left_behind(request: AdmissionRequest) -> str:
    """What came in under the code of somebody who is not in; nothing in most cases. Two statements."""
    account = _ahead(request)
    if account is None:
        return ""
    said = {"amount": amount_words(-account.balance, account.currency), "code": account.code}
    if account.back_on is not None:
        words = _(
            "%(amount)s came in under your code %(code)s. Whoever keeps the group’s money is asked to send it back, the"
            " way it came. If you ask again, or take a place, before that, it counts."
        )
        return words % said
    if request.state != State.WAITING:
        return ""
    return _("%(amount)s came in under your code %(code)s. It is yours, and counts for the place you wait for.") % said


def may_ask_back(request: AdmissionRequest) -> bool:
    """Whether somebody on the list has paid, and could have it back meanwhile. Two statements; none off the list."""
    account = _ahead(request) if request.state == State.WAITING else None
    return account is not None and account.back_on is None


def _ahead(request: AdmissionRequest) -> FeeAccount | None:
    if request.state not in (State.WAITING, State.ELSEWHERE, State.LAPSED, State.WITHDRAWN):
        return None
    account = fees.entry_account(request.persona_id, request.group_id)
    return account if account is not None and account.balance < 0 else None


def _stands(account: FeeAccount, fee: Fee | None, now: datetime, zone: ZoneInfo) -> str:
    if account.opens_at is not None:
        opens_at = max(account.opens_at, now).astimezone(zone)
        return _("All is settled. Your place opens at %(time)s.") % {"time": formats.time_format(opens_at, "H:i")}
    left = (account.entry or 0) + min(account.balance, 0)
    if account.balance < 0:
        said = _("%(given)s has come in, thank you. %(amount)s is left.")
        given = amount_words(-account.balance, account.currency)
        return said % {"given": given, "amount": amount_words(left, account.currency)}
    asked = {
        Fee.Rhythm.MONTHLY: _("%(amount)s for the first month, before you come in."),
        Fee.Rhythm.RUN: _("%(amount)s for the run, before you come in."),
        Fee.Rhythm.YEARLY: _("%(amount)s for the first year, before you come in."),
    }
    words = asked.get(Fee.Rhythm(fee.rhythm)) if fee is not None else None
    amount = {"amount": amount_words(left, account.currency)}
    return (words or _("%(amount)s, once, before you come in.")) % amount
