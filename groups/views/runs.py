"""Runs: the list, announcing one, changing it, calling it off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from groups import actions, pages
from groups.forms import GoOnForm, RunForm
from groups.models import AdmissionRequest, Cohort, Fee, Invitation
from groups.views import keeping
from groups.views.faces import own_face, own_membership
from groups.views.inviting import opened

ANNOUNCING = "run"


@require_safe
def runs(request: HttpRequest, code: str) -> HttpResponse:
    """What is announced, what is under way, and one's own that are over."""
    request.actor.require("groups.runs", request.group)
    page = pages.runs_page(request.actor, request.group, timezone.now())
    return render(request, "groups/runs.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def announce(request: HttpRequest, code: str) -> HttpResponse:
    """A further run."""
    request.actor.require("groups.settings", request.group)
    shown = RunForm.begun(timezone.localdate())
    words = keeping.opened(request, ANNOUNCING, shown)
    fee, sent = _run_fee(request), request.POST if request.method == "POST" else None
    form = RunForm(sent, initial={**shown, **words.words}, fee=fee, earlier=_others(request))
    if form.is_bound and form.is_valid():
        try:
            by = own_face(request)
            actions.announce_run(group=request.group, plan=form.plan(), by=by, now=timezone.now())
        except actions.RunNameTaken as refused:
            form.add_error("name", str(refused))
        else:
            keeping.sent(request, ANNOUNCING)
            messages.success(request, _("The run is announced. It has a place of its own to write in."))
            return redirect("groups:runs", code=code)
    about = _about(code, form, words) | {"is_first": not request.group.has_cohorts}
    return render(request, "groups/run_new.html", about)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """What is to come of it."""
    run, place = _run(request, ref), f"{ANNOUNCING}-{ref}"
    fee, sent = _run_fee(request), request.POST if request.method == "POST" else None
    shown = RunForm.said_of(run, fee)
    words = keeping.opened(request, place, shown)
    form = RunForm(sent, initial={**shown, **words.words}, fee=fee, earlier=_others(request).exclude(pk=run.pk))
    if form.is_bound and form.is_valid():
        try:
            actions.change_run(run=run, plan=form.plan(run), by=own_face(request), now=timezone.now())
        except actions.RunNameTaken as refused:
            form.add_error("name", str(refused))
        except actions.FewerPlacesThanTaken as refused:
            form.add_error("places", str(refused))
        except actions.DearerThanSaid as refused:
            form.add_error("own_amount", str(refused))
        except actions.RunIsOver as refused:
            messages.info(request, str(refused))
            return redirect("groups:runs", code=code)
        else:
            keeping.sent(request, place)
            messages.success(request, _("It is saved."))
            return redirect("groups:runs", code=code)
    return render(request, "groups/run_change.html", {**_about(code, form, words), "name": run.name})


@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Ask once, then call it off."""
    run = _run(request, ref)
    if request.method != "POST":
        return render(request, "groups/run_off.html", {"name": run.name, "runs_url": f"/g/{code}/runs/"})
    try:
        actions.cancel_run(run=run, by=own_face(request), now=timezone.now())
    except actions.RunIsOver as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, _("%(run)s is called off. Its people are told.") % {"run": run.name})
    return redirect("groups:runs", code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """A member goes on in a further run: takes a place, waits for one, or asks. "?invited=": the code of an invitation
    into it."""
    request.actor.require("groups.runs", request.group)
    found = Cohort.objects.visible_to(request.actor).live().select_related("group__policy", "group__fee")
    run, now = get_object_or_404(found, group=request.group, ref=ref), timezone.now()
    invitation, words = _invitation_into(request, run), keeping.opened(request, actions.ASK_PLACE)
    page = pages.next_run(request.actor, run, now, is_invited=invitation is not None)
    form = GoOnForm(request.POST if request.method == "POST" else None, initial=words.words, question=page.question)
    if form.is_bound and page.label and form.is_valid():
        return _go_on(request, run, form.cleaned_data.get("words", ""), invitation)
    return render(request, "groups/run_place.html", {"page": page, "form": form, "keeping": words})


def _invitation_into(request: HttpRequest, run: Cohort) -> Invitation | None:
    """The one whose code stands in the address, if it leads into this run and opens still."""
    invitation = opened(request, request.GET["invited"]) if "invited" in request.GET else None
    return invitation if invitation is not None and invitation.cohort_id == run.pk else None


def _go_on(request: HttpRequest, run: Cohort, words: str, invitation: Invitation | None) -> HttpResponse:
    member, now = own_membership(request), timezone.now()
    try:
        came = actions.go_on(membership=member, run=run, words=words, invitation=invitation, now=now)
    except actions.Refusal as refused:
        messages.info(request, str(refused))
        return redirect("groups:runs", code=request.group.code)
    keeping.sent(request, actions.ASK_PLACE)
    if isinstance(came, AdmissionRequest):
        return redirect("groups:request", code=request.group.code)
    messages.success(request, _("You have a place in %(run)s.") % {"run": run.name})
    return redirect("groups:runs", code=request.group.code)


def _about(code: str, form: RunForm, words: keeping.Keeping) -> dict[str, Any]:
    return {"form": form, "runs_url": f"/g/{code}/runs/", "keeping": words}


def _run_fee(request: HttpRequest) -> Fee | None:
    """What is asked for each run, where anything is."""
    return Fee.objects.filter(group=request.group, rhythm=Fee.Rhythm.RUN).first()


def _others(request: HttpRequest) -> QuerySet[Cohort]:
    """Runs whose people may go on in another."""
    readable = Cohort.objects.visible_to(request.actor).readable()
    return readable.filter(group=request.group).order_by("starts_on", "pk")


def _run(request: HttpRequest, ref: UUID) -> Cohort:
    request.actor.require("groups.settings", request.group)
    return get_object_or_404(Cohort.objects.visible_to(request.actor), group=request.group, ref=ref)
