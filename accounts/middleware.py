"""Stands before every page of somebody signed in: their account comes with the session, who was away is asked again,
operators show a second step, and what was sent just after a session had ended is not lost."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts import presence
from accounts.backends import account_behind
from accounts.forms import EnterForm
from personas.seating import actor_of
from supportgroups.lib.routes import PRIVATE, PUBLIC, came_from

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import Account

# What may be opened before one has shown again who one is: the ways to do so, the way out, and help.
OPEN_TO_ALL = frozenset(
    {
        "account_away", "account_again", "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
        "account_logout", "help", "leaving", "healthz", "robots",
    }
)  # fmt: skip

# What somebody looks for is written nowhere, not even sealed.
NEVER_KEPT = frozenset({"search", "search_everywhere"})


class SignedInMiddleware(AuthenticationMiddleware):
    """Django's own, but that it takes the account that came with the session. `request.auser` stays Django's."""

    def process_request(self, request: HttpRequest) -> None:
        """Nobody is asked for before somebody asks."""
        super().process_request(request)
        request.user = cast("Account | AnonymousUser", SimpleLazyObject(lambda: account_behind(request)))


class PresenceMiddleware:
    """After the actor is made and before anybody is seated: a session that waits is told nothing of any group.

    Costs nothing for those who have not chosen it, and a write of the session each half minute for those who have.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., Any], _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Lead aside, or let pass. The form's token has been looked at by now."""
        if request.actor.is_guest:
            return _signed_out_meanwhile(request)
        if presence.has_ended(request):
            logout(request)
            request.actor = actor_of(request.user)
            words = _signed_out_meanwhile(request, shared=True)
            return words or redirect(f"{reverse('account_enter')}?{urlencode({'next': came_from(request)})}")
        presence.note(request)
        match = request.resolver_match
        if presence.is_away(request) and match is not None and match.url_name not in OPEN_TO_ALL:
            return _ask(request)
        if request.method == "POST" and presence.WORDS in request.session:
            _arrived(request)
        if match is not None and match.app_name == "admin":
            return _second_step_first(request)
        return None


def _ask(request: HttpRequest) -> HttpResponseBase:
    """Words that were being saved stay in the browser; those that were sent with a press are kept here."""
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({}, status=401)
    if request.method == "POST" and not request.path.startswith("/account/"):
        presence.hold_words(request)
    return redirect(f"{reverse('account_away')}?{urlencode({'next': came_from(request)})}")


def _signed_out_meanwhile(request: HttpRequest, *, shared: bool = False) -> HttpResponseBase | None:
    """Whoever presses a button that guests do not have has been signed out since the page came. What was sent is in the
    answer, for her to read and to take along to the entrance; here nothing of it is kept. None for all else."""
    match = request.resolver_match
    rule = getattr(match.func, "rule", PUBLIC) if match is not None and match.url_name not in NEVER_KEPT else PUBLIC
    is_members_own = not rule.startswith(PUBLIC) and not request.path.startswith("/account/")
    if request.method != "POST" or not is_members_own or "application/json" in request.headers.get("Accept", ""):
        return None
    fields = presence.sent(request)
    if not any(value for _name, value in fields):
        return None
    context = {
        "form": EnterForm(initial={"shared": shared}),
        "next": came_from(request),
        "held": presence.wrap(request),
        "words": presence.to_read(fields),
    }
    response = render(request, "account/enter.html", context, status=403)
    response.headers["Cache-Control"] = PRIVATE
    return response


def _arrived(request: HttpRequest) -> None:
    held = presence.held_words(request)
    if held is None or held[0] == request.get_full_path():
        presence.drop_words(request)


def _second_step_first(request: HttpRequest) -> HttpResponseBase | None:
    if not request.actor.is_operator or request.actor.took_second_step:
        return None
    messages.warning(
        request,
        _("The operator's pages open with a second step. Set up a passkey or an app here, then sign in with it once."),
    )
    return redirect("mfa_index")
