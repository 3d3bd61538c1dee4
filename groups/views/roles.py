"""Who looks after a group."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groups import actions, pages
from groups.forms import AppointForm, FindForm, GrantForm, TermsForm
from groups.models import Appointment, Membership
from groups.models.caring import POWER_WORDS
from groups.models.membership import MembershipQuerySet
from groups.views.faces import own_face, own_membership


@require_safe
def roles(request: HttpRequest, code: str) -> HttpResponse:
    """Readable by every member; with ways to change it for those who may."""
    request.actor.require("groups.roles_see", request.group)
    page = pages.roles_page(request.actor, request.group, timezone.now())
    return render(request, "groups/roles.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: HttpRequest, code: str) -> HttpResponse:
    """Give a member a role."""
    request.actor.require("groups.roles", request.group)
    form = AppointForm(request.POST if request.method == "POST" else None)
    member = _member_named(request, form) if form.is_bound and form.is_valid() else None
    if member is None or not _give(request, form, member, form.cleaned_data["role"]):
        return render(request, "groups/role_new.html", {"form": form, "roles_url": f"/g/{code}/roles/"})
    messages.success(request, _("%(name)s has the role, and has been told.") % {"name": member.persona.name})
    return redirect("groups:roles", code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str, ref: UUID, role: str) -> HttpResponse:
    """What is said of a role that somebody holds, and for how long they hold it."""
    request.actor.require("groups.roles", request.group)
    member = get_object_or_404(_members(request), persona__ref=ref)
    held = get_object_or_404(member.appointments.filter(role=role, ended_at__isnull=True))
    names = ("kind", "profession", "credential", "credential_ends_on", "ends_on")
    as_it_is = {name: getattr(held, name) for name in names} | {"is_checked": held.checked_on is not None}
    form = TermsForm(request.POST if request.method == "POST" else None, initial=as_it_is)
    if form.is_bound and form.is_valid() and _give(request, form, member, role):
        messages.success(request, _("It is saved. Every member can see it."))
        return redirect("groups:roles", code=code)
    context = {"form": form, "handle": member.persona.name, "role": str(held.get_role_display())}
    return render(request, "groups/role_change.html", context | {"roles_url": f"/g/{code}/roles/"})


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, code: str, ref: UUID, role: str) -> HttpResponse:
    """Ask once, then end somebody's role. One's own is laid down on a page of its own."""
    request.actor.require("groups.roles", request.group)
    _check_role(role)
    membership = get_object_or_404(_members(request), persona__ref=ref)
    if membership.persona_id == request.actor.seat_in(request.group.pk).persona_id:
        return redirect("groups:step_down", code=code, role=role)
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


@require_http_methods(["GET", "HEAD", "POST"])
def step_down(request: HttpRequest, code: str, role: str) -> HttpResponse:
    """Say what follows, then lay down one's own role. At any time, also the last one."""
    request.actor.require("groups.step_down", request.group)
    _check_role(role)
    membership = own_membership(request)
    if request.method != "POST":
        follows = pages.what_follows(membership, [role])
        context = {"role": str(Appointment.Role(role).label), "follows": follows, "code": code}
        return render(request, "groups/role_down.html", context)
    actions.step_down(membership=membership, role=role, now=timezone.now())
    messages.success(request, _("You have laid down the role. Thank you for what you did."))
    return redirect("front:group", code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def grant(request: HttpRequest, code: str) -> HttpResponse:
    """Give a member one power alone."""
    request.actor.require("groups.roles", request.group)
    form = GrantForm(request.POST if request.method == "POST" else None)
    member = _member_named(request, form) if form.is_bound and form.is_valid() else None
    if member is None:
        return render(request, "groups/power_new.html", {"form": form, "roles_url": f"/g/{code}/roles/"})
    try:
        power = form.cleaned_data["power"]
        actions.grant_power(membership=member, power=power, by=own_face(request), now=timezone.now())
    except actions.NotAMember as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, _("%(name)s can do this now, and has been told.") % {"name": member.persona.name})
    return redirect("groups:roles", code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def power_end(request: HttpRequest, code: str, ref: UUID, power: str) -> HttpResponse:
    """Ask once, then take a power back that was given alone."""
    request.actor.require("groups.roles", request.group)
    if power not in dict(POWER_WORDS):
        raise Http404
    membership = get_object_or_404(_members(request), persona__ref=ref)
    if request.method != "POST":
        context = {"handle": membership.persona.name, "power": str(dict(POWER_WORDS)[power])}
        return render(request, "groups/power_end.html", context | {"roles_url": f"/g/{code}/roles/"})
    actions.take_power_back(membership=membership, power=power, by=own_face(request), now=timezone.now())
    messages.success(request, _("It is taken back. Everything else stays as it was."))
    return redirect("groups:roles", code=code)


@require_POST
def here(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody who looks after the group says that they are here."""
    request.actor.require("groups.be_here", request.group)
    actions.say_here(by=own_face(request), group=request.group, now=timezone.now())
    messages.success(request, _("Good to know. Nothing else was changed."))
    return redirect("groups:roles", code=code)


def _give(request: HttpRequest, form: TermsForm, member: Membership, role: str) -> bool:
    """Whether the role was given as the form says; if not, the form has a sentence."""
    said = {"kind": form.cleaned_data["kind"], "credential": form.cleaned_data["credential"]}
    try:
        actions.appoint(
            membership=member, role=role, by=own_face(request), now=timezone.now(), terms=form.terms(), **said
        )
    except (actions.NotAMember, actions.CheckedByOneself) as refused:
        form.add_error("is_checked" if isinstance(refused, actions.CheckedByOneself) else None, str(refused))
        return False
    return True


def _check_role(role: str) -> None:
    if role not in Appointment.Role.values:
        raise Http404


def _member_named(request: HttpRequest, form: FindForm) -> Membership | None:
    """The member who wears this name, or None and a sentence at the field."""
    found = _members(request).named(form.cleaned_data["handle"]).first()
    if found is None:
        form.add_error("handle", _("Nobody in the group has this name now. Please look at how it is spelled."))
    return found


def _members(request: HttpRequest) -> MembershipQuerySet:
    return Membership.objects.visible_to(request.actor).filter(group=request.group).current().select_related("persona")
