"""One's own request: where it stands, and what can be done with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groups import actions
from groups.forms import AnswerBackForm, PlaceForm, WishForm
from groups.forms.joining import ANY_RUN
from groups.models import AdmissionRequest
from groups.pages import own_request, rules_to_agree
from groups.views import entry, keeping
from groups.views.faces import own_request_of

State = AdmissionRequest.State
OWN = "groups.answer_request_own"


@require_safe
def status(request: HttpRequest, code: str) -> HttpResponse:
    """What has become of it, what happens next, and by when."""
    asked = own_request_of(request)
    request.actor.require(OWN, asked)
    if request.actor.seat_in(request.group.pk).is_member and asked.state in (State.ADMITTED, State.WITHDRAWN):
        return redirect("front:group", code=code)
    if asked.state == State.ASKED_BACK:
        return _asked_page(request, asked, None)
    if asked.state == State.PAYING:
        return entry.fee_page(request, asked)
    return render(request, "groups/request.html", _shown(request, asked))


@require_POST
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for another run, or for whichever has a place first."""
    asked = own_request_of(request)
    request.actor.require(OWN, asked)
    form = WishForm(request.POST)
    if not form.is_valid():
        return _moved_on(request)
    try:
        actions.choose_run(request=asked, wish=form.cleaned_data["run"], now=timezone.now())
    except actions.RunIsFull:
        messages.info(request, _("This run takes nobody in any more. Here is how it stands now."))
    except actions.DecidedMeanwhile:
        return _moved_on(request)
    else:
        messages.success(request, _("Your choice is kept."))
    return redirect("groups:request", code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Answer what was asked back."""
    asked = own_request_of(request)
    request.actor.require(OWN, asked)
    if request.method != "POST":
        return redirect("groups:request", code=code)
    form = AnswerBackForm(request.POST)
    if not form.is_valid():
        return _asked_page(request, asked, form) if asked.state == State.ASKED_BACK else _moved_on(request)
    words = form.cleaned_data["words"]
    try:
        actions.answer_back(request=asked, words=words, now=timezone.now())
    except actions.DecidedMeanwhile:
        messages.info(request, _MOVED_ON)
        return render(request, "groups/request.html", {**_shown(request, own_request_of(request)), "unsent": words})
    keeping.sent(request, actions.ANSWER_PLACE)
    messages.success(request, _("Your answer is with the facilitator."))
    return redirect("groups:request", code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, code: str) -> HttpResponse:
    """Take the place that is kept. Ground rules that have changed since are agreed to first."""
    asked = own_request_of(request)
    request.actor.require(OWN, asked)
    if request.method != "POST" or asked.state != State.OFFERED:
        return redirect("groups:request", code=code)
    changed = rules_to_agree(asked)
    form = PlaceForm(request.POST if "version" in request.POST else None)
    if changed is not None and not (form.is_bound and form.is_valid()):
        form = form if form.is_bound else PlaceForm(initial={"version": changed.version})
        return _rules_page(request, asked, form)
    try:
        version = form.cleaned_data["version"] if changed is not None else None
        came = actions.take_place(request=asked, now=timezone.now(), agreed_version=version)
    except actions.RulesNotAgreed:
        return _rules_page(request, asked, PlaceForm())
    except (actions.DecidedMeanwhile, actions.CannotTakeIn):
        return _moved_on(request)
    if isinstance(came, AdmissionRequest):
        return redirect("groups:request", code=code)
    messages.success(request, _("You are in. Read as long as you like, and write when you want to."))
    return redirect("groups:my_card" if request.group.asks_contact_card else "front:group", code=code)


@require_POST
def let_pass(request: HttpRequest, code: str) -> HttpResponse:
    """Stay on the list, and let this place go to the next."""
    asked = own_request_of(request)
    request.actor.require(OWN, asked)
    try:
        actions.let_pass(request=asked, now=timezone.now())
    except actions.DecidedMeanwhile:
        return _moved_on(request)
    messages.success(request, _("You have let this one pass, and keep your place on the list."))
    return redirect("groups:request", code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def taken_back(request: HttpRequest, code: str) -> HttpResponse:
    """Ask once, then take it back; also how the list is left and an offer declined."""
    asked = own_request_of(request)
    request.actor.require(OWN, asked)
    if request.method != "POST":
        context = {"code": code, "is_waiting": asked.waitlisted_at is not None, "is_begun": asked.submitted_at is None}
        return render(request, "groups/request_take_back.html", context)
    try:
        actions.take_back(request=asked, now=timezone.now())
    except actions.DecidedMeanwhile:
        return _moved_on(request)
    messages.success(request, _("You have taken your request back. What you wrote to the facilitators is gone."))
    if request.actor.seat_in(request.group.pk).is_member:
        return redirect("groups:runs", code=code)
    return redirect("front:face", slug=request.group.slug) if request.group.is_listed else redirect("front:home")


def _shown(request: HttpRequest, asked: AdmissionRequest) -> dict[str, Any]:
    """The request, and the choice of its run where there is one."""
    shown = own_request(asked, request.actor, timezone.now())
    chosen = str(asked.wanted.ref) if asked.wanted and asked.wanted_gone_at is None else ANY_RUN
    runs = WishForm(initial={"run": chosen}, runs=shown.choice) if shown.choice else None
    return {"asked": shown, "runs": runs}


def _asked_page(request: HttpRequest, asked: AdmissionRequest, form: AnswerBackForm | None) -> HttpResponse:
    """The conversation, with room for an answer that is kept while it is typed."""
    words = keeping.opened(request, actions.ANSWER_PLACE)
    form = form or AnswerBackForm(initial=dict(words.words))
    context = {**_shown(request, asked), "form": form, "keeping": words}
    return render(request, "groups/request.html", context)


def _rules_page(request: HttpRequest, asked: AdmissionRequest, form: PlaceForm) -> HttpResponse:
    """The rules as they are now, to be agreed to before the place is taken."""
    changed = rules_to_agree(asked)
    if changed is None:
        return redirect("groups:request", code=request.group.code)
    if not form.is_bound or form.data.get("version") != str(changed.version):
        form = PlaceForm(initial={"version": changed.version})
    context = {"form": form, "rules_html": changed.html, "code": request.group.code}
    return render(request, "groups/request_place.html", context)


_MOVED_ON = lazy("Something has changed since you opened that page. Here is how it stands now.")


def _moved_on(request: HttpRequest) -> HttpResponse:
    """The page showed an earlier step: say so, and show this one."""
    messages.info(request, _MOVED_ON)
    return redirect("groups:request", code=request.group.code)
