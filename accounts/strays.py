"""Picture files that nothing names, as they are left when a worker ends between a file and its row."""

from __future__ import annotations

from datetime import datetime, timedelta

from accounts.registered import models
from supportgroups.lib import picturestore
from supportgroups.lib.dataregister import TABLES, entries

# A file is there before its row; none is on its way for a day.
ON_ITS_WAY = timedelta(days=1)


def let_go_of_strays(*, now: datetime) -> int:
    """Remove files older than a day that no row names; how many. Safe to repeat and to break off.

    The data register says which columns hold names of files: one statement for each of them and each folder.
    """
    count = 0
    for names in picturestore.folders():
        for name in names - _named(names):
            count += picturestore.drop_older(name, now - ON_ITS_WAY)
    return count


def _named(names: set[str]) -> set[str]:
    found: set[str] = set()
    for label in TABLES:
        for entry in entries(label):
            if entry.is_file:
                rows = models()[label]._default_manager.filter(**{f"{entry.column}__in": names})
                found.update(rows.values_list(entry.column, flat=True))
    return found
