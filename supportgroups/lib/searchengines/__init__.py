"""The two engines behind ``search.TextIndex``: the SQL of each, and nothing that the other has as well."""

from supportgroups.lib.searchengines.postgresql import PostgreSQL
from supportgroups.lib.searchengines.shapes import ALIKE_MIN_LENGTH, Entry, Shape, Where
from supportgroups.lib.searchengines.sqlite import SQLite

__all__ = ["ALIKE_MIN_LENGTH", "ENGINES", "Engine", "Entry", "Shape", "Where"]

Engine = type[PostgreSQL | SQLite]
ENGINES: dict[str, Engine] = {"postgresql": PostgreSQL, "sqlite": SQLite}
