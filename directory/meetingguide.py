"""Reading Meeting Guide JSON: the feed in which twelve-step fellowships and others publish their weekly meetings.

It reads bytes into plain values and touches neither the network nor a table. Real feeds are messy; what can be
understood is, what cannot is refused by row with a reason, and one strange row never costs the others. Nothing private
that stood in a note comes out again (see `directory.scrub`).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from directory.meeting_fields import BadField, read_days, read_time, read_updated
from directory.meeting_links import meeting_address, web_address
from directory.meeting_types import ONLINE, TEMPORARILY_CLOSED, TYPE_WORDS
from directory.scrub import scrub, tidy

LARGEST_FEED = 30_000_000  # bytes: the largest fellowship's whole country is a tenth of it
LONGEST_NAME, LONGEST_LINE, LONGEST_NOTES = 200, 255, 4000
LONGEST_FIELD = 20_000  # characters of any one field that are looked at
USUAL_LENGTH = dt.timedelta(hours=1)  # the standard's own: a meeting without an end lasts an hour


class NotAFeed(ValueError):
    """These bytes are no Meeting Guide feed; `sentence` says why in words for a person."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Refusal:
    """A row that could not be used: its place in the file (from 1), its name as far as it has one, and why."""

    row: int
    name: str
    reason: str


@dataclass(frozen=True)
class Meeting:
    """One meeting. Times are the meeting's own wall clock; `timezone` is "" where the feed names none. `key` is stable
    from one import to the next and unique in its feed. Days count from 0, Sunday; none at all means by appointment."""

    key: str
    name: str
    slug: str
    days: tuple[int, ...]
    start: dt.time | None
    end: dt.time | None
    timezone: str
    place: str
    address: str
    region: str
    is_approximate: bool
    is_online: bool
    is_in_person: bool
    online_url: str
    has_phone: bool
    types: tuple[str, ...]
    notes: str
    url: str
    updated_on: dt.date | None
    is_temporarily_closed: bool
    entity: str
    group: str

    @property
    def type_words(self) -> tuple[str, ...]:
        """The known types in the language in use, in the feed's order."""
        return tuple(str(TYPE_WORDS[code]) for code in self.types if code in TYPE_WORDS)

    @property
    def ends_next_day(self) -> bool:
        return self.start is not None and self.end is not None and self.end <= self.start


@dataclass(frozen=True)
class Feed:
    """What came out of one file, in its order."""

    meetings: tuple[Meeting, ...]
    refused: tuple[Refusal, ...]


def read(data: bytes) -> Feed:
    """Read a whole feed. Raises NotAFeed when these bytes are none; a file with an empty list is a feed of nothing."""
    rows = _rows(data)
    meetings: list[tuple[int, Meeting]] = []
    refused: list[Refusal] = []
    for number, row in enumerate(rows, start=1):
        try:
            meetings.append((number, _meeting(row)))
        except BadField as problem:
            refused.append(Refusal(number, _name_of(row), str(problem)))
    if rows and not meetings and not any(isinstance(row, dict) and "name" in row for row in rows):
        raise NotAFeed(_("None of the rows in this file looks like a meeting."))
    kept, repeated = _with_own_keys(meetings)
    return Feed(tuple(kept), tuple(sorted((*refused, *repeated), key=lambda each: each.row)))


def _rows(data: bytes) -> list[Any]:
    if len(data) > LARGEST_FEED:
        raise NotAFeed(_("This file is larger than any feed we know. Nothing was read."))
    text = _decoded(data).strip()
    if not text:
        raise NotAFeed(_("This file is empty."))
    if text.startswith("<"):
        raise NotAFeed(_("This is a web page, not a feed. The address of the feed itself is needed."))
    found = _parsed(text)
    if isinstance(found, dict):
        found = next((found[key] for key in ("meetings", "data") if isinstance(found.get(key), list)), None)
    if not isinstance(found, list):
        raise NotAFeed(_("This file holds something, but no list of meetings."))
    return found


def _decoded(data: bytes) -> str:
    codec = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _parsed(text: str) -> Any:
    """JSON, also with bare line breaks in strings or a comma too many, which feeds written by hand have."""
    try:
        return json.loads(text, strict=False)
    except RecursionError as problem:
        raise NotAFeed(_("This file is nested too deeply to be a feed.")) from problem
    except ValueError as problem:
        try:
            return json.loads(re.sub(r",(\s*[\]}])", r"\1", text), strict=False)
        except (ValueError, RecursionError):
            line = getattr(problem, "lineno", 1)
            raise NotAFeed(
                _("This file is broken: it cannot be read from line %(line)d on.") % {"line": line}
            ) from problem


def _meeting(row: Any) -> Meeting:
    if not isinstance(row, dict):
        raise BadField(_("It is not a record."))
    name = scrub(_text(row, "name"))[:LONGEST_NAME]
    slug = _line(row, "slug") or _line(row, "id")
    if not name:
        raise BadField(_("It has no name."))
    if not slug:
        raise BadField(_("It has no slug, so a later import could not know it again."))
    start = read_time(row.get("time"))
    meeting = Meeting(
        key=slug, name=name, slug=slug, days=read_days(row.get("day")), start=start, end=_end(row, start),
        timezone=_timezone(_text(row, "timezone")), place=_line(row, "location"), address=_address(row),
        region=_region(row), is_approximate=_is_approximate(row), is_online=False, is_in_person=False,
        online_url=meeting_address(_text(row, "conference_url")), has_phone=bool(_text(row, "conference_phone")),
        types=_types(row.get("types")), notes=_notes(row), url=_web_address(row),
        updated_on=read_updated(row.get("updated")), is_temporarily_closed=False, entity=_line(row, "entity"),
        group=_line(row, "group"),
    )  # fmt: skip
    return _reachable(_with_ways_to_meet(meeting, _text(row, "attendance_option").lower()))


