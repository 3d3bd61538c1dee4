"""The way in: an address, a code, and back to where one was going. The same for old and new, step for step.

What is pending, and where to go after it, lies in the session: so a second tab goes on where the first one is.
"""

import time
from datetime import datetime

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core.internal.cryptokit import compare_user_code
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, resolve_url

from accounts import actions
from accounts.adapter import is_ours
from accounts.managers import tidy_address
from accounts.models import Account
from supportgroups.lib import ratelimit

NEXT = "entrance_next"
ADDRESS = "entrance_address"
PROVEN = "entrance_proven"
HOUR = 3600
# One person's patience, and a mailbox that somebody else wants to flood.
CODES_PER_ADDRESS = 10
# A hospital ward behind one network, on the day the group is announced.
CODES_PER_NETWORK = 200
# With a million codes and a new one every few minutes, guessing takes years.
TRIES_PER_ADDRESS = 40


class Waiting(LoginCodeVerificationProcess):
    """allauth's waiting for a code, with nobody in it: whose address it is, is looked up once the code has come.

    So a known address and an unknown one take the same steps and the same time, and typing one leaves no account.
    """

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:
        """Always a code, whoever is or is not behind the address."""
        get_adapter().send_mail("account/email/login_code", email, {"code": self.generate_code()})


def wanted(request: HttpRequest) -> str:
    """``next`` of this request if it is an address of ours, else nothing."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    return address if is_ours(address) else ""


def remember_next(request: HttpRequest) -> None:
    """Keep ``next`` of this request, if there is a good one, for after the code."""
    if address := wanted(request):
        request.session[NEXT] = address


def next_url(request: HttpRequest) -> str:
    """Where the person is going, by this request or by an earlier one; the first page of members otherwise."""
    address = wanted(request) or str(request.session.get(NEXT, ""))
    return address if is_ours(address) else resolve_url(settings.LOGIN_REDIRECT_URL)


def may_ask(request: HttpRequest, address: str) -> bool:
    """Count a wish for a code; False when there were too many, from this network or for this address."""
    network = ratelimit.client_network(request)
    return ratelimit.allow(f"codes:network:{network}", limit=CODES_PER_NETWORK, seconds=HOUR) and ratelimit.allow(
        f"codes:address:{tidy_address(address)}", limit=CODES_PER_ADDRESS, seconds=HOUR
    )


@transaction.atomic
def begin(request: HttpRequest, *, address: str) -> None:
    """Send a code to the address, known or not, and note in the session that we wait for it."""
    address = tidy_address(address)
    login = Login(email=address)
    login.state["stages"] = {"current": LoginByCodeStage.key}
    stage = LoginByCodeStage(LoginStageController(request, login), request, login)
    stage.state.update(Waiting.initial_state(user=None, email=address), initiated_by_user=True)
    process = Waiting(stage=stage)
    process.send()
    process.persist()
    request.session[ADDRESS] = address


def pending(request: HttpRequest) -> Waiting | None:
    """The code that this browser waits for, also when its time is over (``is_valid`` tells); None if there is none."""
    stage = LoginStageController.enter(request, LoginByCodeStage.key)
    return Waiting(stage=stage) if stage else None


def may_try(process: Waiting) -> bool:
    """Count a try at a code; False when there were too many for this address, in whatever browser."""
    return ratelimit.allow(f"tries:address:{process.state['email']}", limit=TRIES_PER_ADDRESS, seconds=HOUR)


def fits(process: Waiting, code: str) -> bool:
    """Whether this is the code, compared in constant time."""
    return bool(compare_user_code(actual=code, expected=process.code))


def proven(request: HttpRequest) -> Account | None:
    """Whose mailbox this browser has just shown to hold, by a code, signed in or not."""
    shown = request.session.get(PROVEN)
    if not shown or time.time() - shown["at"] > settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT:
        return None
    return Account.objects.filter(pk=shown["account"], is_active=True).first()


def come_back(request: HttpRequest, account: Account) -> HttpResponseBase:
    """Let in who has waited out the seven days, and on to where new ways in are made."""
    clear_login(request)
    record_authentication(request, account, method="code", email=account.email)
    return perform_login(request, Login(user=account, email=account.email, redirect_url=resolve_url("mfa_index")))


@transaction.atomic
def finish(request: HttpRequest, process: Waiting, *, now: datetime) -> HttpResponseBase:
    """Confirm the address and let the person in, through their second step if they have one. New ones begin here.

    Where mail may not open the account, the code leads to the page that says what does.
    """
    account = actions.account_for(address=process.state["email"], now=now)
    request.session[PROVEN] = {"account": account.pk, "at": time.time()}
    if not account.opens_by_mail:
        clear_login(request)
        return redirect("account_way_back")
    process.stage.login.user = process._user = account
    return process.finish(next_url(request))


def forget(request: HttpRequest) -> None:
    """Stop waiting for the code; where the person was going stays known."""
    clear_login(request)


def leave_cookie_alone(request: HttpRequest) -> None:
    """Keep an answer to a session that is no more from taking away the cookie of the one that followed it.

    A code pressed twice comes twice, both with the cookie of before: the first answer signs in and changes the cookie,
    and the second must not undo it.
    """
    if request.session.is_empty():
        request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
