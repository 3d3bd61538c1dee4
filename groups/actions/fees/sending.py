"""Sending back what came in for a place that has gone: by hand, ticked off on the treasurer's page."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from groups.actions.fees.aside import paid_in, take_up
from groups.actions.fees.ledger import locked, record_refund
from groups.models import FeeAccount, FeePayment
from personas.models import Persona


@transaction.atomic
def sent_back(*, account: FeeAccount, amount: int, by: Persona, now: datetime) -> FeePayment | None:
    """Write down that it went back today. None where another amount is to be sent back by now, or nothing: it was
    ticked before, or its owner has asked again. Holds the account's row lock."""
    account = locked(account)
    if account.back_on is None or account.back_on > now.date() or account.balance != -amount:
        return None
    line = record_refund(account=account, amount=min(amount, paid_in(account)), on_day=now.date(), by=by, now=now)
    account = locked(account)
    if not paid_in(account):
        take_up(account)
    return line
