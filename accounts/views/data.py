"""What is kept of a person, and the copy of it that they may take with them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import erasing, exporting, faces, leftovers
from accounts.models import Account, Export
from accounts.views.entrance import sign_out
from accounts.views.own import account_of
from forums.models import Post
from forums.pages.frames import placeholder_of
from groups.seats import seat_everywhere
from personas.models import Persona


@never_cache
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """What is kept of a person, with all their names side by side: for their own eyes."""
    request.actor.require("accounts.self", None)
    actor = seat_everywhere(request.actor, timezone.now())
    return render(request, "account/data.html", {"faces": faces.listed(actor), "address": account_of(request).email})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest) -> HttpResponseBase:
    """Ask for a copy of everything, see how far it is, and fetch it."""
    request.actor.require("accounts.self", None)
    account = account_of(request)
    if request.method == "POST":
        exporting.ask_for_export(account=account, now=timezone.now())
        return redirect("account_copy")
    return render(request, "account/data_copy.html", _where_it_stands(account, timezone.now()))


@never_cache
@require_POST
def fetch_copy(request: HttpRequest) -> HttpResponseBase:
    """The file, this once. Pressed again, or too late, it leads back to where another one can be made."""
    request.actor.require("accounts.self", None)
    now = timezone.now()
    pieces = exporting.fetch_export(account=account_of(request), now=now)
    if pieces is None:
        messages.info(request, _("There is no copy to fetch: each can be fetched once. You can have another one made."))
        return redirect("account_copy")
    headers = {"Content-Disposition": f'attachment; filename="copy-{now:%Y-%m-%d}.zip"'}
    return StreamingHttpResponse(pieces, content_type="application/zip", headers=headers)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponseBase:
    """Show what others will still see, then begin the two weeks; while they last, until when one can stay."""
    request.actor.require("accounts.self", None)
    account = account_of(request)
    if request.method == "POST":
        erasing.ask_to_be_erased(account=account, now=timezone.now())
        return sign_out(request)
    erasure = erasing.erasure_of(account)
    context = {
        "until": _day(erasure.due_at if erasure else None, account),
        "left": [] if erasure else leftovers.left_behind(seat_everywhere(request.actor, timezone.now())),
        "gone_name": Persona(state=Persona.State.BLANKED).name,
        "gone_words": placeholder_of(Post.State.BLANKED),
    }
    return render(request, "account/data_erase.html", context)


@never_cache
@require_POST
def stay(request: HttpRequest) -> HttpResponseBase:
    """Keep the account after all."""
    request.actor.require("accounts.self", None)
    if erasing.stay(account=account_of(request)):
        messages.success(request, _("You stay. Everything is as it was."))
    return redirect("account_data")


def _where_it_stands(account: Account, now: datetime) -> dict[str, str]:
    export = exporting.export_of(account)
    if export is None or (export.is_made and export.runs_out_at and export.runs_out_at <= now):
        return {"state": "none"}
    if export.is_on_its_way:
        return {"state": "making", "share": _share(export)}
    if export.is_made:
        return {"state": "ready", "until": _day(export.runs_out_at, account)}
    return {"state": "fetched", "fetched": _day(export.fetched_at, account)}


def _share(export: Export) -> str:
    """How far it is, in words that need no bar."""
    if not export.total:
        return _("It is about to begin.")
    parts = 4 * export.done // export.total
    words = (_("It has begun."), _("A quarter is done."), _("Half of it is done."), _("It is almost done."))
    return words[min(parts, 3)]


def _day(moment: datetime | None, account: Account) -> str:
    return date_format(timezone.localtime(moment, ZoneInfo(account.zone)), "DATE_FORMAT") if moment else ""
