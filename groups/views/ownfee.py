"""What the group asks of me."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groups.actions import fees as actions
from groups.forms.fees import ReceiptForm, WishForm
from groups.models import Fee, FeeAccount, FeePayment
from groups.pages import costs
from groups.pages import fees as pages
from groups.views import paying
from groups.views.faces import own_membership


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, code: str) -> HttpResponse:
    """My code, what is due, and how much I would like to give."""
    request.actor.require("groups.own_fee", request.group)
    fee = Fee.objects.filter(group=request.group).first()
    context: dict[str, Any] = {"group_url": f"/g/{code}/"}
    if fee is None:
        context["going_back"] = pages.going_back_words(_held_account(request))
        return render(request, "groups/own_fee.html", context)
    mine = request.actor.seat_in(request.group.pk).cohort_ids
    context["asks"] = " ".join((costs.asks_words(fee), *costs.run_costs(fee, request.group, mine)))
    account = _own_account(request) if request.method == "POST" else _held_account(request)
    if account is None or actions.waits_for_press(account=account, fee=fee):
        return render(request, "groups/own_fee.html", context)
    form = WishForm(request.POST or None, fee=fee)
    if request.method == "POST" and form.is_valid():
        actions.choose_amount(account=account, fee=fee, amount=form.cleaned_data["amount"], now=timezone.now())
        messages.success(request, _("Thank you. It counts from the next time on."))
        return redirect("groups:own_fee", code=code)
    context |= {"page": pages.own_fee(fee, account, request.group, timezone.now()), "form": form}
    return render(request, "groups/own_fee.html", context)


@require_POST
def show(request: HttpRequest, code: str) -> HttpResponse:
    """I would like to see my code: from now on there is one."""
    _own_account(request)
    return redirect("groups:own_fee", code=code)


@require_POST
def pay(request: HttpRequest, code: str) -> HttpResponse:
    """Pay what is due at whoever the group has chosen; what the group suggests, where nothing is due."""
    account = _own_account(request)
    fee = Fee.objects.get(group=request.group)
    ahead = (account.wish or fee.suggested) if account.currency == fee.currency else 0
    amount = account.balance if account.balance > 0 else ahead
    return paying.go_on(request, fee=fee, account=account, amount=amount, back_url=f"/g/{code}/fee/")


@require_POST
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """One tick: I cannot pay at the moment. The box has to be ticked, so that a stray press asks nothing."""
    account = _own_account(request)
    if "cannot_pay" not in request.POST:
        messages.info(request, _("Please tick the box if you cannot pay. Nothing was sent."))
    else:
        actions.ask_for_waiver(account=account, now=timezone.now())
        messages.success(request, _("It is said. Nobody asks why, and nobody else learns of it."))
    return redirect("groups:own_fee", code=code)


@require_POST
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """I can pay again, or would rather not have asked."""
    actions.end_waiver(account=_own_account(request), now=timezone.now())
    messages.success(request, _("It is as it was before you asked."))
    return redirect("groups:own_fee", code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """A receipt to print. It says "Membership" and nothing of the group; the name on it is kept nowhere."""
    request.actor.require("groups.own_fee", request.group)
    account = _held_account(request)
    if account is None:
        raise Http404
    paid = FeePayment.objects.filter(kind=FeePayment.Kind.PAID, correction__isnull=True)
    line = get_object_or_404(paid, account__in=actions.accounts_beside(account=account), ref=ref)
    form = ReceiptForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "back_url": f"/g/{code}/fee/", "receipt": None}
    if request.method == "POST" and form.is_valid():
        amount = costs.amount_words(-line.change, line.currency)
        context["receipt"] = {
            "name": form.cleaned_data["name"],
            "amount": amount,
            "day": line.on_day,
            "number": str(line.ref)[:8].upper(),
        }
    return render(request, "groups/receipt.html", context)


def _own_account(request: HttpRequest) -> FeeAccount:
    """My account; 404 where the group asks for nothing."""
    request.actor.require("groups.own_fee", request.group)
    if not Fee.objects.filter(group=request.group).exists():
        raise Http404
    return actions.account_of(membership=own_membership(request), now=timezone.now())


def _held_account(request: HttpRequest) -> FeeAccount | None:
    """My account as it is, for pages that are only looked at."""
    return actions.account_held(membership=own_membership(request))
