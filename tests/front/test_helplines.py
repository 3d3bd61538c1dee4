"""Where somebody in danger can call: sourced, dated, the operator's country first, honest about what is unconfirmed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.test import Client
from django.utils import timezone

from supportgroups.front import helplines

ENTRY = """
[[{kind}]]
country = "{country}"
name = "{name}"
number = "{number}"
sources = [{sources}]
read_on = {read_on}
{more}
"""
TWO = '"https://one.example/", "https://two.example/"'


def entry(kind: str = "line", country: str = "GB", name: str = "", number: str = "1", **more: Any) -> str:
    filled = {"sources": TWO, "read_on": "2026-11-01", "more": ""} | more
    return ENTRY.format(kind=kind, country=country, name=name, number=number, **filled)


@pytest.fixture
def written(settings: Any, tmp_path: Path) -> Any:
    """Write the operator's own list."""

    def write(*entries: str) -> None:
        settings.HELPLINES_FILE = str(tmp_path / f"list-{len(list(tmp_path.iterdir()))}.toml")
        Path(settings.HELPLINES_FILE).write_text("\n".join(entries))

    return write


def page() -> str:
    return re.sub(r"\s+", " ", Client().get("/help-now/").content.decode())


def warnings() -> list[str]:
    found = run_checks(tags=["supportgroups"], include_deployment_checks=True)
    return [str(message.msg) for message in found if (message.id or "").startswith("supportgroups.W")]


@pytest.mark.parametrize("number", helplines.numbers(), ids=lambda number: f"{number.country} {number.name}")
def test_each_of_ours_has_two_sources_a_date_and_a_place(number: helplines.Number) -> None:
    assert len(set(number.sources)) >= 2
    assert all(source.startswith("http") for source in number.sources)
    assert date(2026, 1, 1) <= number.read_on <= timezone.now().date()
    assert number.country in helplines.PLACES
    assert re.fullmatch(r"[\d ]+", number.number)
    assert number.confirmed_on is None, "only an operator confirms"


def test_every_country_with_a_line_has_an_emergency_number_above_it() -> None:
    _first, countries = helplines.countries("")
    assert countries
    assert all(country.emergency for country in countries)


def test_a_country_of_the_union_has_112_on_top(settings: Any) -> None:
    settings.HELP_COUNTRY = "de"
    text = page()
    assert 'Germany: <a href="tel:112">' in text
    assert text.index("112") < text.index("TelefonSeelsorge") < text.index("Numbers in other countries")
    assert text.index("Numbers in other countries") < text.index("911")


def test_where_no_country_is_set_all_are_shown_at_once(settings: Any) -> None:
    settings.HELP_COUNTRY = ""
    assert "<details open>" in page()
    settings.HELP_COUNTRY = "XX"
    assert "<details open>" in page()


def test_an_unconfirmed_entry_says_so_and_a_confirmed_one_says_since_when(settings: Any, written: Any) -> None:
    settings.HELP_COUNTRY = "GB"
    assert page().count("Not yet confirmed.") == len(helplines.numbers())
    written(
        entry("emergency", number="999", more="confirmed_on = 2026-11-20"),
        entry(name="Samaritans", number="116 123", more="confirmed_on = 2026-11-20"),
    )
    assert page().count("Confirmed on 20 November 2026.") == 2
    assert page().count("Not yet confirmed.") == len(helplines.numbers()) - 2


def test_an_operators_line_is_added_and_ours_of_the_same_name_is_replaced(settings: Any, written: Any) -> None:
    settings.HELP_COUNTRY = "GB"
    written(entry(name="Night Ward", number="01632 960001"), entry(name="Samaritans", number="116 124"))
    text = page()
    assert 'href="tel:01632960001"' in text
    assert "116 124" in text
    assert text.count("116 123") == 2, "Ireland's, in its line and in its source"


ONE = '"https://one.example/"'


@pytest.mark.parametrize("lack", [{"sources": ONE}, {"sources": f"{ONE}, {ONE}"}, {"read_on": '"soon"'}])
def test_what_cannot_be_sourced_is_left_out_and_the_operator_is_told(written: Any, lack: dict[str, str]) -> None:
    written(entry(name="Hearsay", number="555", **lack))
    assert "Hearsay" not in page()
    assert "GB Hearsay is left out: it needs two sources and the day they were read." in warnings()


def test_the_deployment_check_warns_of_what_nobody_has_confirmed(settings: Any, written: Any) -> None:
    settings.HELP_COUNTRY = ""
    assert any("HELP_COUNTRY is not set" in words for words in warnings())
    settings.HELP_COUNTRY = "XX"
    assert any("Nothing to call is known for XX" in words for words in warnings())
    settings.HELP_COUNTRY = "GB"
    assert [words.split(" is ")[0] for words in warnings()] == ["GB 999", "GB Samaritans 116 123"]
    lately, long_ago = timezone.now().date() - timedelta(days=30), timezone.now().date() - timedelta(days=400)
    written(
        entry("emergency", number="999", more=f"confirmed_on = {lately}"),
        entry(name="Samaritans", number="116 123", more=f"confirmed_on = {long_ago}"),
    )
    assert warnings() == ["GB Samaritans 116 123 was confirmed more than a year ago: ask again."]


def test_the_page_asks_nothing_of_the_database_and_loads_nothing_from_elsewhere() -> None:
    text = Client().get("/help-now/").content.decode()
    assert not re.search(r'(src|<link[^>]*href)="(https?:)?//', text)
