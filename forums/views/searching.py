"""Search in a group, and in all of mine. What is looked for is sent in the body, so that it stands in no address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from forums.models import Forum
from forums.pages.finding import Lookout, all_my_groups, found, one_group, places_in
from forums.search_form import SearchForm
from forums.views.reading import reader_of
from groups.seats import seat_everywhere


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest, code: str) -> HttpResponse:
    """In the group of the address."""
    reader = reader_of(request)
    request.actor.require("forums.search", request.group)
    more = "more" in request.POST
    form = _form(request, places_in(reader) if more else ())
    context = {"group_name": request.group.name, "here": reader.paths.search}
    return _answer(request, form, one_group(reader), context)


@require_http_methods(["GET", "HEAD", "POST"])
def search_everywhere(request: HttpRequest) -> HttpResponse:
    """In every group that I may read."""
    request.actor.require("forums.search_everywhere", None)
    now = timezone.now()
    actor = seat_everywhere(request.actor, now)
    form = _form(request)
    return _answer(request, form, all_my_groups(actor, now), {"here": "/home/search/"})


def _answer(request: HttpRequest, form: SearchForm, lookout: Lookout, context: dict[str, Any]) -> HttpResponse:
    """What was found. "More ways to look" shows the form in full, with what was typed, and looks no further."""
    page = None
    if form.is_bound and form.is_valid():
        page = found(lookout, form.wish, request.POST.get("before"))
    context |= {"form": form, "page": page, "more": "more" in request.POST}
    return render(request, "forums/search.html", context)


def _form(request: HttpRequest, places: Sequence[Forum] = ()) -> SearchForm:
    """With what was typed. Nothing is asked for while the page is only looked at, nor by "More ways to look"."""
    more, words = "more" in request.POST, request.POST.get("words", "")
    if request.method != "POST" or request.POST.get("more") == "open":
        return SearchForm(initial={"words": words}, more=more, places=places)
    return SearchForm(request.POST, more=more, places=places)
