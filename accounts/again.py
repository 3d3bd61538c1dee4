"""Asking once more who somebody is: before what matters, and after they were away."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
    record_authentication,
)
from allauth.core.internal.cryptokit import compare_user_code
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import urlencode

from supportgroups.lib.routes import came_from

View = Callable[..., HttpResponseBase]
CODE = "again_code"
TRIES = 5
# A page that was opened in time can be sent for as long as allauth allows: nobody is asked in the middle of typing.
TIME_TO_TYPE = 5 * 60


def is_sure(request: HttpRequest) -> bool:
    """Whether this person came in, or was asked again, a short while ago."""
    allowed = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT - (0 if request.method == "POST" else TIME_TO_TYPE)
    return time.time() - sure_at(request) < allowed


def sure_at(request: HttpRequest) -> float:
    """When this person last showed who they are, in seconds; 0 for never."""
    records = get_authentication_records(request, request.user)
    return max((record["at"] for record in records if record.get("reauthenticated")), default=0.0)


def coming_in_counts(request: HttpRequest) -> None:
    """Whoever has just come in need not be asked again at once."""
    for record in request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, ())[-1:]:
        record["reauthenticated"] = True
        request.session.modified = True


def sure_first(view: View) -> View:
    """A view of the account that matters: who came in long ago is asked once more, and then led back to the page."""

    @wraps(view)
    def asking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.actor.is_guest or is_sure(request):
            return view(request, *args, **kwargs)
        request.actor.require("accounts.self", None)
        return ask(request, came_from(request))

    return asking


def ask(request: HttpRequest, next_url: str) -> HttpResponseBase:
    """To the easiest way there is, and on to ``next_url`` after it."""
    found = ways(request, next_url)
    return redirect(found[0][1] if found else "account_logout")


def ways(request: HttpRequest, next_url: str) -> list[tuple[str, str]]:
    """Words and address of each way to show who one is, the easiest first."""
    methods = get_adapter().get_reauthentication_methods(request.user)
    query = urlencode({"next": next_url})
    return [(str(method["description"]), f"{method['url']}?{query}") for method in methods]


def send_code(request: HttpRequest, *, address: str) -> None:
    """A code to the person's own mailbox; an earlier one works no longer."""
    code = get_adapter().generate_login_code()
    request.session[CODE] = {"code": code, "at": time.time(), "tries": 0}
    get_adapter().send_mail("account/email/again_code", address, {"code": code})


def waits_for_code(request: HttpRequest) -> bool:
    """Whether a code was sent that is neither too old nor used up."""
    sent = request.session.get(CODE)
    if sent is None:
        return False
    return sent["tries"] < TRIES and time.time() - sent["at"] < settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT


def code_fits(request: HttpRequest, code: str) -> bool:
    """Count a try, and note that the person is sure if it was the code."""
    sent = request.session[CODE]
    request.session[CODE] = {**sent, "tries": sent["tries"] + 1}
    if not compare_user_code(actual=code, expected=sent["code"]):
        return False
    del request.session[CODE]
    record_authentication(request, request.user, method="code", reauthenticated=True)
    return True
