"""How a reader meets what bears a content note."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from supportgroups.lib.notes import ANY, AT_MOST, Regard, choose, regard, split

NOW = datetime(2026, 5, 4, 21, tzinfo=UTC)
OPEN, COVERED, AWAY = Regard.OPEN, Regard.COVERED, Regard.AWAY


@pytest.mark.parametrize(
    ("chosen", "notes", "expected"),
    [
        ([], "", OPEN),
        ([], "grief", COVERED),
        ([("grief", OPEN)], "grief", OPEN),
        ([("grief", OPEN)], " Grief ", OPEN),
        ([("grief", OPEN)], "\uff47rief", OPEN),
        ([("grief", OPEN)], "grief, sleep", COVERED),
        ([("grief", OPEN), ("sleep", AWAY)], "grief, sleep", AWAY),
        ([(ANY, OPEN)], "grief, sleep", OPEN),
        ([(ANY, AWAY)], "grief", AWAY),
        ([(ANY, AWAY)], "", OPEN),
        ([(ANY, AWAY), ("grief", OPEN)], "grief", OPEN),
        ([(ANY, OPEN), ("grief", COVERED)], "grief", COVERED),
        ([("grief", AWAY), ("grief", COVERED)], "grief", COVERED),
    ],
)
def test_every_note_counts(chosen: list[tuple[str, Regard]], notes: str, expected: Regard) -> None:
    assert regard(notes, choose({}, chosen), NOW) is expected


def test_not_today_ends_by_itself() -> None:
    rules = choose({}, [("grief", AWAY)], until=NOW + timedelta(hours=11))
    assert regard("grief", rules, NOW) is AWAY
    assert regard("grief", rules, NOW + timedelta(hours=11)) is COVERED


def test_a_choice_replaces_the_one_before_and_there_is_an_end_to_them() -> None:
    rules = choose({}, [(f"note {number}", AWAY) for number in range(AT_MOST + 5)])
    assert len(rules) == AT_MOST
    rules = choose(choose({}, [("Grief", AWAY)], until=NOW), [("grief", AWAY)])
    assert rules == {"grief": {"rule": "away"}}
    assert choose(rules, [("GRIEF", COVERED)]) == {}


def test_notes_are_split_as_they_were_typed() -> None:
    assert split(" Grief,, loss of a child , ") == ("Grief", "loss of a child")
