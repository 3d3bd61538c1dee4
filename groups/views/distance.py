"""Whom I do not want to see here, and from whom I keep my distance."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groups import actions, pages
from groups.faceforms import DistanceForm
from groups.views.faces import own_face
from personas.models import Persona


@require_safe
def distances(request: HttpRequest, code: str) -> HttpResponse:
    """Everybody I have hidden in this group."""
    request.actor.require("groups.own_face", request.group)
    page = pages.hidden_people(request.actor, request.group, request.GET.get("after"))
    return render(request, "groups/distances.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def distance(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Hide somebody, or keep one's distance."""
    somebody = _somebody(request, ref)
    form = DistanceForm(request.POST or None, initial={"how": "hide"})
    if form.is_bound and form.is_valid():
        try:
            is_mutual = form.cleaned_data["how"] == "distance"
            actions.hide(by=own_face(request), about=somebody, is_mutual=is_mutual, now=timezone.now())
        except actions.TooManyHidden as refused:
            form.add_error("how", str(refused))
        else:
            messages.success(request, _("Done. They are not told. You can undo it here at any time."))
            return redirect("groups:distances", code=code)
    context = {"form": form, "handle": somebody.name, "back_url": f"/g/{code}/people/{ref}/"}
    return render(request, "groups/distance.html", context)


@require_POST
def over(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """See somebody again."""
    somebody = _somebody(request, ref)
    actions.unhide(by=own_face(request), about=somebody)
    messages.success(request, _("You see %(name)s again. They are not told.") % {"name": somebody.name})
    return redirect("groups:distances", code=code)


def _somebody(request: HttpRequest, ref: UUID) -> Persona:
    """Another face of this group; 404 for none, and for one that is blanked."""
    request.actor.require("groups.own_face", request.group)
    worn = Persona.objects.filter(group_space_id=request.group.pk).exclude(state=Persona.State.BLANKED)
    somebody = get_object_or_404(worn, ref=ref)
    request.actor.require("groups.keep_away", somebody)
    return somebody
