"""The pages for sending somebody away from a group: the reason, a second look, and the page of the one it is about."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from groups.models import Membership
from groups.seats import seat
from groups.views import keeping
from groups.views.faces import own_face
from moderation import actions, appealing, pages
from moderation.forms import AppealForm, RemovalForm
from moderation.models import Removal
from moderation.refusals import Refusal
from moderation.views import require_desk
from personas.models import Persona


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Why and for how long; then once more, with the name; then it is done."""
    require_desk(request)
    membership = _membership(request, ref)
    words = keeping.opened(request, f"remove-{ref}")
    form = RemovalForm(request.POST or None, initial=dict(words.words))
    context = {"form": form, "handle": membership.persona.name, "back_url": f"/g/{code}/people/{ref}/"}
    if not (form.is_bound and form.is_valid()) or "again" in request.POST:
        return render(request, "moderation/remove.html", context | {"keeping": words})
    if "sure" not in request.POST:
        return render(request, "moderation/remove_sure.html", context | {"how_long": form.how_long()})
    said = {"reason": form.cleaned_data["reason"], "days": form.cleaned_data["days"]}
    try:
        actions.remove_member(membership=membership, by=own_face(request), now=timezone.now(), **said)
    except Refusal as refused:
        messages.info(request, str(refused))
        return redirect("forums:person", code=code, ref=ref)
    keeping.sent(request, f"remove-{ref}")
    messages.success(request, _("It is done, and they have been told why. You find it under “Removed” at the desk."))
    return redirect("moderation:removals", code=code)


@require_safe
def removals(request: HttpRequest, code: str) -> HttpResponse:
    """Who was removed, the newest first."""
    require_desk(request)
    page = pages.removals(request.actor, request.group, timezone.now(), request.GET.get("after"))
    return render(request, "moderation/removals.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def removal(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """One of them; a press takes it back."""
    require_desk(request)
    rows = Removal.objects.at_desks_of(request.actor).select_related("about", "by")
    found = get_object_or_404(rows, group=request.group, ref=ref)
    request.actor.require("moderation.decide", found)
    if request.method == "POST":
        actions.lift_removal(removal=found, by=own_face(request), now=timezone.now())
        messages.success(request, _("They may come back, and have been told so."))
        return redirect("moderation:removals", code=code)
    page = pages.removal_page(found, request.actor, request.group, timezone.now())
    return render(request, "moderation/removal.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def removed(request: HttpRequest, ref: UUID) -> HttpResponse:
    """For the one it is about, who has no place in the group any more, also where nobody outside knows of it; and a
    second look, if they ask for one."""
    request.actor.require("moderation.be_removed")
    rows = Removal.objects.visible_to(request.actor).select_related("group", "appeal")
    found = get_object_or_404(rows, ref=ref)
    form = AppealForm(request.POST if request.method == "POST" else None)
    if form.is_bound and appealing.ask_again(request, found, form):
        return redirect("moderation:removed", ref=ref)
    now = timezone.now()
    page = pages.removed_page(found, seat(request.actor, found.group, now), now)
    return render(request, "moderation/removed.html", {"page": page, "form": form})


def _membership(request: HttpRequest, ref: UUID) -> Membership:
    """Of another member; 404 for none, for a name for one thread, and for one that is blanked."""
    here = Membership.objects.visible_to(request.actor).current().filter(group=request.group)
    found = here.exclude(persona__state=Persona.State.BLANKED).select_related("persona", "group")
    membership = found.filter(persona__ref=ref).first()
    if membership is None:
        raise Http404
    request.actor.require("moderation.decide", membership)
    return membership
