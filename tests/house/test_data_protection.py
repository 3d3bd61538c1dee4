"""What the page for data protection officers says of times is what the register says, and its commands are there."""

from __future__ import annotations

import re

import pytest
from django.core.management import get_commands
from django.urls import resolve

from supportgroups.lib.dataregister import TABLES
from tests.house.walls import ROOT

PAGE = (ROOT / "docs" / "data-protection.md").read_text()
ROW = re.compile(r"^\| `([\w.]+)` \| [^|]+ \| (\d+) \|$", re.MULTILINE)


def test_the_times_are_those_of_the_register() -> None:
    written = {label: int(days) for label, days in ROW.findall(PAGE)}
    kept = {label: {end.days for end in table.ends} for label, table in TABLES.items() if table.ends}
    assert set(written) == set(kept)
    assert {label for label, days in written.items() if days not in kept[label]} == set()


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`manage\.py (\w+)", PAGE))))
def test_its_commands_are_there(command: str) -> None:
    assert command in get_commands()


def test_the_address_it_names_is_there() -> None:
    (address,) = set(re.findall(r"`(/[\w/]+/)`", PAGE))
    assert resolve(address).url_name == "account_data"
