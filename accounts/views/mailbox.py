"""A mailbox that may not open the account, and the way back in when everything else is lost."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import entrance, mailbox
from accounts.models import Account
from accounts.views.own import account_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mailbox_page(request: HttpRequest) -> HttpResponseBase:
    """My mailbox may not open this account."""
    request.actor.require("accounts.self", None)
    account = account_of(request)
    if request.method == "POST":
        _choose(request, account)
        return redirect("account_mailbox")
    context = {"opens_by_mail": account.opens_by_mail, "has_other_way": mailbox.has_other_way(account)}
    return render(request, "account/mailbox.html", context)


def _choose(request: HttpRequest, account: Account) -> None:
    if request.POST.get("action") == "open":
        mailbox.open_mailbox(account=account, now=timezone.now())
        messages.success(request, _("A code by e-mail opens your account again."))
        return
    try:
        mailbox.close_mailbox(account=account, now=timezone.now())
        messages.success(request, _("From now on nobody comes in by your mail."))
    except mailbox.NoOtherWay:
        messages.warning(request, _("Set up a passkey first, or a password with spare codes. Nothing was changed."))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def way_back(request: HttpRequest) -> HttpResponseBase:
    """For who has shown to hold the mailbox and has lost everything else: ask, wait seven days, come in."""
    request.actor.require("public.entrance", None)
    account = entrance.proven(request) if request.actor.is_guest else None
    if account is None:
        return redirect("account_enter" if request.actor.is_guest else "/home/")
    now = timezone.now()
    if request.method == "POST" and mailbox.is_open(account, now):
        return entrance.come_back(request, mailbox.take_way_back(account=account, now=now))
    if request.method == "POST":
        mailbox.ask_way_back(account=account, now=now)
        return redirect("account_way_back")
    stands = account.way_back_at is not None and now < account.way_back_at + mailbox.WAY_BACK_STANDS
    context = {"opens_at": account.way_back_at if stands else None, "is_open": mailbox.is_open(account, now)}
    return render(request, "account/way_back.html", context)


@never_cache
@require_http_methods(["POST"])
def stop_way_back(request: HttpRequest) -> HttpResponseBase:
    """From the line that stands on every page while somebody waits to come back in."""
    request.actor.require("accounts.self", None)
    mailbox.stop_way_back(account=account_of(request), now=timezone.now())
    messages.success(request, _("It is stopped. If it was not you who asked, somebody else reads your mail."))
    return redirect("account_mailbox")
