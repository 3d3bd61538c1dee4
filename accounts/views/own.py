"""What there is on the private side, and how somebody wants to be served."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import actions
from accounts.forms import PreferencesForm, language_choices
from accounts.models import Account


@never_cache
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What there is on the private side."""
    request.actor.require("accounts.self", None)
    return render(request, "account/overview.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponseBase:
    """Zone, language, discreet mode."""
    request.actor.require("accounts.self", None)
    account = account_of(request)
    now_chosen = {name: getattr(account, name) for name in PreferencesForm.base_fields}
    form = PreferencesForm(request.POST or None, initial=now_chosen)
    if request.method == "POST" and form.is_valid():
        actions.choose_preferences(account=account, **form.cleaned_data)
        messages.success(request, _("Kept. It counts from now on."))
        return redirect("account_preferences")
    return render(request, "account/preferences.html", {"form": form, "has_languages": len(language_choices()) > 1})


def account_of(request: HttpRequest) -> Account:
    """Whoever is signed in."""
    return cast(Account, request.user)
