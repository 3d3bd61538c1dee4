"""Writing the ledger: each line once, and the balance along with it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from groups.actions.refusals import Refusal
from groups.models import FeeAccount, FeePayment
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
    provider: str = "",
    event: str = "",
) -> FeePayment:
    """Write down that money came in. With the `event` of a `provider`, once however often it is told.

    `amount` in the smallest unit, above zero. Holds the account's row lock.
    """
    account = locked(account)
    if event and (known := FeePayment.objects.filter(provider=provider, event=event).first()):
        return known
    try:
        with transaction.atomic():
            return enter(account, Kind.PAID, -amount, on_day=on_day, by=by, now=now, provider=provider, event=event)
    except IntegrityError:
        # Told at the same moment for another code.
        if event and (known := FeePayment.objects.filter(provider=provider, event=event).first()):
            return known
        raise


@transaction.atomic
def record_refund(*, account: FeeAccount, amount: int, on_day: date, by: Persona, now: datetime) -> FeePayment:
    """Write down that money went back. Raises `NothingToPayBack`. Holds the account's row lock."""
    account = locked(account)
    if amount > paid_in(account):
        raise NothingToPayBack
    return enter(account, Kind.REFUNDED, amount, on_day=on_day, by=by, now=now)


@transaction.atomic
def correct(*, line: FeePayment, by: Persona, now: datetime) -> FeePayment:
    """Take a line back by one that says the opposite. Raises `AlreadyCorrected`. Holds the account's row lock."""
    account = locked(line.account)
    if line.kind == Kind.CORRECTED or FeePayment.objects.filter(corrects=line).exists():
        raise AlreadyCorrected
    return enter(account, Kind.CORRECTED, -line.change, on_day=now.date(), by=by, now=now, corrects=line)


def locked(account: FeeAccount) -> FeeAccount:
    """The account, fresh and under its row lock."""
    return FeeAccount.objects.select_for_update().get(pk=account.pk)


def enter(account: FeeAccount, kind: Kind, change: int, **more: Any) -> FeePayment:
    """One line, and the balance that follows from it. The caller holds the account's row lock. Two statements."""
    fields = {name: value for name, value in more.items() if name != "now"}
    line = FeePayment.objects.create(
        group_id=account.group_id, account=account, kind=kind, change=change, currency=account.currency,
        made_at=more["now"], **fields,
    )  # fmt: skip
    account.balance += change
    account.save(update_fields=["balance"])
    return line


def paid_in(account: FeeAccount) -> int:
    """What was paid and not paid back or corrected, in the smallest unit."""
    lines = FeePayment.objects.filter(account=account, correction__isnull=True, kind__in=(Kind.PAID, Kind.REFUNDED))
    return -sum(lines.values_list("change", flat=True))
