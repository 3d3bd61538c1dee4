"""What somebody does not want to meet unasked: in others' posts, and in her own."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import actions
from accounts.forms import TODAY, NotesForm
from accounts.views.own import account_of
from forums.grace import morning_after
from personas.actors import Actor
from supportgroups.lib.notes import Regard


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: HttpRequest) -> HttpResponseBase:
    """How to meet what bears a content note, and which words to be told of."""
    request.actor.require("accounts.self", None)
    account, now = account_of(request), timezone.now()
    data = request.POST if request.method == "POST" else None
    form = NotesForm(data, rules=account.note_rules, words=account.warned_words, now=now)
    if form.is_valid():
        actions.choose_notes(
            account=account,
            chosen=[(note, Regard(choice)) for note, choice in form.chosen if choice != TODAY],
            put_off=[note for note, choice in form.chosen if choice == TODAY],
            until=morning_after(now, _zone(request.actor)),
            words=form.cleaned_data["words"],
        )
        messages.success(request, _("Kept. It counts from now on."))
        return redirect("account_notes")
    return render(request, "account/notes.html", {"form": form})


@never_cache
@require_POST
def notes_today(request: HttpRequest) -> HttpResponseBase:
    """Keep what bears these notes away until the morning, and go back to where that was pressed."""
    request.actor.require("accounts.self", None)
    until = morning_after(timezone.now(), _zone(request.actor))
    actions.put_notes_off(account=account_of(request), content_notes=request.POST.get("notes", "")[:200], until=until)
    messages.success(request, _("You will not see it until tomorrow morning. Under “My account” you can change that."))
    back = request.POST.get("back", "")
    is_ours = back.startswith("/g/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if is_ours else "account_notes")


def _zone(actor: Actor) -> ZoneInfo:
    return ZoneInfo(actor.preferences.zone)
