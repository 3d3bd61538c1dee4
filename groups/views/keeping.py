"""What is typed into a long form is kept for its face while it is typed, and let go when it has been sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from personas import kept
from personas.kept import Kept

LONGEST_NUMBER = 18  # digits of a version that a database can hold


@dataclass(frozen=True)
class Keeping:
    """For a form's template: where its words are kept, what they stand on, and whether they were put back into it."""

    url: str
    version: int
    words: Mapping[str, str] = field(default_factory=dict)
    is_back: bool = False


@require_POST
def keep(request: HttpRequest, code: str, place: str) -> HttpResponse:
    """What autosave.js sends. Answers in JSON: 200 with the version, 409 when another window saved since, 400."""
    if not request.actor.can("groups.keep_words", request.group):
        raise Http404
    try:
        words = kept.as_sent(place, request.POST)
    except kept.NoSuchPlace as nowhere:
        raise Http404 from nowhere
    return answer(request, words, partial(kept.keep, **_where(request, place)))


def answer(request: HttpRequest, words: dict[str, str], keep_words: Callable[..., int]) -> HttpResponse:
    """Keep these words with `keep_words`, and say how it went."""
    version = _version(request)
    try:
        version = keep_words(words=words, version=version, now=timezone.now())
    except kept.TooMuch:
        said = _("There is more here than we can keep. Please make it a little shorter.")
        return JsonResponse({"message": said, "version": version}, status=400)
    except kept.MovedOn as moved:
        said = _(
            "Other words were saved from another window. Yours are safe in this one: send them from here, or copy them"
            " before you close it."
        )
        return JsonResponse({"message": said, "version": moved.newer.version}, status=409)
    return JsonResponse({"version": version, "saved": _("Your words are saved.")})


def opened(request: HttpRequest, place: str, shown: Mapping[str, Any] | None = None) -> Keeping:
    """For a form that is opened: what is kept, to be its initial words. One statement; none for one that was sent.

    `shown` is what the form would say without it: the same words are no news. "?anew=1" leaves the kept words out.
    """
    url = f"/g/{request.group.code}/kept/{place}/"
    return opened_at(request, url, partial(kept.kept, place=place, **_who(request)), shown)


def opened_at(
    request: HttpRequest, url: str, find: Callable[[], Kept | None], shown: Mapping[str, Any] | None = None
) -> Keeping:
    """The same for words that `find` gives and that are kept at `url`."""
    if request.method == "POST":
        return Keeping(url, _version(request))
    found = find()
    if found is None:
        return Keeping(url, 0)
    before = shown or {}
    is_news = any(text.split() != str(before.get(name) or "").split() for name, text in found.words.items())
    if not is_news or "anew" in request.GET:
        return Keeping(url, found.version)
    return Keeping(url, found.version, found.words, is_back=True)


def sent(request: HttpRequest, place: str) -> None:
    """After the action: let go of what was kept for the form. Words from another window stay. Two statements."""
    let_go(request, partial(kept.drop, **_where(request, place)))


def let_go(request: HttpRequest, drop_words: Callable[..., bool]) -> None:
    """The same of words that `drop_words` lets go of."""
    drop_words(sent=request.POST.dict(), version=_version(request))


def _where(request: HttpRequest, place: str) -> dict[str, Any]:
    return {"place": place, **_who(request)}


def _who(request: HttpRequest) -> dict[str, int]:
    """The own group face. No statement."""
    persona_id = request.actor.seat_in(request.group.pk).persona_id
    if persona_id is None:
        raise Http404
    return {"persona_id": persona_id, "group_id": request.group.pk}


def _version(request: HttpRequest) -> int:
    given = request.POST.get("version", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) <= LONGEST_NUMBER else 0
