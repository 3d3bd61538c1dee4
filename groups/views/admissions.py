"""The queue at the door, for those who answer."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groups import actions, pages
from groups.forms import ReasonForm
from groups.models import AdmissionRequest
from groups.views.faces import own_face


@require_safe
def queue(request: HttpRequest, code: str) -> HttpResponse:
    """Who waits, longest first."""
    request.actor.require("groups.admit", request.group)
    page = pages.admissions(request.actor, request.group, request.GET.get("after"), timezone.now())
    context = {
        "page": page,
        "group_url": f"/g/{code}/",
        "older_url": f"?{urlencode({'after': page.older})}" if page.older else "",
        "newer_url": f"?{urlencode({'after': page.newer})}" if page.newer else "",
    }
    return render(request, "groups/admissions.html", context)


@require_safe
def one(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """A request, with what can be answered."""
    request.actor.require("groups.admit", request.group)
    asked = _find(request, ref)
    view = pages.request_view(request.actor, asked, timezone.now())
    return render(request, "groups/admission.html", {"asked": view, "queue_url": f"/g/{code}/admissions/"})


@require_POST
def claim(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Say that one is reading it."""
    request.actor.require("groups.admit", request.group)
    try:
        actions.claim(request=_find(request, ref), by=own_face(request), now=timezone.now())
    except actions.DecidedMeanwhile as refused:
        messages.info(request, str(refused))
    return redirect("groups:admission", code=code, ref=ref)


@require_POST
def admit(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Let somebody in."""
    request.actor.require("groups.admit", request.group)
    asked = _find(request, ref)
    try:
        actions.admit(request=asked, by=own_face(request), now=timezone.now())
    except (actions.DecidedMeanwhile, actions.GroupIsFull) as refused:
        messages.info(request, str(refused))
        return redirect("groups:admission", code=code, ref=ref)
    messages.success(request, _("%(name)s is in, and has been told.") % {"name": asked.persona.name})
    return redirect("groups:admissions", code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def elsewhere(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Say no, with words of one's own."""
    request.actor.require("groups.admit", request.group)
    asked = _find(request, ref)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if not (form.is_bound and form.is_valid()):
        view = pages.request_view(request.actor, asked, timezone.now())
        return render(request, "groups/admission_elsewhere.html", {"form": form, "asked": view})
    try:
        actions.point_elsewhere(
            request=asked, by=own_face(request), reason=form.cleaned_data["reason"], now=timezone.now()
        )
    except actions.DecidedMeanwhile as refused:
        messages.info(request, str(refused))
        return redirect("groups:admission", code=code, ref=ref)
    messages.success(request, _("Your words are on their way to %(name)s.") % {"name": asked.persona.name})
    return redirect("groups:admissions", code=code)


def _find(request: HttpRequest, ref: UUID) -> AdmissionRequest:
    rows = AdmissionRequest.objects.visible_to(request.actor).filter(group=request.group)
    return get_object_or_404(rows.select_related("group", "persona", "claimed_by", "decided_by"), ref=ref)
