"""What a host says for its groups: changed by who holds an admin's office there, kept or not by each group."""

from __future__ import annotations

from functools import partial
from random import SystemRandom
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groups import actions, pages
from groups.forms import FoundForm
from groups.forms.hosting import DefaultsForm
from groups.models import AdmissionPolicy, Office, SupportGroup
from groups.views import keeping
from groups.views.faces import own_face
from groups.views.hosting import HOLD, own_office
from groups.views.tending import ask_helper
from personas import offices
from personas.kept import as_sent
from supportgroups.lib import handles
from supportgroups.lib.handles import HandleRefused


@require_http_methods(["GET", "HEAD", "POST"])
def said(request: HttpRequest, ref: UUID) -> HttpResponse:
    """What holds in every group that keeps it. 404 for who holds no admin's office."""
    request.actor.require(HOLD)
    office = _admin_office(request, ref)
    stands = actions.defaults_of(office.host)
    shown = DefaultsForm.as_it_is(stands)
    find = partial(offices.kept_words, request.actor, ref)
    words = keeping.opened_at(request, f"/offices/{ref}/defaults/kept/", find, shown)
    form = DefaultsForm(request.POST or None, initial={**shown, **words.words})
    is_older = False
    if form.is_bound and form.is_valid():
        try:
            actions.change_defaults(host=office.host, now=timezone.now(), **form.wanted())
        except actions.DefaultsChanged as changed:
            stands, is_older = actions.defaults_of(office.host), True
            form.stand_on(stands, str(changed))
        else:
            keeping.let_go(request, partial(offices.drop_words, actor=request.actor, office=ref))
            messages.success(request, _("It is saved. It holds in every group that keeps it."))
            return redirect("groups:office", ref=ref)
    context = {"form": form, "host_name": office.host.name, "back_url": f"/offices/{ref}/", "keeping": words}
    return render(request, "groups/office_defaults.html", context | {"stands": stands if is_older else None})


@require_POST
def keep_said(request: HttpRequest, ref: UUID) -> HttpResponse:
    """What autosave.js sends of it. 404 as the page itself."""
    request.actor.require(HOLD)
    _admin_office(request, ref)
    words = as_sent(offices.PLACE, request.POST)
    return keeping.answer(request, words, partial(offices.keep_words, actor=request.actor, office=ref))


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, ref: UUID) -> HttpResponse:
    """A group of the host's. It begins with what the host says. 404 for who holds no admin's office."""
    request.actor.require(HOLD)
    office = _admin_office(request, ref)
    if request.method == "POST":
        form = FoundForm(request.POST)
        group = _found(request, office, form) if form.is_valid() else None
        if group is not None:
            messages.success(request, _("The group is here. This is how people come in: change what does not fit."))
            return redirect("groups:door", code=group.code)
    else:
        form = FoundForm(initial={"handle": handles.suggest(SystemRandom())})
    context = {"form": form, "host_name": office.host.name, "back_url": f"/offices/{ref}/"}
    return render(request, "groups/found.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: HttpRequest, code: str) -> HttpResponse:
    """What the group's host says, and whether the group goes by it. 404 for a group without one."""
    request.actor.require("groups.settings", request.group)
    host_name, parts = pages.kept_parts(_policy(request.group))
    if not parts:
        raise Http404
    if request.method == "POST":
        part = next((one for one in parts if one.what == request.POST.get("what")), None)
        if part is not None:
            _keep(request, part)
        return redirect("groups:settings_host", code=code)
    context = {"host_name": host_name, "parts": parts, "settings_url": f"/g/{code}/settings/"}
    return render(request, "groups/settings_host.html", context)


def _keep(request: HttpRequest, part: pages.KeptPart) -> None:
    keeps = request.POST.get("keeps") == "yes"
    try:
        actions.keep_host(group=request.group, what=part.what, keeps=keeps, by=own_face(request), now=timezone.now())
    except actions.NoSuchDefault as nothing:
        messages.info(request, str(nothing))
        return
    if keeps:
        messages.success(request, _("It is saved. The group goes by what the host says from now on."))
    else:
        messages.success(request, _("It is the group’s own now, and stays as it is until you change it."))


def _policy(group: SupportGroup) -> AdmissionPolicy:
    return AdmissionPolicy.objects.select_related("group__host").get(group=group)


def _admin_office(request: HttpRequest, ref: UUID) -> Office:
    office = own_office(request, ref)
    if not request.actor.can("groups.speak_for_host", office):
        raise Http404
    return office


def _found(request: HttpRequest, office: Office, form: FoundForm) -> SupportGroup | None:
    """None where something is still to be said on the form."""
    answers = form.cleaned_data
    beginning = actions.BEGINNINGS[answers["beginning"]]
    try:
        group = actions.found_for_host(
            actor=request.actor,
            office=office,
            texts={"name": answers["name"], "summary": answers["for_whom"], "for_whom": answers["for_whom"]},
            door=beginning.door,
            charter=beginning.charter(),
            handle=answers["handle"],
            key=answers["key"],
            now=timezone.now(),
        )
    except actions.NotYourGroup as strange:
        raise Http404 from strange
    except HandleRefused as refused:
        form.add_error("handle", str(refused))
        return None
    ask_helper(request, group, answers["helper"])
    return group
