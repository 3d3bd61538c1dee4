"""A bank's CSV, read in memory: which of a group's codes stand in it, with which amounts and days. Nothing is kept.

Every bank writes its own columns. A line counts if one of our codes stands somewhere in it; its amount and day come
from the columns that are named so, or else from the only cells that can be read as such.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO

from supportgroups.lib import money

PROVIDER = "statement"
MOST_LINES = 20_000
_CODE = re.compile(r"(?<![A-Z0-9])([A-Z0-9]{4})[ \-–_./]?([A-Z0-9]{4})(?![A-Z0-9])")
_AMOUNT_HEADS = (
    "amount", "credit", "paid in", "betrag", "umsatz", "montant", "credito", "crédit", "importe", "importo", "kwota",
)  # fmt: skip
_DAY_HEADS = ("booking date", "date", "datum", "buchung", "valuta", "fecha", "data")
_SIGNED = re.compile(r"([+-]?)\s*([\d.,'’\s]+?)\s*([+-]?)\s*(?:[A-Z]{3}|[€£$])?")
_DAYS = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"), (0, 1, 2)),
    (re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})"), (0, 1, 2)),
    (re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})"), (2, 1, 0)),
    (re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{2})"), (2, 1, 0)),
)


@dataclass(frozen=True)
class Match:
    """A code, an amount in the smallest unit and a day. `event` is the same for the same line of the same day."""

    code: str
    amount: int
    on_day: date
    event: str


@dataclass(frozen=True)
class Reading:
    """What a statement came to: what can be written down, and codes whose amount or day could not be read."""

    matches: tuple[Match, ...]
    unclear: tuple[str, ...]


def read(text: str, digits: Mapping[str, int]) -> Reading:
    """What stands in a statement of these codes, each with the digits of its currency. Linear in its length."""
    rows = list(_rows(text))
    heads = _heads(rows)
    found, unclear = [], []
    for row in rows:
        code = _code_in(row, digits)
        if code is None:
            continue
        amount, day = _amount(row, heads, digits[code]), _day(row, heads)
        if amount and day:
            found.append((code, amount, day))
        elif amount != 0:
            unclear.append(code)
    return Reading(tuple(_numbered(found)), tuple(dict.fromkeys(unclear)))


def _rows(text: str) -> Iterator[list[str]]:
    sample = text[:4000]
    separator = max(";,\t", key=sample.count)
    for number, row in enumerate(csv.reader(StringIO(text.replace("\x00", "")), delimiter=separator)):
        if number >= MOST_LINES:
            return
        yield [cell.strip() for cell in row]


def _heads(rows: list[list[str]]) -> dict[str, int]:
    """Which column holds the amount and which the day, if a row near the top says so."""
    for row in rows[:15]:
        lowered = [cell.casefold() for cell in row]
        amount = _head(lowered, _AMOUNT_HEADS)
        day = _head(lowered, _DAY_HEADS)
        if amount is not None and day is not None:
            return {"amount": amount, "day": day}
    return {}


def _head(cells: list[str], names: tuple[str, ...]) -> int | None:
    return next((place for name in names for place, cell in enumerate(cells) if cell.startswith(name)), None)


def _code_in(row: list[str], codes: Collection[str]) -> str | None:
    for cell in row:
        for first, last in _CODE.findall(cell.upper()):
            if f"{first}-{last}" in codes:
                return f"{first}-{last}"
    return None


def _amount(row: list[str], heads: dict[str, int], digits: int) -> int | None:
    """Above zero for money that came in, 0 for money that went out, None where it cannot be told."""
    if "amount" in heads:
        return _money(row[heads["amount"]], digits) if heads["amount"] < len(row) else None
    amounts = {amount for cell in row if re.search(r"[.,]\d", cell) and (amount := _money(cell, digits)) is not None}
    return amounts.pop() if len(amounts) == 1 else None


def _money(cell: str, digits: int) -> int | None:
    signed = _SIGNED.fullmatch(cell)
    if signed is None:
        return None
    try:
        amount = money.read(signed[2].replace(" ", ""), digits)
    except money.NotAnAmount:
        return None
    return 0 if "-" in (signed[1], signed[3]) else amount


def _day(row: list[str], heads: dict[str, int]) -> date | None:
    cells = [row[heads["day"]]] if "day" in heads and heads["day"] < len(row) else row
    return next((day for cell in cells if (day := _as_day(cell))), None)


def _as_day(cell: str) -> date | None:
    for pattern, (year, month, day) in _DAYS:
        if parts := pattern.fullmatch(cell):
            numbers = [int(part) for part in parts.groups()]
            try:
                return date(numbers[year] + (2000 if numbers[year] < 100 else 0), numbers[month], numbers[day])
            except ValueError:
                return None
    return None


def _numbered(found: list[tuple[str, int, date]]) -> Iterator[Match]:
    """The same code, amount and day twice in one statement are two payments; the same statement twice is one."""
    seen: Counter[tuple[str, int, date]] = Counter()
    for line in found:
        seen[line] += 1
        code, amount, day = line
        name = f"{code}:{amount}:{day.isoformat()}:{seen[line]}"
        yield Match(code, amount, day, hashlib.sha256(name.encode()).hexdigest()[:40])
