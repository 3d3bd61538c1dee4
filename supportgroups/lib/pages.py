"""Pages of long lists that cost the same at the end as at the start: by position, never by OFFSET or COUNT.

A cursor is a position in the order of the list, sealed: it holds exact times and primary keys, which no address shows.
The same position makes the same cursor, so that a page does not change by being looked at.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings
from django.db.models import BooleanField, F, Func, Model, Q, QuerySet, Value
from django.utils.encoding import force_bytes

T = TypeVar("T")
# Longer than any cursor of three columns; what is longer was not made here.
_MAX_CURSOR = 512


@dataclass(frozen=True)
class Page(Generic[T]):
    """Items in the order asked for; ``older`` and ``newer`` are cursors for the pages after and before, or None."""

    items: list[T]
    older: str | None
    newer: str | None


@dataclass(frozen=True)
class Window:
    """Numbers ``first`` to ``last`` of a thread; ``older`` and ``newer`` are numbers to pass as ``at``, or None."""

    first: int
    last: int
    older: int | None
    newer: int | None


# Gives as many rows as a page has and one more, from a position on, "older" or "newer"; without one from the first.
Rows = Callable[[tuple[Any, ...] | None, str], list[T]]


def keyset(queryset: QuerySet[Any, T], *, order: Sequence[str], after: str | None, size: int = 20) -> Page[T]:
    """One page of ``queryset`` in ``order``: one statement, ``size + 1`` rows.

    ``order`` ends in something unique ("-last_post_at", "-pk"); no field in it may be null. Give the table an index on
    the same columns. A cursor that was not made here for this order gives the first page.
    """

    def rows(position: tuple[Any, ...] | None, way: str) -> list[T]:
        return list(beyond(queryset, order, position, way)[: size + 1])

    return keyset_of(rows, queryset.model, order=order, after=after, size=size)


def keyset_of(rows: Rows[T], model: type[Model], *, order: Sequence[str], after: str | None, size: int = 20) -> Page[T]:
    """As `keyset`, of rows that come in some other way; `beyond` makes their statement."""
    opened = _open_cursor(after, model, order)
    if opened is None:
        found = rows(None, "older")
        last = found[size - 1] if len(found) > size else None
        return Page(found[:size], _cursor(last, model, order, "older") if last is not None else None, None)
    way, values = opened
    found = rows(tuple(values), way)
    has_more, found = len(found) > size, found[:size]
    if way == "newer":
        found.reverse()
    if not found:
        return keyset_of(rows, model, order=order, after=None, size=size)
    return Page(
        found,
        _cursor(found[-1], model, order, "older") if has_more or way == "newer" else None,
        _cursor(found[0], model, order, "newer") if has_more or way == "older" else None,
    )


def beyond(
    queryset: QuerySet[Any, T], order: Sequence[str], position: tuple[Any, ...] | None, way: str
) -> QuerySet[Any, T]:
    """The rows behind a position, nearest first."""
    walk = list(order) if way == "older" else [_turned(name) for name in order]
    return (queryset if position is None else queryset.filter(_beyond(walk, position))).order_by(*walk)


def number_window(last_number: int, at: int, size: int = 20) -> Window:
    """The page of a thread that holds number ``at``, for posts numbered 1 to ``last_number``; no statement.

    ``at`` outside the thread is brought inside; an empty thread gives 1 to 0.
    """
    at = max(1, min(at, last_number))
    first = (at - 1) // size * size + 1
    last = min(first + size - 1, last_number)
    return Window(first, last, first - size if first > 1 else None, last + 1 if last < last_number else None)


def sealed(position: int, purpose: str) -> str:
    """A primary key to go on from, so that it can stand in a form; the same each time."""
    box = _box(force_bytes(settings.SECRET_KEY)).encrypt(str(position).encode(), [purpose.encode()])
    return base64.urlsafe_b64encode(box).decode().rstrip("=")


def unsealed(text: str | None, purpose: str) -> int | None:
    """What `sealed` was given for this purpose; None for anything else."""
    if not text or len(text) > _MAX_CURSOR:
        return None
    try:
        box = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
        return int(_box(force_bytes(settings.SECRET_KEY)).decrypt(box, [purpose.encode()]))
    except (InvalidTag, ValueError, binascii.Error):
        return None


def _beyond(walk: Sequence[str], values: Sequence[Any]) -> Q | _RowBehind:
    """Rows after ``values``. Where not all columns go the same way, the first is bounded on its own as well, so that an
    index can start there."""
    if len({name.startswith("-") for name in walk}) == 1:
        columns = [F(name.lstrip("-")) for name in walk]
        return _RowBehind(*columns, *map(Value, values), sign="<" if walk[0].startswith("-") else ">")
    beyond, same = Q(), Q()
    for name, value in zip(walk, values, strict=True):
        field, side = name.lstrip("-"), "lt" if name.startswith("-") else "gt"
        beyond |= same & Q(**{f"{field}__{side}": value})
        same &= Q(**{field: value})
    first, side = walk[0].lstrip("-"), "lte" if walk[0].startswith("-") else "gte"
    return Q(**{f"{first}__{side}": values[0]}) & beyond


class _RowBehind(Func):
    """Whether some columns, as one row, stand behind as many values. PostgreSQL expects a third of a list behind any
    place and walks the index; of the same in ORs it expects a handful, gathers all there are, and sorts."""

    output_field = BooleanField()
    conditional = True

    def as_sql(self, compiler: Any, connection: Any, **_more: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """Both databases know how to compare rows."""
        parts = [compiler.compile(each) for each in self.get_source_expressions()]
        words, half = [sql for sql, _params in parts], len(parts) // 2
        columns, values = ", ".join(words[:half]), ", ".join(words[half:])
        return f"({columns}) {self.extra['sign']} ({values})", [param for _sql, params in parts for param in params]


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _cursor(row: Any, model: type[Model], order: Sequence[str], way: str) -> str:
    values = [_dump(_value(row, name.lstrip("-"))) for name in order]
    sealed = _box(force_bytes(settings.SECRET_KEY)).encrypt(
        json.dumps([way, values]).encode(), [_purpose(model, order)]
    )
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def _open_cursor(cursor: str | None, model: type[Model], order: Sequence[str]) -> tuple[str, list[Any]] | None:
    if not cursor or len(cursor) > _MAX_CURSOR:
        return None
    try:
        sealed = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        opened = json.loads(_box(force_bytes(settings.SECRET_KEY)).decrypt(sealed, [_purpose(model, order)]))
    except (InvalidTag, ValueError, binascii.Error):
        return None
    return opened[0], [_load(value) for value in opened[1]]


@lru_cache(maxsize=4)
def _box(secret: bytes) -> AESSIV:
    # Deterministic on purpose, and refuses what it did not seal itself (RFC 5297).
    return AESSIV(hashlib.sha512(b"supportgroups.lib.pages\0" + secret).digest())


def _purpose(model: type[Model], order: Sequence[str]) -> bytes:
    return f"{model._meta.label}:{','.join(order)}".encode()


def _value(row: Any, name: str) -> Any:
    if isinstance(row, dict):
        return row[name]
    for part in name.split("__"):
        row = getattr(row, part)
    return row


def _dump(value: Any) -> list[Any]:
    if isinstance(value, datetime):
        return ["t", value.isoformat()]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    if isinstance(value, (str, int, float)):
        return ["", value]
    raise TypeError(f"a list cannot be ordered by {value!r}: times, dates, numbers and text only, never null")


def _load(dumped: Sequence[Any]) -> Any:
    kind, value = dumped
    return {"t": datetime.fromisoformat, "d": date.fromisoformat}[kind](value) if kind else value
