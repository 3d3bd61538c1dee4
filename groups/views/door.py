"""How people come in: one page for those who look after the door."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from groups import actions, pages
from groups.forms import DoorForms, arranged, only_looks, opened_by
from groups.models import AdmissionPolicy
from groups.views import keeping
from groups.views.faces import own_face

DOOR = "door"  # where its words are kept


@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, code: str) -> HttpResponse:
    """Every part of it with what holds, as sentences; and what somebody at the door will see, of what is typed if asked
    for. What was sent is saved as a whole, or shown again as a whole."""
    request.actor.require("groups.settings", request.group)
    policy = request.group.policy
    stands = actions.door_parts(policy)
    words = keeping.opened(request, DOOR)
    if request.method != "POST":
        forms = DoorForms(policy, stands, words=words.words)
        page = pages.door_page(policy, forms, opened=frozenset(request.GET.getlist("part")))
        return _page(request, page, replace(words, is_back=bool(forms.back)))
    forms = DoorForms(policy, stands, sent=arranged(request.POST))
    if only_looks(request.POST) or not forms.is_valid():
        return _page(request, pages.door_page(policy, forms, opened=opened_by(request.POST)), words)
    try:
        saved, changed = actions.set_door(
            group=request.group, wanted=forms.said(), seen=forms.seen, by=own_face(request), now=timezone.now()
        )
    except actions.DoorChanged as others:
        forms.stand_on(others.stands, others.parts)
        return _page(request, pages.door_page(policy, forms, others=others), words)
    keeping.sent(request, DOOR)
    _say(request, saved, changed, is_wanted_open=forms.takes_newcomers)
    return redirect("groups:door", code=code)


def _say(request: HttpRequest, saved: AdmissionPolicy, changed: tuple[str, ...], *, is_wanted_open: bool) -> None:
    said = pages.saved_words(changed)
    if changed and is_wanted_open and not saved.group.takes_newcomers:
        messages.info(request, f"{said} {pages.taking_words(saved)}")
    else:
        messages.success(request, said)


def _page(request: HttpRequest, page: pages.DoorPage, words: keeping.Keeping) -> HttpResponse:
    context = {"page": page, "keeping": words, "settings_url": f"/g/{request.group.code}/settings/"}
    return render(request, "groups/door.html", context)
