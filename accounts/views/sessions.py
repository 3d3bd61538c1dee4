"""Where I am signed in, and ending it there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import sessions
from accounts.views.own import account_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def session_list(request: HttpRequest) -> HttpResponseBase:
    """All browsers; a press signs out everywhere but here."""
    request.actor.require("accounts.self", None)
    account, here = account_of(request), request.session.session_key
    if request.method == "POST":
        sessions.end_all(account=account, but=here)
        messages.success(request, _("You are signed out everywhere else."))
        return redirect("usersessions_list")
    lines = sessions.living(account, current_key=here, now=timezone.now())
    return render(request, "usersessions/usersession_list.html", {"sessions": lines})


@never_cache
@require_http_methods(["POST"])
def end_session(request: HttpRequest, ref: str) -> HttpResponseBase:
    """One of them, by its mark in one's own list."""
    request.actor.require("accounts.self", None)
    sessions.end(account=account_of(request), ref=ref)
    messages.success(request, _("You are signed out there."))
    return redirect("usersessions_list")
