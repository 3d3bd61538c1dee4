"""A member has died: keeping the name in memory, and taking that back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groups import actions
from groups.models import Membership
from groups.views.faces import own_face
from personas.models import Persona


@require_http_methods(["GET", "HEAD", "POST"])
def memorial(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Ask once, gently; then keep the name in memory."""
    membership = _membership(request, ref)
    if request.method != "POST":
        context = {"handle": membership.persona.name, "code": code, "ref": str(ref)}
        return render(request, "groups/memorial.html", context)
    actions.remember(membership=membership, by=own_face(request), now=timezone.now())
    messages.success(request, _("The name is kept in memory. Take care of yourself and of each other."))
    return redirect("forums:person", code=code, ref=ref)


@require_POST
def over(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """It was a mistake."""
    membership = _membership(request, ref)
    actions.remember_no_more(membership=membership, by=own_face(request), now=timezone.now())
    messages.success(request, _("It is taken back. The member is here as before."))
    return redirect("forums:person", code=code, ref=ref)


def _membership(request: HttpRequest, ref: UUID) -> Membership:
    """Of another face of this group; 404 for none, for a name for one thread, and for one that is blanked."""
    request.actor.require("groups.own_face", request.group)
    people = Membership.objects.visible_to(request.actor).filter(group=request.group).select_related("persona")
    people = people.exclude(persona__state=Persona.State.BLANKED).prefetch_related("cohort_seats")
    membership = get_object_or_404(people, persona__ref=ref)
    request.actor.require("groups.meet", membership)
    request.actor.require("groups.remember", membership)
    return membership
