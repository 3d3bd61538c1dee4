"""Statements that PostgreSQL has planned once, and runs from then on without planning them again.

Planning a statement of ten tables takes it ten times as long as running it. A plan belongs to one connection, so it is
kept with that: of a new connection, nothing is assumed.
"""

from __future__ import annotations

import re
import secrets
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection
from django.db.models import Model

# Anything else is text; of an object, PostgreSQL says itself by the column it goes to.
_TYPES = {int: "bigint", bool: "boolean", datetime: "timestamptz", UUID: "uuid", object: "unknown"}
# Another table than when it was planned; no such plan, for somebody stands between us and the database.
_STALE = ("0A000", "26000")
_MARK, _SEVERAL = re.compile("%[s%]"), re.compile(r" IN \((%s(?:, %s)+)\)")
# Of statements that are written out, so many plans for each thread: one for each way of asking.
_KEPT = 24


@dataclass(frozen=True)
class Plan:
    """A statement that is planned on one connection. ``places``: which of the values it takes, in its own order, and
    several where it takes a list."""

    name: str
    line: Any
    places: tuple[int | tuple[int, ...], ...]

    @property
    def is_here(self) -> bool:
        """Whether it was made on the connection that is open now."""
        return self.line is connection.connection

    def run(self, values: Sequence[Any]) -> list[Any]:
        """What it answers to these values. One statement. Raises `PlanIsGone` where it cannot be used any more."""
        taken = [values[place] if isinstance(place, int) else [values[each] for each in place] for place in self.places]
        marks = ", ".join(["%s"] * len(taken))
        with connection.cursor() as cursor:
            try:
                cursor.execute(f"EXECUTE {self.name} ({marks})" if taken else f"EXECUTE {self.name}", taken)
            except DatabaseError as refused:
                if getattr(refused.__cause__, "pgcode", "") in _STALE:
                    raise PlanIsGone from refused
                raise
            return fetched(cursor)

    def drop(self) -> None:
        """The database need not keep it."""
        if self.is_here and not connection.needs_rollback:
            with self.line.cursor() as cursor:
                cursor.execute(f"DEALLOCATE {self.name}")


class PlanIsGone(Exception):
    """The database cannot use the plan: the statement has to be sent as it is, in a transaction that is not broken."""


class _Kept(threading.local):
    """Plans of statements that were written out, by their words and what of their values is equal."""

    def __init__(self) -> None:
        self.plans: OrderedDict[Any, Plan] = OrderedDict()


_kept = _Kept()


def rows_of(called: str, sql: str, values: Sequence[Any]) -> list[Any]:
    """The rows of a statement that is written out, planned once for all values. What never changes stands in its words.

    One statement; one more for the first of its kind on a connection.
    """
    if not may_plan():
        return _asked(sql, values)
    places: dict[Any, int] = {}
    slots = tuple([places.setdefault((type(value), value), len(places)) for value in values])
    return _rows(called, sql, [value for _kind, value in places], slots, tuple([kind for kind, _value in places]))


def added(row: Model) -> None:
    """Save a new row, as its own `save` would, by a statement that is planned once for its table. One statement.

    For what is written in a press that many make: Django writes the statement anew for each row.
    """
    columns = [column for column in row._meta.local_concrete_fields if not column.primary_key]
    values = [column.get_db_prep_save(column.pre_save(row, True), connection) for column in columns]
    if not may_plan() or any(hasattr(value, "resolve_expression") for value in values):
        row.save(force_insert=True)
        return
    quote, table = connection.ops.quote_name, row._meta.db_table
    names, marks = ", ".join(quote(str(column.column)) for column in columns), ", ".join(["%s"] * len(columns))
    key: Any = row._meta.pk
    sql = f"INSERT INTO {quote(table)} ({names}) VALUES ({marks}) RETURNING {quote(key.column)}"  # noqa: S608
    rows = _rows(f"add_{table}", sql, values, tuple(range(len(values))), (object,) * len(values))
    row.pk = rows[0][0]
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def _rows(called: str, sql: str, values: Sequence[Any], slots: tuple[int, ...], kinds: tuple[type, ...]) -> list[Any]:
    key = (sql, slots, kinds)
    kept = _kept.plans.pop(key, None)
    if kept is None or not kept.is_here:
        kept = plan(called, sql, slots, slots, kinds)
    try:
        rows = kept.run(values)
    except PlanIsGone as gone:
        if connection.in_atomic_block and gone.__cause__:
            raise gone.__cause__ from None
        return _asked(sql, [values[slot] for slot in slots])
    _keep(key, kept)
    return rows


