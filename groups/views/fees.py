"""Who keeps the group's money: codes, amounts and days, and never a name."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groups import statement
from groups.actions import fees as actions
from groups.actions.refusals import Refusal
from groups.forms.fees import CodeForm, LineForm, StatementForm, WaiverNoForm
from groups.models import Fee, FeeAccount, FeePayment, FeeWaiver
from groups.models.fees import CURRENCIES
from groups.pages import costs
from groups.pages import fees as pages
from groups.payments import NotReached
from groups.payments.known import provider_of
from groups.views.faces import own_face
from supportgroups.lib import money, sheets

BACK_THERE = "there"
LINE = {"paid": actions.record_payment, "refund": actions.record_refund}
# A list for a year-end; more is fetched in two goes.
MOST_EXPORTED = 50_000


@require_http_methods(["GET", "HEAD", "POST"])
def ledger(request: HttpRequest, code: str) -> HttpResponse:
    """Codes and where they stand, or those with something due. A code that is typed is opened."""
    request.actor.require("groups.fees", request.group)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        found = FeeAccount.objects.visible_to(request.actor).filter(group=request.group, **form.cleaned_data)
        if found.exists():
            return redirect("groups:fee_account", code=code, reference=form.cleaned_data["code"])
        form.add_error("code", _("Nobody here pays under this code. Please look at it once more."))
    only_due = "due" in request.GET
    page = pages.fees_page(request.actor, request.group, request.GET.get("after"), timezone.now(), only_due=only_due)
    return render(request, "groups/fees.html", {"page": page, "form": form, "base_url": f"/g/{code}/fees/"})


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest, code: str, reference: str) -> HttpResponse:
    """One code: its lines, and a form for money that came in or went back."""
    found = _account(request, reference)
    today = timezone.localdate()
    kind = request.POST.get("act", "")
    form = LineForm(request.POST or None, currency=found.currency, today=today, initial={"on_day": today})
    fee = Fee.objects.filter(group=request.group).first()
    pays_there = costs.pays_there(fee)
    if request.method == "POST" and form.is_valid():
        if kind in LINE and _write_line(request, found, kind, form):
            return redirect("groups:fee_account", code=code, reference=reference)
        if kind == BACK_THERE and fee is not None and pays_there and _send_back(request, found, fee, form):
            return redirect("groups:fee_account", code=code, reference=reference)
    context = {
        "form": form,
        "pays_there": fee.provider if fee is not None and pays_there else "",
        "account": {"code": found.code, "stands": pages.stands_words(found, fee)},
        "lines": pages.ledger_lines(found),
        "base_url": f"/g/{code}/fees/",
    }
    return render(request, "groups/fee_account.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, code: str, reference: str, ref: UUID) -> HttpResponse:
    """Take one line back, after being asked once."""
    found = _account(request, reference)
    line = get_object_or_404(
        FeePayment.objects.visible_to(request.actor).select_related("account"), account=found, ref=ref
    )
    if request.method != "POST":
        words = costs.amount_words(abs(line.change), line.currency)
        back_url = f"/g/{code}/fees/codes/{reference}/"
        return render(request, "groups/fee_correct.html", {"amount": words, "code": reference, "back_url": back_url})
    try:
        actions.correct(line=line, by=own_face(request), now=timezone.now())
        messages.success(request, _("The line is taken back, by a line of its own."))
    except actions.AlreadyCorrected as refused:
        messages.info(request, str(refused))
    return redirect("groups:fee_account", code=code, reference=reference)


@require_http_methods(["GET", "HEAD", "POST"])
def read_statement(request: HttpRequest, code: str) -> HttpResponse:
    """Read a bank's list, show what was found in it, and write down what was ticked. The list itself is not kept."""
    request.actor.require("groups.fees", request.group)
    if request.method == "POST" and "line" in request.POST:
        count = _write_down(request)
        messages.success(request, _("What you ticked stands in the ledger. What stood there before was left alone."))
        return redirect("groups:fees", code=code) if count else redirect("groups:fee_statement", code=code)
    form = StatementForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "fees_url": f"/g/{code}/fees/", "is_read": False}
    if request.method == "POST" and form.is_valid():
        context |= {"is_read": True} | _found_in(request, form.cleaned_data["statement"])
    return render(request, "groups/fee_statement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def back(request: HttpRequest, code: str) -> HttpResponse:
    """What came in for places that have gone; what was sent back is ticked, each line once."""
    request.actor.require("groups.fees", request.group)
    if request.method != "POST":
        rows = pages.back_rows(request.actor, request.group, timezone.now())
        return render(request, "groups/fee_back.html", {"rows": rows, "fees_url": f"/g/{code}/fees/"})
    written = [_sent_back(request, value) for value in request.POST.getlist("line")]
    if not written:
        messages.info(request, _("Please tick what you have sent back. Nothing was written down."))
    elif all(written):
        messages.success(request, _("It stands in the ledger. Whoever gave it is told."))
    else:
        messages.info(request, _("Something has changed since you opened that page. Here is how it stands now."))
    return redirect("groups:fee_back", code=code)


@require_safe
def export(request: HttpRequest, code: str) -> HttpResponse:
    """The ledger as CSV, for a year-end."""
    request.actor.require("groups.fees", request.group)
    lines = (
        FeePayment.objects.visible_to(request.actor)
        .filter(group=request.group)
        .select_related("account")
        .order_by("-pk")[:MOST_EXPORTED]
    )
    rows = [
        (line.account.code, str(line.get_kind_display()), money.plain(abs(line.change), CURRENCIES[line.currency]),
         line.currency, _("more due") if line.change > 0 else _("less due"), line.on_day.isoformat(), line.period)
        for line in lines
    ]  # fmt: skip
    head = (_("Code"), _("What"), _("Amount"), _("Currency"), _("So that"), _("Day"), _("Period"))
    answer = HttpResponse(sheets.as_csv([head, *rows]), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="ledger.csv"'
    return answer


@require_safe
def waivers(request: HttpRequest, code: str) -> HttpResponse:
    """Codes whose owners cannot pay, longest first. Whoever decides sees no name and no words."""
    request.actor.require("groups.fees", request.group)
    waiting = (
        FeeWaiver.objects.visible_to(request.actor)
        .filter(group=request.group, state=FeeWaiver.State.ASKED)
        .select_related("account")
    )
    rows = [
        {"code": one.account.code, "when": one.asked_on, "url": f"/g/{code}/fees/waivers/{one.account.code}/"}
        for one in waiting.order_by("asked_on", "pk")[:50]
    ]
    return render(request, "groups/fee_waivers.html", {"rows": rows, "fees_url": f"/g/{code}/fees/"})


@require_POST
def grant(request: HttpRequest, code: str, reference: str) -> HttpResponse:
    """Let a code go free for a year."""
    waiver = _waiver(request, reference)
    try:
        actions.grant_waiver(waiver=waiver, by=own_face(request), now=timezone.now())
        messages.success(request, _("Granted for a year. The owner of the code is told, and nobody else."))
    except actions.WaiverDecided as refused:
        messages.info(request, str(refused))
    return redirect("groups:fee_waivers", code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, code: str, reference: str) -> HttpResponse:
    """Say no to a code, with words."""
    waiver = _waiver(request, reference)
    form = WaiverNoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decline_waiver(
                waiver=waiver, reason=form.cleaned_data["reason"], by=own_face(request), now=timezone.now()
            )
            messages.success(request, _("The owner of the code gets your words."))
        except actions.WaiverDecided as refused:
            messages.info(request, str(refused))
        return redirect("groups:fee_waivers", code=code)
    context = {"form": form, "code": reference, "back_url": f"/g/{code}/fees/waivers/"}
    return render(request, "groups/fee_decline.html", context)


def _sent_back(request: HttpRequest, value: str) -> bool:
    """One tick: a code and an amount."""
    reference, _space, amount = value.partition(" ")
    found = FeeAccount.objects.visible_to(request.actor).filter(group=request.group, code=reference).first()
    if found is None or not amount.isdecimal():
        return False
    by = own_face(request)
    return actions.sent_back(account=found, amount=int(amount), by=by, now=timezone.now()) is not None


def _write_line(request: HttpRequest, found: FeeAccount, kind: str, form: LineForm) -> bool:
    """A second press of the same form writes nothing more."""
    line = {name: form.cleaned_data[name] for name in ("amount", "on_day")}
    try:
        LINE[kind](account=found, by=own_face(request), now=timezone.now(), event=form.press(kind), **line)
    except Refusal as refused:
        form.add_error("amount", str(refused))
        return False
    messages.success(request, _("It stands in the ledger."))
    return True


def _send_back(request: HttpRequest, found: FeeAccount, fee: Fee, form: LineForm) -> bool:
    """Have the provider send money back. A second press of the same form asks for the same once more, not for more;
    so does one after the provider did not answer."""
    provider = provider_of(fee.provider)
    if provider is None:
        return False
    key, amount = form.press(BACK_THERE), form.cleaned_data["amount"]
    try:
        actions.send_back(account=found, provider=provider, amount=amount, key=key)
    except Refusal as refused:
        form.add_error("amount", str(refused))
        return False
    except NotReached:
        form.add_error("amount", _("They do not answer just now, and nothing was sent. Please try again later."))
        return False
    messages.success(request, _("It is asked for. The line comes by itself when the money is on its way."))
    return True


def _account(request: HttpRequest, reference: str) -> FeeAccount:
    request.actor.require("groups.fees", request.group)
    return get_object_or_404(FeeAccount.objects.visible_to(request.actor), group=request.group, code=reference)


def _waiver(request: HttpRequest, reference: str) -> FeeWaiver:
    """The newest of this code: an answered one leads to a polite word, not to nothing."""
    found = _account(request, reference)
    waiver = found.waivers.select_related("account").order_by("-pk").first()
    if waiver is None:
        raise Http404
    return waiver


def _found_in(request: HttpRequest, text: str) -> dict[str, Any]:
    """What a statement says of the group's codes, as rows to tick."""
    accounts = FeeAccount.objects.visible_to(request.actor).filter(group=request.group)
    currencies = dict(accounts.values_list("code", "currency"))
    reading = statement.read(text, {code: CURRENCIES[currency] for code, currency in currencies.items()})
    known = set(
        FeePayment.objects.visible_to(request.actor)
        .filter(group=request.group, provider=statement.PROVIDER, event__in=[match.event for match in reading.matches])
        .values_list("event", flat=True)
    )
    rows = [
        {
            "code": match.code,
            "amount": costs.amount_words(match.amount, currencies[match.code]),
            "day": match.on_day,
            "value": f"{match.code} {match.amount} {match.on_day.isoformat()} {match.event}",
        }
        for match in reading.matches
        if match.event not in known
    ]
    return {"rows": rows, "unclear": reading.unclear, "known": bool(known)}


def _write_down(request: HttpRequest) -> int:
    """Each ticked row once. A row that is not of ours is passed over."""
    accounts = {row.code: row for row in FeeAccount.objects.visible_to(request.actor).filter(group=request.group)}
    by, count = own_face(request), 0
    for value in request.POST.getlist("line"):
        parts = value.split(" ")
        if len(parts) != 4 or parts[0] not in accounts or not parts[1].isdecimal() or len(parts[3]) != 40:
            continue
        try:
            day = date.fromisoformat(parts[2])
        except ValueError:
            continue
        if day > timezone.localdate() or not 0 < int(parts[1]) < 10**11:
            continue
        actions.record_payment(
            account=accounts[parts[0]], amount=int(parts[1]), on_day=day, by=by, now=timezone.now(),
            provider=statement.PROVIDER, event=parts[3],
        )  # fmt: skip
        count += 1
    return count
