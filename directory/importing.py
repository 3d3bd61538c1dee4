"""From the meetings of a feed to the columns of listings: plain values, compared by digest, no table touched."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from directory import taxonomy
from directory.describing import kinds, when_it_meets
from directory.meetingguide import Meeting
from directory.models import Listing
from directory.scrub import LEFT_OUT

COLUMNS = (
    "name", "summary", "medium", "place", "region", "zone", "url", "join_url", "facts", "is_paused", "confirmed_on",
)  # fmt: skip
_STATE = re.compile(r"(?:, |\()[A-Z]{2}\b\)?")  # "Jackson, MS" is a place, not an illness
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Row:
    """One meeting as a listing would hold it; `digest` changes when anything of it does."""

    key: str
    columns: dict[str, Any]
    concerns: tuple[str, ...]
    words: str
    digest: str


def rows_of(meetings: Sequence[Meeting], *, source_name: str, concerns: Iterable[str], progress: Progress) -> list[Row]:
    """Every meeting as a row. Some milliseconds each, most of it finding what the group is about."""
    rows = []
    for number, meeting in enumerate(meetings, start=1):
        rows.append(_row(meeting, source_name, tuple(concerns)))
        progress(number, len(meetings))
    return rows


def _row(meeting: Meeting, source_name: str, given: tuple[str, ...]) -> Row:
    columns = _columns(meeting)
    concerns = tuple(dict.fromkeys((*given, *_concerns(meeting, source_name))))
    words = _words(meeting, columns, source_name)
    written = json.dumps([columns, concerns, words], sort_keys=True, default=str)
    return Row(meeting.key, columns, concerns, words, hashlib.sha256(written.encode()).hexdigest())


def _columns(meeting: Meeting) -> dict[str, Any]:
    return {
        "name": meeting.name,
        "summary": meeting.notes,
        "medium": _medium(meeting),
        "place": meeting.place,
        "region": meeting.region,
        "zone": meeting.timezone,
        "url": meeting.url,
        "join_url": meeting.online_url,
        "facts": {
            "days": list(meeting.days),
            "start": _clock(meeting.start),
            "end": _clock(meeting.end),
            "types": list(meeting.types),
            "address": meeting.address,
            "is_approximate": meeting.is_approximate,
            "has_phone": meeting.has_phone,
            "group": meeting.group,
            "entity": meeting.entity,
        },
        "is_paused": meeting.is_temporarily_closed,
        "confirmed_on": meeting.updated_on,
    }


def _medium(meeting: Meeting) -> str:
    ways = {
        (True, True): Listing.Medium.BOTH,
        (True, False): Listing.Medium.ONLINE,
        (False, True): Listing.Medium.PLACE,
    }
    return str(ways.get((meeting.is_online, meeting.is_in_person), Listing.Medium.ASK))


def _clock(time: dt.time | None) -> str | None:
    return time.isoformat("minutes") if time else None


def _concerns(meeting: Meeting, source_name: str) -> list[str]:
    """From the names alone, and only whole terms: notes speak of churches, smoking and doors as well."""
    name = _STATE.sub(" ", meeting.name[:100])
    said = ". ".join(filter(None, (name, source_name[:60], meeting.entity)))
    return [match.concern.slug for match in taxonomy.find_concerns(said) if match.exactness >= taxonomy.PHRASE]


def _words(meeting: Meeting, columns: dict[str, Any], source_name: str) -> str:
    """What a search finds it by; written in the language of the import."""
    listing = Listing(**columns)
    parts = (
        meeting.name, meeting.group, meeting.entity, source_name, meeting.notes.replace(LEFT_OUT, " "), meeting.place,
        meeting.address, meeting.region, when_it_meets(listing), *kinds(listing),
    )  # fmt: skip
    return "\n".join(dict.fromkeys(filter(None, parts)))
