"""Content notes, and how a reader wants to meet what bears them. Pure: rules and the time are arguments.

A reader's rules are ``{"grief": {"rule": "away", "until": "2026-05-04T08:00:00+00:00"}}``: a note, folded, or ``ANY``,
to what is done with it, and until when; for good where no time stands.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import Enum
from typing import Any

ANY = "*"
AT_MOST = 50


class Regard(Enum):
    """How one reader meets something: open, behind a press, or not at all."""

    OPEN = "open"
    COVERED = "covered"
    AWAY = "away"


Rules = Mapping[str, Any]


def split(content_notes: str) -> tuple[str, ...]:
    """Content notes as they were typed, one by one."""
    if not content_notes:  # as most posts are
        return ()
    return tuple(note for note in (part.strip() for part in content_notes.split(",")) if note)


def together(*content_notes: str) -> str:
    """All of these notes as they would be typed, each once."""
    found: dict[str, str] = {}
    for note in (note for some in content_notes for note in split(some)):
        found.setdefault(key_of(note), note)
    return ", ".join(found.values())


def key_of(note: str) -> str:
    """The same for the same note in other letters: case, width and spaces do not count."""
    return " ".join(unicodedata.normalize("NFKC", note).casefold().split())


def regard(content_notes: str, rules: Rules, now: datetime) -> Regard:
    """How whatever bears these notes is met. One note that is kept away is enough; open needs every one to be open."""
    if not content_notes:
        return Regard.OPEN
    found = {_rule(note, rules, now) for note in split(content_notes)}
    if Regard.AWAY in found:
        return Regard.AWAY
    return Regard.COVERED if Regard.COVERED in found else Regard.OPEN


def choose(rules: Rules, chosen: Iterable[tuple[str, Regard]], until: datetime | None = None) -> dict[str, Any]:
    """The rules with these choices made. Covered is what happens without a rule, unless ``ANY`` says something else."""
    made = dict(rules)
    for note, regarded in chosen:
        made.pop(key_of(note), None)
        if regarded is not Regard.COVERED or (ANY in made and key_of(note) != ANY):
            made[key_of(note)] = {"rule": regarded.value} | ({"until": until.isoformat()} if until else {})
    return dict(list(made.items())[-AT_MOST:])


def holds(rule: Any, now: datetime) -> bool:
    """Whether a rule is still in force."""
    until = rule.get("until") if isinstance(rule, Mapping) else None
    return until is None or now < datetime.fromisoformat(until)


def _rule(note: str, rules: Rules, now: datetime) -> Regard:
    for key in (key_of(note), ANY):
        rule = rules.get(key)
        if rule is not None and holds(rule, now):
            return Regard(rule["rule"])
    return Regard.COVERED
