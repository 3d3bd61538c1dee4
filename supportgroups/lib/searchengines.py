"""The two engines behind ``search.TextIndex``: the SQL of each, and nothing that the other has as well."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

from supportgroups.lib.searchwords import Query, Term, words_of

# So many of the newest texts are read first: flat in time, and nearly always a full page.
_WINDOW = 2_000
# With less than a page in the window a word is rare; more hits than this are not sorted.
_MAX_HITS = 20_000
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

    def __post_init__(self) -> None:
        if not _NAME.match(self.name):
            raise ValueError(f"{self.name!r} is no name for a table")


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
        if index.typos:
            statements += [
                "CREATE EXTENSION IF NOT EXISTS pg_trgm",
                f'CREATE TABLE "{name}_words" (word text PRIMARY KEY)',
                f'CREATE INDEX "{name}_words_alike" ON "{name}_words" USING gist (word gist_trgm_ops)',
            ]
        return statements

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
        with connection.cursor() as cursor:
            cursor.execute(statement, columns)
            if index.typos:
                new = sorted({word for text in words for word in text if len(word) >= ALIKE_MIN_LENGTH})
                cursor.execute(
                    f'INSERT INTO "{index.name}_words" (word) SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING',
                    [new],
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
    def find(
        cls, index: Shape, query: Query, scopes: list[int] | None, limit: int, before: int | None, language: str
    ) -> list[int]:
        """The newest texts of all scopes first; only if they give less than a page, every text through the index."""
        match, values = cls._tsquery(query, _STEMMERS.get(language[:2], "simple"))
        scopes = sorted(set(scopes)) if index.scope and scopes is not None else None
        newest, inside = cls._newest(index, scopes, before)
        keys = _run(
            f'WITH newest AS MATERIALIZED ({newest}) SELECT t.key FROM newest JOIN "{index.name}" AS t '  # noqa: S608
            f"ON t.key = newest.key WHERE t.document @@ ({match}) ORDER BY t.key DESC LIMIT %s",
            [*inside, *values, limit],
        )
        if len(keys) == limit:
            return keys
        within, inside = ("scope = ANY(%s)", [scopes]) if scopes is not None else ("true", [])
        older, bound = ("key < %s", [before]) if before is not None else ("true", [])
        return _run(
            f'WITH hit AS MATERIALIZED (SELECT key FROM "{index.name}" WHERE {within} AND {older} '  # noqa: S608
            f"AND document @@ ({match}) LIMIT {_MAX_HITS}) SELECT key FROM hit ORDER BY key DESC LIMIT %s",
            [*inside, *bound, *values, limit],
        )

    @staticmethod
    def _newest(index: Shape, scopes: list[int] | None, before: int | None) -> tuple[str, list[Any]]:
        """The newest keys of all scopes together, from the index (scope, key) alone."""
        older, bound = ("key < %s", [before]) if before is not None else ("true", [])
        last = f"ORDER BY key DESC LIMIT {_WINDOW}"
        if scopes is None:
            return f'SELECT key FROM "{index.name}" WHERE {older} {last}', bound  # noqa: S608
        merged = (
            "SELECT l.key FROM unnest(%s::bigint[]) AS s(scope) CROSS JOIN LATERAL "  # noqa: S608
            f'(SELECT key FROM "{index.name}" AS i WHERE i.scope = s.scope AND {older} {last}) AS l {last}'
        )
        return merged, [scopes, *bound]

    @staticmethod
    def vocabulary(index: Shape, word: str) -> list[str]:
        return _run(
            f'SELECT word FROM "{index.name}_words" WHERE char_length(word) BETWEEN %s AND %s '  # noqa: S608
            "ORDER BY word <-> %s LIMIT %s",
            [len(word) - 2, len(word) + 2, word, _ALIKE_CANDIDATES],
        )

    @staticmethod
    def _tsquery(query: Query, stemmer: str) -> tuple[str, list[str]]:
        """An expression of words as they stand or by their stems; the values are made of letters and digits alone."""
        parts, values = [], []
        for term in query.wanted + query.unwanted:
            phrases = ["'" + phrase + "'" + ":*" * term.is_prefix for phrase in term.phrases]
            configs = ["simple"] if stemmer == "simple" else ["simple", stemmer]
            parts.append("(" + " || ".join("to_tsquery(%s::regconfig, %s)" for _config in configs) + ")")
            values += [value for config in configs for value in (config, " | ".join(phrases))]
        wanted = len(query.wanted)
        return " && ".join([*parts[:wanted], *(f"!!{part}" for part in parts[wanted:])]), values


class _SQLite:
    @staticmethod
    def create_sql(index: Shape) -> list[str]:
        options = "body, scope UNINDEXED, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'"
        statements = [f'CREATE VIRTUAL TABLE "{index.name}" USING fts5 ({options})']
        if index.typos:
            statements.append(f"CREATE VIRTUAL TABLE \"{index.name}_words\" USING fts5vocab('{index.name}', 'row')")
        return statements

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
    def find(
        cls, index: Shape, query: Query, scopes: list[int] | None, limit: int, before: int | None, language: str
    ) -> list[int]:
        conditions, values = f'"{index.name}" MATCH %s', [cls._match(query)]
        if index.scope and scopes is not None:
            conditions += f" AND scope IN ({', '.join(str(int(scope)) for scope in scopes)})"
        if before is not None:
            conditions += f" AND rowid < {int(before)}"
        statement = f'SELECT rowid FROM "{index.name}" WHERE {conditions} ORDER BY rowid DESC LIMIT {int(limit)}'  # noqa: S608
        return _run(statement, values)

    @staticmethod
    def vocabulary(index: Shape, word: str) -> list[str]:
        return _run(
            f'SELECT term FROM "{index.name}_words" WHERE length(term) BETWEEN %s AND %s',  # noqa: S608
            [len(word) - 2, len(word) + 2],
        )

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
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [row[0] for row in cursor.fetchall()] if cursor.description else []
