"""Which listings fit, and in which order. Never by size, never by money; the page says how in plain words.

Order: what is not confirmed lately stands behind everything else; then how near a listing comes to what was asked; then
how lately it was confirmed; then groups here before groups elsewhere; then by chance, drawn anew each day.
"""

from __future__ import annotations

import datetime as dt
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils.encoding import force_bytes

from directory import taxonomy
from directory.models import LISTING_WORDS, Concern, Listing, ListingQuerySet
from personas.actors import Actor

PAGE, FIRST_PAGE = 10, 5
FRESH_DAYS, LATELY_DAYS = 180, 365
MOST_CONCERNS = 3  # more guesses at what was meant would be no answer
MOST_CANDIDATES = 2_000  # ranked in memory, in some 10 ms; of more, those confirmed last
MOST_BY_WORDS = 500
WORDS_WITH_SLIPS = 3  # each costs a statement
EXACT, NARROWER, BROADER, BY_WORDS = range(4)

_CURSOR = re.compile(r"(\d{4}-\d\d-\d\d)((?:_\d{1,7}){4})_([0-9a-f]{16})\Z")
_MEDIA = {"here": ("here",), "online": ("online", "both"), "place": ("place", "both")}

Rank = tuple[int, int, int, int, str]


@dataclass(frozen=True)
class Wish:
    """What somebody looks for: words, or one concern chosen from a list; ways to meet to narrow it; where to go on."""

    words: str = ""
    about: str = ""
    meets: tuple[str, ...] = ()
    after: str = ""


@dataclass(frozen=True)
class Found:
    """A page of listings in order, (id, section), and the cursor of the next page ("" if there is none).

    Sections, in this order: "" (what was asked for), "wider", "words", "stale" (not confirmed lately). `concerns` are
    what the words were taken to mean; empty for words that were only searched for as text. `exact`: whether some
    listing, on whatever page, is about what was asked for: "lately" confirmed, "stale", or "none".
    """

    places: tuple[tuple[int, str], ...]
    after: str
    concerns: tuple[taxonomy.Concern, ...]
    exact: str


def find(wish: Wish, actor: Actor, now: dt.datetime) -> Found:
    """One page of what fits. At most four statements; five more where nothing fits and typos are forgiven."""
    concerns = meant(wish)
    nearness = _nearness(wish, concerns, _within(actor, wish.meets))
    day, after = _position(wish.after, now.date())
    rows = _rows(nearness, _within(actor, wish.meets), day)
    ranked = sorted((_rank(row, nearness, day), row["pk"]) for row in rows)
    rest = [(rank, pk) for rank, pk in ranked if after is None or rank > after]
    page = rest[: PAGE if nearness is not None or after else FIRST_PAGE]
    return Found(
        places=tuple((pk, _section(rank, concerns)) for rank, pk in page),
        after=_cursor(day, page[-1][0]) if len(rest) > len(page) else "",
        concerns=concerns,
        exact=_exact([rank for rank, _pk in ranked]),
    )


def _exact(ranks: list[Rank]) -> str:
    found = {rank[0] for rank in ranks if rank[1] < BROADER}
    return "lately" if 0 in found else "stale" if found else "none"


def _section(rank: Rank, concerns: tuple[taxonomy.Concern, ...]) -> str:
    if rank[0]:
        return "stale"
    return {BROADER: "wider", BY_WORDS: "words"}.get(rank[1], "") if concerns else ""


def meant(wish: Wish) -> tuple[taxonomy.Concern, ...]:
    """The concerns somebody means: the one chosen, or the nearest of those their words may stand for. No statement."""
    if wish.words:
        matches = taxonomy.find_concerns(wish.words)
        nearest = [match.concern for match in matches if match.exactness == matches[0].exactness]
        return tuple(nearest[:MOST_CONCERNS])
    chosen = taxonomy.concern(wish.about)
    return (chosen,) if chosen else ()


def _within(actor: Actor, meets: tuple[str, ...]) -> ListingQuerySet:
    """What can be found at all, narrowed to the kinds of place that were ticked."""
    found = Listing.objects.visible_to(actor)
    if meets:
        found = found.filter(medium__in={stored for medium in meets for stored in _MEDIA[medium]})
    return found


