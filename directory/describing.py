"""What a listing says of itself, in plain words of the reader's language."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

from django.utils import dateformat
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from directory.meeting_links import meeting_address, web_address
from directory.meeting_types import TYPE_WORDS
from directory.models import Listing
from directory.scrub import LEFT_OUT
from directory.taxonomy import Concern

# English writes these with a capital also inside a sentence.
_NAMES = {"parkinsons"}


def concern_inside(concern: Concern) -> str:
    """A concern's label inside a sentence: "depression", "OCD"."""
    label = str(concern.label)
    is_plain = label[1:2].islower() or label[1:2] == " "
    if is_plain and concern.slug not in _NAMES and (get_language() or "en").startswith("en"):
        return label[:1].lower() + label[1:]
    return label


def concerns_inside(concerns: tuple[Concern, ...]) -> str:
    """Several of them: "depression", "anxiety and worry, panic attacks"."""
    return ", ".join(concern_inside(each) for each in concerns)


def when_it_meets(listing: Listing) -> str:
    """ "Mondays, 7 p.m. to 8 p.m., New York time"; "" where the feed says nothing of it."""
    days = [str(WEEKDAYS[(day - 1) % 7]) for day in listing.facts.get("days", ())]
    start, end = _time(listing.facts.get("start")), _time(listing.facts.get("end"))
    if not days and start is None:
        return ""
    every = _("Every %(days)s") % {"days": ", ".join(days)} if days else _("By appointment")
    if start is None:
        return every
    words = {"days": every, "start": _clock(start), "end": _clock(end) if end else "", "zone": _zone(listing.zone)}
    if end is None:
        return _("%(days)s at %(start)s, %(zone)s") % words
    return _("%(days)s, %(start)s to %(end)s, %(zone)s") % words


def where_it_meets(listing: Listing) -> str:
    """The place and its address, of what people can walk into; else only that it is online."""
    medium = str(Listing.Medium(listing.medium).label)
    if listing.medium not in {Listing.Medium.PLACE, Listing.Medium.BOTH}:
        return medium
    address = str(listing.facts.get("address", "")) or listing.region
    name = "" if listing.place.casefold() in address.casefold() else listing.place
    place = ", ".join(filter(None, (name, address)))
    return f"{medium}: {place}" if place else medium


def kinds(listing: Listing) -> tuple[str, ...]:
    """What sort of meeting it is, as far as its codes are known."""
    return tuple(str(TYPE_WORDS[code]) for code in listing.facts.get("types", ()) if code in TYPE_WORDS)


def notes(listing: Listing) -> str:
    """The feed's own notes; where something private was taken out, that is said in the reader's language."""
    return listing.summary.replace(LEFT_OUT, _("(left out)"))


def freshness(confirmed_on: dt.date | None) -> str:
    """When somebody last said that it is still so."""
    if confirmed_on is None:
        return _("Nobody has confirmed this yet.")
    return _("Last confirmed on %(day)s.") % {"day": day_words(confirmed_on)}


def day_words(day: dt.date) -> str:
    """ "3 March 2025"."""
    return dateformat.format(day, pgettext("day, month and year, as Django's date filter writes them", "j F Y"))


def join_address(listing: Listing) -> str:
    """Where to join, if its host is still one we know as a place to meet; "" otherwise."""
    return meeting_address(listing.join_url)


def own_page(listing: Listing) -> tuple[str, str]:
    """The address of their own page and its host's name; two empty texts where there is none."""
    address = web_address(listing.url)
    return address, (urlsplit(address).hostname or "").removeprefix("www.") if address else ""


def _time(stored: str | None) -> dt.time | None:
    return dt.time.fromisoformat(stored) if stored else None


def _clock(time: dt.time) -> str:
    return dateformat.time_format(time, pgettext("a time of day, as Django's date filter writes it", "P"))


def _zone(zone: str) -> str:
    if not zone:
        return _("their local time")
    return _("%(city)s time") % {"city": zone.rpartition("/")[2].replace("_", " ")}
