"""Coming in: a name, the ground rules, and where a person answers, a sentence to them. One question a page.

What was answered on an earlier page is carried in the form: until the last press nothing is kept.
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
from groups.pages import DoorView, door_view
from personas import faces
from personas.faces import NameTaken
from supportgroups.lib.handles import HandleRefused


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
    if request.actor.seat_in(request.group.pk).persona_id is not None:
        return _rules_page(request, door, _blank_rules(door, handle=""))
    form = _name_form(request, now)
    if form.is_bound and form.is_valid():
        return _rules_page(request, door, _blank_rules(door, handle=form.cleaned_data["handle"]))
    return render(request, "groups/join_name.html", {"form": form, "readers": door.readers})


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest, code: str) -> HttpResponse:
    """Ground rules and consent. For an open door this is the press that makes somebody a member."""
    now = timezone.now()
    request.actor.require("groups.join", request.group)
    if (elsewhere := _already_there(request)) is not None:
        return elsewhere
    if request.method != "POST":
        return redirect("groups:join", code=code)
    door = door_view(request.actor, request.group, now)
    form = RulesForm(request.POST, least_age=door.least_age)
    if not form.is_valid():
        return _rules_page(request, door, form)
    if door.asks and not door.is_shut:
        return _ask_page(request, door, _ask_form(door, form.cleaned_data))
    try:
        actions.join(**_answers(request, form.cleaned_data, now))
    except actions.CannotTakeIn:
        return _shut(request, door)
    except (actions.RulesNotAgreed, actions.AgeNotSaid) as changed:
        return _read_again(request, door, form.cleaned_data, changed)
    except (HandleRefused, NameTaken) as refused:
        form.show_name(str(refused))
        return _rules_page(request, door, form)
    messages.success(request, _("You are in. Read as long as you like, and write when you want to."))
    return redirect("front:group", code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """A sentence to the facilitators: the press that sends the request."""
    now = timezone.now()
    request.actor.require("groups.join", request.group)
    if (elsewhere := _already_there(request)) is not None:
        return elsewhere
    if request.method != "POST":
        return redirect("groups:join", code=code)
    door = door_view(request.actor, request.group, now)
    form = AskForm(request.POST, question=door.question)
    if not form.is_valid():
        return _ask_page(request, door, form) if form.has_carried() else redirect("groups:join", code=code)
    try:
        actions.ask_to_join(**_answers(request, form.cleaned_data, now), words=form.cleaned_data["words"])
    except actions.CannotTakeIn:
        return _shut(request, door)
    except (actions.RulesNotAgreed, actions.AgeNotSaid) as changed:
        return _read_again(request, door, form.cleaned_data, changed)
    except (HandleRefused, NameTaken) as refused:
        form.show_name(str(refused))
        return _ask_page(request, door, form)
    return redirect("groups:request", code=code)


def _already_there(request: HttpRequest) -> HttpResponse | None:
    """Members go in, and who has asked goes to see where the request stands."""
    seat = request.actor.seat_in(request.group.pk)
    if seat.is_member:
        return redirect("front:group", code=request.group.code)
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


def _blank_rules(door: DoorView, *, handle: str, words: str = "") -> RulesForm:
    return RulesForm(
        initial={"handle": handle, "version": door.rules_version, "words": words}, least_age=door.least_age
    )


def _ask_form(door: DoorView, answers: dict[str, Any]) -> AskForm:
    return AskForm(initial=answers, question=door.question)


def _read_again(
    request: HttpRequest, door: DoorView, answers: dict[str, Any], changed: actions.Refusal
) -> HttpResponse:
    """The rules have changed meanwhile: show the new ones, keep name and words."""
    form = _blank_rules(door, handle=answers["handle"], words=answers["words"])
    return _rules_page(request, door, form, note=str(changed))


def _rules_page(request: HttpRequest, door: DoorView, form: RulesForm, note: str = "") -> HttpResponse:
    handle = request.actor.seat_in(request.group.pk).handle
    context = {"form": form, "door": door, "note": note, "code": request.group.code, "former_handle": handle}
    return render(request, "groups/join_rules.html", context)


def _ask_page(request: HttpRequest, door: DoorView, form: AskForm) -> HttpResponse:
    return render(request, "groups/join_ask.html", {"form": form, "door": door, "code": request.group.code})


def _shut(request: HttpRequest, door: DoorView) -> HttpResponse:
    by_invitation = door.by_invitation and not door.is_shut
    sentence = actions.CannotTakeIn.sentence
    return render(request, "groups/join_shut.html", {"by_invitation": by_invitation, "sentence": str(sentence)})
