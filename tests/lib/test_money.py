"""Amounts are whole numbers of the smallest unit, however people write them; a table holds no formula."""

from __future__ import annotations

import pytest

from supportgroups.lib import money, sheets

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("typed", "digits", "amount"),
    [
        ("12", 2, 1200), ("12.5", 2, 1250), ("12,50", 2, 1250), ("1.012,50", 2, 101_250), ("1,012.50", 2, 101_250),
        ("1'000", 2, 100_000), ("1 000,00", 2, 100_000), ("1.000", 2, 100_000), ("1.000", 3, 1000), ("500", 0, 500),
        ("0", 2, 0), ("0,01", 2, 1), (" 7.10 ", 2, 710), ("1 000,5", 2, 100_050), ("12.500", 3, 12_500),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(typed: str, digits: int, amount: int) -> None:
    assert money.read(typed, digits) == amount


@pytest.mark.parametrize(
    "typed",
    ["", "x", "-5", "+5", "1.2.3", "12.3456", "1e3", "٣", "12..5", ".5", "999999999", "5 EUR", "1,00,000", "\x00"],
)
def test_what_is_no_amount_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(money.NotAnAmount):
        money.read(typed, 2)


def test_amounts_are_written_with_their_currency() -> None:
    assert money.in_words(1250, "EUR", 2) == "12.50 EUR"
    assert money.in_words(500, "JPY", 0) == "500 JPY"
    assert (money.plain(1250, 2), money.plain(5, 3), money.plain(500, 0)) == ("12.50", "0.005", "500")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_a_formula(start: str) -> None:
    assert sheets.as_csv([[f"{start}1+1", "plain"]]).lstrip('"').startswith("'")


def test_a_table_keeps_its_words() -> None:
    assert sheets.as_csv([["a", 'say "b", please'], [1, "two\nlines"]]) == 'a,"say ""b"", please"\r\n1,"two\nlines"\r\n'
