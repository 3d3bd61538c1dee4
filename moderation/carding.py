"""The pages for opening a contact card: one opens it with a reason, a second person looks at the reason."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from groups.views import keeping
from groups.views.faces import own_face
from moderation import actions, pages
from moderation.forms import CardReasonForm, CardReviewForm
from personas import cards
from personas.models import CardOpening, Persona


@require_safe
def openings(request: HttpRequest, code: str) -> HttpResponse:
    """Every card that was opened in this group."""
    _require_power(request)
    page = pages.openings(request.actor, request.group, timezone.now(), request.GET.get("after"))
    return render(request, "moderation/cards.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def open_card(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Say why, then see it."""
    _require_power(request)
    worn = Persona.objects.filter(space_id=request.group.pk).exclude(state=Persona.State.BLANKED)
    person = get_object_or_404(worn, ref=ref)
    if not request.actor.can("moderation.open_card_of", person):
        raise Http404
    words = keeping.opened(request, f"card-{ref}")
    form = CardReasonForm(request.POST or None, initial=dict(words.words))
    back_url = f"/g/{code}/people/{ref}/"
    if form.is_bound and form.is_valid():
        try:
            opening = actions.open_card(persona=person, by=own_face(request), now=timezone.now(), **form.cleaned_data)
        except cards.NoCard:
            messages.info(request, _("This person has written no card. Nobody was told that you looked for one."))
            return redirect(back_url)
        keeping.sent(request, f"card-{ref}")
        return redirect("moderation:card_opening", code=code, ref=opening.ref)
    context = {"form": form, "handle": person.name, "back_url": back_url, "keeping": words}
    return render(request, "moderation/card_open.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """The card, to whoever opened it; to a second person what there is to review."""
    _require_power(request)
    rows = CardOpening.objects.filter(group_space_id=request.group.pk)
    found = get_object_or_404(rows.select_related("persona", "opened_by", "reviewed_by"), ref=ref)
    if not request.actor.can("moderation.open_card_of", found.persona):
        raise Http404
    may_review = request.actor.can("moderation.review_card", found) and found.reviewed_at is None
    form = CardReviewForm(request.POST or None)
    if request.method == "POST":
        request.actor.require("moderation.review_card", found)
        if form.is_bound and form.is_valid():
            words = form.cleaned_data["review"]
            cards.review(opening=found, by=own_face(request), words=words, now=timezone.now())
            messages.success(request, _("Thank you. It is kept beside the opening."))
            return redirect("moderation:card_opening", code=code, ref=ref)
    page = pages.opening(request.actor, request.group, found, timezone.now())
    return render(request, "moderation/card_opening.html", {"page": page, "form": form if may_review else None})


def _require_power(request: HttpRequest) -> None:
    """To somebody outside, and where the group asks for no cards, there is no such page."""
    if not request.actor.seat_in(request.group.pk).is_member or not request.group.asks_contact_card:
        raise Http404
    request.actor.require("moderation.open_cards", request.group)
