"""Times and numbers as people say them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Engine
from django.utils import translation

from supportgroups.lib.words import NOUNS, count_words, hour_of, when

NOW = datetime(2026, 3, 18, 20, 15, tzinfo=UTC)  # a Wednesday


def at(day: int, hour: int, minute: int = 0, *, month: int = 3, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at(18, 2), "in the night"), (at(18, 5), "this morning"), (at(18, 11, 59), "this morning"),
        (at(18, 12), "this afternoon"), (at(18, 20), "this evening"), (at(17, 4), "yesterday"),
        (at(17, 9), "yesterday morning"), (at(17, 13), "yesterday afternoon"), (at(17, 23), "yesterday evening"),
        (at(16, 9), "on Monday"), (at(12, 9), "on Thursday"), (at(11, 9), "11 March"), (at(3, 9), "3 March"),
        (at(3, 9, year=2025), "3 March 2025"), (at(19, 8), "tomorrow morning"), (at(25, 8), "25 March"),
        (at(1, 8, month=1, year=2027), "1 January 2027"),
    ],
)  # fmt: skip
def test_when_says_part_of_day_weekday_or_date(moment: datetime, words: str) -> None:
    assert when(moment, NOW, ZoneInfo("UTC")) == words


def test_when_is_said_on_the_readers_calendar() -> None:
    assert when(at(17, 20), NOW, ZoneInfo("Asia/Kathmandu")) == "yesterday"
    assert when(at(17, 20), NOW, ZoneInfo("America/Los_Angeles")) == "yesterday afternoon"
    assert when(at(18, 2), NOW, ZoneInfo("America/Los_Angeles")) == "yesterday evening"


def test_no_two_minutes_of_a_part_of_day_can_be_told_apart() -> None:
    assert len({when(at(18, 9, minute), NOW, ZoneInfo("UTC")) for minute in range(60)}) == 1


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at(18, 19, 10), "about 7 pm"), (at(18, 18, 30), "about 7 pm"), (at(18, 0, 10), "about midnight"),
        (at(18, 23, 45), "about midnight"), (at(18, 12, 5), "about noon"), (at(18, 7, 29), "about 7 am"),
        (at(18, 12, 40), "about 1 pm"),
    ],
)  # fmt: skip
def test_hours_are_said_to_the_nearest(moment: datetime, words: str) -> None:
    assert hour_of(moment, ZoneInfo("UTC")) == words


def test_small_numbers_are_words() -> None:
    assert [count_words(n, "reply") for n in (0, 1, 2, 9, 10, 1200)] == [
        "no replies", "one reply", "two replies", "nine replies", "10 replies", "1200 replies",
    ]  # fmt: skip
    assert all(count_words(1, noun) == f"one {noun}" for noun in NOUNS)
    with pytest.raises(KeyError):
        count_words(2, "members")


def test_templates_count_with_a_filter() -> None:
    engine = Engine(libraries={"words": "supportgroups.lib.templatetags.words"})
    template = engine.from_string('{% load words %}{{ n|counted:"new post" }}')
    assert template.render(Context({"n": 2})) == "two new posts"


def test_month_names_follow_the_language() -> None:
    with translation.override("de"):
        assert when(at(3, 9), NOW, ZoneInfo("UTC")).split()[-1] == "März"
