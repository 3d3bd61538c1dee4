"""Full text search with one interface and two engines: PostgreSQL's stored tsvector, SQLite's FTS5.

A ``TextIndex`` is a table of its own beside the table it serves: ``key`` is the other's primary key (rising with time:
results are newest first by key), ``scope`` the group that may read it. Make it in a migration with
``migrations_sql.CreateTextIndex``. Words are cut and their accents taken off here, so that both engines find the same.

What people may type: words (all must be there), ``"a phrase"``, ``-without``; the last word also finds longer ones.
Anything else is taken for a space: no input raises.
"""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from django.db import connection

from supportgroups.lib.searchengines import ALIKE_MIN_LENGTH, ENGINES, Engine, Entry, Shape
from supportgroups.lib.searchwords import Query, parse

__all__ = ["Entry", "TextIndex"]

_BATCH = 1_000
# Of words that differ: "greif" and "grief" are 0.8 alike, "grief" and "brief" too, "grief" and "great" 0.6.
_ALIKE = 0.72
_ALIKE_WORDS = 5


@dataclass(frozen=True)
class TextIndex(Shape):
    """Texts to find. ``scope``: each belongs to one group; ``typos``: a list of words is kept to forgive them by."""

    def put(self, key: int, scope: int | None, text: str, language: str = "simple") -> None:
        """Make one text findable, in place of what ``key`` had before. One statement (two with ``typos``)."""
        self.put_many([Entry(key, scope, text, language)])

    def put_many(self, rows: Iterable[Entry]) -> int:
        """The same for many, a thousand to a statement; the last of equal keys stays. Returns how many were put."""
        waiting, count = iter(rows), 0
        while batch := {row[0]: Entry(*row) for row in islice(waiting, _BATCH)}:
            self._engine.put(self, list(batch.values()))
            count += len(batch)
        return count

    def remove(self, keys: Sequence[int]) -> None:
        """Make texts unfindable; unknown keys are no matter. One statement per thousand."""
        waiting = iter(keys)
        while batch := list(islice(waiting, _BATCH)):
            self._engine.remove(self, batch)

    def clear(self) -> None:
        """Empty the index, before it is filled anew."""
        self._engine.clear(self)

    def compact(self) -> None:
        """Rewrite what the engine keeps of removed texts; call it after an erasure. Slow on a large index."""
        self._engine.compact(self)

    def matches(
        self,
        query: str,
        scopes: Sequence[int] | None,
        limit: int,
        *,
        before: int | None = None,
        language: str = "simple",
    ) -> list[int]:
        """Keys of texts that match, newest first; ``before`` goes on after a page. ``scopes`` None means everywhere.

        At most two statements. An empty query, and an empty list of scopes, find nothing.
        """
        return self._find(parse(query), scopes, limit, before, language)

    def similar(self, query: str, limit: int, scopes: Sequence[int] | None = None) -> list[int]:
        """Like ``matches``, with up to five words that look alike beside each word: for a search that found nothing.

        Needs ``typos``. One statement more per word; words under four letters are taken as they stand.
        """
        if not self.typos:
            raise ValueError(f"the index {self.name} keeps no list of words")
        parsed = parse(query)
        wanted = tuple(replace(term, phrases=tuple(self._with_alike(term.phrases[0]))) for term in parsed.wanted)
        return self._find(Query(wanted, parsed.unwanted), scopes, limit, None, "simple")

    def create_sql(self, vendor: str) -> list[str]:
        """Statements that make the index on "postgresql" or "sqlite"."""
        return ENGINES[vendor].create_sql(self)

    def drop_sql(self, vendor: str) -> list[str]:
        """Statements that take it away; extensions stay, others may use them."""
        tables = [f"{self.name}_words"] * self.typos + [self.name]
        return [f'DROP TABLE IF EXISTS "{table}"' for table in tables]

    def _find(
        self, query: Query, scopes: Sequence[int] | None, limit: int, before: int | None, language: str
    ) -> list[int]:
        if not query.wanted or limit < 1 or (scopes is not None and not scopes):
            return []
        return self._engine.find(self, query, None if scopes is None else list(scopes), limit, before, language)

    def _with_alike(self, phrase: str) -> Iterator[str]:
        yield phrase
        if " " in phrase or len(phrase) < ALIKE_MIN_LENGTH:
            return
        candidates = [word for word in self._engine.vocabulary(self, phrase) if word != phrase]
        yield from difflib.get_close_matches(phrase, candidates, n=_ALIKE_WORDS, cutoff=_ALIKE)

    @property
    def _engine(self) -> Engine:
        return ENGINES[connection.vendor]
