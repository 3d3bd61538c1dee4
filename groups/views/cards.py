"""My contact card in a group that asks for one, and whether a group asks."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups import actions, pages
from groups.faceforms import CardForm, CardSettingsForm
from groups.views.faces import own_face
from personas import cards
from personas.cards import Card


@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, code: str) -> HttpResponse:
    """Write it, change it, leave it empty; and see who has opened it."""
    request.actor.require("groups.own_card", request.group)
    if not request.group.asks_contact_card:
        raise Http404
    now, group_id = timezone.now(), request.group.pk
    mine = cards.own(request.actor, group_id)
    said = {"name": mine.name, "phone": mine.phone, "somebody": mine.somebody}
    form = CardForm(request.POST if request.method == "POST" else None, initial=said)
    if form.is_bound and form.is_valid():
        wanted = Card(**form.cleaned_data)
        cards.write(actor=request.actor, group_id=group_id, card=wanted, now=now)
        kept = _("It is kept, and nobody can see it unless it is opened for a reason.")
        messages.success(request, _("Your card is empty now.") if wanted.is_empty else kept)
        return redirect("groups:my_card", code=code)
    page = pages.my_card(request.actor, request.group, own_face(request), now)
    return render(request, "groups/my_card.html", {"form": form, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, code: str) -> HttpResponse:
    """Whether the group asks, and how long a card stays after somebody has left."""
    request.actor.require("groups.settings", request.group)
    as_it_is = {"asks": request.group.asks_contact_card, "days": request.group.card_days}
    form = CardSettingsForm(request.POST if request.method == "POST" else None, initial=as_it_is)
    if request.group.policy.keeps_host_cards:
        form.keep_host()
    if form.is_bound and form.is_valid():
        actions.change_cards(group=request.group, by=own_face(request), now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("It is saved. The group's page and its door say so."))
        return redirect("groups:settings_card", code=code)
    return render(request, "groups/settings_card.html", {"form": form, "back_url": f"/g/{code}/settings/"})