def _keep(key: Any, kept: Plan) -> None:
    """As the one asked last; the one not asked for longest goes where there are too many."""
    _kept.plans[key] = kept
    if len(_kept.plans) > _KEPT:
        _kept.plans.popitem(last=False)[1].drop()


def _asked(sql: str, values: Sequence[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return fetched(cursor)


def fetched(cursor: Any) -> list[Any]:
    """The rows of a statement that has just run; of one that changes rows one that says how many."""
    return list(cursor.fetchall()) if cursor.description else [(cursor.rowcount,)]


def may_plan() -> bool:
    """Whether this database keeps plans for us."""
    return connection.vendor == "postgresql" and bool(settings.DATABASE_KEEPS_PLANS)


def plan(called: str, sql: str, params: Sequence[Any], slots: Sequence[int | None], kinds: Sequence[type]) -> Plan:
    """Have a statement planned. What is the same each time stands in it as it is, so that partial indexes fit.

    ``slots``: for each parameter the number of the value that goes there, or None; ``kinds``: types of the values.
    """
    connection.ensure_connection()
    line: Any = connection.connection
    sql, taken = _with_lists(sql, slots, kinds)
    places = tuple(sorted({place for place in taken if place is not None}, key=str))
    signs = {place: f"${number}" for number, place in enumerate(places, 1)}
    # Nobody else's: were a connection handed to another process, it would find no plan rather than a wrong one.
    name = f"{called}_{secrets.token_hex(8)}"
    types = ", ".join(_type(place, kinds) for place in places)
    fixed = (param for param, slot in zip(params, slots, strict=True) if slot is None)
    with line.cursor() as cursor:
        words = tuple(
            cursor.mogrify("%s", [next(fixed)]).decode() if place is None else signs[place] for place in taken
        )
        cursor.execute(f"PREPARE {name}{f' ({types})' if types else ''} AS {sql % words}")
    return Plan(name, line, places)


def _with_lists(
    sql: str, slots: Sequence[int | None], kinds: Sequence[type]
) -> tuple[str, list[int | tuple[int, ...] | None]]:
    """Several numbers in brackets become one list, and what each sign of the statement takes then.

    PostgreSQL makes a list of what stands in brackets anew for each row that it looks at.
    """
    marks = [found.start() for found in _MARK.finditer(sql) if found[0] == "%s"]
    slot_at = dict(zip(marks, slots, strict=True))
    taken: dict[int, int | tuple[int, ...] | None] = dict(slot_at)

    def as_list(found: re.Match[str]) -> str:
        inside = [place for place in marks if found.start() < place < found.end()]
        numbers = tuple([slot for place in inside if (slot := slot_at[place]) is not None and kinds[slot] is int])
        if len(numbers) < len(inside):
            return found[0]
        for place in inside:
            del taken[place]
        taken[inside[0]] = numbers
        return " = ANY(%s)"

    return _SEVERAL.sub(as_list, sql), [taken[place] for place in sorted(taken)]


def _type(place: int | tuple[int, ...], kinds: Sequence[type]) -> str:
    return _TYPES.get(kinds[place], "text") if isinstance(place, int) else "bigint[]"
