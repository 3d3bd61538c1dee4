"""Closing a group: asking, agreeing as a second person, and going on after all."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groups import actions, pages
from groups.forms import ClosingForm
from groups.views import keeping
from groups.views.faces import own_face

CLOSING = "closing"


@require_safe
def close(request: HttpRequest, code: str) -> HttpResponse:
    """How it stands."""
    request.actor.require("groups.close", request.group)
    page = pages.closing_page(request.actor, request.group)
    return render(request, "groups/close.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """The day, what becomes of the words, and what everybody reads."""
    request.actor.require("groups.settings", request.group)
    words = keeping.opened(request, CLOSING)
    form = ClosingForm(request.POST if request.method == "POST" else None, initial={**words.words})
    if form.is_bound and form.is_valid():
        answers = {name: form.cleaned_data[name] for name in ("closes_on", "keep_days", "words")}
        erases = form.cleaned_data["after"] == "erase"
        now = timezone.now()
        actions.ask_to_close(group=request.group, by=own_face(request), erases=erases, now=now, **answers)
        keeping.sent(request, CLOSING)
        messages.success(request, _("Nothing happens before a second person has agreed. They have been asked."))
        return redirect("groups:close", code=code)
    about = {"form": form, "back_url": f"/g/{code}/settings/close/", "keeping": words}
    return render(request, "groups/close_ask.html", about)


@require_POST
def agree(request: HttpRequest, code: str) -> HttpResponse:
    """A second person agrees."""
    request.actor.require("groups.close", request.group)
    try:
        actions.agree_to_close(group=request.group, by=own_face(request), now=timezone.now())
    except (actions.NothingToAgree, actions.SecondPersonMissing) as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, _("Everybody in the group has been told."))
    return redirect("groups:close", code=code)


@require_POST
def over(request: HttpRequest, code: str) -> HttpResponse:
    """The group goes on."""
    request.actor.require("groups.close", request.group)
    actions.withdraw_closing(group=request.group, by=own_face(request), now=timezone.now())
    messages.success(request, _("The group goes on."))
    return redirect("groups:close", code=code)
