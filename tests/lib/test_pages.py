"""Pages by position: complete, in order, without repeats, at the same cost everywhere."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext, isolate_apps
from hypothesis import given, settings
from hypothesis import strategies as st

from supportgroups.lib.pages import Page, Window, keyset, number_window
from tests.few import few_or_many

ORDER = ("-last_at", "-pk")
START = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def table(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """A model of the tests' own and its table, dropped after them."""
    with isolate_apps("supportgroups.lib"):

        class PagedRow(models.Model):
            last_at = models.DateTimeField()
            title = models.CharField(max_length=20, default="")

            class Meta:
                app_label = "lib"
                db_table = "test_paged_row"

    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(PagedRow)
    yield PagedRow
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.delete_model(PagedRow)


@pytest.fixture
def rows(db: None, table: Any) -> Any:
    """45 rows, three to each moment."""
    table._default_manager.bulk_create(
        [table(last_at=START + timedelta(minutes=n // 3), title=f"row {n % 7}") for n in range(45)]
    )
    return table


def walk(queryset: Any, order: tuple[str, ...], size: int) -> list[Page[Any]]:
    pages = [keyset(queryset, order=order, after=None, size=size)]
    while pages[-1].older:
        pages.append(keyset(queryset, order=order, after=pages[-1].older, size=size))
    return pages


@pytest.mark.parametrize("order", [ORDER, ("last_at", "pk"), ("title", "-last_at", "pk"), ("-pk",)])
@pytest.mark.parametrize("size", [1, 4, 20, 44, 45, 46])
def test_walking_on_shows_every_row_once_and_in_order(rows: Any, order: tuple[str, ...], size: int) -> None:
    shown = [item.pk for page in walk(rows._default_manager.all(), order, size) for item in page.items]
    assert shown == list(rows._default_manager.order_by(*order).values_list("pk", flat=True))


def test_walking_back_shows_the_same_pages(rows: Any) -> None:
    pages = walk(rows._default_manager.all(), ORDER, 10)
    assert [len(page.items) for page in pages] == [10, 10, 10, 10, 5]
    assert pages[0].newer is None
    back = pages[-1]
    for page in reversed(pages[:-1]):
        back = keyset(rows._default_manager.all(), order=ORDER, after=back.newer, size=10)
        assert back.items == page.items
        assert back.older == page.older
    assert back.newer is None


def test_a_page_is_one_statement_without_offset_or_count(rows: Any) -> None:
    first = keyset(rows._default_manager.all(), order=ORDER, after=None, size=5)
    for after in (None, first.older):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = keyset(rows._default_manager.all(), order=ORDER, after=after, size=5)
        assert len(page.items) == 5
        assert len(queries) == 1
        statement = queries[0]["sql"].upper()
        assert "OFFSET" not in statement
        assert "COUNT(" not in statement
        assert "LIMIT 6" in statement


def test_rows_that_come_or_go_between_pages_repeat_and_hide_nothing(rows: Any) -> None:
    first = keyset(rows._default_manager.all(), order=ORDER, after=None, size=10)
    expected = list(rows._default_manager.order_by(*ORDER).values_list("pk", flat=True)[10:20])
    rows._default_manager.create(last_at=START + timedelta(days=1))
    first.items[-1].delete()
    second = keyset(rows._default_manager.all(), order=ORDER, after=first.older, size=10)
    assert [item.pk for item in second.items] == expected


@pytest.mark.parametrize("cursor", ["", "x", "é", "AAAA", "=" * 9, "A" * 60, "A" * 5000, "\x00", "../../etc"])
def test_a_cursor_not_made_here_gives_the_first_page(rows: Any, cursor: str) -> None:
    everything = rows._default_manager.all()
    assert keyset(everything, order=ORDER, after=cursor, size=5) == keyset(everything, order=ORDER, after=None, size=5)


def test_a_cursor_of_another_order_or_a_changed_one_gives_the_first_page(rows: Any) -> None:
    everything = rows._default_manager.all()
    first = keyset(everything, order=ORDER, after=None, size=5)
    assert first.older
    changed = first.older[:-3] + ("abc" if first.older[-3:] != "abc" else "abd")
    assert keyset(everything, order=ORDER, after=changed, size=5) == first
    by_number = keyset(everything, order=("-pk",), after=first.older, size=5)
    assert by_number == keyset(everything, order=("-pk",), after=None, size=5)


def test_a_cursor_shows_neither_times_nor_keys_and_stays_the_same(rows: Any) -> None:
    first, again = (keyset(rows._default_manager.all(), order=ORDER, after=None, size=5) for _time in range(2))
    assert first.older == again.older
    assert "2026" not in str(first.older)


def test_a_position_beyond_the_last_row_gives_the_first_page(rows: Any) -> None:
    first = keyset(rows._default_manager.all(), order=ORDER, after=None, size=40)
    rows._default_manager.exclude(pk__in=[item.pk for item in first.items]).delete()
    assert keyset(rows._default_manager.all(), order=ORDER, after=first.older, size=40).items == first.items


def test_rows_as_dictionaries_have_pages_too(rows: Any) -> None:
    values = rows._default_manager.values("id", "title")
    first = keyset(values, order=("title", "id"), after=None, size=40)
    assert len(keyset(values, order=("title", "id"), after=first.older, size=40).items) == 5


def test_an_empty_list_has_one_empty_page(rows: Any) -> None:
    assert keyset(rows._default_manager.none(), order=ORDER, after=None) == Page([], None, None)


@pytest.mark.parametrize(
    ("last", "at", "window"),
    [
        (0, 1, Window(1, 0, None, None)),
        (1, 1, Window(1, 1, None, None)),
        (20, 20, Window(1, 20, None, None)),
        (21, 20, Window(1, 20, None, 21)),
        (21, 21, Window(21, 21, 1, None)),
        (100, 45, Window(41, 60, 21, 61)),
        (100, -5, Window(1, 20, None, 21)),
        (100, 10**9, Window(81, 100, 61, None)),
    ],
)
def test_a_window_holds_the_number_asked_for(last: int, at: int, window: Window) -> None:
    assert number_window(last, at) == window


@pytest.mark.parametrize("examples", few_or_many(30, 200))
def test_windows_cover_a_thread_without_gaps(examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(st.integers(1, 5000), st.integers(1, 60))
    def holds(last: int, size: int) -> None:
        window, seen = number_window(last, 1, size), 0
        while True:
            assert window.first == seen + 1
            seen = window.last
            if window.newer is None:
                break
            window = number_window(last, window.newer, size)
        assert seen == last

    holds()
