"""Words of long forms, kept for the face that types them until the form is sent. Posts have drafts of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from personas.models import KeptWords, Persona
from personas.models.kept import TypedWords

# Longer than any field of ours may be sent, so that what is too long to send is still kept.
LONGEST_FIELD = 100_000
# More forms than anybody leaves half written; it bounds what one face can fill.
MOST_PLACES = 200

_PLACES: dict[str, tuple[str, ...]] = {}
# Pattern -> a field that is always sent -> the boxes that are sent with it only when they are ticked.
_BOXES: dict[str, Mapping[str, tuple[str, ...]]] = {}


@dataclass(frozen=True)
class Kept:
    """Words as they are kept: field -> words, and the version a form stands on that shows them."""

    words: Mapping[str, str] = field(default_factory=dict)
    version: int = 0


class MovedOn(Exception):
    """Another window saved other words since; `newer` are those. Nothing was changed."""

    def __init__(self, newer: Kept) -> None:
        super().__init__(f"the words are at version {newer.version}")
        self.newer = newer


class TooMuch(Exception):
    """A field is longer than `LONGEST_FIELD`, or the face has words at `MOST_PLACES` other places. Nothing was kept."""


class NoSuchPlace(LookupError):
    """No form of ours keeps words there."""


def register(pattern: str, *fields: str, boxes: Mapping[str, tuple[str, ...]] | None = None) -> None:
    """Called from ``AppConfig.ready``: at places of this regular expression these fields are kept, and no others.

    `boxes`: a field of the form -> the boxes beside it. Where it is sent without them they are kept as not ticked.
    """
    _BOXES[pattern] = boxes or {}
    _PLACES[pattern] = (*fields, *(box for names in _BOXES[pattern].values() for box in names))


def fields_at(place: str) -> tuple[str, ...]:
    """The fields that are kept there. Raises `NoSuchPlace`."""
    return _PLACES[_pattern_of(place)]


def as_sent(place: str, sent: Mapping[str, str]) -> dict[str, str]:
    """What is kept of a form as it was sent; a box that is not ticked as an empty word. Raises `NoSuchPlace`."""
    boxes = _BOXES[_pattern_of(place)]
    unticked = dict.fromkeys((box for beside, names in boxes.items() if beside in sent for box in names), "")
    return unticked | {name: sent[name] for name in fields_at(place) if name in sent}


@transaction.atomic
def keep(*, persona_id: int, group_id: int, place: str, words: dict[str, str], version: int, now: datetime) -> int:
    """Keep the words on top of `version`; the version they have now. The same words again change nothing.

    Nothing at all begins no row. Raises `NoSuchPlace`, `TooMuch`, and `MovedOn` when words of another window would be
    lost. Six statements at most, two for words that are kept already.
    """
    wanted = cleaned(place, words)
    mine = KeptWords.objects.filter(group_id=group_id, persona_id=persona_id)
    row = mine.select_for_update().filter(place=place).first()
    if row is None:
        if not any(wanted.values()):
            return 0
        if mine.count() >= MOST_PLACES:
            raise TooMuch
        # The count begins at the clock: a window that stands on words which were sent since stands on no others.
        first = {"words": wanted, "version": int(now.timestamp()), "saved_at": now}
        row, is_new = mine.select_for_update().get_or_create(
            group_id=group_id, persona_id=persona_id, place=place, defaults=first
        )
        if is_new:
            return row.version
    return keep_over(row, wanted, version, now)


def kept(persona_id: int, group_id: int, place: str) -> Kept | None:
    """What is kept there for this face. One statement."""
    row = KeptWords.objects.filter(group_id=group_id, persona_id=persona_id, place=place).first()
    return Kept(row.words, row.version) if row else None


@transaction.atomic
def drop(*, persona_id: int, group_id: int, place: str, sent: Mapping[str, str], version: int) -> bool:
    """Let go of words that were sent: those the form stood on, or those that what was sent goes on from.

    Words of another window stay. Whether nothing is left. Two statements at most.
    """
    rows = KeptWords.objects.select_for_update().filter(group_id=group_id, persona_id=persona_id, place=place)
    row = rows.first()
    if row is None:
        return True
    return drop_row(row, sent, version)


def erase(persona_id: int, group_id: int, place: str) -> None:
    """What was typed at this place goes, whoever typed last: what it was for is over. One statement."""
    KeptWords.objects.filter(group_id=group_id, persona_id=persona_id, place=place).delete()


def forget(persona: Persona) -> None:
    """What a forgotten face had typed goes."""
    KeptWords.objects.filter(persona=persona).delete()


def cleaned(place: str, words: dict[str, str]) -> dict[str, str]:
    """Without the fields that are not kept there, and without what a database cannot write. Raises `NoSuchPlace` and
    `TooMuch`."""
    fields = fields_at(place)
    wanted = {name: text.replace("\x00", "") for name, text in words.items() if name in fields}
    if any(len(text) > LONGEST_FIELD for text in wanted.values()):
        raise TooMuch
    return wanted


def keep_over(row: TypedWords, wanted: dict[str, str], version: int, now: datetime) -> int:
    """Keep the words in a row that is there, under its lock; the version they have now. Raises `MovedOn`."""
    wanted = row.words | wanted
    if row.words == wanted:
        return row.version
    if row.version != version and not _goes_on_from(row.words, wanted):
        raise MovedOn(Kept(row.words, row.version))
    row.words, row.version, row.saved_at = wanted, row.version + 1, now
    row.save(update_fields=["words", "version", "saved_at"])
    return row.version


def drop_row(row: TypedWords, sent: Mapping[str, str], version: int) -> bool:
    """Let go of a row whose words were sent, under its lock; whether they were."""
    if row.version != version and not _goes_on_from(row.words, sent):
        return False
    row.delete()
    return True


def _pattern_of(place: str) -> str:
    for pattern in _PLACES:
        if re.fullmatch(pattern, place):
            return pattern
    raise NoSuchPlace(place)


def _goes_on_from(before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Whether all that was kept stands at the beginning of the new words: an answer of ours was lost on the way."""
    return all(_lines(after.get(name, "")).startswith(_lines(text).rstrip()) for name, text in before.items())


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").lstrip()
