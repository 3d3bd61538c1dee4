"""The fields of a Meeting Guide row that come in several shapes: days, times of day, dates of change."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.utils.translation import gettext as _

_DAY_NAMES = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)
_WORDS = {"noon": dt.time(12, 0), "midnight": dt.time(0, 0)}
_DATE_SHAPES = ("%Y%m%d", "%m/%d/%Y", "%m/%d/%Y %H:%M", "%m/%d/%Y %H:%M:%S", "%Y/%m/%d", "%d.%m.%Y", "%B %d, %Y")


class BadField(ValueError):
    """A row cannot be used because of this; the text is for the person who looks after the feed."""


def read_days(given: Any) -> tuple[int, ...]:
    """Days in order, 0 for Sunday, from a number, its text, a name or a list of them; () for none: by appointment."""
    if given is None or given == "":
        return ()
    days = given if isinstance(given, list) else [given]
    return tuple(sorted({_day(each) for each in days if each not in (None, "")}))


def _day(given: Any) -> int:
    if isinstance(given, float) and given.is_integer():
        given = int(given)
    if isinstance(given, int) and not isinstance(given, bool) and 0 <= given < len(_DAY_NAMES):
        return given
    if isinstance(given, str):
        text = given.strip().lower()
        if text.isascii() and text.isdigit() and len(text) < 3:
            return _day(int(text))
        if text[:3] in _DAY_NAMES:
            return _DAY_NAMES.index(text[:3])
    raise BadField(_("The day “%(day)s” is none of 0 (Sunday) to 6 (Saturday).") % {"day": str(given)[:40]})


def read_time(given: Any) -> dt.time | None:
    """A time of day from "18:00", "18:00:00", "6:00 PM", "6pm", "noon"; None for none at all."""
    if given is None or given == "":
        return None
    text = str(given).strip().lower()
    if not text:
        return None
    if text in _WORDS:
        return _WORDS[text]
    found = _TIME.fullmatch(text)
    if found and isinstance(given, str):
        hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
        if found[2] or half:
            time = _clock(hour, minute, half)
            if time is not None:
                return time
    raise BadField(_("The time “%(time)s” cannot be read.") % {"time": str(given)[:40]})


def _clock(hour: int, minute: int, half: str | None) -> dt.time | None:
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour == 24 and minute == 0:
        hour = 0
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def read_updated(given: Any) -> dt.date | None:
    """The day of the last change, in UTC, from any of the shapes feeds use: ISO with or without time and zone,
    20230406, 04/06/2023, seconds since 1970. None when it is missing or senseless: a listing can do without."""
    if isinstance(given, bool) or not isinstance(given, str | int):
        return None
    try:
        found = _moment(str(given).strip())
    except (ValueError, OverflowError, OSError):
        return None
    return found.date() if found and 1990 <= found.year < 2200 else None


def _moment(text: str) -> dt.datetime | None:
    if re.fullmatch(r"\d{9,10}", text):
        return dt.datetime.fromtimestamp(int(text), tz=dt.UTC)
    if not re.fullmatch(r"\d{8}", text):
        try:
            found = dt.datetime.fromisoformat(text)
        except ValueError:
            pass
        else:
            return found.astimezone(dt.UTC) if found.tzinfo else found.replace(tzinfo=dt.UTC)
    for shape in _DATE_SHAPES:
        try:
            return dt.datetime.strptime(text, shape).replace(tzinfo=dt.UTC)
        except ValueError:
            continue
    return None
