"""The queue at the door, for those who answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groups import actions, pages
from groups.forms import AskBackForm, ElsewhereForm, NoteForm
from groups.models import AdmissionRequest, Cohort
from groups.views import keeping
from groups.views.faces import own_face
from personas.actors import Actor
from supportgroups.lib.prepared import prepared

MOST_AT_ONCE = 20  # a page of the queue


@require_safe
def queue(request: HttpRequest, code: str) -> HttpResponse:
    """Who waits, longest first."""
    request.actor.require("groups.admit", request.group)
    show, after = request.GET.get("show", "all"), request.GET.get("after")
    page = pages.queue(request.actor, request.group, show, after, timezone.now())
    context = {
        "page": page,
        "group_url": f"/g/{code}/",
        "older_url": f"?{urlencode({'show': page.show, 'after': page.older})}" if page.older else "",
        "newer_url": f"?{urlencode({'show': page.show, 'after': page.newer})}" if page.newer else "",
    }
    return render(request, "groups/admissions.html", context)


@require_POST
def several(request: HttpRequest, code: str) -> HttpResponse:
    """The same answer to several, each on its own: what somebody answered meanwhile stops none of the others."""
    request.actor.require("groups.admit", request.group)
    refs = [ref for ref in map(_uuid, request.POST.getlist("ref")[:MOST_AT_ONCE]) if ref is not None]
    rows = AdmissionRequest.objects.visible_to(request.actor).filter(group=request.group, ref__in=refs)
    verb = _verb_for_several(request)
    if verb is None or not refs:
        messages.info(request, _("Tick one or more of the requests first, and then choose what to do."))
        return redirect("groups:admissions", code=code)
    done = actions.each(rows.select_related("group__policy", "persona").order_by("submitted_at", "pk"), verb)
    if done.done:
        said = ngettext("Done for one request.", "Done for %(count)s requests.", done.done)
        messages.success(request, said % {"count": done.done})
    for reason in done.refused:
        messages.info(request, reason)
    return redirect("groups:admissions", code=code)


def _verb_for_several(request: HttpRequest) -> Callable[[AdmissionRequest], object] | None:
    """What was chosen. Nobody is pointed elsewhere in a bundle: that takes words to each."""
    by, now = own_face(request), timezone.now()
    if request.POST.get("act") == "assign":
        ref = _uuid(request.POST.get("to", ""))
        to = actions.find_answerer(request.group, ref) if ref else None
        return None if to is None else lambda asked: actions.assign(request=asked, to=to, by=by, now=now)
    verbs: dict[str, Callable[..., object]] = {
        "claim": actions.claim,
        "admit": actions.admit,
        "list": actions.put_on_list,
    }
    verb = verbs.get(request.POST.get("act", ""))
    return None if verb is None else lambda asked: verb(request=asked, by=by, now=now)


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


@require_safe
def one(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """A request, with what can be answered."""
    request.actor.require("groups.admit", request.group)
    asked = _find(request, ref)
    view = pages.request_view(request.actor, asked, timezone.now())
    context = {"asked": view, "queue_url": f"/g/{code}/admissions/", "form": NoteForm()}
    return render(request, "groups/admission.html", context)


@require_POST
def claim(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Say that one is reading it."""
    request.actor.require("groups.admit", request.group)
    return _answer(request, _find(request, ref), actions.claim, stays=True)


