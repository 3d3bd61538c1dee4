"""The addresses under /account/: our own pages, and allauth's behind our rules and our templates."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account_views
from allauth.mfa.base import views as mfa_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as webauthn_views
from allauth.usersessions import views as session_views
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern

from accounts import views
from supportgroups.lib.routes import route

ENTRANCE, SELF = "public.entrance", "accounts.self"
View = Callable[..., HttpResponseBase]


def _theirs(pattern: str, view: View, *, rule: str, name: str) -> URLPattern:
    """A route to a view of allauth's, which asks our rule first."""

    @wraps(view)
    def asking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.actor.require(rule, None)
        return view(request, *args, **kwargs)

    return route(pattern, asking, rule=rule, name=name)


urlpatterns = [
    route("", views.overview, rule=SELF, name="account_overview"),
    route("enter/", views.enter, rule=ENTRANCE, name="account_enter"),
    route("code/", views.code, rule=ENTRANCE, name="account_code"),
    route("logout/", views.leave, rule=ENTRANCE, name="account_logout"),
    route("preferences/", views.preferences, rule=SELF, name="account_preferences"),
    route("data/", views.data, rule=SELF, name="account_data"),
    route("data/copy/", views.copy, rule=SELF, name="account_copy"),
    route("data/copy/fetch/", views.fetch_copy, rule=SELF, name="account_copy_fetch"),
    route("data/erase/", views.erase, rule=SELF, name="account_erase"),
    route("data/erase/stay/", views.stay, rule=SELF, name="account_erase_stay"),
    # Names that allauth leads to.
    route("signup/", views.to_enter, rule=ENTRANCE, name="account_signup"),
    route("login/code/", views.to_enter, rule=ENTRANCE, name="account_request_login_code"),
    route("login/code/confirm/", views.to_code, rule=ENTRANCE, name="account_confirm_login_code"),
    # Other ways in.
    _theirs("login/", account_views.login, rule=ENTRANCE, name="account_login"),
    _theirs("inactive/", account_views.account_inactive, rule=ENTRANCE, name="account_inactive"),
    _theirs("passkey/", webauthn_views.login_webauthn, rule=ENTRANCE, name="mfa_login_webauthn"),
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
    _theirs("email/", account_views.email, rule=SELF, name="account_email"),
    _theirs("password/change/", account_views.password_change, rule=SELF, name="account_change_password"),
    _theirs("password/set/", account_views.password_set, rule=SELF, name="account_set_password"),
    _theirs("sessions/", session_views.list_usersessions, rule=SELF, name="usersessions_list"),
    _theirs("keys/", mfa_views.index, rule=SELF, name="mfa_index"),
    _theirs("keys/again/", mfa_views.reauthenticate, rule=SELF, name="mfa_reauthenticate"),
    _theirs("keys/app/", totp_views.activate_totp, rule=SELF, name="mfa_activate_totp"),
    _theirs("keys/app/remove/", totp_views.deactivate_totp, rule=SELF, name="mfa_deactivate_totp"),
    _theirs("keys/codes/", recovery_views.view_recovery_codes, rule=SELF, name="mfa_view_recovery_codes"),
    _theirs("keys/codes/new/", recovery_views.generate_recovery_codes, rule=SELF, name="mfa_generate_recovery_codes"),
    _theirs("keys/codes/file/", recovery_views.download_recovery_codes, rule=SELF, name="mfa_download_recovery_codes"),
    _theirs("keys/passkeys/", webauthn_views.list_webauthn, rule=SELF, name="mfa_list_webauthn"),
    _theirs("keys/passkeys/add/", webauthn_views.add_webauthn, rule=SELF, name="mfa_add_webauthn"),
    _theirs(
        "keys/passkeys/again/", webauthn_views.reauthenticate_webauthn, rule=SELF, name="mfa_reauthenticate_webauthn"
    ),
    _theirs("keys/passkeys/<int:pk>/remove/", webauthn_views.remove_webauthn, rule=SELF, name="mfa_remove_webauthn"),
    _theirs("keys/passkeys/<int:pk>/edit/", webauthn_views.edit_webauthn, rule=SELF, name="mfa_edit_webauthn"),
]
