"""Offices of a host: made and ended by who runs the server, taken up and worn in each group by one person."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from groups import actions, pages
from groups.forms import InvitedForm
from groups.forms.hosting import OfficeCodeForm, OfficeForm
from groups.models import Agreement, Host, Office, SupportGroup
from groups.seats import seat, seat_everywhere
from personas import faces
from personas.faces import NameTaken
from supportgroups.lib import ratelimit
from supportgroups.lib.handles import HandleRefused

MOST_TRIES, HOUR = 30, 3600
RUN, HOLD = "groups.run_offices", "groups.hold_office"


@require_safe
def hosts(request: HttpRequest) -> HttpResponse:
    """Every body that runs groups here."""
    request.actor.require(RUN)
    rows = [(host.name, f"/running/hosts/{host.slug}/") for host in Host.objects.order_by("name", "pk")]
    return render(request, "groups/hosts.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def staff(request: HttpRequest, slug: str) -> HttpResponse:
    """The offices of one, and a form for another. Nobody's name stands here."""
    request.actor.require(RUN)
    host = get_object_or_404(Host, slug=slug)
    form = OfficeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.make_office(host=host, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("The office is made. Give its code to one person, who takes it up with it."))
        return redirect("groups:host_staff", slug=slug)
    rows = pages.office_rows(host, request.actor, timezone.now())
    return render(request, "groups/host_staff.html", {"rows": rows, "form": form, "host_name": host.name})


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, slug: str, ref: UUID) -> HttpResponse:
    """Asked once, with the title; then it ends in every group."""
    request.actor.require(RUN)
    office = get_object_or_404(Office.objects.standing(), host__slug=slug, ref=ref)
    if request.method == "POST":
        actions.end_office(office=office, now=timezone.now())
        messages.success(request, _("It has ended, in every group at once."))
        return redirect("groups:host_staff", slug=slug)
    return render(request, "groups/office_end.html", {"office_title": office.title, "slug": slug})


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """One's own offices, and a code for one more."""
    request.actor.require(HOLD)
    form = OfficeCodeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            office = _take(request, form.cleaned_data["code"])
        except actions.Refusal as refused:
            form.add_error("code", str(refused))
        else:
            return redirect("groups:office", ref=office.ref)
    return render(request, "groups/offices.html", {"rows": pages.own_offices(request.actor), "form": form})


@require_safe
def one(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Every group of the host, and where one is already."""
    request.actor.require(HOLD)
    office = own_office(request, ref)
    page = pages.own_office(seat_everywhere(request.actor, timezone.now()), office)
    return render(request, "groups/office.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, ref: UUID, which: str) -> HttpResponse:
    """A name for this group and its ground rules; then one is there with the office's role."""
    request.actor.require(HOLD)
    office = own_office(request, ref)
    groups = SupportGroup.objects.standing_open().filter(host=office.host_id)
    group = get_object_or_404(groups, code=which)
    rules = Agreement.objects.filter(group=group).latest("version")
    blank = {"handle": faces.suggest_handle(group.pk), "version": rules.version}
    form = InvitedForm(request.POST or None, initial=blank, least_age=None, has_face=False)
    if form.is_bound and form.is_valid() and (answer := _enter(request, office, group, form)) is not None:
        return answer
    name = seat(request.actor, group, timezone.now()).name_of(group)
    context = {"form": form, "group_name": name, "rules_html": rules.html, "back_url": f"/offices/{ref}/"}
    return render(request, "groups/office_enter.html", context)


def _enter(request: HttpRequest, office: Office, group: SupportGroup, form: InvitedForm) -> HttpResponse | None:
    """None where something is still to be said on the form."""
    said = actions.AtTheDoor(
        form.cleaned_data["handle"], form.cleaned_data["version"], form.cleaned_data["has_consented"], True
    )
    try:
        actions.enter_as_staff(actor=request.actor, office=office, group=group, said=said, now=timezone.now())
    except (HandleRefused, NameTaken) as refused:
        form.add_error("handle", str(refused))
        return None
    except actions.Refusal as refused:
        messages.info(request, str(refused))
        return redirect("groups:office", ref=office.ref)
    messages.success(request, _("You are here. Others see this name and what your office is called, and no more."))
    return redirect("front:group", code=group.code)


def own_office(request: HttpRequest, ref: UUID) -> Office:
    """One of the reader's offices; 404 for another's, and for none."""
    return get_object_or_404(Office.objects.visible_to(request.actor).select_related("host"), ref=ref)


def _take(request: HttpRequest, code: str) -> Office:
    """Who guesses has 30 tries an hour in 10^14."""
    if not ratelimit.allow(f"office:{ratelimit.client_network(request)}", limit=MOST_TRIES, seconds=HOUR):
        raise actions.InvitationOver
    return actions.take_office(actor=request.actor, code=code, now=timezone.now())
