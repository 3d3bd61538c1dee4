"""Writing the ledger: each line once, and the balance along with it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from groups.actions.fees.aside import paid_in, put_aside_if_gone, tell_sent
from groups.actions.logbook import log
from groups.actions.refusals import Refusal
from groups.models import FeeAccount, FeePayment, FeeWaiver
from groups.payments import BY_HAND
from personas.models import Persona

Kind = FeePayment.Kind


class NothingToPayBack(Refusal):
    """More would be paid back than was paid."""

    sentence = _("Less than this was paid with this code. Please look at the lines below.")


class AlreadyCorrected(Refusal):
    """A line is corrected once; the correction is a line of its own."""

    sentence = _("This line was corrected already. The newest line says what holds.")


@transaction.atomic
def record_payment(
    *,
    account: FeeAccount,
    amount: int,
    on_day: date,
    by: Persona | None,
    now: datetime,
    provider: str = BY_HAND,
    event: str = "",
) -> FeePayment:
    """Write down that money came in. With the `event` of a `provider`, or of a form, once however often it is told.

    `amount` in the smallest unit, above zero. Holds the account's row lock.
    """
    told = {"on_day": on_day, "by": by, "now": now, "provider": provider, "event": event}
    return _once(account, Kind.PAID, -amount, told)


@transaction.atomic
def record_told(
    *, account: FeeAccount, kind: Kind, amount: int, on_day: date, provider: str, event: str, now: datetime
) -> FeePayment:
    """Write down what a provider has told: money that came in, or went back. Once for an `event`.

    `amount` in the smallest unit, above zero. Holds the account's row lock.
    """
    change = amount if kind == Kind.REFUNDED else -amount
    return _once(
        account, kind, change, {"on_day": on_day, "by": None, "now": now, "provider": provider, "event": event}
    )


@transaction.atomic
def record_refund(
    *, account: FeeAccount, amount: int, on_day: date, by: Persona, now: datetime, event: str = ""
) -> FeePayment:
    """Write down that money went back; with an `event`, once however often it is told. Raises `NothingToPayBack`.

    Holds the account's row lock.
    """
    account = locked(account)
    told = {"on_day": on_day, "by": by, "now": now, "provider": BY_HAND, "event": event}
    if known := _known(told):
        return known
    if amount > paid_in(account):
        raise NothingToPayBack
    line = _once(account, Kind.REFUNDED, amount, told)
    log("groups.fee_refunded", group_id=account.group_id, by=by, now=now)
    return line


@transaction.atomic
def correct(*, line: FeePayment, by: Persona, now: datetime) -> FeePayment:
    """Take a line back by one that says the opposite. Raises `AlreadyCorrected`. Holds the account's row lock."""
    account = locked(line.account)
    if line.kind == Kind.CORRECTED or FeePayment.objects.filter(corrects=line).exists():
        raise AlreadyCorrected
    corrected = enter(account, Kind.CORRECTED, -line.change, on_day=now.date(), by=by, now=now, corrects=line)
    put_aside_if_gone(account, now)
    log("groups.fee_corrected", group_id=account.group_id, by=by, now=now)
    return corrected


def _once(account: FeeAccount, kind: Kind, change: int, told: dict[str, Any]) -> FeePayment:
    """One line for an event; a line of its own for what has none."""
    account = locked(account)
    if known := _known(told):
        return known
    try:
        with transaction.atomic():
            return _enter_moved(account, kind, change, told)
    except IntegrityError:
        # Told at the same moment for another code.
        if known := _known(told):
            return known
        raise


def _enter_moved(account: FeeAccount, kind: Kind, change: int, told: dict[str, Any]) -> FeePayment:
    """A line of money that moved. What comes too late, for a place that has gone, is to be sent back."""
    line = enter(account, kind, change, **told)
    if kind == Kind.REFUNDED:
        tell_sent(line, told["now"])
    else:
        put_aside_if_gone(account, told["now"])
    return line


def _known(told: dict[str, Any]) -> FeePayment | None:
    if not told["event"]:
        return None
    return FeePayment.objects.filter(provider=told["provider"], event=told["event"]).first()


def locked(account: FeeAccount) -> FeeAccount:
    """The account, fresh and under its row lock."""
    return FeeAccount.objects.select_for_update().get(pk=account.pk)


def enter(account: FeeAccount, kind: Kind, change: int, **more: Any) -> FeePayment:
    """One line, and what follows from it: the balance, and whether a place that is kept opens. Two statements.

    The caller holds the account's row lock.
    """
    fields = {name: value for name, value in more.items() if name != "now"}
    line = FeePayment.objects.create(
        group_id=account.group_id, account=account, kind=kind, change=change, currency=account.currency,
        made_at=more["now"], **fields,
    )  # fmt: skip
    account.balance += change
    account.back_on = account.back_on if account.balance < 0 else None
    account.save(update_fields=["balance", "back_on"])
    weigh(account, more["now"])
    return line


def weigh(account: FeeAccount, now: datetime) -> None:
    """Note at which full hour a kept place opens, once what is asked before entry is there; or that it is not there.

    Under the account's row lock. No statement where nothing is asked before entry.
    """
    if account.entry is None:
        return
    is_there = account.balance + account.entry <= 0 or goes_free(account, now.date())
    opens_at = (account.opens_at or next_full_hour(now)) if is_there else None
    if opens_at != account.opens_at:
        account.opens_at = opens_at
        account.save(update_fields=["opens_at"])


def goes_free(account: FeeAccount, day: date) -> bool:
    """Whether a waiver holds on this day. One statement."""
    return FeeWaiver.objects.holding(day).filter(account=account).exists()


def next_full_hour(now: datetime) -> datetime:
    """The one after this moment."""
    return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
