"""Leaving, stepping back for a while, and stepping forward for newcomers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groups import actions, pages
from groups.actions import Keeping
from groups.forms import LeaveForm
from groups.views.faces import own_face, own_membership


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """Name the group, say what stays, then let go."""
    request.actor.require("groups.leave", request.group)
    chosen = {"keeping": request.GET.get("words", "")} if request.GET.get("words") in Keeping.values else None
    page = pages.leaving(request.actor, request.group, own_membership(request))
    form = LeaveForm(request.POST if request.method == "POST" else None, initial=chosen, handle=page.handle)
    if not (form.is_bound and form.is_valid()):
        return render(request, "groups/leave.html", {"form": form, "page": page})
    keeping = form.cleaned_data["keeping"]
    actions.leave_for_good(actor=request.actor, membership=own_membership(request), keeping=keeping, now=timezone.now())
    messages.success(
        request, _("You have left %(group)s. Take care.") % {"group": request.actor.name_of(request.group)}
    )
    return redirect("front:home")


@require_safe
def consent(request: HttpRequest, code: str) -> HttpResponse:
    """What I agreed to here, in the words that were shown, and how to take it back."""
    request.actor.require("groups.leave", request.group)
    page = pages.agreed(request.actor, request.group, own_face(request))
    return render(request, "groups/consent.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def take_break(request: HttpRequest, code: str) -> HttpResponse:
    """Say what a break is, then begin one."""
    request.actor.require("groups.break", request.group)
    is_on_break = request.actor.seat_in(request.group.pk).status == "break"
    if request.method != "POST":
        context = {"group_name": request.actor.name_of(request.group), "is_on_break": is_on_break, "code": code}
        return render(request, "groups/break.html", context)
    actions.take_break(membership=own_membership(request), now=timezone.now())
    messages.success(request, _("You are on a break. Nobody is told. Come back whenever you like."))
    return redirect("front:home")


@require_POST
def come_back(request: HttpRequest, code: str) -> HttpResponse:
    """End a break."""
    request.actor.require("groups.break", request.group)
    actions.come_back(membership=own_membership(request), now=timezone.now())
    messages.success(request, _("Welcome back."))
    return redirect("front:group", code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def welcoming(request: HttpRequest, code: str) -> HttpResponse:
    """Say what being there for first posts is, then begin or end it."""
    request.actor.require("groups.be_willing", request.group)
    is_willing = request.actor.seat_in(request.group.pk).is_willing
    if request.method != "POST":
        return render(request, "groups/welcoming.html", {"is_willing": is_willing})
    willing = request.POST.get("willing") == "yes"
    actions.be_willing(membership=own_membership(request), willing=willing)
    if willing:
        messages.success(request, _("Thank you. When somebody waits for a first answer, you will find them here."))
    else:
        messages.success(request, _("That is over. Thank you for having been there."))
    return redirect("front:group", code=code)
