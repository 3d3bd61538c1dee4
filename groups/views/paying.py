"""Going on to pay at whoever the group has chosen for it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from groups.models import Fee, FeeAccount
from groups.pages.costs import amount_words
from groups.payments import BY_HAND, NotReached
from groups.payments.known import provider_of


def go_on(request: HttpRequest, *, fee: Fee, account: FeeAccount, amount: int, back_url: str) -> HttpResponse:
    """Begin a payment, and show the way to it: a link, since no press leads away from here."""
    provider = provider_of(fee.provider) if fee.provider != BY_HAND else None
    if provider is None or amount <= 0:
        messages.info(request, _("There is nothing to pay there just now."))
        return redirect(back_url)
    code, currency = account.code, account.currency
    try:
        start = provider.create(code=code, amount=amount, currency=currency, how_to_pay=fee.how_to_pay)
    except NotReached:
        messages.info(request, _("They do not answer just now. Nothing was paid. You can try again, or pay by bank."))
        return redirect(back_url)
    words = amount_words(amount, currency)
    context = {"pay_url": start.url, "amount": words, "code": code, "back_url": back_url}
    return render(request, "groups/fee_pay.html", context)
