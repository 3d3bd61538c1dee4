"""Who looks after a group."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from groups import actions, pages
from groups.forms import AppointForm
from groups.models import Appointment, Membership
from groups.models.membership import MembershipQuerySet
from groups.views.faces import own_face


@require_safe
def roles(request: HttpRequest, code: str) -> HttpResponse:
    """Readable by every member; with ways to change it for those who may."""
    request.actor.require("groups.roles_see", request.group)
    appoint_url = f"/g/{code}/roles/new/" if request.actor.can("groups.roles", request.group) else ""
    rows = pages.roles(request.actor, request.group)
    return render(request, "groups/roles.html", {"rows": rows, "appoint_url": appoint_url, "group_url": f"/g/{code}/"})


@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: HttpRequest, code: str) -> HttpResponse:
    """Give a member a role."""
    request.actor.require("groups.roles", request.group)
    form = AppointForm(request.POST if request.method == "POST" else None)
    member = _member_named(request, form) if form.is_bound and form.is_valid() else None
    if member is None:
        return render(request, "groups/role_new.html", {"form": form, "roles_url": f"/g/{code}/roles/"})
    answers = {key: form.cleaned_data[key] for key in ("role", "kind", "credential")}
    try:
        actions.appoint(membership=member, by=own_face(request), now=timezone.now(), **answers)
    except actions.NotAMember as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, _("%(name)s has the role, and has been told.") % {"name": member.persona.name})
    return redirect("groups:roles", code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, code: str, ref: UUID, role: str) -> HttpResponse:
    """Ask once, then end somebody's role."""
    request.actor.require("groups.roles", request.group)
    if role not in Appointment.Role.values:
        raise Http404
    member = _members(request).filter(persona__ref=ref)
    membership = get_object_or_404(member)
    if request.method != "POST":
        context = {"handle": membership.persona.name, "role": str(Appointment.Role(role).label)}
        return render(request, "groups/role_end.html", context | {"roles_url": f"/g/{code}/roles/"})
    try:
        actions.dismiss(membership=membership, role=role, by=own_face(request), now=timezone.now())
    except actions.LastAdmin as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, _("The role has ended. Everything else stays as it was."))
    return redirect("groups:roles", code=code)


def _member_named(request: HttpRequest, form: AppointForm) -> Membership | None:
    """The member who wears this name, or None and a sentence at the field."""
    found = _members(request).named(form.cleaned_data["handle"]).first()
    if found is None:
        form.add_error("handle", _("Nobody in the group has this name now. Please look at how it is spelled."))
    return found


def _members(request: HttpRequest) -> MembershipQuerySet:
    return Membership.objects.visible_to(request.actor).filter(group=request.group).current().select_related("persona")
