"""Statements that differ in their values alone are built once: building one costs more than the database needs for it.

    @prepared
    def _threads(actor: Actor, ref: UUID, now: datetime) -> QuerySet[Thread]:
        return Thread.objects.visible_to(actor).filter(ref=ref, begun_at__lte=now)[:1]

    rows = _threads(actor, ref, now)      # a list

The function is called with stand-ins in place of numbers, times and UUIDs, also those inside frozen dataclasses, sets
and mappings, and only when values of that shape come for the first time in a thread. It may compare them with each
other and hand them to conditions; it must not calculate with them or look anything up by them: that raises. Text, truth
values and None are part of the shape, so keep out of the arguments what each person has differently; a text that is
another one each time comes as a `Word`.

PostgreSQL plans such a statement once for each connection, too (see lib/plans.py), without looking at the values. Where
the best way depends on them, say `@built_once` instead: then it is planned each time.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import wraps
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.sql import UpdateQuery
from django.db.transaction import TransactionManagementError

from supportgroups.lib.plans import Plan, PlanIsGone, fetched, may_plan, plan

P = ParamSpec("P")
Row = TypeVar("Row")
# A statement and its values, in their order.
Written = tuple[str, list[Any]]

# Beyond every number and time of ours, and within what the columns hold.
_NUMBERS, _TIMES, _FAR = 2_000_000_000, datetime(9000, 1, 1, tzinfo=UTC), 100_000
_LETTER = "\ue000"  # in no text of ours
_KEPT = 256
_MISSING: Any = object()
_SHAPED = "_shape of its statements"
_NAMES: dict[type, tuple[str, ...]] = {}


class Word(str):
    """A text that stands for itself alone, such as a code out of an address: a value, as numbers are."""

    __slots__ = ()


class NotPrepared(ValueError):
    """The statement holds something that was made of a stand-in: its function calculates with its arguments."""


@dataclass
class _Statement:
    """A built statement. ``slots``: for each of its parameters which value goes there, or None for a fixed one;
    ``kinds``: the types of the values; ``called``: what its plan is called, "" for one that is planned each time."""

    queryset: QuerySet[Any, Any]
    compiler: Any
    sql: str
    params: tuple[Any, ...]
    slots: tuple[int | None, ...]
    kinds: tuple[type, ...]
    called: str
    plan: Plan | None = None


class _Kept(threading.local):
    """Statements by function and shape, for each thread its own: a compiler belongs to a connection."""

    def __init__(self) -> None:
        self.statements: OrderedDict[Any, _Statement | None] = OrderedDict()


_kept = _Kept()


def prepared(build: Callable[P, QuerySet[Any, Row]]) -> Callable[P, list[Row]]:
    """Make of a function that builds a queryset one that gives its rows, and builds it once for values of a shape. Its
    plan is kept, too, where the database keeps plans."""
    return _rows_of(build, build.__name__.strip("_"))


def built_once(build: Callable[P, QuerySet[Any, Row]]) -> Callable[P, list[Row]]:
    """The same, but planned each time: for a statement whose best way depends on the values."""
    return _rows_of(build, "")


def written_once(build: Callable[P, QuerySet[Any, Any]]) -> Callable[P, Written | None]:
    """The statement itself, built once, to stand within another one; None for one that can find nothing."""

    @wraps(build)
    def written(*args: P.args, **kwargs: P.kwargs) -> Written | None:
        statement, values = _built(build, "", args, kwargs)
        return None if statement is None else (statement.sql, _filled(statement, values))

    return written


def changed_once(build: Callable[P, QuerySet[Any, Any]]) -> Callable[P, int]:
    """Make of a function that says by `changing` which rows change, and how, one that changes them and gives how many
    they were. Built once and planned once, like what is `prepared`."""

    @wraps(build)
    def changed(*args: P.args, **kwargs: P.kwargs) -> int:
        statement, values = _built(build, build.__name__.strip("_"), args, kwargs)
        return 0 if statement is None else int(_answered(statement, values)[0][0])

    return changed


def changing(rows: QuerySet[Any, Any], **values: Any) -> QuerySet[Any, Any]:
    """What `rows.update(**values)` would do, for `changed_once`."""
    query: Any = rows.query.chain(UpdateQuery)
    query.add_update_values(values)
    changes = rows.all()
    changes.query = query
    return changes


def listed(numbers: Iterable[int]) -> Word:
    """Any number of numbers as one value, for `numbers_in`: however many there are, the statement is the same."""
    return Word(",".join(map(str, numbers)))


def numbers_in(some: Word) -> RawSQL:
    """What was `listed`, for a condition: ``filter(pk__in=numbers_in(some))``."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(string_to_array(%s, ',')::bigint[])", [some])
    return RawSQL("SELECT value FROM json_each('[' || %s || ']')", [some])


