"""What both engines know: an index, a text to be found, where to look; and how a statement is run."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

ALIKE_MIN_LENGTH = 4
_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}\Z")


class Entry(NamedTuple):
    """One text to be found. ``scope`` is ignored by an index without scopes; ``language`` a code ("en") or "simple"."""

    key: int
    scope: int | None
    text: str
    language: str = "simple"


@dataclass(frozen=True)
class Shape:
    """The name of an index, and what it keeps beside the texts."""

    name: str
    scope: bool = True
    typos: bool = False
    learns_at_once: bool = True

    def __post_init__(self) -> None:
        if not _NAME.match(self.name):
            raise ValueError(f"{self.name!r} is no name for a table")


@dataclass(frozen=True)
class Where:
    """Which texts come into question: of these scopes, if the index has any, before a key. ``chosen``: a statement
    gives them, with its values; ``seen``: a statement gives a row for each that is asked about."""

    scopes: list[int]
    before: int | None = None
    chosen: tuple[str, Sequence[Any]] | None = None
    seen: tuple[str, Sequence[Any]] | None = None


def run(statement: str, values: Sequence[Any]) -> list[Any]:
    """The first column of the rows, if the statement gives any."""
    return [row[0] for row in rows_of(statement, values)]


def rows_of(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """All that the statement gives."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall()) if cursor.description else []
