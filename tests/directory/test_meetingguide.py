"""Reading feeds as they really come: what is kept, what is refused, and what never comes out again."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path

import pytest

from directory.meeting_fields import BadField, read_days, read_time, read_updated
from directory.meeting_links import meeting_address
from directory.meetingguide import LARGEST_FEED, Feed, Meeting, NotAFeed, read
from tests.few import few_of

MESSY = Path(__file__).parent / "fixtures" / "messy_meetings.json"
REAL = Path(__file__).parents[3] / "shared" / "feeds" / "meetingguide_eating_disorders_anonymous.json"


@pytest.fixture(scope="module")
def feed() -> Feed:
    return read(MESSY.read_bytes())


def one(feed: Feed, key: str) -> Meeting:
    return next(meeting for meeting in feed.meetings if meeting.key == key)


def row(**fields: object) -> bytes:
    given = {"name": "A", "slug": "a", "day": 1, "time": "10:00", "attendance_option": "online"} | fields
    return json.dumps([given]).encode()


def test_a_plain_meeting_comes_in_whole(feed: Feed) -> None:
    meeting = one(feed, "lantern-street-early")
    assert (meeting.days, meeting.start, meeting.end) == ((1,), dt.time(18, 0), dt.time(19, 15))
    assert (meeting.timezone, meeting.place, meeting.region) == (
        "Europe/Dublin",
        "Lantern Hall",
        "Little Harbour, Ireland",
    )
    assert (meeting.is_in_person, meeting.is_online, meeting.is_approximate) == (True, False, False)
    assert (meeting.types, meeting.entity) == (("O", "BE", "D"), "Lantern Fellowship")
    assert meeting.type_words == ("Open: anybody may come", "Newcomers", "Discussion")
    assert meeting.updated_on == dt.date(2026, 3, 6)


def test_notes_lose_what_is_private_and_keep_the_rest(feed: Feed) -> None:
    notes = one(feed, "lantern-street-early").notes
    assert notes.startswith("Use the side door.")
    for private in ("987", "bluefern7", "Marigold", "marigold", "555", "\r"):
        assert private not in notes


def test_a_late_meeting_ends_the_next_day(feed: Feed) -> None:
    meeting = one(feed, "4711")
    assert (meeting.days, meeting.start, meeting.end) == ((5, 6), dt.time(23, 0), dt.time(0, 30))
    assert meeting.ends_next_day
    assert not one(feed, "lantern-street-early").ends_next_day


def test_an_online_meeting_keeps_its_address_without_the_passcode(feed: Feed) -> None:
    meeting = one(feed, "4711")
    assert meeting.online_url == "https://us02web.zoom.us/j/5550001111?uname=x"
    assert (meeting.is_online, meeting.is_in_person, meeting.has_phone) == (True, False, True)
    assert meeting.url == "https://ferry.example.org/"
    assert meeting.updated_on == dt.date(2026, 4, 3)  # half past eleven at night, five hours behind UTC


def test_other_scripts_stay_as_they_are(feed: Feed) -> None:
    meeting = one(feed, "quiet-evening-ge")
    assert meeting.name == "მშვიდი საღამო"
    assert meeting.notes == "მოდი, როგორც ხარ."
    assert (meeting.online_url, meeting.is_online) == ("", True)


def test_parts_of_an_address_are_put_together(feed: Feed) -> None:
    meeting = one(feed, "orchard-house")
    assert meeting.address == "4 Orchard Lane, Pear Tree, VT 5401, USA"
    assert meeting.is_in_person
    assert (meeting.timezone, meeting.region) == ("", "Vermont")
    assert meeting.end == dt.time(19, 30)  # none was given: an hour, as the standard says
    assert meeting.types == ("C", "W", "XYZ")
    assert meeting.type_words == ("Closed: for people with the problem", "Women")


def test_no_markup_comes_through(feed: Feed) -> None:
    notes = one(feed, "orchard-house").notes
    assert "<" not in notes
    assert "Rosalind" not in notes
    assert "Children welcome & quiet dogs." in notes


def test_a_meeting_on_a_break_is_marked_and_not_offered(feed: Feed) -> None:
    meeting = one(feed, "summer-break")
    assert (meeting.is_temporarily_closed, meeting.is_in_person) == (True, False)


def test_by_appointment_has_no_day_and_no_strange_link(feed: Feed) -> None:
    meeting = one(feed, "by-appointment")
    assert (meeting.days, meeting.start, meeting.end, meeting.url) == ((), None, None, "")
    assert meeting.has_phone


def test_one_slug_on_several_days_gets_a_key_for_each(feed: Feed) -> None:
    keys = [meeting.key for meeting in feed.meetings if meeting.slug == "every-day"]
    assert keys == ["every-day@1@07:00:00", "every-day@2@07:00:00"]


def test_unusable_rows_are_named_with_their_reason(feed: Feed) -> None:
    assert [(refusal.row, refusal.name) for refusal in feed.refused] == [
        (9, "Every day"),
        (10, "Eighth day"),
        (11, "Half past late"),
        (12, "nameless"),
        (13, "No slug"),
        (14, "Nowhere"),
        (15, ""),
    ]
    reasons = [refusal.reason for refusal in feed.refused]
    assert "row 8" in reasons[0]
    assert "“8”" in reasons[1]
    assert "“25:30”" in reasons[2]
    assert "name" in reasons[3]
    assert "slug" in reasons[4]
    assert "where" in reasons[5]
    assert "record" in reasons[6]


def test_reading_twice_gives_the_same(feed: Feed) -> None:
    assert read(MESSY.read_bytes()) == feed


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"<!doctype html><html></html>", "web page"),
        (b'[{"name": "A", "slug"', "line 1"),
        (b'[\n{"name": "A"},\n{"name" "B"}]', "line 3"),
        (b'{"error": "no"}', "no list"),
        (b'"meetings"', "no list"),
        (b"42", "no list"),
        (b"[1, 2, 3]", "None of the rows"),
        (b'[{"title": "A"}, {"title": "B"}]', "None of the rows"),
        (b"[" * 100_000, "deeply"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "cannot be read"),
        (b" " * (LARGEST_FEED + 1), "larger"),
    ],
    ids=[
        "empty",
        "blank",
        "html",
        "cut",
        "broken",
        "object",
        "text",
        "number",
        "numbers",
        "other",
        "deep",
        "png",
        "huge",
    ],
)
def test_what_is_no_feed_gets_one_clear_sentence(data: bytes, word: str) -> None:
    with pytest.raises(NotAFeed) as refused:
        read(data)
    assert word in refused.value.sentence


def test_an_empty_list_is_a_feed_of_nothing() -> None:
    assert read(b"[]") == Feed((), ())


def test_nearly_json_is_read_all_the_same() -> None:
    text = '\ufeff{"meetings": [{"name": "A\nB", "slug": "a", "attendance_option": "online", "types": ["O",],},]}'
    meeting = read(text.encode()).meetings[0]
    assert (meeting.name, meeting.types) == ("A\nB", ("O",))


def test_an_older_encoding_is_understood() -> None:
    assert (
        read('[{"name": "Café", "slug": "c", "attendance_option": "online"}]'.encode("cp1252")).meetings[0].name
        == "Café"
    )


@pytest.mark.parametrize(
    ("given", "days"),
    [(0, (0,)), ("6", (6,)), ([3, "1", 3], (1, 3)), ("Tuesday", (2,)), (None, ()), ("", ()), ([], ()), (4.0, (4,))],
)
def test_days_come_as_numbers_texts_names_and_lists(given: object, days: tuple[int, ...]) -> None:
    assert read_days(given) == days


@pytest.mark.parametrize("given", [7, -1, "9", "someday", True, {"day": 1}, [1, 12], 2.5, "²"])
def test_a_day_there_is_none_of_is_refused(given: object) -> None:
    with pytest.raises(BadField):
        read_days(given)


@pytest.mark.parametrize(
    ("given", "hour", "minute"),
    [
        ("18:00", 18, 0),
        ("11:00 AM", 11, 0),
        ("12:00 am", 0, 0),
        ("12:15 p.m.", 12, 15),
        ("6pm", 18, 0),
        ("07:30:00", 7, 30),
        ("24:00", 0, 0),
        ("noon", 12, 0),
        (" 9:05 ", 9, 5),
    ],
)
def test_times_come_in_many_shapes(given: str, hour: int, minute: int) -> None:
    assert read_time(given) == dt.time(hour, minute)


@pytest.mark.parametrize("given", ["25:00", "10:75", "later", "18", 1800, ["18:00"], "1e3"])
def test_a_time_nobody_can_read_is_refused(given: object) -> None:
    with pytest.raises(BadField):
        read_time(given)


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2023-04-06 18:14:00", dt.date(2023, 4, 6)),
        ("2023-04-06T18:14:00Z", dt.date(2023, 4, 6)),
        ("2023-04-06T23:14:00-05:00", dt.date(2023, 4, 7)),
        ("2023-04-06", dt.date(2023, 4, 6)),
        ("20230406", dt.date(2023, 4, 6)),
        ("04/06/2023", dt.date(2023, 4, 6)),
        (1680804840, dt.date(2023, 4, 6)),
        ("yesterday", None),
        ("0000-00-00 00:00:00", None),
        (None, None),
        (["2023"], None),
        (10**30, None),
    ],
)
def test_the_day_of_the_last_change_is_read_or_left_empty(given: object, day: dt.date | None) -> None:
    assert read_updated(given) == day


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://zoom.us/j/1", "https://zoom.us/j/1"),
        ("http://us02web.zoom.us/j/1?pwd=abc#x", "https://us02web.zoom.us/j/1"),
        ("https://meet.google.com/abc", "https://meet.google.com/abc"),
        ("https://zoom.us.evil.example/j/1", ""),
        ("https://evilzoom.us/j/1", ""),
        ("https://zoom.us@evil.example/", ""),
        ("https://someone:secret@zoom.us/j/1", ""),
        ("javascript://zoom.us/%0aalert(1)", ""),
        ("https://zoom.us:8443/j/1", ""),
        ("https://[zoom.us/j/1", ""),
        ("zoom.us/j/1", ""),
        ("", ""),
    ],
)
def test_only_known_meeting_places_are_linked(given: str, kept: str) -> None:
    assert meeting_address(given) == kept


PIECES = ("1 ", "a", "a.", "Contact Ab C, ", "<", "password ", "(", "zoom ", "x@", "A a ")


@pytest.mark.parametrize("piece", few_of(PIECES, ("a.", "Contact Ab C, ", "A a ")))
def test_hostile_notes_do_not_hold_the_import(piece: str) -> None:
    began = time.perf_counter()
    read(row(notes=piece * 50_000))
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize("value", [None, [], {}, True, 7, 1.5, "", "x" * 100_000, [None, {"a": 1}], "\ud800"])
@pytest.mark.parametrize(
    "field", ["end_time", "types", "updated", "url", "conference_url", "timezone", "regions", "notes"]
)
def test_a_strange_value_in_a_lesser_field_costs_only_that_field(field: str, value: object) -> None:
    found = read(row(**{field: value}))
    assert len(found.meetings) == 1
    assert not found.refused


def test_every_record_of_a_real_feed_can_be_read() -> None:
    if not REAL.exists():
        pytest.skip("the real feeds are not beside this checkout")
    found = read(REAL.read_bytes())
    assert (len(found.meetings), found.refused) == (185, ())
    assert len({meeting.key for meeting in found.meetings}) == 185
    ways = [(meeting.is_online, meeting.is_in_person) for meeting in found.meetings]
    assert (ways.count((True, False)), ways.count((False, True)), ways.count((True, True))) == (100, 70, 14)
    assert sum(meeting.is_temporarily_closed for meeting in found.meetings) == 1
    assert all(meeting.updated_on and meeting.start and meeting.end and meeting.url for meeting in found.meetings)
    for private in ("@example.org", "555-01", "Jo D", "Tammy", "000 000 0000", "Passcode: xx", "Password: xx"):
        assert not [meeting.name for meeting in found.meetings if private in meeting.notes], private
