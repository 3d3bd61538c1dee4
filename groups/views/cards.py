"""My contact card in a group that asks for one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups import pages
from groups.faceforms import CardForm
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
