"""The page of a group that meets elsewhere."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from tests.directory.conftest import GroupMaker, ListingMaker

FACTS = {"days": [1], "start": "19:00", "end": "20:30", "types": ["O", "W", "ZZZ"], "address": "1 Hill Road, Leeds"}


def test_it_says_when_where_and_for_whom(make_elsewhere: ListingMaker) -> None:
    listing = make_elsewhere(
        "Monday circle", medium="both", place="The old school", zone="Europe/London", facts=FACTS,
        summary="Ring twice. Ask for (left out).", concerns=("depression",),
        url="https://example.org/circle", join_url="https://zoom.us/j/1",
    )  # fmt: skip
    page = Client().get(f"/elsewhere/{listing.ref}/").content.decode()
    for words in (
        "Every Monday, 7 p.m. to 8:30 p.m., London time",
        "Online and in a place: The old school, 1 Hill Road, Leeds",
        "Open: anybody may come; Women",
        "Ask for (left out).",
        "From the list of Some Feed.",
        "Last confirmed on",
        'href="https://zoom.us/j/1" rel="noopener noreferrer nofollow"',
        "Their page at example.org",
        'href="/?about=depression"',
    ):
        assert words in page
    assert "ZZZ" not in page
    assert "<iframe" not in page
    assert page.count("<h1") == 1


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"days": [0, 3], "start": "12:00"}, "Every Sunday, Wednesday at noon, their local time"),
        ({"days": [6], "start": "23:00", "end": "00:30"}, "Every Saturday, 11 p.m. to 12:30 a.m., their local time"),
        ({"days": [], "start": "10:00", "end": None}, "By appointment at 10 a.m., their local time"),
    ],
)
def test_times_are_their_own_clock(make_elsewhere: ListingMaker, facts: dict[str, object], words: str) -> None:
    listing = make_elsewhere("Circle", facts=facts)
    assert words in Client().get(f"/elsewhere/{listing.ref}/").content.decode()


def test_an_address_that_holds_the_name_of_the_place_is_said_once(make_elsewhere: ListingMaker) -> None:
    listing = make_elsewhere("Circle", medium="place", place="1 Hill Road", facts={"address": "1 Hill Road, Leeds"})
    page = Client().get(f"/elsewhere/{listing.ref}/").content.decode()
    assert "In a place: 1 Hill Road, Leeds<" in page


def test_without_any_time_the_page_says_nothing_of_it(make_elsewhere: ListingMaker) -> None:
    listing = make_elsewhere("Circle", medium="ask", facts={})
    page = Client().get(f"/elsewhere/{listing.ref}/").content.decode()
    assert '<dt class="card-term">When</dt>' not in page
    assert "They say where when you ask" in page


@pytest.mark.parametrize("address", ["https://evil.example/j/1", "javascript:alert(1)", "http://u:p@zoom.us/j"])
def test_only_known_places_to_meet_are_joined(make_elsewhere: ListingMaker, address: str) -> None:
    listing = make_elsewhere("Circle", join_url=address, url="javascript:alert(2)")
    page = Client().get(f"/elsewhere/{listing.ref}/").content.decode()
    assert address not in page
    assert "javascript:" not in page


def test_a_paused_and_a_stale_one_say_so(make_elsewhere: ListingMaker) -> None:
    paused = make_elsewhere("Circle", is_paused=True, join_url="https://zoom.us/j/1")
    page = Client().get(f"/elsewhere/{paused.ref}/").content.decode()
    assert "Closed for the time being." in page
    assert "https://zoom.us" not in page
    stale = make_elsewhere("Other", age=366)
    assert "Nobody has confirmed lately" in Client().get(f"/elsewhere/{stale.ref}/").content.decode()
    never = make_elsewhere("Third", age=None)
    assert "Nobody has confirmed this yet." in Client().get(f"/elsewhere/{never.ref}/").content.decode()


def test_markup_in_a_feed_stays_text(make_elsewhere: ListingMaker) -> None:
    listing = make_elsewhere("<script>alert(1)</script>", summary="<img src=x onerror=alert(2)>")
    page = Client().get(f"/elsewhere/{listing.ref}/").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_what_is_not_there_is_404(make_elsewhere: ListingMaker, make_group: GroupMaker) -> None:
    gone = make_elsewhere("Gone", is_gone=True)
    ours = make_group("ours").listing
    for ref in (gone.ref, ours.ref, uuid.uuid4()):
        assert Client().get(f"/elsewhere/{ref}/").status_code == 404


def test_it_costs_two_statements(make_elsewhere: ListingMaker, django_assert_num_queries: object) -> None:
    listing = make_elsewhere("Circle", concerns=("depression", "anxiety"))
    with django_assert_num_queries(2):  # type: ignore[operator]
        Client().get(f"/elsewhere/{listing.ref}/")
