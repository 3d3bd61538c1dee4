"""Search on SQLite: FTS5, words as they stand."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from django.db import connection

from supportgroups.lib.searchengines.shapes import Entry, Shape, Where, run
from supportgroups.lib.searchwords import Query, Term, words_of


class SQLite:
    """A virtual table; its rows are deleted and put anew."""

    @staticmethod
    def create_sql(index: Shape) -> list[str]:
        options = "body, scope UNINDEXED, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'"
        statements = [f'CREATE VIRTUAL TABLE "{index.name}" USING fts5 ({options})']
        words = f"CREATE VIRTUAL TABLE \"{index.name}_words\" USING fts5vocab('{index.name}', 'row')"
        return statements + [words] * index.typos

    @staticmethod
    def put(index: Shape, rows: list[Entry]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                f'INSERT OR REPLACE INTO "{index.name}" (rowid, scope, body) VALUES (%s, %s, %s)',  # noqa: S608
                [(row.key, row.scope, " ".join(words_of(row.text))) for row in rows],
            )

    @staticmethod
    def taking_many(_index: Shape) -> AbstractContextManager[None]:
        """Many are taken as one is."""
        return nullcontext()

    @staticmethod
    def remove(index: Shape, keys: list[int]) -> None:
        marks = ", ".join(["%s"] * len(keys))
        run(f'DELETE FROM "{index.name}" WHERE rowid IN ({marks})', keys)  # noqa: S608

    @staticmethod
    def clear(index: Shape) -> None:
        run(f'DELETE FROM "{index.name}"', [])  # noqa: S608

    @staticmethod
    def compact(index: Shape) -> None:
        run(f'INSERT INTO "{index.name}" ("{index.name}") VALUES (%s)', ["optimize"])  # noqa: S608

    @classmethod
    def find(cls, index: Shape, query: Query, where: Where, limit: int, languages: Sequence[str]) -> list[int]:
        """Words as they stand; SQLite knows no stems."""
        conditions, values = [f'"{index.name}" MATCH %s'], [cls._match(query)]
        if index.scope:
            conditions.append(f"scope IN ({', '.join(str(int(scope)) for scope in where.scopes)})")
        if where.before is not None:
            conditions.append(f"rowid < {int(where.before)}")
        if where.chosen is not None:
            conditions.append(f"rowid IN ({where.chosen[0]})")
            values += where.chosen[1]
        all_of = " AND ".join(conditions)
        seen, asked = (f"WHERE EXISTS ({where.seen[0]})", where.seen[1]) if where.seen else ("", ())
        return run(
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
        known = run(
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
