"""Full text search with one interface and two engines: PostgreSQL's stored tsvector, SQLite's FTS5.

A ``TextIndex`` is a table of its own beside the table it serves: ``key`` is the other's primary key (rising with time:
results are newest first by key), ``scope`` the group that may read it. Make it in a migration with
``migrations_sql.CreateTextIndex``. Words are cut and their accents taken off here, so that both engines find the same.

What people may type: words (all must be there), ``"a phrase"``, ``-without``; the last word also finds longer ones.
Anything else is taken for a space: no input raises.
"""

import difflib
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from supportgroups.lib.prepared import Written
from supportgroups.lib.searchengines import ALIKE_MIN_LENGTH, ENGINES, Engine, Entry, Shape, Where
from supportgroups.lib.searchwords import Query, parse, words_of

__all__ = ["HIT", "Entry", "TextIndex"]

# The key of a text that was hit, within the statement that says whether it may be seen.
HIT = RawSQL("hit.key", ())

_BATCH = 1_000
# Of words that differ: "greif" and "grief" are 0.8 alike, "grief" and "brief" too, "grief" and "great" 0.6.
_ALIKE = 0.72
_ALIKE_WORDS = 5


@dataclass(frozen=True)
class TextIndex(Shape):
    """Texts to find. ``scope``: each belongs to one group; ``typos``: a list of words is kept to forgive them by.

    The list is filled with every ``put``; or by ``learn``, where ``put`` stands in somebody's request.
    """

    def put(self, key: int, scope: int | None, text: str, language: str = "simple") -> None:
        """Make one text findable, in place of what ``key`` had before. One statement; two where it learns at once."""
        self.put_many([Entry(key, scope, text, language)])

    def put_many(self, rows: Iterable[Entry]) -> int:
        """The same for many, a thousand to a statement; the last of equal keys stays. Returns how many were put."""
        waiting, count = iter(rows), 0
        while batch := {row[0]: Entry(*row) for row in islice(waiting, _BATCH)}:
            self._engine.put(self, list(batch.values()))
            count += len(batch)
        return count

    def taking_many(self) -> AbstractContextManager[None]:
        """Around a load of very many texts: they come in quickly, and until its end every search takes longer, for all
        connections. It stands around transactions, not within one."""
        return self._engine.taking_many(self)

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
        query: str | Query,
        scopes: Sequence[int] | None,
        limit: int,
        *,
        before: int | None = None,
        languages: Sequence[str] = (),
        among: QuerySet[Any, Any] | None = None,
        seen: Written | None = None,
    ) -> list[int]:
        """Keys of texts that match, newest first; ``before`` goes on after a page. An index without scopes takes None.

        ``languages`` are those whose stems are tried beside the words as they stand. One statement. An empty query, no
        scopes and nobody among them find nothing. Raises ValueError where scopes are needed and None are given.

        Not all need come into question. ``among`` gives the keys that do, as a queryset of one column: where they are
        few. ``seen`` gives a row if the text with the key `HIT` does: where they are most; asked of each hit, newest
        first, until there are enough.
        """
        parsed = parse(query) if isinstance(query, str) else query
        if self.scope and scopes is None:
            raise ValueError(f"the index {self.name} is searched within scopes")
        if not parsed.wanted or limit < 1 or (self.scope and not scopes):
            return []
        try:
            chosen = None if among is None else among.query.sql_with_params()
        except EmptyResultSet:
            return []
        where = Where(sorted(set(scopes or ())), before, chosen, seen)
        return self._engine.find(self, parsed, where, limit, languages)

    def similar(
        self,
        query: str,
        limit: int,
        scopes: Sequence[int] | None = None,
        *,
        before: int | None = None,
        among: QuerySet[Any, Any] | None = None,
    ) -> list[int]:
        """Like ``matches``, with up to five words that look alike beside each word: for a search that found nothing.

        Needs ``typos``. Two statements, whatever was typed; words under four letters are taken as they stand.
        """
        return self.matches(self.widened(query), scopes, limit, before=before, among=among)

    def widened(self, query: str) -> Query:
        """What ``similar`` looks for: the query with words that look alike beside its own. One statement."""
        if not self.typos:
            raise ValueError(f"the index {self.name} keeps no list of words")
        parsed = parse(query)
        long = [
            word for term in parsed.wanted if " " not in (word := term.phrases[0]) and len(word) >= ALIKE_MIN_LENGTH
        ]
        known = self._engine.vocabulary(self, long) if long else {}
        wanted = tuple(
            replace(term, phrases=(term.phrases[0], *_alike(term.phrases[0], known.get(term.phrases[0], ()))))
            for term in parsed.wanted
        )
        return Query(wanted, parsed.unwanted)

    def learn(self, texts: Iterable[str]) -> None:
        """Take words into the list of known words, for an index that does not ``learns_at_once``. One statement."""
        new = sorted({word for text in texts for word in words_of(text) if len(word) >= ALIKE_MIN_LENGTH})
        if new:
            self._engine.learn(self, new)

    def create_sql(self, vendor: str) -> list[str]:
        """Statements that make the index on "postgresql" or "sqlite"."""
        return ENGINES[vendor].create_sql(self)

    def drop_sql(self, vendor: str) -> list[str]:
        """Statements that take it away; extensions stay, others may use them."""
        tables = [f"{self.name}_words"] * self.typos + [self.name]
        return [f'DROP TABLE IF EXISTS "{table}"' for table in tables]

    @property
    def _engine(self) -> Engine:
        return ENGINES[connection.vendor]


def _alike(word: str, known: Sequence[str]) -> list[str]:
    """Of known words those most like this one. Most share too few letters, which is said in a twentieth of the time."""
    letters = str.maketrans("", "", word)
    candidates = [
        each
        for each in known
        if each != word and 2 * (len(each) - len(each.translate(letters))) >= _ALIKE * (len(word) + len(each))
    ]
    return difflib.get_close_matches(word, candidates, n=_ALIKE_WORDS, cutoff=_ALIKE)
