"""Coming in: a name, the ground rules, and where a person answers, a sentence to them. One question a page.

The name is carried in the form of the ground rules: until both are agreed to nothing is kept.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups import actions
from groups.forms import AskForm, NameForm, RulesForm
from groups.models import AdmissionQuestion, AdmissionRequest
from groups.pages import DoorView, door_view
from groups.views import keeping
from groups.views.faces import own_request_of
from personas import faces
from personas.faces import NameTaken
from supportgroups.lib.handles import HandleRefused

# Agreed to, and chosen, anew where the page has changed, with the version that is on it.
TICKS = ("version", "run", "asked", "has_agreed", "has_consented", "is_of_age")


@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest, code: str) -> HttpResponse:
    """The name, already filled in. Who has a face here keeps it and goes on to the ground rules."""
    now = timezone.now()
    request.actor.require("groups.join", request.group)
    if (elsewhere := _already_there(request)) is not None:
        return elsewhere
    door = door_view(request.actor, request.group, now)
    if door.is_shut or door.by_invitation:
        return _shut(request, door)
    if not actions.may_ask_again(faces.face_in(request.actor, request.group.pk), now.date()):
        return redirect("groups:request", code=code)
    if request.actor.seat_in(request.group.pk).handle:
        return _rules_page(request, door, _blank_rules(request, door, handle=""))
    form = _name_form(request, now)
    if form.is_bound and form.is_valid():
        return _rules_page(request, door, _blank_rules(request, door, handle=form.cleaned_data["handle"]))
    return render(request, "groups/join_name.html", {"form": form, "door": door})


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest, code: str) -> HttpResponse:
    """Ground rules and consent: the press that makes somebody a member, or puts them on the list of a full group.

    Where a person answers it begins a request.
    """
    now = timezone.now()
    request.actor.require("groups.join", request.group)
    if (elsewhere := _already_there(request)) is not None:
        return elsewhere
    if request.method != "POST":
        return redirect("groups:join", code=code)
    door = door_view(request.actor, request.group, now)
    form = RulesForm(request.POST, least_age=door.least_age, questions=_asked(request, door), runs=door.choice)
    if not form.is_valid():
        return _rules_page(request, door, form)
    try:
        return _come_in(request, door, _answers(request, form.cleaned_data, now), form)
    except actions.CannotTakeIn:
        return _shut(request, door)
    except actions.RunIsFull as full:
        return _read_again(request, door_view(request.actor, request.group, now), form.cleaned_data, full)
    except (actions.RulesNotAgreed, actions.AgeNotSaid, actions.QuestionsChanged) as changed:
        return _read_again(request, door, form.cleaned_data, changed)
    except (HandleRefused, NameTaken) as refused:
        form.show_name(str(refused))
        return _rules_page(request, door, form)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """A sentence to the facilitators, kept while it is typed: the press that sends the request."""
    request.actor.require("groups.join", request.group)
    if request.actor.seat_in(request.group.pk).request_state != AdmissionRequest.State.BEGUN:
        return _already_there(request) or redirect("groups:join", code=code)
    door = door_view(request.actor, request.group, timezone.now())
    words = keeping.opened(request, actions.ASK_PLACE)
    form = AskForm(
        request.POST if request.method == "POST" else None,
        initial=words.words,
        question=door.question,
        questions=actions.questions_of(request.group.policy),
    )
    if not (form.is_bound and form.is_valid()):
        context = {"form": form, "door": door, "code": code, "keeping": words}
        return render(request, "groups/join_ask.html", context)
    answers = {"words": form.cleaned_data["words"], "answers": form.given()}
    try:
        actions.submit_request(request=own_request_of(request), now=timezone.now(), **answers)
    except (actions.DecidedMeanwhile, actions.QuestionsChanged) as refused:
        messages.info(request, str(refused))
        return redirect("groups:join", code=code)
    keeping.sent(request, actions.ASK_PLACE)
    return redirect("groups:request", code=code)


def _come_in(request: HttpRequest, door: DoorView, answers: dict[str, Any], form: RulesForm) -> HttpResponse:
    """By the way that this door has. Raises what the action raises."""
    code, given, wish = request.group.code, form.given(), form.wish()
    if door.asks:
        actions.begin_request(**answers, wish=wish)
        return redirect("groups:join_ask", code=code)
    try:
        came = actions.join(**answers, answers=given, wish=wish)
    except actions.NoPlaceLeft:
        actions.wait_for_place(**answers, answers=given, wish=wish)
        return redirect("groups:request", code=code)
    if isinstance(came, AdmissionRequest):
        return redirect("groups:request", code=code)
    messages.success(request, _("You are in. Read as long as you like, and write when you want to."))
    return redirect("groups:my_card" if request.group.asks_contact_card else "front:group", code=code)


def _already_there(request: HttpRequest) -> HttpResponse | None:
    """Members go in, who has begun goes on, and who has asked goes to see where the request stands."""
    seat = request.actor.seat_in(request.group.pk)
    if seat.is_member:
        return redirect("front:group", code=request.group.code)
    if seat.request_state == AdmissionRequest.State.BEGUN:
        return redirect("groups:join_ask", code=request.group.code)
    if seat.request_state is not None:
        return redirect("groups:request", code=request.group.code)
    return None


def _answers(request: HttpRequest, answers: dict[str, Any], now: datetime) -> dict[str, Any]:
    return {
        "actor": request.actor,
        "group": request.group,
        "handle": answers["handle"],
        "agreed_version": answers["version"] if answers["has_agreed"] else None,
        "consented": answers["has_consented"],
        "is_of_age": answers.get("is_of_age", False),
        "now": now,
    }


def _name_form(request: HttpRequest, now: datetime) -> NameForm:
    if request.method == "POST" and "another" not in request.POST:
        return NameForm(request.POST, group=request.group, now=now)
    suggestion = faces.suggest_handle(request.group.pk)
    return NameForm(initial={"handle": suggestion}, group=request.group, now=now)


def _asked(request: HttpRequest, door: DoorView) -> list[AdmissionQuestion]:
    """What is asked on this page: all of it, unless it is asked together with the sentence to the facilitators."""
    return [] if door.asks else actions.questions_of(request.group.policy)


def _blank_rules(
    request: HttpRequest, door: DoorView, *, handle: str, answers: dict[str, Any] | None = None
) -> RulesForm:
    typed = {name: value for name, value in (answers or {}).items() if name not in TICKS}
    return RulesForm(
        initial=typed | {"handle": handle, "version": door.rules_version},
        least_age=door.least_age,
        questions=_asked(request, door),
        runs=door.choice,
    )


def _read_again(
    request: HttpRequest, door: DoorView, answers: dict[str, Any], changed: actions.Refusal
) -> HttpResponse:
    """The rules have changed meanwhile: show the new ones, keep the name and what was answered."""
    form = _blank_rules(request, door, handle=answers["handle"], answers=answers)
    return _rules_page(request, door, form, note=str(changed))


def _rules_page(request: HttpRequest, door: DoorView, form: RulesForm, note: str = "") -> HttpResponse:
    handle = request.actor.seat_in(request.group.pk).handle
    context = {"form": form, "door": door, "note": note, "code": request.group.code, "former_handle": handle}
    return render(request, "groups/join_rules.html", context)


def _shut(request: HttpRequest, door: DoorView) -> HttpResponse:
    by_invitation = door.by_invitation and not door.is_shut
    sentence = actions.CannotTakeIn.sentence
    return render(
        request, "groups/join_shut.html", {"by_invitation": by_invitation, "sentence": str(sentence), "runs": door.runs}
    )
