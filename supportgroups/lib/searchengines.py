"""The two engines behind ``search.TextIndex``: the SQL of each, and nothing that the other has as well."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.db import connection

from supportgroups.lib.searchwords import Query, Term, words_of

# So many of the newest texts are read first, or as many as a page takes: flat in time, and nearly always enough.
_WINDOW = 2_000
# With less than a page in the window a word is rare; more hits than this are not sorted, and of so many it is asked
# whether they may be seen.
_MAX_HITS, _MOST_ASKED = 20_000, 2_000
ALIKE_MIN_LENGTH = 4
_ALIKE_CANDIDATES = 200

# Names of PostgreSQL's own stemmers; a text in another language is found by its words as they stand.
_STEMMERS = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "it": "italian", "nb": "norwegian", "nl": "dutch", "no": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip

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
    """Which texts come into question: of these groups, before a key. ``chosen``: a statement gives them, with its
    values; ``seen``: a statement gives a row for each that is asked about."""

    scopes: list[int] | None = None
    before: int | None = None
    chosen: tuple[str, Sequence[Any]] | None = None
    seen: tuple[str, Sequence[Any]] | None = None


_AS_IT_STANDS = "to_tsquery(%s::regconfig, %s)"
# A word that is its own stem is asked for once: looking for the beginnings of words costs what each of them costs.
_BY_ITS_STEM = f" || CASE WHEN {_AS_IT_STANDS} = {_AS_IT_STANDS} THEN ''::tsquery ELSE {_AS_IT_STANDS} END"


class _PostgreSQL:
    @staticmethod
    def create_sql(index: Shape) -> list[str]:
        name = index.name
        statements = ["CREATE EXTENSION IF NOT EXISTS btree_gin"] * index.scope
        columns = "scope bigint NOT NULL, " if index.scope else ""
        statements.append(f'CREATE TABLE "{name}" (key bigint PRIMARY KEY, {columns}document tsvector NOT NULL)')
        indexed = "scope, document" if index.scope else "document"
        statements.append(f'CREATE INDEX "{name}_document" ON "{name}" USING gin ({indexed})')
        if index.scope:
            statements.append(f'CREATE INDEX "{name}_newest" ON "{name}" (scope, key DESC)')
        return statements + (_PostgreSQL.words_sql(index) if index.typos else [])

    @staticmethod
    def words_sql(index: Shape) -> list[str]:
        name = index.name
        return [
            "CREATE EXTENSION IF NOT EXISTS pg_trgm",
            f'CREATE TABLE "{name}_words" (word text PRIMARY KEY)',
            f'CREATE INDEX "{name}_words_alike" ON "{name}_words" USING gist (word gist_trgm_ops)',
        ]

    @staticmethod
    def put(index: Shape, rows: list[Entry]) -> None:
        scope = ("scope, ", "s, ", "scope = excluded.scope, ") if index.scope else ("", "", "")
        words = [words_of(row.text) for row in rows]
        statement = (
            f'INSERT INTO "{index.name}" (key, {scope[0]}document) '  # noqa: S608 - the name is checked
            f"SELECT k, {scope[1]}to_tsvector('simple', t) || CASE WHEN l = 'simple' THEN ''::tsvector "
            "ELSE to_tsvector(l::regconfig, t) END "
            "FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::text[]) AS row(k, s, t, l) "
            f"ON CONFLICT (key) DO UPDATE SET {scope[2]}document = excluded.document"
        )
        columns: list[list[Any]] = [
            [row.key for row in rows],
            [row.scope for row in rows],
            [" ".join(text) for text in words],
            [_STEMMERS.get(row.language[:2], "simple") for row in rows],
        ]
        _run(statement, columns)
        if index.typos and index.learns_at_once:
            _PostgreSQL.learn(index, sorted({word for text in words for word in text if len(word) >= ALIKE_MIN_LENGTH}))

    @staticmethod
    def learn(index: Shape, words: list[str]) -> None:
        _run(
            f'INSERT INTO "{index.name}_words" (word) SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING',
            [words],
        )

    @staticmethod
    def remove(index: Shape, keys: list[int]) -> None:
        _run(f'DELETE FROM "{index.name}" WHERE key = ANY(%s)', [keys])  # noqa: S608

    @staticmethod
    def clear(index: Shape) -> None:
        for table in [index.name] + [f"{index.name}_words"] * index.typos:
            _run(f'DELETE FROM "{table}"', [])  # noqa: S608

    @staticmethod
    def compact(index: Shape) -> None:
        if index.typos:
            _run(
                f'DELETE FROM "{index.name}_words" WHERE word NOT IN '  # noqa: S608
                f"(SELECT word FROM ts_stat('SELECT document FROM \"{index.name}\"'))",
                [],
            )

    @classmethod
    def find(cls, index: Shape, query: Query, where: Where, limit: int, languages: Sequence[str]) -> list[int]:
        """The newest texts of all scopes first; only if they give less than a page, every text through the index.

        Both are one statement: the second part is not begun where the first was enough. What is chosen by another
        statement goes through the index at once, since the newest texts say nothing of it.
        """
        match, values = cls._tsquery(query, languages)
        where = where if index.scope else replace(where, scopes=None)
        within, inside = cls._conditions(where)
        if where.chosen is not None:
            chosen, among = where.chosen
            return _run(
                f'WITH hit AS MATERIALIZED (SELECT key FROM "{index.name}" WHERE {within} '  # noqa: S608
                f"AND document @@ ({match}) AND key IN ({chosen})) SELECT key FROM hit ORDER BY key DESC LIMIT %s",
                [*inside, *values, *among, limit],
            )
        newest, of_newest = cls._newest(index, where)
        seen, asked = cls._seen(where)
        last = "ORDER BY hit.key DESC LIMIT %s"
        near = (
            f"SELECT hit.key FROM (SELECT key FROM ({newest}) AS newest "  # noqa: S608
            f"WHERE document @@ ({match}) ORDER BY key DESC) AS hit {seen} {last}"
        )
        far = (
            f'SELECT key FROM "{index.name}" WHERE (SELECT count(*) FROM near) < %s AND {within} '  # noqa: S608
            f"AND document @@ ({match}) LIMIT {_MAX_HITS}"
        )
        rest = f"SELECT hit.key FROM (SELECT key FROM far ORDER BY key DESC LIMIT %s) AS hit {seen} {last}"  # noqa: S608
        return _run(
            f"WITH near AS MATERIALIZED ({near}), far AS MATERIALIZED ({far}) "  # noqa: S608
            f"SELECT key FROM near UNION ({rest}) ORDER BY key DESC LIMIT %s",
            [
                *of_newest,
                *values,
                *asked,
                limit,
                limit,
                *inside,
                *values,
                max(limit, _MOST_ASKED),
                *asked,
                limit,
                limit,
            ],
        )

    @staticmethod
    def _seen(where: Where) -> tuple[str, Sequence[Any]]:
        """Asked of one text at a time, as its limit keeps PostgreSQL from looking at all of them beforehand."""
        if where.seen is None:
            return "", ()
        words, values = where.seen
        return f"CROSS JOIN LATERAL ({words} LIMIT 1) AS seen", values

    @staticmethod
    def _conditions(where: Where) -> tuple[str, list[Any]]:
        """A single group is looked up: of a large one that it knows, PostgreSQL would rather walk through all texts."""
        one = where.scopes is not None and len(where.scopes) == 1
        within = "scope = (SELECT (%s::bigint[])[1])" if one else "scope = ANY(%s::bigint[])"
        within, inside = (within, [where.scopes]) if where.scopes is not None else ("true", [])
        older, bound = ("key < %s", [where.before]) if where.before is not None else ("true", [])
        return f"{within} AND {older}", [*inside, *bound]

    @classmethod
    def _newest(cls, index: Shape, where: Where) -> tuple[str, list[Any]]:
        """The newest texts: those of each group are read in turn, as far as they are needed, and merged."""
        last = f"ORDER BY key DESC LIMIT {_WINDOW}"
        each = [where] if where.scopes is None else [replace(where, scopes=[scope]) for scope in where.scopes]
        parts, inside = [], []
        for one in each:
            within, values = cls._conditions(one)
            parts.append(f'(SELECT key, document FROM "{index.name}" WHERE {within} {last})')  # noqa: S608
            inside += values
        return f"SELECT key, document FROM ({' UNION ALL '.join(parts)}) AS each {last}", inside  # noqa: S608

    @staticmethod
    def vocabulary(index: Shape, words: list[str]) -> dict[str, list[str]]:
        """Known words that look like each of these."""
        rows = _rows(
            "SELECT asked.word, near.word FROM unnest(%s::text[]) AS asked(word) CROSS JOIN LATERAL "  # noqa: S608
            f'(SELECT word FROM "{index.name}_words" AS known WHERE char_length(known.word) '
            "BETWEEN char_length(asked.word) - 2 AND char_length(asked.word) + 2 "
            "ORDER BY known.word <-> asked.word LIMIT %s) AS near",
            [words, _ALIKE_CANDIDATES],
        )
        return _by_first(rows)

    @staticmethod
    def _tsquery(query: Query, languages: Sequence[str]) -> tuple[str, list[str]]:
        """An expression of words as they stand or by their stems; the values are made of letters and digits alone."""
        parts, values = [], []
        configs = list(dict.fromkeys(["simple", *(_STEMMERS.get(each[:2], "simple") for each in languages)]))
        for term in query.wanted + query.unwanted:
            words = " | ".join("'" + phrase + "'" + ":*" * term.is_prefix for phrase in term.phrases)
            parts.append(f"({_AS_IT_STANDS}{_BY_ITS_STEM * (len(configs) - 1)})")
            stems = ((stem, words, configs[0], words, stem, words) for stem in configs[1:])
            values += [configs[0], words, *(value for stem in stems for value in stem)]
        wanted = len(query.wanted)
        return " && ".join([*parts[:wanted], *(f"!!{part}" for part in parts[wanted:])]), values


class _SQLite:
    @staticmethod
    def create_sql(index: Shape) -> list[str]:
        options = "body, scope UNINDEXED, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'"
        statements = [f'CREATE VIRTUAL TABLE "{index.name}" USING fts5 ({options})']
        return statements + (_SQLite.words_sql(index) if index.typos else [])

    @staticmethod
    def words_sql(index: Shape) -> list[str]:
        return [f"CREATE VIRTUAL TABLE \"{index.name}_words\" USING fts5vocab('{index.name}', 'row')"]

    @staticmethod
    def put(index: Shape, rows: list[Entry]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                f'INSERT OR REPLACE INTO "{index.name}" (rowid, scope, body) VALUES (%s, %s, %s)',  # noqa: S608
                [(row.key, row.scope, " ".join(words_of(row.text))) for row in rows],
            )

    @staticmethod
    def remove(index: Shape, keys: list[int]) -> None:
        marks = ", ".join(["%s"] * len(keys))
        _run(f'DELETE FROM "{index.name}" WHERE rowid IN ({marks})', keys)  # noqa: S608

    @staticmethod
    def clear(index: Shape) -> None:
        _run(f'DELETE FROM "{index.name}"', [])  # noqa: S608

    @staticmethod
    def compact(index: Shape) -> None:
        _run(f'INSERT INTO "{index.name}" ("{index.name}") VALUES (%s)', ["optimize"])  # noqa: S608

    @classmethod
    def find(cls, index: Shape, query: Query, where: Where, limit: int, languages: Sequence[str]) -> list[int]:
        """Words as they stand; SQLite knows no stems."""
        conditions, values = [f'"{index.name}" MATCH %s'], [cls._match(query)]
        if index.scope and where.scopes is not None:
            conditions.append(f"scope IN ({', '.join(str(int(scope)) for scope in where.scopes)})")
        if where.before is not None:
            conditions.append(f"rowid < {int(where.before)}")
        if where.chosen is not None:
            conditions.append(f"rowid IN ({where.chosen[0]})")
            values += where.chosen[1]
        all_of = " AND ".join(conditions)
        seen, asked = (f"WHERE EXISTS ({where.seen[0]})", where.seen[1]) if where.seen else ("", ())
        return _run(
            f'SELECT key FROM (SELECT rowid AS key FROM "{index.name}" WHERE {all_of} ORDER BY rowid DESC) AS hit '  # noqa: S608
            f"{seen} ORDER BY key DESC LIMIT {int(limit)}",
            [*values, *asked],
        )

    @staticmethod
    def learn(index: Shape, words: list[str]) -> None:
        """Nothing: the list of words is a view of the texts."""

    @staticmethod
    def vocabulary(index: Shape, words: list[str]) -> dict[str, list[str]]:
        """Known words of about the same length."""
        lengths = [len(word) for word in words]
        known = _run(
            f'SELECT term FROM "{index.name}_words" WHERE length(term) BETWEEN %s AND %s',  # noqa: S608
            [min(lengths) - 2, max(lengths) + 2],
        )
        return {word: [each for each in known if abs(len(each) - len(word)) <= 2] for word in words}

    @staticmethod
    def _match(query: Query) -> str:
        def said(term: Term) -> str:
            return "(" + " OR ".join(f'"{phrase}"' + "*" * term.is_prefix for phrase in term.phrases) + ")"

        without = "".join(f" NOT {said(term)}" for term in query.unwanted)
        return "(" + " AND ".join(said(term) for term in query.wanted) + ")" + without


Engine = type[_PostgreSQL | _SQLite]
ENGINES: dict[str, Engine] = {"postgresql": _PostgreSQL, "sqlite": _SQLite}


def _run(statement: str, values: Sequence[Any]) -> list[Any]:
    """The first column of the rows, if the statement gives any."""
    return [row[0] for row in _rows(statement, values)]


def _rows(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall()) if cursor.description else []


def _by_first(rows: Sequence[tuple[Any, ...]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for asked, known in rows:
        found[asked].append(known)
    return found
