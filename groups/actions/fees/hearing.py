"""What a provider tells: written once, in whatever order and however often it comes."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction

from groups.actions.fees.aside import paid_in
from groups.actions.fees.ledger import NothingToPayBack, record_told
from groups.models import FeeAccount, FeePayment
from groups.payments import News, NotReached, NotUnderstood, PaymentProvider
from groups.payments.known import names, provider_of

logger = logging.getLogger(__name__)
# How far back a replay asks: longer than any provider goes on trying to tell us.
REPLAYED = timedelta(days=10)


@transaction.atomic
def hear(*, provider: str, news: News, now: datetime) -> FeePayment:
    """Write down what a provider has told, once. Raises `NotUnderstood` for a code or a currency that is not ours.

    Money that went back may be told of before it came in: both are written, and the balance is right when both are.
    """
    account = FeeAccount.objects.filter(code=news.code).first()
    if account is None or account.currency != news.currency:
        raise NotUnderstood
    return record_told(
        account=account,
        kind=FeePayment.Kind.REFUNDED if news.is_refund else FeePayment.Kind.PAID,
        amount=news.amount,
        on_day=news.on_day,
        provider=provider,
        event=news.event,
        now=now,
    )


def replay_all(*, now: datetime) -> int:
    """Ask every provider for what it told lately, and write what was not heard; how many lines are new."""
    before = FeePayment.objects.exclude(event="").count()
    for name in names():
        provider = provider_of(name)
        try:
            told = provider.replay(since=(now - REPLAYED).date(), now=now) if provider else ()
        except (NotReached, NotUnderstood):
            logger.warning("payments: %s did not answer as agreed", name)
            continue
        for news in told:
            _hear_quietly(name, news, now)
    return FeePayment.objects.exclude(event="").count() - before


def send_back(*, account: FeeAccount, provider: PaymentProvider, amount: int, key: str) -> None:
    """Ask a provider to send money back; its event writes the line. Raises `NothingToPayBack` and `NotReached`."""
    if amount > paid_in(account):
        raise NothingToPayBack
    provider.refund(key=key, code=account.code, amount=amount, currency=account.currency)


def _hear_quietly(name: str, news: News, now: datetime) -> None:
    try:
        hear(provider=name, news=news, now=now)
    except NotUnderstood:
        logger.warning("payments: %s told of a code or a currency that is not ours", name)
