"""One summary at eight on the reader's own clock, wherever and whenever that is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from newsletters.rhythm import Rhythm
from tests.few import few_of

ZONES = [
    ("UTC", "2026-06-01T00:00", "2026-06-01T08:00"),
    ("Asia/Kathmandu", "2026-06-01T00:00", "2026-06-01T02:15"),
    ("Pacific/Kiritimati", "2026-06-01T00:00", "2026-06-01T18:00"),
    ("America/New_York", "2026-03-08T00:00", "2026-03-08T12:00"),  # the morning after the clocks went on
    ("America/New_York", "2026-11-01T00:00", "2026-11-01T13:00"),  # and back
    ("Australia/Lord_Howe", "2026-10-03T12:00", "2026-10-03T21:00"),  # goes on by half an hour
    ("Australia/Lord_Howe", "2026-04-04T12:00", "2026-04-04T21:30"),  # and back
    ("Europe/Berlin", "2028-02-28T20:00", "2028-02-29T07:00"),
]


@pytest.mark.parametrize(("zone", "after", "expected"), ZONES)
def test_eight_on_the_readers_clock(zone: str, after: str, expected: str) -> None:
    rhythm = Rhythm("daily", 8, 6, ZoneInfo(zone))
    found = rhythm.following(datetime.fromisoformat(after).replace(tzinfo=UTC))
    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)
    local = found.astimezone(ZoneInfo(zone))
    assert (local.hour, local.minute) == (8, 0)


@pytest.mark.parametrize("zone", sorted({zone for zone, _after, _expected in ZONES} | {"America/Havana"}))
@pytest.mark.parametrize("hour", few_of([0, 2, 8, 23], [2]))
def test_each_day_until_after_a_leap_day_has_one(zone: str, hour: int) -> None:
    rhythm = Rhythm("daily", hour, 6, ZoneInfo(zone))
    moment, days = datetime(2026, 1, 1, 12, tzinfo=UTC), []
    while moment.year < 2028 or moment.month < 4:
        moment = rhythm.following(moment)
        assert rhythm.is_on(moment)
        assert rhythm.latest(moment + timedelta(minutes=59)) == moment
        days.append(rhythm.period(moment))
    assert len(days) == len(set(days))
    first, last = (datetime.fromisoformat(day) for day in (days[0], days[-1]))
    assert len(days) == (last - first).days + 1


def test_once_a_week_and_once_a_month() -> None:
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)  # a Monday
    assert Rhythm("weekly", 8, 6, ZoneInfo("UTC")).following(noon) == datetime(2026, 11, 29, 8, tzinfo=UTC)
    assert Rhythm("weekly", 8, 0, ZoneInfo("UTC")).latest(noon) == datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert Rhythm("monthly", 8, 6, ZoneInfo("UTC")).following(noon) == datetime(2026, 12, 1, 8, tzinfo=UTC)


def test_a_time_of_the_old_zone_is_not_on_after_a_move() -> None:
    due = Rhythm("daily", 8, 6, ZoneInfo("UTC")).following(datetime(2026, 11, 23, 12, tzinfo=UTC))
    assert not Rhythm("daily", 8, 6, ZoneInfo("Asia/Kathmandu")).is_on(due)
