"""The ways in and out."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import entrance, presence
from accounts.forms import CodeForm, EnterForm

TOO_MANY = gettext_lazy(
    "There were many letters to this address. Please wait an hour; the newest code still works until then."
)
# All that a browser may have kept of a signed-in visit, back button and kept drafts included.
CLEAR = '"cache", "cookies", "storage"'


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponseBase:
    """The one way in: an address. Old and new get the same answer and one letter."""
    request.actor.require("public.entrance", None)
    if not request.actor.is_guest:
        return redirect(entrance.next_url(request))
    form = EnterForm(request.POST or None, initial={"email": request.session.get(entrance.ADDRESS, "")})
    if request.method == "POST" and form.is_valid():
        if entrance.may_ask(request, form.cleaned_data["email"]):
            entrance.remember_next(request)
            presence.choose_shared(request)
            presence.address_words(request, address=form.cleaned_data["email"])
            presence.keep_at_hand(request)
            if request.POST.get("way") == "other":
                return _onward(request, "account_login")
            entrance.begin(request, address=form.cleaned_data["email"])
            return redirect("account_code")
        form.add_error("email", TOO_MANY)
    elif request.method != "POST" and entrance.pending(request):
        entrance.remember_next(request)
        return redirect("account_code")
    return _ask_address(request, form)


def _ask_address(request: HttpRequest, form: EnterForm) -> HttpResponseBase:
    """The entrance; with the words that the press brought along, if it did."""
    context = {"form": form, "next": entrance.wanted(request)}
    if parcel := presence.unwrap(request.POST.get("held", "")):
        context |= {"held": request.POST["held"], "words": presence.to_read(parcel["fields"])}
    return render(request, "account/enter.html", context)


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponseBase:
    """Six digits, or another letter, or another address."""
    request.actor.require("public.entrance", None)
    if not request.actor.is_guest:
        return redirect(entrance.next_url(request))
    process = entrance.pending(request)
    if process is None and request.POST.get("action") == "another" and presence.at_hand(request):
        return _ask_address(request, EnterForm())
    if process is None:
        entrance.leave_cookie_alone(request)
        return redirect("account_code" if request.method == "POST" else "account_enter")
    if request.POST.get("action") == "another":
        return _back_to_address(request, process.state["email"])
    if request.POST.get("action") == "resend":
        return _resend(request, process.state["email"])
    if not process.is_valid():
        messages.info(request, _("That code has run out: codes last 20 minutes. Ask for a new one here."))
        return _back_to_address(request, process.state["email"])
    return _try_code(request, process)


def _back_to_address(request: HttpRequest, address: str) -> HttpResponseBase:
    """To ask for an address again; from a page that carries words, with them, for that address or another."""
    entrance.forget(request)
    if not presence.at_hand(request):
        return redirect("account_enter")
    return _ask_address(request, EnterForm(initial={"email": address, "shared": presence.SHARED in request.session}))


def _resend(request: HttpRequest, address: str) -> HttpResponseBase:
    if entrance.may_ask(request, address):
        entrance.begin(request, address=address)
        presence.keep_at_hand(request)
        messages.success(request, _("A new code is on its way. The older one does not work any more."))
    else:
        messages.warning(request, TOO_MANY)
    return redirect("account_code")


def _try_code(request: HttpRequest, process: Any) -> HttpResponseBase:
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if entrance.may_try(process) and entrance.fits(process, form.cleaned_data["code"]):
            return entrance.finish(request, process, now=timezone.now())
        if not process.record_invalid_attempt():
            messages.info(request, _("That was one try too many for this code. Ask for a new one here."))
            return _back_to_address(request, process.state["email"])
        form.add_error("code", _("That is not the code we sent. Please look at our newest letter."))
    context = {"form": form, "address": process.state["email"], "held": presence.at_hand(request)}
    return render(request, "account/code.html", context)


@never_cache
@require_http_methods(["GET", "HEAD"])
def to_enter(request: HttpRequest) -> HttpResponseBase:
    """Old ways in lead to the one there is, and on to where the person was going."""
    request.actor.require("public.entrance", None)
    return _onward(request, "account_enter")


def _onward(request: HttpRequest, name: str) -> HttpResponseBase:
    address = entrance.wanted(request)
    return redirect(f"{reverse(name)}?{urlencode({'next': address})}" if address else name)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def to_operator(request: HttpRequest) -> HttpResponseBase:
    """Where the operator's pages send whoever may not open them: a guest to the entrance, others nowhere."""
    if request.actor.is_guest:
        return to_enter(request)
    request.actor.require("accounts.operate", None)
    return redirect("admin:index")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def to_code(request: HttpRequest) -> HttpResponseBase:
    """Where allauth believes the code page to be."""
    request.actor.require("public.entrance", None)
    return redirect("account_code")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponseBase:
    """Sign out, and have the browser forget what it kept; a link alone only asks."""
    request.actor.require("public.entrance", None)
    if request.method != "POST":
        return redirect("/") if request.actor.is_guest else render(request, "account/logout.html")
    return sign_out(request)


def sign_out(request: HttpRequest) -> HttpResponseBase:
    """End the visit and have the browser forget it."""
    logout(request)
    response = redirect("/")
    response.headers["Clear-Site-Data"] = CLEAR
    return response
