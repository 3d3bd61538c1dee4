"""One's own request: where it stands, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from groups import actions
from groups.models import AdmissionRequest
from groups.pages import own_request


@require_safe
def status(request: HttpRequest, code: str) -> HttpResponse:
    """What has become of it, what happens next, and how long that takes."""
    asked = _own(request)
    request.actor.require("groups.answer_request_own", asked)
    if request.actor.seat_in(request.group.pk).is_member:
        return redirect("front:group", code=code)
    return render(request, "groups/request.html", {"asked": own_request(asked)})


@require_http_methods(["GET", "HEAD", "POST"])
def taken_back(request: HttpRequest, code: str) -> HttpResponse:
    """Ask once, then take it back."""
    asked = _own(request)
    request.actor.require("groups.answer_request_own", asked)
    if request.method != "POST":
        return render(request, "groups/request_take_back.html", {"code": code})
    try:
        actions.take_back(request=asked, now=timezone.now())
    except actions.DecidedMeanwhile:
        messages.info(request, _("Your request was answered just before. Nothing was changed."))
        return redirect("groups:request", code=code)
    messages.success(request, _("You have taken your request back. What you wrote to the facilitators is gone."))
    return redirect("front:face", slug=request.group.slug) if request.group.is_listed else redirect("front:home")


def _own(request: HttpRequest) -> AdmissionRequest:
    """The latest of one's own requests in this group, or 404."""
    faces = request.actor.seat_in(request.group.pk).face_ids
    mine = AdmissionRequest.objects.visible_to(request.actor).filter(group=request.group, persona_id__in=faces)
    latest = mine.select_related("group", "persona").order_by("-begun_at", "-pk").first()
    if latest is None:
        raise Http404
    return latest
