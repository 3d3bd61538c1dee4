"""Asked once more who one is: by a code, and after having been away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts import again, entrance, presence
from accounts.forms import CodeForm
from accounts.views.entrance import TOO_MANY
from accounts.views.own import account_of


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def by_code(request: HttpRequest) -> HttpResponseBase:
    """Is it you? With a code to the mailbox, where that may open the account and there is no second step."""
    request.actor.require("accounts.self", None)
    mine = reverse("account_again")
    ways = again.ways(request, _going(request))
    others = [way for way in ways if not way[1].startswith(mine)]
    if len(others) == len(ways):
        return again.ask(request, _going(request))
    if request.POST.get("action") == "send":
        return _send(request)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and again.waits_for_code(request):
        if again.code_fits(request, form.cleaned_data["code"]):
            return redirect(_going(request))
        form.add_error("code", _("That is not the code we sent. Please look at our newest letter."))
    waits = again.waits_for_code(request)
    context = {"form": form, "waits": waits, "others": others, "next": entrance.wanted(request)}
    return render(request, "account/again.html", context)


def _send(request: HttpRequest) -> HttpResponseBase:
    address = account_of(request).email
    if entrance.may_ask(request, address):
        again.send_code(request, address=address)
    else:
        messages.warning(request, TOO_MANY)
    return redirect(f"{reverse('account_again')}?{urlencode({'next': _going(request)})}")


def _going(request: HttpRequest) -> str:
    return entrance.wanted(request) or "/home/"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def away(request: HttpRequest) -> HttpResponseBase:
    """You were away. A page that nobody has touched for long says so with a press, and sends its reader here."""
    request.actor.require("accounts.self", None)
    if request.method == "POST":
        presence.lock(request)
        return redirect("account_away")
    going = reverse("account_words") if presence.held_words(request) else _going(request)
    if not presence.is_away(request):
        return redirect(going)
    return render(request, "account/away.html", {"ways": again.ways(request, going)})


@never_cache
@require_safe
def here(request: HttpRequest) -> HttpResponseBase:
    """Somebody reads on without opening a page; the middleware has noted it."""
    request.actor.require("accounts.self", None)
    return HttpResponse(status=204)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest) -> HttpResponseBase:
    """What was sent just as the session began to wait: to be sent now, or left."""
    request.actor.require("accounts.self", None)
    held = presence.held_words(request)
    if request.method == "POST" or held is None:
        presence.drop_words(request)
        return redirect("/home/")
    path, fields = held
    context = {"path": path, "fields": fields, "words": presence.to_read(fields)}
    return render(request, "account/words.html", context)
