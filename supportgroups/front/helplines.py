"""Where somebody in danger can call: our own small list, and the one that the operator keeps. Nothing is fetched.

An entry without two public sources and the day on which they were read is left out. One that no operator has confirmed
says so on the page.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from supportgroups.lib import phonelines

OURS = Path(__file__).with_suffix(".toml")
FEWEST_SOURCES = 2
UNION = "EU"
# Where 112 is answered by law; each has numbers of its own beside it.
MEMBERS_OF_THE_UNION = frozenset(
    {
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
        "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    }
)  # fmt: skip
PLACES: dict[str, str | Promise] = {
    "EU": _("European Union"), "AU": _("Australia"), "CA": _("Canada"), "CH": _("Switzerland"), "DE": _("Germany"),
    "GB": _("United Kingdom"), "IE": _("Ireland"), "IN": _("India"), "NZ": _("New Zealand"), "US": _("United States"),
}  # fmt: skip


@dataclass(frozen=True)
class Number:
    """Where to call. `country` is an ISO 3166 code; `name` is empty for the emergency number itself."""

    country: str
    place: str
    name: str
    number: str
    sources: tuple[str, ...]
    read_on: date
    confirmed_on: date | None

    @property
    def dial(self) -> str:
        """As a telephone takes it."""
        return phonelines.dialled(self.number)

    @property
    def source_names(self) -> list[tuple[str, str]]:
        """Name and address of each source."""
        return [(urlsplit(source).hostname or source, source) for source in self.sources]


@dataclass(frozen=True)
class Country:
    """What can be called in one country, the emergency number first."""

    code: str
    place: str
    emergency: Number | None
    lines: tuple[Number, ...]


def countries(first: str) -> tuple[Country | None, list[Country]]:
    """The country with this code (None where it is not set or nothing is known there), and all others by name."""
    found = {code: _country(code) for code in sorted({number.country for number in numbers()})}
    wanted = _country(first.upper()) if first else None
    here = wanted if wanted and (wanted.emergency or wanted.lines) else None
    others = [country for code, country in found.items() if here is None or code != here.code]
    return here, sorted(others, key=lambda country: country.place)


def numbers() -> list[Number]:
    """All that can be sourced. An operator's entry takes the place of ours with the same country and name."""
    chosen = {(number.country, number.name): number for number in (*_read(OURS)[0], *_operators()[0])}
    return list(chosen.values())


def unconfirmed(country: str) -> list[Number]:
    """Entries of a country that nobody who runs this site has confirmed."""
    here = _country(country.upper())
    shown = [here.emergency, *here.lines] if here.emergency else list(here.lines)
    return [number for number in shown if number and number.confirmed_on is None]


def left_out() -> list[str]:
    """Entries of the operator's list that lack two sources or a date, by country and name."""
    return _operators()[1]


def _country(code: str) -> Country:
    known = numbers()
    emergency = {number.country: number for number in known if not number.name}
    union = emergency.get(UNION) if code in MEMBERS_OF_THE_UNION else None
    lines = tuple(number for number in known if number.country == code and number.name)
    return Country(code, str(PLACES.get(code, code)), emergency.get(code, union), lines)


def _operators() -> tuple[list[Number], list[str]]:
    return _read(Path(settings.HELPLINES_FILE)) if settings.HELPLINES_FILE else ([], [])


@cache
def _read(path: Path) -> tuple[list[Number], list[str]]:
    """Read once a process: the list changes with a restart, and help must not wait for a disk."""
    with path.open("rb") as file:
        content = tomllib.load(file)
    good, lacking = [], []
    for entry in _entries(content):
        if len(set(entry.get("sources", ()))) >= FEWEST_SOURCES and isinstance(entry.get("read_on"), date):
            good.append(_number(entry))
        else:
            lacking.append(" ".join(filter(None, (entry["country"], entry.get("name", "")))))
    return good, lacking


def _entries(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for entry in content.get("emergency", ()):
        yield {**entry, "name": ""}
    yield from content.get("line", ())


def _number(entry: dict[str, Any]) -> Number:
    code = str(entry["country"]).upper()
    return Number(
        country=code,
        place=str(PLACES.get(code, code)),
        name=str(entry["name"]),
        number=str(entry["number"]),
        sources=tuple(entry["sources"]),
        read_on=entry["read_on"],
        confirmed_on=entry.get("confirmed_on"),
    )