def _with_ways_to_meet(meeting: Meeting, option: str) -> Meeting:
    """Online and in person: as the feed says outright, else by what it gives; a closed meeting may be neither."""
    closed = TEMPORARILY_CLOSED in meeting.types or option == "inactive"
    can_dial_in = bool(meeting.online_url) or meeting.has_phone
    online = option in {"online", "hybrid"} or (option != "in_person" and (can_dial_in or ONLINE in meeting.types))
    stated = option in {"online", "hybrid", "in_person", "inactive"}
    there = option in {"in_person", "hybrid"} or (not stated and bool(meeting.address) and not meeting.is_approximate)
    return replace(meeting, is_online=online, is_in_person=there and not closed, is_temporarily_closed=closed)


def _reachable(meeting: Meeting) -> Meeting:
    if meeting.is_online or meeting.is_in_person or meeting.is_temporarily_closed or meeting.url:
        return meeting
    raise BadField(_("It says neither where people meet nor how to ask."))


def _with_own_keys(meetings: list[tuple[int, Meeting]]) -> tuple[list[Meeting], list[Refusal]]:
    """One slug may stand for several days of one group: then the day and time belong to the key."""
    often = Counter(meeting.slug for _row, meeting in meetings)
    first: dict[str, int] = {}
    kept: list[Meeting] = []
    repeated: list[Refusal] = []
    for number, meeting in meetings:
        key = meeting.slug
        if often[key] > 1:
            key = f"{key}@{''.join(map(str, meeting.days))}@{meeting.start or ''}"
        if key in first:
            reason = _("It repeats row %(row)d: the same slug, day and time.") % {"row": first[key]}
            repeated.append(Refusal(number, meeting.name, reason))
            continue
        first[key] = number
        kept.append(replace(meeting, key=_short_key(key)))
    return kept, repeated


def _short_key(key: str) -> str:
    return key if len(key) <= LONGEST_NAME else f"{key[:120]}-{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def _name_of(row: Any) -> str:
    if not isinstance(row, dict):
        return ""
    return scrub(_text(row, "name"))[:LONGEST_NAME] or _line(row, "slug") or _line(row, "id")


def _text(row: dict[str, Any], field: str) -> str:
    """A field as text: numbers spelt, null and anything with parts as nothing."""
    value = row.get(field)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return tidy(str(value)[:LONGEST_FIELD])


def _line(row: dict[str, Any], field: str) -> str:
    return " ".join(_text(row, field).split())[:LONGEST_LINE]


def _end(row: dict[str, Any], start: dt.time | None) -> dt.time | None:
    try:
        end = read_time(row.get("end_time"))
    except BadField:
        end = None
    if end is not None or start is None:
        return end
    return (dt.datetime.combine(dt.date.min, start) + USUAL_LENGTH).time()


def _timezone(name: str) -> str:
    try:
        return ZoneInfo(name).key if name else ""
    except (ValueError, KeyError, OSError):  # a path, a zone nobody knows, a folder
        return ""


def _address(row: dict[str, Any]) -> str:
    whole = _line(row, "formatted_address")
    if whole:
        return whole
    state = " ".join(filter(None, (_line(row, "state"), _line(row, "postal_code"))))
    return ", ".join(filter(None, (_line(row, "address"), _line(row, "city"), state, _line(row, "country"))))[
        :LONGEST_LINE
    ]


def _region(row: dict[str, Any]) -> str:
    """The nearest first: "San Diego, CA, United States"."""
    given = row.get("regions")
    parts = [tidy(part) for part in given if isinstance(part, str)] if isinstance(given, list) else []
    parts = parts or [_line(row, "region"), _line(row, "sub_region")]
    return ", ".join(dict.fromkeys(filter(None, reversed(parts))))[:LONGEST_LINE]


def _is_approximate(row: dict[str, Any]) -> bool:
    """As stated ("yes", "no", true); else an address without a number in it is a town, not a door."""
    stated = row.get("approximate")
    if isinstance(stated, bool):
        return stated
    if isinstance(stated, str) and stated.strip():
        return stated.strip().lower() in {"yes", "true", "1", "y"}
    return not (_line(row, "address") or re.search(r"\d", _line(row, "formatted_address")))


def _web_address(row: dict[str, Any]) -> str:
    given = (web_address(_text(row, field)) for field in ("url", "website", "group_website", "entity_url"))
    return next(filter(None, given), "")


def _types(given: Any) -> tuple[str, ...]:
    if isinstance(given, str):
        given = re.split(r"[,;\s]+", given)
    if not isinstance(given, list):
        return ()
    codes = (str(code).strip().upper() for code in given if isinstance(code, str | int))
    return tuple(dict.fromkeys(code for code in codes if re.fullmatch(r"[A-Z0-9-]{1,12}", code)))


def _notes(row: dict[str, Any]) -> str:
    parts = (scrub(_text(row, field)) for field in ("notes", "location_notes", "group_notes"))
    return "\n\n".join(dict.fromkeys(filter(None, parts)))[:LONGEST_NOTES].rstrip()