def _rows_of(build: Callable[P, QuerySet[Any, Row]], called: str) -> Callable[P, list[Row]]:
    @wraps(build)
    def rows(*args: P.args, **kwargs: P.kwargs) -> list[Row]:
        statement, values = _built(build, called, args, kwargs)
        return [] if statement is None else _run(statement, values)

    return rows


def _built(
    build: Callable[..., QuerySet[Any, Any]], called: str, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[_Statement | None, list[Any]]:
    """The statement for values of this shape, and the values; built when they come for the first time in a thread."""
    values, first = _begun(args[0]) if args else ({}, ())
    shapes = tuple([_shape(value, values) for value in (*args[1:], *kwargs.values())])
    key = (build, connection.vendor, tuple(kwargs), first, shapes)
    statement = _kept.statements.get(key, _MISSING)
    if statement is _MISSING or (statement and statement.compiler.connection is not connections[DEFAULT_DB_ALIAS]):
        stood = [_stood_in(value, values) for value in args]
        named = {name: _stood_in(value, values) for name, value in kwargs.items()}
        statement = _build(build(*stood, **named), values, called)
        _keep(key, statement)
    return statement, [value for _kind, value in values]


def _begun(value: Any) -> tuple[dict[Any, int], Any]:
    """The values and the shape of the first argument. The actor of many seats, whom one request asks several
    statements about, remembers hers."""
    known = getattr(value, "__dict__", None)
    if known is None or not is_dataclass(value):
        values: dict[Any, int] = {}
        return values, _shape(value, values)
    if _SHAPED not in known:
        values = {}
        known[_SHAPED] = _shape(value, values), values
    shape, values = known[_SHAPED]
    return values.copy(), shape


def _keep(key: Any, statement: _Statement | None) -> None:
    _kept.statements[key] = statement
    if len(_kept.statements) > _KEPT:
        _key, oldest = _kept.statements.popitem(last=False)
        if oldest is not None and oldest.plan is not None:
            oldest.plan.drop()


def _shape(value: Any, values: dict[Any, int]) -> Any:
    """What of a value belongs to the shape of a statement. Numbers, times and such go to ``values``, each once."""
    if (value is None or isinstance(value, (bool, str))) and not isinstance(value, Word):
        return value
    if isinstance(value, (int, UUID, datetime, Word)):
        kind = type(value)
        return kind, values.setdefault((kind, value), len(values))
    if isinstance(value, (tuple, list)):
        return type(value), *[_shape(part, values) for part in value]
    if isinstance(value, (frozenset, set)):
        return type(value), *[_shape(part, values) for part in sorted(value, key=str)]
    if isinstance(value, Mapping):
        return tuple([(_shape(name, values), _shape(part, values)) for name, part in value.items()])
    return type(value), *[_shape(getattr(value, name), values) for name in _names(type(value))]


def _stood_in(value: Any, values: dict[Any, int]) -> Any:
    """The same with stand-ins, once its shape is known; equal values get the same one."""
    if isinstance(value, (int, UUID, datetime, Word)) and not isinstance(value, bool):
        return _stand_in(type(value), values[type(value), value])
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, (frozenset, set, tuple, list)):
        return type(value)(_stood_in(part, values) for part in value)
    if isinstance(value, Mapping):
        return MappingProxyType({_stood_in(name, values): _stood_in(part, values) for name, part in value.items()})
    return replace(value, **{name: _stood_in(getattr(value, name), values) for name in _names(type(value))})


