"""Pages of the directory beside the search itself, which stands at `/` (see `pages.search_page`)."""

from __future__ import annotations

import uuid
from xml.sax.saxutils import escape

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from directory import actions, describing, pages
from directory.forms import ConcernsForm
from directory.models import Listing
from personas.models import Persona


def elsewhere(request: HttpRequest, ref: uuid.UUID) -> HttpResponse:
    """A group that meets elsewhere: when, where, and how to reach it."""
    request.actor.require("public.page", None)
    found = Listing.objects.visible_to(request.actor).filter(group__isnull=True)
    listing = get_object_or_404(found.select_related("source").prefetch_related("concerns"), ref=ref)
    return render(request, "directory/elsewhere.html", {"page": pages.elsewhere_page(listing, timezone.now())})


def listing(request: HttpRequest, code: str) -> HttpResponse:
    """What the directory says of a group here: what it is about, and that it is still there."""
    request.actor.require("directory.edit_listing", request.group)
    now = timezone.now()
    mine = pages.listing_of(request.group)
    form = ConcernsForm(request.POST or None, initial={"concerns": pages.concerns_of(mine)})
    if request.method == "POST" and ("confirm" in request.POST or form.is_valid()):
        by = get_object_or_404(Persona, pk=request.actor.seat_in(request.group.pk).persona_id)
        mine = actions.list_group(group=request.group, by=by, now=now)
        if "confirm" in request.POST:
            actions.confirm_listing(listing=mine, by=by, now=now)
            messages.success(request, _("Thank you. People now see that your group is still there."))
        else:
            actions.set_concerns(listing=mine, concerns=form.cleaned_data["concerns"], by=by, now=now)
            messages.success(request, _("Saved. The directory shows it from now on."))
        return redirect("directory:listing", code=code)
    context = {
        "form": form,
        "families": pages.families(form["concerns"].value() or ()),
        "is_listed": request.group.is_listed,
        "freshness": describing.freshness(mine.confirmed_on if mine else None),
        "is_confirmed_today": mine is not None and mine.confirmed_on == now.date(),
        "face_url": f"/groups/{request.group.slug}/",
    }
    return render(request, "directory/listing.html", context)


def sitemap(request: HttpRequest) -> HttpResponse:
    """What machines may list: the directory and the faces of listed groups."""
    request.actor.require("public.page", None)
    rows = "".join(f"<url><loc>{escape(address)}</loc></url>\n" for address in pages.sitemap_addresses())
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}'
    )
    return HttpResponse(f"{xml}</urlset>\n", content_type="application/xml")