def _nearness(wish: Wish, concerns: tuple[taxonomy.Concern, ...], within: ListingQuerySet) -> dict[int, int] | None:
    """How near each listing comes, by id; None where nothing was asked and all are as near."""
    if not wish.words and not concerns:
        return None
    near = dict.fromkeys(_by_words(wish.words), BY_WORDS)
    slugs = _slugs_around(concerns)
    about = Concern.objects.filter(slug__in=slugs, listing__in=within).values_list("listing_id", "slug")
    for listing_id, slug in about[: MOST_CANDIDATES * 3] if slugs else ():
        near[listing_id] = min(slugs[slug], near.get(listing_id, BY_WORDS))
    if not near and wish.words:
        near = dict.fromkeys(_by_words_with_slips(wish.words), BY_WORDS)
    return near


def _slugs_around(concerns: tuple[taxonomy.Concern, ...]) -> dict[str, int]:
    """The concerns themselves, those that are part of them, and the wider ones they are part of."""
    exact = {concern.slug for concern in concerns}
    around = {wider.slug: BROADER for concern in concerns for wider in taxonomy.with_broader(concern.slug)}
    for concern in taxonomy.CONCERNS:
        if any(wider.slug in exact for wider in taxonomy.with_broader(concern.slug)):
            around[concern.slug] = NARROWER
    return around | dict.fromkeys(exact, EXACT)


def _by_words(words: str) -> list[int]:
    return LISTING_WORDS.matches(words, None, MOST_BY_WORDS) if words else []


def _by_words_with_slips(words: str) -> list[int]:
    longest = sorted(words.split(), key=len, reverse=True)[:WORDS_WITH_SLIPS]
    return LISTING_WORDS.similar(" ".join(longest), MOST_BY_WORDS)


def _rows(nearness: dict[int, int] | None, within: ListingQuerySet, day: dt.date) -> Iterable[Any]:
    """The little that the order is made of. Where nothing was asked, only what was confirmed lately."""
    if nearness is None:
        within = within.filter(confirmed_on__gte=day - dt.timedelta(days=LATELY_DAYS))
    else:
        within = within.filter(pk__in=list(nearness))
    lately_first = within.order_by(F("confirmed_on").desc(nulls_last=True), "pk")
    return lately_first.values("pk", "group_id", "confirmed_on", "is_paused")[:MOST_CANDIDATES]


def _rank(row: dict[str, Any], nearness: dict[int, int] | None, day: dt.date) -> Rank:
    confirmed = row["confirmed_on"]
    age = max((day - confirmed).days, 0) if confirmed else LATELY_DAYS * 10
    sinks = int(age > FRESH_DAYS or row["is_paused"])
    is_elsewhere = int(row["group_id"] is None)
    chance = hmac.digest(force_bytes(settings.SECRET_KEY), f"directory:{day}:{row['pk']}".encode(), "sha256").hex()
    near = age if nearness is None else nearness[row["pk"]]
    return (int(age > LATELY_DAYS), near, sinks, is_elsewhere, chance[:16])


def _cursor(day: dt.date, rank: Rank) -> str:
    return "_".join([day.isoformat(), *map(str, rank)])


def _position(after: str, today: dt.date) -> tuple[dt.date, Rank | None]:
    """The day whose chance a list began with, and where to go on. A cursor older than a night begins anew."""
    found = _CURSOR.match(after)
    if not found:
        return today, None
    try:
        day = dt.date.fromisoformat(found[1])
    except ValueError:
        return today, None
    if day not in {today, today - dt.timedelta(days=1)}:
        return today, None
    stale, near, sinks, elsewhere = map(int, found[2].strip("_").split("_"))
    return day, (stale, near, sinks, elsewhere, found[3])


def concerns_with_listings(actor: Actor) -> list[taxonomy.Concern]:
    """Concerns under which something stands, in the order of our list. One statement."""
    used = Concern.objects.filter(listing__in=Listing.objects.visible_to(actor)).values_list("slug", flat=True)
    slugs = set(used.distinct())
    return [concern for concern in taxonomy.CONCERNS if concern.slug in slugs]