def _names(kind: type) -> tuple[str, ...]:
    if kind not in _NAMES:
        if not is_dataclass(kind):
            raise TypeError(f"{kind} has no stand-in")
        _NAMES[kind] = tuple(each.name for each in fields(kind) if each.compare)
    return _NAMES[kind]


def _stand_in(kind: type, number: int) -> Any:
    if issubclass(kind, datetime):
        return _TIMES + timedelta(seconds=number)
    if kind is Word:
        return Word(f"{_LETTER}{number}{_LETTER}")
    return UUID(int=_NUMBERS + number) if kind is UUID else _NUMBERS + number


def _build(queryset: QuerySet[Any, Any], values: dict[Any, int], called: str) -> _Statement | None:
    """The statement, or None for one that can find nothing."""
    compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    by_stand_in = {_sent(_stand_in(kind, number)): number for (kind, _value), number in values.items()}
    slots = tuple(by_stand_in.get(param) for param in params)
    fixed = [param for param, slot in zip(params, slots, strict=True) if slot is None]
    if str(_NUMBERS)[:5] in sql or any(_is_made_of_a_stand_in(param) for param in fixed):
        raise NotPrepared(sql)
    queryset.query.get_compiler = lambda *_args, **_kwargs: compiler  # type: ignore[method-assign]
    columns = compiler.select[: compiler.col_count] if compiler.select else ()  # none of what changes rows
    converters = compiler.get_converters([column[0] for column in columns])
    compiler.get_converters = lambda *_args: converters
    kinds = tuple(kind for kind, _value in values)
    return _Statement(queryset, compiler, sql, tuple(params), slots, kinds, called if may_plan() else "")


def _is_made_of_a_stand_in(param: Any) -> bool:
    """Near a stand-in, but none: something was added to it, or taken from it."""
    if isinstance(param, datetime):
        return param.year >= _TIMES.year - 100
    if isinstance(param, str):
        return _LETTER in param or (param.startswith(("89", "90")) and param[4:5] == "-")
    return isinstance(param, int) and param > _NUMBERS - _FAR


def _run(statement: _Statement, values: list[Any]) -> list[Any]:
    """The rows for these values, as the queryset itself would have given them; locked within a transaction only."""
    if statement.queryset.query.select_for_update and not connection.in_atomic_block:
        raise TransactionManagementError("A row is locked within a transaction only.")
    rows = _answered(statement, values)
    statement.compiler.execute_sql = lambda *_args, **_kwargs: [rows]
    rows_of: Any = statement.queryset._iterable_class
    return list(rows_of(statement.queryset))


def _answered(statement: _Statement, values: list[Any]) -> list[Any]:
    return _ask_by_plan(statement, values) if statement.called else _ask(statement, values)


def _filled(statement: _Statement, values: list[Any]) -> list[Any]:
    return [
        param if slot is None else _sent(values[slot])
        for param, slot in zip(statement.params, statement.slots, strict=True)
    ]


def _ask(statement: _Statement, values: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, _filled(statement, values))
        return fetched(cursor)


def _ask_by_plan(statement: _Statement, values: list[Any]) -> list[Any]:
    if statement.plan is None or not statement.plan.is_here:
        statement.plan = plan(statement.called, statement.sql, statement.params, statement.slots, statement.kinds)
    try:
        return statement.plan.run(values)
    except PlanIsGone as gone:
        statement.plan = None
        if connection.in_atomic_block and gone.__cause__:
            raise gone.__cause__ from None
        return _ask(statement, values)


def _sent(value: Any) -> Any:
    """A value as the database's own driver takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value
