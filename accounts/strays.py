"""Picture files that nothing names, as they are left when a worker ends between a file and its row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Model

from accounts.registered import models
from supportgroups.lib import picturestore
from supportgroups.lib.dataregister import TABLES, entries

# A file is there before its row; none is on its way for a day.
ON_ITS_WAY = timedelta(days=1)


def let_go_of_strays(*, now: datetime) -> int:
    """Remove files older than a day that no row names; how many. Safe to repeat and to break off.

    The data register says which columns hold names of files: one statement for each of them and each folder in which
    there are any.
    """
    columns = [(models()[label], entry.column) for label in TABLES for entry in entries(label) if entry.is_file]
    count = 0
    for names in filter(None, picturestore.folders()):
        for name in names - _named(names, columns):
            count += picturestore.drop_older(name, now - ON_ITS_WAY)
    return count


def _named(names: set[str], columns: Iterable[tuple[type[Model], str]]) -> set[str]:
    found: set[str] = set()
    for model, column in columns:
        rows = model._default_manager.filter(**{f"{column}__in": names})
        found.update(rows.values_list(column, flat=True))
    return found
