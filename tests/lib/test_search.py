"""Search: the same answers from both engines, and none of them an exception."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import OperationWriter
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from supportgroups.lib import search
from supportgroups.lib.migrations_sql import CreateTextIndex
from supportgroups.lib.search import Entry, TextIndex
from supportgroups.lib.searchengines import postgresql, shapes
from supportgroups.lib.searchwords import MAX_TERMS, parse, words_of
from tests.few import few_or_many

pytestmark = pytest.mark.django_db

EVERYWHERE = [10, 20, 30]

TEXTS = {
    1: (10, "I could not sleep last night, again."),
    2: (10, "Sleeping is easier with the window open."),
    3: (20, "Does a walk in the morning help anybody sleep?"),
    4: (20, "My café is closed; my garden is open."),
    5: (10, "Grief comes in waves, last of all at night."),
    6: (30, "Anxiety group for new parents, well-being and rest."),
    7: (30, "नमस्ते everybody, שלום, 你好"),
}


@pytest.fixture(scope="module")
def table(django_db_setup: None, django_db_blocker: Any) -> Iterator[TextIndex]:
    """An empty index, made and dropped the way migrations do it."""
    step, state = CreateTextIndex("test_texts", scope=True, typos=True), ProjectState()
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        step.database_forwards("lib", editor, state, state)
    yield step.index
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            step.database_backwards("lib", editor, state, state)
        left = [name for name in connection.introspection.table_names() if name.startswith("test_texts")]
    assert left == []


@pytest.fixture
def index(db: None, table: TextIndex) -> TextIndex:
    table.put_many([Entry(key, scope, text) for key, (scope, text) in TEXTS.items()])
    return table


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("sleep", [3, 2, 1]), ("SLEEP", [3, 2, 1]), ("sleep ", [3, 2, 1]), ("sleep again", [1]), ("slee", [3, 2, 1]),
        ("sleep my", []), ('"sleep"', [3, 1]), ('"last night"', [1]), ('"night last"', []), ("night last", [5, 1]),
        ("sleep -walk", [2, 1]), ("-sleep", []), ("open -sleeping", [4]), ("open -gar", [4, 2]), ("cafe", [4]),
        ("CAFÉ", [4]), ("well-being", [6]), ("wellbeing", []), ("being-well", []), ("नमस्ते", [7]), ("שלום", [7]),
        ('open -"my garden"', [2]), ("a", [3]), ("w", []), ("", []), ("   ", []), ('""', []), ("-", []), ("---", []),
        ('"', []), ('"last night', [1]), ("nobodyhasthis", []), ("anxeity", []),
    ],
)  # fmt: skip
def test_words_phrases_and_what_is_left_out(index: TextIndex, query: str, keys: list[int]) -> None:
    assert index.matches(query, EVERYWHERE, 20) == keys


def test_only_the_scopes_asked_for_are_searched(index: TextIndex) -> None:
    assert index.matches("sleep", [10], 20) == [2, 1]
    assert index.matches("sleep", [10, 20, 10], 20) == [3, 2, 1]
    assert index.matches("sleep", [99], 20) == []
    assert index.matches("sleep", [], 20) == []
    with pytest.raises(ValueError, match="within scopes"):
        index.matches("sleep", None, 20)


@pytest.mark.postgres
def test_few_words_wait_to_be_sorted_into_an_index(index: TextIndex) -> None:
    assert most_waiting(index) == "gin_pending_list_limit=64"
    with index.taking_many():
        assert most_waiting(index) == "gin_pending_list_limit=16000"
    assert most_waiting(index) == "gin_pending_list_limit=64"


def most_waiting(index: TextIndex) -> str:
    [[option]] = shapes.run(f"SELECT reloptions FROM pg_class WHERE relname = '{index.name}_document'", [])  # noqa: S608
    return str(option)


def test_what_comes_with_many_is_found_as_all_else(index: TextIndex) -> None:
    with index.taking_many():
        index.put_many(Entry(key, 10, "a quiet harbour") for key in range(100, 2_200))
        assert index.matches("harbour", [10], 2) == [2_199, 2_198]
    assert index.matches("harbour", [10], 2) == [2_199, 2_198]
    assert index.matches("sleep", [10], 20) == [2, 1]


def test_pages_go_on_before_the_last_key(index: TextIndex) -> None:
    for scopes in (EVERYWHERE, [10, 20]):
        assert index.matches("sleep", scopes, 2) == [3, 2]
        assert index.matches("sleep", scopes, 2, before=2) == [1]
        assert index.matches("sleep", scopes, 2, before=1) == []
    assert index.matches("sleep", EVERYWHERE, 0) == []


def test_older_texts_are_found_beyond_the_newest_window(index: TextIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgresql, "WINDOW", 1)
    assert index.matches("sleep", [10, 20], 20) == [3, 2, 1]
    assert index.matches("grief", [10], 1) == [5]


@pytest.mark.parametrize("window", [2_000, 1])
def test_what_may_not_be_seen_is_passed_over(index: TextIndex, monkeypatch: pytest.MonkeyPatch, window: int) -> None:
    monkeypatch.setattr(postgresql, "WINDOW", window)
    but_two = ("SELECT 1 WHERE hit.key <> %s", [2])
    assert index.matches("sleep", [10, 20], 20, seen=but_two) == [3, 1]
    assert index.matches("sleep", [10, 20], 1, before=3, seen=but_two) == [1]
    assert index.matches("sleep", [10], 20, seen=("SELECT 1 WHERE hit.key > %s", [9])) == []


def test_a_page_takes_two_statements_at_most(index: TextIndex) -> None:
    with CaptureQueriesContext(connection) as queries:
        index.matches("sleep", [10, 20], 20)
    assert len(queries) <= 2
    with CaptureQueriesContext(connection) as queries:
        index.matches("", [10, 20], 20)
    assert len(queries) == 0


def test_a_text_put_again_replaces_the_first(index: TextIndex) -> None:
    index.put(1, 20, "only waves now")
    assert index.matches("sleep", EVERYWHERE, 20) == [3, 2]
    assert index.matches("waves", [20], 20) == [1]
    assert index.put_many([Entry(1, 20, "first"), Entry(1, 20, "second")]) == 1
    assert index.matches("first", EVERYWHERE, 20) == []
    assert index.matches("second", EVERYWHERE, 20) == [1]


def test_what_is_removed_is_not_found(index: TextIndex) -> None:
    index.remove([1, 3, 77])
    index.remove([])
    assert index.matches("sleep", EVERYWHERE, 20) == [2]
    index.clear()
    assert index.matches("open", EVERYWHERE, 20) == []


def test_after_an_erasure_the_engine_keeps_no_word(index: TextIndex) -> None:
    index.put(8, 10, "zqcanaryword")
    index.remove([8])
    index.compact()
    for table in connection.introspection.table_names():
        if table.startswith("test_texts") and not table.endswith("_words"):
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
                assert b"zqcanary" not in repr(cursor.fetchall()).encode()
    assert index.similar("zqcanarywird", 20, EVERYWHERE) == []


def test_many_texts_come_in_batches(index: TextIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_BATCH", 7)
    assert index.put_many(Entry(key, 40, f"number n{key}") for key in range(100, 130)) == 30
    assert index.matches("number", [40], 50) == list(range(129, 99, -1))
    index.remove(range(100, 130))
    assert index.matches("number", [40], 50) == []


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("anxeity", [6]),
        ("greif", [5]),
        ("slepe", [3, 2, 1]),
        ("anxeity parants", [6]),
        ("mornign walk", [3]),
        ("xyzzy", []),
        ("", []),
    ],
)
def test_small_slips_are_forgiven(index: TextIndex, query: str, keys: list[int]) -> None:
    assert index.similar(query, 20, EVERYWHERE) == keys


def test_slips_are_forgiven_within_scopes_and_by_indexes_that_keep_words(index: TextIndex) -> None:
    assert index.similar("slepe", 20, [20]) == [3]
    with pytest.raises(ValueError, match="keeps no list"):
        TextIndex("test_texts").similar("x", 20)


def test_stems_are_found_in_the_language_of_the_text(index: TextIndex) -> None:
    if connection.vendor != "postgresql":
        assert index.matches("walks", EVERYWHERE, 20) == []
        return
    index.put(9, 10, "They walked and were talking", "en")
    assert index.matches("walks", EVERYWHERE, 20, languages=["en"]) == [9, 3]
    assert index.matches('"were talking"', EVERYWHERE, 20, languages=["en"]) == [9]
    assert index.matches("the talks", EVERYWHERE, 20, languages=["en"]) == []
    assert index.matches("walks", EVERYWHERE, 20, languages=["xx"]) == []


NAUGHTY = [
    *(
        "'",
        "\\",
        "a'b",
        "''':*",
        "a:*",
        "a&|!b",
        "NEAR(a b)",
        "a AND",
        "OR",
        "NOT",
        "body:x",
        "^a",
        "*",
        '"*',
        "a\x00b",
    ),
    *("\ud800", "\U0001f600", "()", "((((", '" " "', "-" * 300, "x" * 5000, "é" * 5000, "%s %d %", "{}"),
    *("a" + "\u0301" * 900, "; DROP TABLE x; --", "<->", "<1>", "a <-> b", "\u202e", "٣٤", "²", "Ⅷ", "ﬃ"),
    *("ꙮ", "𞤀𞤁", "ªº"),
]


@pytest.mark.parametrize("query", NAUGHTY)
def test_naughty_words_are_searched_and_stored_quietly(index: TextIndex, query: str) -> None:
    index.put(50, 10, query)
    assert isinstance(index.matches(query, [10], 20), list)
    assert isinstance(index.matches(f'open "{query}" -{query}', EVERYWHERE, 20, languages=[query]), list)
    assert isinstance(index.similar(query, 20, EVERYWHERE), list)


@pytest.mark.parametrize("examples", few_or_many(20, 60))
def test_no_input_raises(index: TextIndex, examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(st.text(alphabet="ab \"'-*:&|!()\\^éñ\u0301%", max_size=60) | st.text(max_size=60))
    def holds(query: str) -> None:
        assert isinstance(index.matches(query, [10, 20], 20), list)
        assert len(parse(query * 9).wanted) <= MAX_TERMS

    holds()


@pytest.mark.parametrize("examples", few_or_many(20, 60))
def test_a_text_is_found_by_its_own_words(index: TextIndex, examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(st.text(max_size=60))
    def holds(text: str) -> None:
        words = [word for word in words_of(text) if word.isascii()][:5]
        index.put(60, 60, text)
        assert index.matches(" ".join(words), [60], 20) == ([60] if words else [])

    holds()


def test_an_index_without_scopes_or_typos() -> None:
    plain = TextIndex("test_plain", scope=False)
    run(plain.create_sql(connection.vendor))
    plain.put_many([Entry(1, None, "a quiet room"), Entry(2, None, "a loud room")])
    assert plain.matches("room", None, 20) == [2, 1]
    assert plain.matches("room", None, 20, before=2) == [1]
    assert plain.matches("quiet room", None, 20) == [1]
    run(plain.drop_sql(connection.vendor))
    assert "test_plain" not in connection.introspection.table_names()


def run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_a_migration_can_be_written_and_told() -> None:
    step = CreateTextIndex("forums_searchrow", typos=True)
    written, imports = OperationWriter(step, indentation=0).serialize()
    assert "name='forums_searchrow'" in written
    assert "import supportgroups.lib.migrations_sql" in imports
    assert step.describe() == "Create the text index forums_searchrow"
    assert step.reversible


@pytest.mark.parametrize("name", ["", "x; drop", 'a"b', "X", "x" * 50])
def test_a_name_that_is_no_table_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        TextIndex(name)


def test_texts_without_words_are_put_like_others(index: TextIndex) -> None:
    index.put(7_001, 30, "")
    index.put_many([Entry(7_002, 30, "kettle"), Entry(7_003, 30, "…"), Entry(7_004, 20, "kettle", "en")])
    assert index.matches("kettle", EVERYWHERE, 20) == [7_004, 7_002]
    assert index.matches("kettle", [30], 20) == [7_002]
