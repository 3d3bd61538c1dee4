"""Search on PostgreSQL: a stored tsvector, words as they stand and by their stems."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from supportgroups.lib import plans
from supportgroups.lib.searchengines.shapes import ALIKE_MIN_LENGTH, Entry, Shape, Where, rows_of, run
from supportgroups.lib.searchwords import Query, words_of

# So many of the newest texts are read first, or as many as a page takes: flat in time, and nearly always enough.
WINDOW = 2_000
# With less than a page in the window a word is rare; more hits than this are not sorted, and of so many it is asked
# whether they may be seen.
_MAX_HITS, _MOST_ASKED = 20_000, 2_000
_ALIKE_CANDIDATES = 200
# New words wait in a list before they are sorted into the index, and every search reads that list once for each scope.
# PostgreSQL lets 4,096 kB wait and somebody's press sort them all; this is the least it takes.
_MOST_WAITING_KB = 64
# While hundreds of thousands of texts come in, sorting in so few words at a time takes longer than all else.
_MOST_WAITING_OF_MANY_KB = 16_000

# Names of PostgreSQL's own stemmers; a text in another language is found by its words as they stand.
_STEMMERS = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "it": "italian", "nb": "norwegian", "nl": "dutch", "no": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip

_AS_IT_STANDS = "to_tsquery('simple', %s)"
# A word that is its own stem is asked for once: looking for the beginnings of words costs what each of them costs.
_BY_ITS_STEM = (
    f" || CASE WHEN {_AS_IT_STANDS} = to_tsquery('{{stems}}', %s) THEN ''::tsquery ELSE to_tsquery('{{stems}}', %s) END"
)

# Words are kept with the scope of their text ("7/hope"), so that a search pays nothing for those of other groups.
_WITH_SCOPE = (
    "(SELECT coalesce(string_agg($$'$$ || scope || '/' || lexeme || $$':$$ || array_to_string(positions, ','), ' '), "
    "'')::tsvector FROM unnest(document))"
)
_ASKED_WITH_SCOPE = r"regexp_replace(said, $$'([^']+)'$$, $$'$$ || scope || $$/\1'$$, 'g')::tsquery"
# Many values as one text: words hold letters and digits, so that nothing in them parts one from the next.
_NUMBERS, _TEXTS = "string_to_array(%s, ',', '')::bigint[]", "string_to_array(%s, chr(10))"
_ASKED_ANYWHERE = "SELECT string_agg('(' || query::text || ')', ' | ')::tsquery FROM asked"


class PostgreSQL:
    """A table with an index for words, and one for the newest texts of each scope."""

    @staticmethod
    def create_sql(index: Shape) -> list[str]:
        name = index.name
        columns = "scope bigint NOT NULL, " if index.scope else ""
        limit = f"WITH (gin_pending_list_limit = {_MOST_WAITING_KB})"
        statements = [
            f'CREATE TABLE "{name}" (key bigint PRIMARY KEY, {columns}document tsvector NOT NULL)',
            f'CREATE INDEX "{name}_document" ON "{name}" USING gin (document) {limit}',
        ]
        if index.scope:
            statements.append(f'CREATE INDEX "{name}_newest" ON "{name}" (scope, key DESC)')
        return statements + (PostgreSQL._words_sql(name) if index.typos else [])

    @staticmethod
    def _words_sql(name: str) -> list[str]:
        return [
            "CREATE EXTENSION IF NOT EXISTS pg_trgm",
            f'CREATE TABLE "{name}_words" (word text PRIMARY KEY)',
            f'CREATE INDEX "{name}_words_alike" ON "{name}_words" USING gist (word gist_trgm_ops)',
        ]

    @staticmethod
    def put(index: Shape, rows: list[Entry]) -> None:
        kept, said = ("key, scope, document", f"key, scope, {_WITH_SCOPE}") if index.scope else ("key, document",) * 2
        words = [words_of(row.text) for row in rows]
        statement = (
            f'INSERT INTO "{index.name}" ({kept}) SELECT {said} FROM ('  # noqa: S608
            "SELECT key, scope, to_tsvector('simple', said) || CASE WHEN stems = 'simple' THEN ''::tsvector "
            "ELSE to_tsvector(stems::regconfig, said) END AS document "
            f"FROM unnest({_NUMBERS}, {_NUMBERS}, {_TEXTS}, {_TEXTS}) AS row(key, scope, words, stems), "
            "coalesce(words, '') AS said) AS row "
            f"ON CONFLICT (key) DO UPDATE SET {'scope = excluded.scope, ' * index.scope}document = excluded.document"
        )
        columns = [
            ",".join(str(row.key) for row in rows),
            ",".join(str(row.scope or "") for row in rows),
            "\n".join(" ".join(text) for text in words),
            "\n".join(_STEMMERS.get(row.language[:2], "simple") for row in rows),
        ]
        plans.rows_of("put_text", statement, columns)
        if index.typos and index.learns_at_once:
            PostgreSQL.learn(index, sorted({word for text in words for word in text if len(word) >= ALIKE_MIN_LENGTH}))

    @staticmethod
    def learn(index: Shape, words: list[str]) -> None:
        run(
            f'INSERT INTO "{index.name}_words" (word) SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING',
            [words],
        )

    @classmethod
    @contextmanager
    def taking_many(cls, index: Shape) -> Iterator[None]:
        """Words are sorted in together, with memory enough to do it; afterwards none of them waits."""
        run("SELECT set_config('work_mem', %s, false)", [f"{_MOST_WAITING_OF_MANY_KB}kB"])
        cls._let_wait(index, _MOST_WAITING_OF_MANY_KB)
        try:
            yield
        finally:
            cls._let_wait(index, _MOST_WAITING_KB)
            run("SELECT gin_clean_pending_list(%s::regclass)", [f"{index.name}_document"])
            run("RESET work_mem", [])

    @staticmethod
    def _let_wait(index: Shape, kilobytes: int) -> None:
        run(f'ALTER INDEX "{index.name}_document" SET (gin_pending_list_limit = {kilobytes})', [])

    @staticmethod
    def remove(index: Shape, keys: list[int]) -> None:
        run(f'DELETE FROM "{index.name}" WHERE key = ANY(%s)', [keys])  # noqa: S608

    @staticmethod
    def clear(index: Shape) -> None:
        for table in [index.name] + [f"{index.name}_words"] * index.typos:
            run(f'DELETE FROM "{table}"', [])  # noqa: S608

    @staticmethod
    def compact(index: Shape) -> None:
        if index.typos:
            word = "split_part(word, '/', 2)" if index.scope else "word"
            run(
                f'DELETE FROM "{index.name}_words" WHERE word NOT IN '  # noqa: S608
                f"(SELECT {word} FROM ts_stat('SELECT document FROM \"{index.name}\"'))",
                [],
            )

    @classmethod
    def find(cls, index: Shape, query: Query, where: Where, limit: int, languages: Sequence[str]) -> list[int]:
        """The newest texts of all scopes first; only if they give less than a page, every text through the index.

        Both are one statement: the second part is not begun where the first was enough. What is chosen by another
        statement goes through the index at once, since the newest texts say nothing of it.
        """
        asked, values = cls._asked(index, query, where, languages)
        older, before = cls._older(where)
        hits = f'SELECT key FROM "{index.name}" WHERE {older} AND document @@ ({_ASKED_ANYWHERE})'  # noqa: S608
        if where.chosen is not None:
            chosen, among = where.chosen
            return run(
                f"WITH {asked}, hit AS MATERIALIZED ({hits} AND key IN ({chosen})) "  # noqa: S608
                "SELECT key FROM hit ORDER BY key DESC LIMIT %s",
                [*values, *before, *among, limit],
            )
        newest, of_newest = cls._newest(index, where)
        seen, of_seen = cls._seen(where)
        last = f"ORDER BY hit.key DESC LIMIT {limit}"
        near = (
            f"SELECT hit.key FROM (SELECT key FROM ({newest}) AS newest "  # noqa: S608
            f"WHERE document @@ query ORDER BY key DESC) AS hit {seen} {last}"
        )
        far = f"{hits} AND (SELECT count(*) FROM near) < {limit} LIMIT {_MAX_HITS}"  # noqa: S608
        newest_of_far = f"SELECT key FROM far ORDER BY key DESC LIMIT {max(limit, _MOST_ASKED)}"  # noqa: S608
        rest = f"SELECT hit.key FROM ({newest_of_far}) AS hit {seen} {last}"  # noqa: S608
        rows = plans.rows_of(
            "search",
            f"WITH {asked}, near AS MATERIALIZED ({near}), far AS MATERIALIZED ({far}) "  # noqa: S608
            f"SELECT key FROM near UNION ({rest}) ORDER BY key DESC LIMIT {limit}",
            [*values, *of_newest, *of_seen, *before, *of_seen],
        )
        return [key for (key,) in rows]

    @staticmethod
    def _seen(where: Where) -> tuple[str, Sequence[Any]]:
        """Asked of one text at a time, as its limit keeps PostgreSQL from looking at all of them beforehand."""
        if where.seen is None:
            return "", ()
        words, values = where.seen
        return f"CROSS JOIN LATERAL ({words} LIMIT 1) AS seen", values

    @classmethod
    def _asked(cls, index: Shape, query: Query, where: Where, languages: Sequence[str]) -> tuple[str, list[Any]]:
        """What is looked for in each scope, as words are kept there."""
        match, values = cls._tsquery(query, languages)
        if not index.scope:
            return f"asked AS MATERIALIZED (SELECT {match} AS query)", values
        said = f"said AS MATERIALIZED (SELECT ({match})::text AS said)"
        scopes = "unnest(string_to_array(%s, ',')::bigint[]) AS scope"
        each = f"asked AS MATERIALIZED (SELECT scope, {_ASKED_WITH_SCOPE} AS query FROM said, {scopes})"  # noqa: S608
        return f"{said}, {each}", [*values, ",".join(map(str, where.scopes))]

    @classmethod
    def _newest(cls, index: Shape, where: Where) -> tuple[str, list[Any]]:
        """The newest texts beside what is looked for: those of each scope are read in turn, as far as needed."""
        last = f"ORDER BY key DESC LIMIT {WINDOW}"
        # A scope is looked up: of a large one that it knows, PostgreSQL would rather walk through all texts.
        of_scope = "scope = (SELECT %s::bigint)" if index.scope else "true"
        older, before = cls._older(where)
        text = (
            f"(SELECT key, document, (SELECT query FROM asked WHERE {of_scope}) AS query "  # noqa: S608
            f'FROM "{index.name}" WHERE {of_scope} AND {older} {last})'
        )
        scopes = [(scope, scope) for scope in where.scopes or ()] if index.scope else [()]
        texts = " UNION ALL ".join([text] * len(scopes))
        return f"SELECT key, document, query FROM ({texts}) AS each {last}", [  # noqa: S608
            value for scope in scopes for value in (*scope, *before)
        ]

    @staticmethod
    def _older(where: Where) -> tuple[str, list[Any]]:
        return ("key < %s", [where.before]) if where.before is not None else ("true", [])

    @staticmethod
    def vocabulary(index: Shape, words: list[str]) -> dict[str, list[str]]:
        """Known words that look like each of these."""
        rows = rows_of(
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
        stemmers = dict.fromkeys(_STEMMERS.get(each[:2], "simple") for each in languages)
        stems = [each for each in stemmers if each != "simple"]
        for term in query.wanted + query.unwanted:
            words = " | ".join("'" + phrase + "'" + ":*" * term.is_prefix for phrase in term.phrases)
            parts.append(f"({_AS_IT_STANDS}{''.join(_BY_ITS_STEM.format(stems=each) for each in stems)})")
            values += [words] * (1 + 3 * len(stems))
        wanted = len(query.wanted)
        return " && ".join([*parts[:wanted], *(f"!!{part}" for part in parts[wanted:])]), values


def _by_first(rows: Sequence[tuple[Any, ...]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for asked, known in rows:
        found[asked].append(known)
    return found
