"""Telephone numbers as people write them down: one a line, first the name, then a colon, then the number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

MOST_LINES, MOST_NAME, MOST_NUMBER = 5, 80, 30
LONGEST = MOST_LINES * (MOST_NAME + MOST_NUMBER + 4)
# From an emergency number to the longest that can be dialled abroad.
FEWEST_DIGITS, MOST_DIGITS = 3, 15
# After that a number has to be called again.
CONFIRMED_FOR = timedelta(days=365)
_NUMBER = re.compile(r"\+?[0-9 ()/.\-]+", re.ASCII)


@dataclass(frozen=True)
class PhoneLine:
    """Where to call. `dial` is how a telephone takes it."""

    name: str
    number: str

    @property
    def dial(self) -> str:
        return dialled(self.number)


class NotALine(ValueError):
    """This line is no name with a number after it."""


class TooManyLines(ValueError):
    """More than somebody in distress can choose from."""


def read(typed: str) -> tuple[PhoneLine, ...]:
    """The lines that were typed; empty ones do not count. Raises `NotALine` and `TooManyLines`."""
    found = tuple(_line(line) for line in typed.splitlines() if line.strip())
    if len(found) > MOST_LINES:
        raise TooManyLines
    return found


def written(lines: tuple[PhoneLine, ...]) -> str:
    """As `read` takes them, each in the same way."""
    return "\n".join(f"{line.name}: {line.number}" for line in lines)


def dialled(number: str) -> str:
    """A number as a telephone takes it."""
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")


def _line(typed: str) -> PhoneLine:
    name, colon, number = (" ".join(part.split()) for part in typed.rpartition(":"))
    digits = sum(sign.isdigit() for sign in number)
    is_number = bool(_NUMBER.fullmatch(number)) and FEWEST_DIGITS <= digits <= MOST_DIGITS
    is_good = bool(colon) and 0 < len(name) <= MOST_NAME and is_number and len(number) <= MOST_NUMBER
    if not is_good:
        raise NotALine(typed.strip())
    return PhoneLine(name, number)
