"""The addresses under /account/: our own pages, and allauth's behind our rules and our templates."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account_views
from allauth.mfa.base import views as mfa_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as webauthn_views
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from accounts import mailbox, presence, views
from accounts.again import sure_first
from accounts.views.own import account_of
from supportgroups.lib.routes import route

ENTRANCE, SELF = "public.entrance", "accounts.self"
LAST_WAY = _(
    "This is your last way in while your mailbox may not open the account. Add another one first, or let your mailbox"
    " open it again."
)
View = Callable[..., HttpResponseBase]


def _theirs(pattern: str, view: View, *, rule: str, name: str) -> URLPattern:
    """A route to a view of allauth's, which asks our rule first."""

    @wraps(view)
    def asking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.actor.require(rule, None)
        return view(request, *args, **kwargs)

    return route(pattern, asking, rule=rule, name=name)


def _coming_in(view: View) -> View:
    """A way in that asks whether other people use this computer, and takes along what its page carries.

    Who needs a second step after a password comes in by another press: until then it waits for the address typed here.
    Where a passkey is not taken, the page comes back and carries it still.
    """

    @wraps(view)
    def choosing(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and request.actor.is_guest:
            presence.choose_shared(request)
            if address := request.POST.get("login"):
                presence.address_words(request, address=address)
            else:
                presence.keep_at_hand(request)
        return view(request, *args, **kwargs)

    return choosing


def _matters(view: View) -> View:
    """Asked once more before; and nobody takes away the last way in while mail may not open the account."""

    @wraps(view)
    def looking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not mailbox.may_take_away(account_of(request), kwargs.get("pk")):
            messages.warning(request, LAST_WAY)
            return redirect("account_mailbox")
        return view(request, *args, **kwargs)

    return sure_first(looking)


urlpatterns = [
    route("", views.overview, rule=SELF, name="account_overview"),
    route("enter/", views.enter, rule=ENTRANCE, name="account_enter"),
    route("code/", views.code, rule=ENTRANCE, name="account_code"),
    route("logout/", views.leave, rule=ENTRANCE, name="account_logout"),
    route("preferences/", views.preferences, rule=SELF, name="account_preferences"),
    route("notes/", views.notes, rule=SELF, name="account_notes"),
    route("notes/today/", views.notes_today, rule=SELF, name="account_notes_today"),
    route("data/", views.data, rule=SELF, name="account_data"),
    route("data/copy/", sure_first(views.copy), rule=SELF, name="account_copy"),
    route("data/copy/fetch/", sure_first(views.fetch_copy), rule=SELF, name="account_copy_fetch"),
    route("data/erase/", sure_first(views.erase), rule=SELF, name="account_erase"),
    route("data/erase/stay/", views.stay, rule=SELF, name="account_erase_stay"),
    # Names that allauth leads to.
    route("signup/", views.to_enter, rule=ENTRANCE, name="account_signup"),
    route("login/code/", views.to_enter, rule=ENTRANCE, name="account_request_login_code"),
    route("login/code/confirm/", views.to_code, rule=ENTRANCE, name="account_confirm_login_code"),
    route("way-back/", views.way_back, rule=ENTRANCE, name="account_way_back"),
    # Other ways in.
    _theirs("login/", _coming_in(account_views.login), rule=ENTRANCE, name="account_login"),
    _theirs("inactive/", account_views.account_inactive, rule=ENTRANCE, name="account_inactive"),
    _theirs("passkey/", _coming_in(webauthn_views.login_webauthn), rule=ENTRANCE, name="mfa_login_webauthn"),
    _theirs("second-step/", mfa_views.authenticate, rule=ENTRANCE, name="mfa_authenticate"),
    _theirs("password/reset/", account_views.password_reset, rule=ENTRANCE, name="account_reset_password"),
    _theirs(
        "password/reset/confirm/",
        account_views.confirm_password_reset_code,
        rule=ENTRANCE,
        name="account_confirm_password_reset_code",
    ),
    _theirs(
        "password/reset/complete/",
        account_views.complete_password_reset,
        rule=ENTRANCE,
        name="account_complete_password_reset",
    ),
    _theirs(
        "password/reset/done/",
        account_views.password_reset_from_key_done,
        rule=ENTRANCE,
        name="account_password_reset_completed",
    ),
    _theirs(
        "confirm-email/", account_views.email_verification_sent, rule=ENTRANCE, name="account_email_verification_sent"
    ),
    # Looking after one's own account.
    _theirs("reauthenticate/", account_views.reauthenticate, rule=SELF, name="account_reauthenticate"),
    route("again/", views.by_code, rule=SELF, name="account_again"),
    route("away/", views.away, rule=SELF, name="account_away"),
    route("away/words/", views.words, rule=SELF, name="account_words"),
    route("here/", views.here, rule=SELF, name="account_here"),
    route("mailbox/", sure_first(views.mailbox_page), rule=SELF, name="account_mailbox"),
    route("way-back/stop/", views.stop_way_back, rule=SELF, name="account_stop_way_back"),
    _theirs("email/", sure_first(account_views.email), rule=SELF, name="account_email"),
    _theirs("password/change/", sure_first(account_views.password_change), rule=SELF, name="account_change_password"),
    _theirs("password/set/", sure_first(account_views.password_set), rule=SELF, name="account_set_password"),
    route("sessions/", views.session_list, rule=SELF, name="usersessions_list"),
    route("sessions/<slug:ref>/end/", views.end_session, rule=SELF, name="account_end_session"),
    _theirs("keys/", mfa_views.index, rule=SELF, name="mfa_index"),
    _theirs("keys/again/", mfa_views.reauthenticate, rule=SELF, name="mfa_reauthenticate"),
    _theirs("keys/app/", sure_first(totp_views.activate_totp), rule=SELF, name="mfa_activate_totp"),
    _theirs("keys/app/remove/", _matters(totp_views.deactivate_totp), rule=SELF, name="mfa_deactivate_totp"),
    _theirs("keys/codes/", sure_first(recovery_views.view_recovery_codes), rule=SELF, name="mfa_view_recovery_codes"),
    _theirs(
        "keys/codes/new/",
        sure_first(recovery_views.generate_recovery_codes),
        rule=SELF,
        name="mfa_generate_recovery_codes",
    ),
    _theirs(
        "keys/codes/file/",
        sure_first(recovery_views.download_recovery_codes),
        rule=SELF,
        name="mfa_download_recovery_codes",
    ),
    _theirs("keys/passkeys/", webauthn_views.list_webauthn, rule=SELF, name="mfa_list_webauthn"),
    _theirs("keys/passkeys/add/", sure_first(webauthn_views.add_webauthn), rule=SELF, name="mfa_add_webauthn"),
    _theirs(
        "keys/passkeys/again/", webauthn_views.reauthenticate_webauthn, rule=SELF, name="mfa_reauthenticate_webauthn"
    ),
    _theirs(
        "keys/passkeys/<int:pk>/remove/",
        _matters(webauthn_views.remove_webauthn),
        rule=SELF,
        name="mfa_remove_webauthn",
    ),
    _theirs(
        "keys/passkeys/<int:pk>/edit/", sure_first(webauthn_views.edit_webauthn), rule=SELF, name="mfa_edit_webauthn"
    ),
]
