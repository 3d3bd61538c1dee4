"""The fee before one comes in: to give it, to choose how much, or to say that one cannot."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups.actions import fees
from groups.forms.fees import EntryWishForm
from groups.models import AdmissionRequest, Fee, FeeAccount
from groups.pages import own_request
from groups.views import paying
from groups.views.faces import own_request_of


@require_POST
def settle(request: HttpRequest, code: str) -> HttpResponse:
    """One press: another amount, "I cannot pay", or "I would rather pay"; on the list, after a run was called off, "I
    would rather have it back". Each is safe to repeat."""
    asked = own_request_of(request)
    request.actor.require("groups.answer_request_own", asked)
    account = fees.entry_account(asked.persona_id, asked.group_id)
    if asked.state == AdmissionRequest.State.WAITING and account is not None and request.POST.get("act") == "back":
        return _ask_back(request, account)
    if asked.state != AdmissionRequest.State.PAYING or account is None or account.entry is None:
        messages.info(request, _("Something has changed since you opened that page. Here is how it stands now."))
        return redirect("groups:request", code=code)
    act = request.POST.get("act", "")
    if act == "amount":
        return _choose(request, asked, account)
    if act == "there":
        return _pay_there(request, account)
    if act == "free" and "cannot_pay" not in request.POST:
        messages.info(request, _("Please tick the box if you cannot pay. Nothing was sent."))
    elif act == "free":
        fees.ask_for_waiver(account=account, now=timezone.now())
        messages.success(request, _("It is said. Nobody asks why, and nobody else learns of it."))
    elif act == "pay":
        fees.end_waiver(account=account, now=timezone.now())
        messages.success(request, _("It is as it was before you asked."))
    return redirect("groups:request", code=code)


def fee_page(request: HttpRequest, asked: AdmissionRequest, form: EntryWishForm | None = None) -> HttpResponse:
    """Where the request stands, with what is left to do."""
    page = own_request(asked, request.actor, timezone.now())
    context: dict[str, object] = {"asked": page}
    if page.entry is not None and page.entry.may_choose:
        context["wish_form"] = form or EntryWishForm(fee=Fee.objects.get(group=request.group).for_run(asked.cohort))
    return render(request, "groups/request.html", context)


def _choose(request: HttpRequest, asked: AdmissionRequest, account: FeeAccount) -> HttpResponse:
    fee = Fee.objects.filter(group=request.group).first()
    if fee is None:
        return redirect("groups:request", code=request.group.code)
    fee = fee.for_run(asked.cohort)
    form = EntryWishForm(request.POST, fee=fee)
    if not form.is_valid():
        return fee_page(request, asked, form)
    fees.choose_entry(account=account, fee=fee, amount=form.cleaned_data["amount"], now=timezone.now())
    messages.success(request, _("Thank you. This is what is asked of you now."))
    return redirect("groups:request", code=request.group.code)


def _ask_back(request: HttpRequest, account: FeeAccount) -> HttpResponse:
    fees.ask_back(account=account, now=timezone.now())
    messages.success(request, _("It is said. Your place on the list stays as it is."))
    return redirect("groups:request", code=request.group.code)


def _pay_there(request: HttpRequest, account: FeeAccount) -> HttpResponse:
    """What is left of what is asked."""
    back_url = f"/g/{request.group.code}/join/request/"
    fee = Fee.objects.filter(group=request.group).first()
    if fee is None:
        return redirect(back_url)
    left = (account.entry or 0) + account.balance
    return paying.go_on(request, fee=fee, account=account, amount=left, back_url=back_url)
