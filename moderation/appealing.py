"""The pages of a second look: for the one it is about beside what was decided, and on the desk for whoever answers."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groups.views import keeping
from groups.views.faces import own_face
from moderation import actions, pages
from moderation.forms import AppealAnswerForm, AppealForm
from moderation.models import Appeal, Decision, Removal
from moderation.refusals import AnsweredMeanwhile, AppealGone, Refusal, SomebodyElseLooks
from moderation.views import desk_page, require_desk


@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """For the author: what was decided, why, and the text given back; and a second look, if she asks for one."""
    found = _decision(request, ref)
    request.actor.require("moderation.see_decision", found)
    form = AppealForm(request.POST) if request.method == "POST" else None
    if form is not None and ask_again(request, found, form):
        keeping.sent(request, f"appeal-{ref}")
        return redirect("moderation:decision", code=code, ref=ref)
    page = pages.decision_page(found, request.actor, request.group, timezone.now())
    keeps = page.again.may_ask and request.actor.can("groups.keep_words", request.group)
    words = keeping.opened(request, f"appeal-{ref}") if keeps else None
    form = form or AppealForm(initial=dict(words.words) if words else None)
    return render(request, "moderation/decision.html", {"page": page, "form": form, "keeping": words})


@require_POST
def decision_back(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """The author asks no more."""
    withdraw(request, _decision(request, ref))
    return redirect("moderation:decision", code=code, ref=ref)


@require_POST
def removed_back(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Who was removed asks no more."""
    request.actor.require("moderation.be_removed")
    withdraw(request, get_object_or_404(Removal.objects.visible_to(request.actor), ref=ref))
    return redirect("moderation:removed", ref=ref)


def ask_again(request: HttpRequest, thing: Decision | Removal, form: AppealForm) -> bool:
    """Ask, if the form is filled in; whether the page is to be shown anew."""
    if not form.is_valid():
        return False
    try:
        actions.ask_again(thing=thing, words=form.cleaned_data["words"], now=timezone.now())
    except Refusal as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, _("You have asked for a second look. What comes of it is told to you."))
    return True


def withdraw(request: HttpRequest, thing: Decision | Removal) -> None:
    """Ask no more, and say whether that came in time."""
    if actions.withdraw_appeal(thing=thing):
        messages.success(request, _("You do not ask for a second look any more. Nobody has looked."))
    else:
        messages.info(request, _("Somebody has looked meanwhile. Below is what came of it."))


@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """At the desk: what was decided, what its author says, and the answer of somebody else."""
    require_desk(request)
    found = get_object_or_404(Appeal.objects.visible_to(request.actor).in_full(), group=request.group, ref=ref)
    request.actor.require("moderation.see_appeal", found)
    if request.method != "POST":
        return desk_page(request, found)
    request.actor.require("moderation.answer_appeal", found)
    form = AppealAnswerForm(request.POST)
    if not form.is_valid():
        return desk_page(request, found, form)
    try:
        actions.answer_appeal(appeal=found, by=own_face(request), now=timezone.now(), **form.cleaned_data)
    except (AnsweredMeanwhile, AppealGone, SomebodyElseLooks) as conflict:
        return _not_answered(request, conflict, form.cleaned_data["answer"])
    keeping.sent(request, f"answer-{ref}")
    messages.success(request, _("Done. Whoever asked is told, with your words."))
    return redirect("moderation:desk", code=code)


def _not_answered(request: HttpRequest, conflict: Refusal, written: str) -> HttpResponse:
    """409, with what came of it and, to be kept, what was written."""
    stands = conflict.appeal if isinstance(conflict, AnsweredMeanwhile) else None
    past = pages.answered(stands, request.actor, timezone.now()) if stands else None
    context = {"past": past, "written": written, "sentence": str(conflict)}
    return render(request, "moderation/decided.html", context, status=409)


def _decision(request: HttpRequest, ref: UUID) -> Decision:
    """One about a face of the actor's own."""
    rows = Decision.objects.visible_to(request.actor).select_related("case__post__thread__forum", "reason", "appeal")
    found = get_object_or_404(rows, group=request.group, ref=ref)
    request.actor.require("moderation.ask_again", found)
    return found
