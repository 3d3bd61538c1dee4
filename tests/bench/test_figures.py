"""How figures are made and told. That the site answers is tried elsewhere; nothing here measures time."""

from __future__ import annotations

import json
import os

import pytest

from bench import processes, report
from bench.asking import Answer
from bench.bounds import BARE, LEAN, Bound
from bench.pages import Page
from bench.report import Figures

pytestmark = pytest.mark.once
BOUND = Bound(app_ms=12, db_ms=3, statements=9, gzipped=8_000, times_bare=2)


def figures(page: str = "a page", **changes: float) -> Figures:
    numbers = {"statements": 9, "app_ms": 12, "db_ms": 3, "median_ms": 15, "p95_ms": 20, "per_second": 100}
    sizes = {"raw": 30_000, "gzipped": 8_000}
    return Figures(page, **{**numbers, **sizes, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("share", "expected"), [(0.5, 5), (0.95, 10), (0.9, 9), (0.0, 1), (1.0, 10)], ids=lambda value: str(value)
)
def test_a_percentile_is_one_of_the_values(share: float, expected: float) -> None:
    assert report.percentile([10, 1, 9, 2, 8, 3, 7, 4, 6, 5], share) == expected
    assert report.percentile([], share) == 0


def test_the_middle_of_runs_is_taken_for_each_figure_alone() -> None:
    runs = [figures(app_ms=1, db_ms=9), figures(app_ms=2, db_ms=1), figures(app_ms=30, db_ms=2)]
    middle = report.middle(runs)
    assert (middle.app_ms, middle.db_ms, middle.page) == (2, 2, "a page")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, []),
        ({"app_ms": 12.04}, []),
        ({"app_ms": 12.06}, ["application"]),
        ({"db_ms": 3.2, "statements": 10}, ["database", "statements"]),
        ({"gzipped": 8_001}, ["size"]),
        ({"app_ms": 12, "db_ms": 3}, []),
    ],
)
def test_what_is_over_its_bound_is_named(changes: dict[str, float], told: list[str]) -> None:
    assert report.over(figures(**changes), BOUND, bare_ms=7.5) == told
    assert report.over(figures(**changes), None, bare_ms=7.5) == []


def test_a_page_is_set_against_the_bare_one_of_the_same_run() -> None:
    rows = [figures(), figures(BARE, app_ms=6, db_ms=1)]
    assert report.bare_of(rows) == 7
    assert report.over(rows[0], BOUND, report.bare_of(rows)) == ["bare"]
    assert report.times_bare(rows[0], 0) == 0


def test_a_page_is_set_against_the_lean_one_too_and_is_held_to_the_bare_one() -> None:
    rows = [figures(app_ms=9, db_ms=1), figures(BARE, app_ms=4, db_ms=1), figures(LEAN, app_ms=3, db_ms=1)]
    first = report.table(rows, {"a page": BOUND}).splitlines()[2]
    assert [cell.strip() for cell in first.split("|")][5:7] == ["2.00", "2.50"]
    assert first.endswith("|  |")


def test_the_table_has_a_line_for_each_page_and_json_says_the_same() -> None:
    rows = [figures(), figures(BARE, app_ms=7)]
    lines = report.table(rows, {"a page": BOUND}).splitlines()
    assert len(lines) == 4
    assert len({line.count("|") for line in lines}) == 1
    told = json.loads(report.as_json({"began": "today"}, {100: rows}))
    assert told["sizes"]["100"][0]["app_ms"] == 12


def test_growth_is_told_by_processor_time() -> None:
    assert "| a page | 1.20 |" in report.growth([figures(app_ms=9, db_ms=1)], [figures(app_ms=9, db_ms=3)])


def test_a_process_is_read_whatever_its_name_is() -> None:
    assert processes.stat_fields("12 (a ) b) S 3 4") == ["S", "3", "4"]
    assert processes.milliseconds([os.getpid()]) > 0
    assert processes.milliseconds([2**22 + 1]) == 0


def test_a_press_that_cannot_be_repeated_has_one_request_for_every_time() -> None:
    page = Page("reply", ["first", "second", "third"])  # type: ignore[list-item]
    assert page.times(2, 1) == ["second", "third"]
    assert Page("list", ["same"]).times(3) == ["same"] * 3  # type: ignore[list-item]


def test_sizes_are_those_that_go_over_the_wire() -> None:
    assert Answer(b"a" * 10_000, 1.0).gzipped < 100
