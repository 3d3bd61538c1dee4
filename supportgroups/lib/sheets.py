"""Tables as CSV, for programs that calculate: none of our cells is ever taken for a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV with CRLF (RFC 4180); a cell that a program would calculate is quoted with an apostrophe."""
    out = StringIO()
    csv.writer(out).writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()


def cell(value: object) -> str:
    """One cell, as text."""
    text = str(value).replace("\x00", "")
    return f"'{text}" if text.startswith(_FORMULA) else text
