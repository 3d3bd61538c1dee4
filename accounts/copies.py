"""What a copy of one's own data holds: pages for people to read, and the same as JSON for programs."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import IO, Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import Account
from accounts.registered import Given, given_tables

# Where copies wait in the storage until they are fetched.
FOLDER = "copies"
# A page that an old phone opens without effort.
ROWS_A_PAGE = 200
_LONG = 60  # characters; what is longer stands on lines of its own
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Line:
    """One thing of a row, in words."""

    label: str
    text: str
    is_long: bool


@dataclass(frozen=True)
class Sheet:
    """One kind of thing, as the first page leads to it."""

    address: str
    title: str


def count(account: Account) -> int:
    """How many steps `write` takes: each row is written twice. A statement for each table."""
    return 2 * sum(given.rows(account).count() for given in given_tables())


def write(file: IO[bytes], *, account: Account, now: datetime) -> Iterator[int]:
    """Write the copy as a ZIP into `file`; yields how many steps are done. Two hundred rows are in memory at a time."""
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as copy,
        translation.override(account.language),
        timezone.override(account.zone),
    ):
        done, sheets = 0, []
        for given in given_tables():
            rows = 0
            for step in _write_table(copy, given, account):
                rows += step
                yield done + rows
            done += rows
            if rows:
                sheets.append(Sheet(_page_name(given, 1), str(given.table.title)))
        words = {"sheets": sheets, "day": date_format(timezone.localtime(now), "DATE_FORMAT")}
        copy.writestr("index.html", render_to_string("account/copy/index.html", words))
        copy.writestr("pages/look.css", render_to_string("account/copy/look.css"))
        copy.writestr("data/columns.json", _json(_meanings(), indent=1))


def _write_table(copy: zipfile.ZipFile, given: Given, account: Account) -> Iterator[int]:
    """Both forms of one table, and its files; yields the rows of each step. A table without rows leaves nothing."""
    if not given.rows(account).exists():
        return
    names = [column.column for column in given.columns]
    with copy.open(f"data/{given.name}.json", "w", force_zip64=True) as data:
        mark = "[\n"
        for batch in _batches(given, account):
            for row in batch:
                data.write(f"{mark}{_json(dict(zip(names, row, strict=True)))}".encode())
                mark = ",\n"
            yield len(batch)
        data.write(b"\n]\n")
    yield from _write_pages(copy, given, account)


def _write_pages(copy: zipfile.ZipFile, given: Given, account: Account) -> Iterator[int]:
    fields, batches = given.fields(), _batches(given, account)
    batch, number = next(batches, None), 1
    while batch:
        following = next(batches, None)
        words = {
            "title": given.table.title,
            "rows": [_lines(given, fields, row) for row in batch],
            "before": _page_name(given, number - 1).removeprefix("pages/") if number > 1 else "",
            "after": _page_name(given, number + 1).removeprefix("pages/") if following else "",
        }
        copy.writestr(_page_name(given, number), render_to_string("account/copy/page.html", words))
        _write_files(copy, given, batch)
        yield len(batch)
        batch, number = following, number + 1


def _write_files(copy: zipfile.ZipFile, given: Given, batch: list[Row]) -> None:
    """Pictures, in the bytes in which they lie here, under the names that stand in the data."""
    for place, column in enumerate(given.columns):
        for name in {row[place] for row in batch if row[place]} if column.is_file else ():
            if default_storage.exists(name):
                with default_storage.open(name) as file:
                    copy.writestr(f"files/{name}", file.read())


def _batches(given: Given, account: Account) -> Iterator[list[Row]]:
    rows = given.rows(account).iterator(chunk_size=ROWS_A_PAGE)
    while batch := list(islice(rows, ROWS_A_PAGE)):
        yield batch


def _lines(given: Given, fields: list[Field[Any, Any]], row: Row) -> list[Line]:
    """What was written first, then the small facts; random addresses are for programs and stand in the data alone."""
    lines = []
    for column, field, value in zip(given.columns, fields, row, strict=True):
        text = "" if isinstance(value, UUID) or value is False else _text(field, value)
        if text:
            lines.append(Line(capfirst(column.purpose), text, len(text) > _LONG or "\n" in text))
    return sorted(lines, key=lambda line: not line.is_long)


def _text(field: Field[Any, Any], value: Any) -> str:
    """A value as its owner would read it; nothing for nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, Mapping):
        return "\n".join(f"{name}: {_text(field, inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return "\n".join(_text(field, inner) for inner in value)
    return str(dict(field.flatchoices).get(value, value))


def _meanings() -> dict[str, dict[str, str]]:
    """What each column of the JSON files is, by file."""
    return {given.name: {column.column: column.purpose for column in given.columns} for given in given_tables()}


def _page_name(given: Given, number: int) -> str:
    return f"pages/{given.name}{'' if number == 1 else f'-{number}'}.html"


def _json(value: Any, indent: int | None = None) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=indent)
