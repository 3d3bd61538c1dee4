"""Letting go of what has been kept long enough: the data register says what, and after how long."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import DateTimeField, Model, QuerySet

from accounts.registered import field_at, models
from accounts.strays import let_go_of_strays
from supportgroups.lib.dailylog import let_go_of_days
from supportgroups.lib.dataregister import FOLDERS, TABLES, Ends

# So many at once, each time in a transaction of its own, that nobody waits for it.
AT_ONCE = 500


def let_go(*, now: datetime) -> dict[str, int]:
    """Remove rows and files, or empty columns, whose time is over; how many, by table or folder. Safe to repeat and to
    break off."""
    gone: dict[str, int] = {}
    for label, table in TABLES.items():
        for end in table.ends:
            if count := sum(_let_go_of(keys, models()[label], end) for keys in _batches(due(label, end, now))):
                gone[label] = gone.get(label, 0) + count
    for name, folder in FOLDERS.items():
        where = getattr(settings, folder.setting)
        if where and (count := let_go_of_days(where, before=(now - timedelta(days=folder.days)).date())):
            gone[name] = count
    if count := let_go_of_strays(now=now):
        gone["pictures"] = count
    return gone


def due(label: str, end: Ends, now: datetime) -> QuerySet[Any]:
    """Rows that this end has come to. No statement of its own."""
    model = models()[label]
    before = now - timedelta(days=end.days)
    has_hour = isinstance(field_at(model, end.since), DateTimeField)
    over = model._default_manager.filter(end.where, **{f"{end.since}__lt": before if has_hour else before.date()})
    return over.exclude(**end.empties) if end.empties else over


def _batches(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    keys = iter(list(rows.order_by("pk").values_list("pk", flat=True)))
    while batch := list(islice(keys, AT_ONCE)):
        yield batch


@transaction.atomic
def _let_go_of(keys: list[Any], model: type[Model], end: Ends) -> int:
    rows = model._default_manager.filter(pk__in=keys)
    if end.empties:
        return rows.update(**end.empties)
    rows.delete()
    return len(keys)
