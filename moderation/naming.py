"""The pages for looking behind a name: one asks, another agrees or leaves it alone."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groups.views import keeping
from groups.views.faces import own_face
from moderation import actions, pages
from moderation.forms import LookForm
from personas import unmasking
from personas.models import Persona, Unmasking

LOOK = "moderation.unmask"


@require_safe
def names(request: HttpRequest, code: str) -> HttpResponse:
    """Every question that was asked in this group, and how it ended."""
    _require_power(request)
    page = pages.questions(request.actor, request.group, timezone.now(), request.GET.get("after"))
    return render(request, "moderation/names.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Ask, with a reason, which member wears a one-thread name, or which address is behind a usual one."""
    _require_power(request)
    worn = Persona.objects.filter(group_space_id=request.group.pk)
    person = get_object_or_404(worn.exclude(state=Persona.State.BLANKED), ref=ref)
    _require_about_another(request, person)
    words = keeping.opened(request, f"look-{ref}")
    form = LookForm(request.POST or None, initial=dict(words.words))
    if form.is_bound and form.is_valid():
        question = actions.ask_who(persona=person, by=own_face(request), now=timezone.now(), **form.cleaned_data)
        keeping.sent(request, f"look-{ref}")
        messages.success(request, _("It waits for a second person now. Others who may agree have been told."))
        return redirect("moderation:question", code=code, ref=question.ref)
    context = {"form": form, "handle": person.name, "back_url": f"/g/{code}/people/{ref}/", "keeping": words}
    context |= {"is_for_address": not person.is_one_thread_face}
    return render(request, "moderation/look.html", context)


@require_safe
def question(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """One question: to agree with, to leave alone, or to see what came out."""
    found = _question(request, ref)
    page = pages.question(request.actor, request.group, found, timezone.now())
    return render(request, "moderation/question.html", {"page": page})


@require_POST
def agree(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """The second person: look."""
    found = _question(request, ref)
    request.actor.require("moderation.agree_unmasking", found)
    try:
        unmasking.agree(unmasking=found, by=own_face(request), now=timezone.now())
    except unmasking.NotWaiting:
        messages.info(request, _("This question has been answered, or has waited too long. Nothing was changed."))
    return redirect("moderation:question", code=code, ref=ref)


@require_POST
def decline(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Leave it alone."""
    found = _question(request, ref)
    try:
        unmasking.decline(unmasking=found, by=own_face(request), now=timezone.now())
        messages.success(request, _("It is left alone. Nobody has looked."))
    except unmasking.NotWaiting:
        messages.info(request, _("Two people have looked already."))
    return redirect("moderation:question", code=code, ref=ref)


def _require_power(request: HttpRequest) -> None:
    """To somebody outside the group there is no such page; a member is told whom to tell instead."""
    if not request.actor.seat_in(request.group.pk).is_member:
        raise Http404
    request.actor.require(LOOK, request.group)


def _require_about_another(request: HttpRequest, person: Persona) -> None:
    if not request.actor.can("moderation.unmask_another", person):
        raise Http404


def _question(request: HttpRequest, ref: UUID) -> Unmasking:
    """A question of this group; one about a name of one's own is not there."""
    _require_power(request)
    rows: QuerySet[Unmasking] = Unmasking.objects.filter(group_space_id=request.group.pk)
    found = get_object_or_404(rows.select_related("persona", "asked_by"), ref=ref)
    _require_about_another(request, found.persona)
    return found