@require_POST
def hand_back(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Let somebody else read it."""
    request.actor.require("groups.admit", request.group)
    return _answer(request, _find(request, ref), actions.hand_back, stays=True)


@require_POST
def admit(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Let somebody in."""
    request.actor.require("groups.admit", request.group)
    said = _("%(name)s is in, and has been told.")
    kept = _("A place is kept for %(name)s until the fee is settled. They have been told.")
    return _answer(request, _find(request, ref), actions.admit, said=said, said_kept=kept)


@require_POST
def offer(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Keep a place for somebody to take; in the run that was chosen, if one was."""
    request.actor.require("groups.admit", request.group)
    run, chosen = None, _uuid(request.POST.get("run", ""))
    if chosen is not None:
        run = get_object_or_404(Cohort.objects.visible_to(request.actor), group=request.group, ref=chosen)
    verb = partial(actions.offer_place, run=run)
    return _answer(request, _find(request, ref), verb, said=_("A place is kept for %(name)s, who has been told."))


@require_POST
def enlist(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Put somebody on the waiting list."""
    request.actor.require("groups.admit", request.group)
    return _answer(
        request, _find(request, ref), actions.put_on_list, said=_("%(name)s is on the list, and has been told.")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def ask_back(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Ask the person something before deciding."""
    request.actor.require("groups.admit", request.group)
    asked = _find(request, ref)
    place = f"ask-{ref}"
    words = keeping.opened(request, place)
    form = AskBackForm(request.POST if request.method == "POST" else None, initial={**words.words})
    if not (form.is_bound and form.is_valid()):
        return _typed(request, asked, "groups/admission_ask.html", form, words)
    verb = partial(actions.ask_back, words=form.cleaned_data["words"])
    try:
        answered = _answer(request, asked, verb, said=_("Your question is on its way to %(name)s."), is_typed=True)
    except actions.DecidedMeanwhile as refused:
        return _typed(request, _find(request, ref), "groups/admission_ask.html", form, words, refused)
    keeping.sent(request, place)
    return answered


@require_http_methods(["GET", "HEAD", "POST"])
def elsewhere(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Say no, with words of one's own and at least one other place."""
    request.actor.require("groups.admit", request.group)
    asked = _find(request, ref)
    place = f"elsewhere-{ref}"
    words = keeping.opened(request, place)
    suggested = actions.suggested_for(request.group)
    form = ElsewhereForm(request.POST if request.method == "POST" else None, suggested=suggested, initial=words.words)
    if not (form.is_bound and form.is_valid()):
        return _typed(request, asked, "groups/admission_elsewhere.html", form, words)
    answer = {"reason": form.cleaned_data["reason"], "again_on": form.cleaned_data["again_on"]}
    verb = partial(actions.point_elsewhere, alternatives=form.alternatives(), **answer)
    try:
        answered = _answer(request, asked, verb, said=_("Your words are on their way to %(name)s."), is_typed=True)
    except actions.DecidedMeanwhile as refused:
        return _typed(request, _find(request, ref), "groups/admission_elsewhere.html", form, words, refused)
    keeping.sent(request, place)
    return answered


def _typed(
    request: HttpRequest,
    asked: AdmissionRequest,
    template: str,
    form: AskBackForm | ElsewhereForm,
    words: keeping.Keeping,
    refused: actions.Refusal | None = None,
) -> HttpResponse:
    """The page of words to somebody at the door; with what was typed still in it where somebody else was quicker."""
    view = pages.request_view(request.actor, asked, timezone.now())
    if refused is not None:
        kept = _("What you typed is still here, to copy. It has gone to nobody.")
        messages.info(request, " ".join(filter(None, (str(refused), view.outcome, kept))))
    return render(request, template, {"form": form, "asked": view, "keeping": words})


@require_POST
def note(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """A note to the others who answer."""
    request.actor.require("groups.admit", request.group)
    form = NoteForm(request.POST)
    if form.is_valid():
        actions.write_note(
            request=_find(request, ref), by=own_face(request), words=form.cleaned_data["words"], now=timezone.now()
        )
    return redirect("groups:admission", code=code, ref=ref)


Verb = Callable[..., object]


def _answer(
    request: HttpRequest,
    asked: AdmissionRequest,
    verb: Verb,
    *,
    said: str = "",
    said_kept: str = "",
    stays: bool = False,
    is_typed: bool = False,
) -> HttpResponse:
    """One action, and back to the queue; or to the request, where the answer could not be given as it was meant.

    `said_kept` is what is said instead of somebody who was let in and has the fee left. Raises `DecidedMeanwhile` where
    it `is_typed`: the words are shown again.
    """
    try:
        done = verb(request=asked, by=own_face(request), now=timezone.now())
    except (actions.DecidedMeanwhile, actions.GroupIsFull, actions.ListIsFull) as refused:
        if is_typed:
            raise
        messages.info(request, str(refused))
        return redirect("groups:admission", code=request.group.code, ref=asked.ref)
    if stays:
        return redirect("groups:admission", code=request.group.code, ref=asked.ref)
    is_kept = isinstance(done, AdmissionRequest) and done.state == AdmissionRequest.State.PAYING
    messages.success(request, (said_kept if is_kept else said) % {"name": asked.persona.name})
    return redirect("groups:admissions", code=request.group.code)


def _find(request: HttpRequest, ref: UUID) -> AdmissionRequest:
    found = _requests(request.actor.for_statements(), request.group.pk, ref)
    if not found:
        raise Http404
    return found[0]


@prepared
def _requests(actor: Actor, group_id: int, ref: UUID) -> QuerySet[AdmissionRequest]:
    rows = AdmissionRequest.objects.visible_to(actor).filter(group_id=group_id, ref=ref)
    return rows.select_related("group__policy", "persona__membership", "claimed_by", "decided_by", "cohort", "wanted")
