"""Finding a group in people's own words: at `/`, by POST, so that no history holds what somebody looks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directory import actions
from directory.finding import FIRST_PAGE, PAGE
from directory.models import Listing
from directory.pages import only_group
from directory.tasks import refresh_words
from groups.models import SupportGroup
from tests.directory.conftest import GroupMaker, ListingMaker
from tests.few import few_of

PAYLOADS = Path(__file__).resolve().parents[1] / "lib" / "payloads"


@pytest.fixture(autouse=True)
def same_day() -> Iterator[None]:
    """One morning, so that no test runs over midnight."""
    with time_machine.travel(datetime(2026, 11, 23, 9, 0, tzinfo=UTC), tick=False):
        yield


def search(words: str = "", **more: object) -> str:
    answer = Client().post("/", {"words": words, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def titles(page: str) -> list[str]:
    return re.findall(r'class="card-link" href="[^"]*">([^<]*)<', page)


def go_on(page: str) -> str:
    """The cursor of the button for more, or ""."""
    found = re.search(r'name="after" value="([^"]+)"', page)
    return found[1] if found else ""


PHRASES = [
    ("low mood", "depression", "depression"),
    ("someone died", "bereavement", "bereavement and grief"),
    ("drinking", "alcohol", "alcohol"),
    ("hearing voices", "psychosis", "hearing voices and psychosis"),
    ("bipoler", "bipolar", "bipolar"),
    ("axiety", "anxiety", "anxiety and worry"),
    ("ADHD", "adhd", "ADHD"),
    ("parkinson's", "parkinsons", "Parkinson"),
]


@pytest.mark.parametrize(("words", "slug", "heading"), PHRASES)
def test_plain_words_find_the_concern_that_is_meant(
    make_group: GroupMaker, words: str, slug: str, heading: str
) -> None:
    make_group("wanted", name="The Wanted Room", concerns=(slug,))
    make_group("other", name="Another Room", concerns=("money",))
    page = search(words)
    assert titles(page) == ["The Wanted Room"]
    assert f"<h1>Groups about {heading}" in page
    assert "You searched for “" in page


def test_what_was_typed_is_said_back_and_kept(make_group: GroupMaker) -> None:
    make_group("one", concerns=("depression",))
    page = search("  low   mood ")
    assert "You searched for “low mood”." in page
    assert 'value="  low   mood "' in page


def test_names_are_found_and_slips_of_the_pen_forgiven(make_group: GroupMaker, make_elsewhere: ListingMaker) -> None:
    make_group("quiet-ears", name="Quiet Ears", summary="Ringing at night.")
    make_elsewhere("Allied Gardens circle")
    assert titles(search("ears")) == ["Quiet Ears"]
    assert titles(search("rining")) == ["Quiet Ears"]
    assert titles(search("gardns")) == ["Allied Gardens circle"]


def test_a_wider_and_a_narrower_concern_come_after_the_exact_one(make_group: GroupMaker) -> None:
    make_group("wide", concerns=("mental-health",))
    make_group("narrow", concerns=("postnatal-depression",))
    make_group("exact", concerns=("depression",))
    make_group("worded", summary="Depression is a word we use.")
    page = search("depression")
    assert titles(page) == ["Exact", "Narrow", "Wide", "Worded"]
    assert page.index("Narrow") < page.index("Groups that come near") < page.index("Wide<")
    assert page.index("Wide<") < page.index("Groups that use your words") < page.index("Worded")
    assert "no group about exactly this" not in page


def test_where_only_something_wider_is_found_the_page_says_so(make_group: GroupMaker) -> None:
    make_group("wide", concerns=("mental-health",))
    page = search("depression")
    assert titles(page) == ["Wide"]
    assert "We know of no group about exactly this." in page


def test_where_the_exact_ones_are_stale_it_is_said_that_they_follow(
    make_group: GroupMaker, make_elsewhere: ListingMaker
) -> None:
    make_group("wide", concerns=("mental-health",))
    make_elsewhere("Exact", concerns=("depression",), age=400)
    page = search("depression")
    assert titles(page) == ["Wide", "Exact"]
    assert "Groups about exactly this stand further down" in page
    assert "no group about exactly this" not in page


def test_words_that_are_no_concern_find_texts_without_more_ado(make_group: GroupMaker) -> None:
    make_group("one", summary="We meet in the greenhouse.")
    page = search("greenhouse")
    assert titles(page) == ["One"]
    assert "<h1>Groups that speak of this</h1>" in page
    assert "Groups that use your words" not in page


def test_order_is_freshness_then_here_before_elsewhere(make_group: GroupMaker, make_elsewhere: ListingMaker) -> None:
    make_elsewhere("elsewhere, old", concerns=("anger",), age=366)
    make_elsewhere("elsewhere, sinking", concerns=("anger",), age=181)
    make_elsewhere("elsewhere, never", concerns=("anger",), age=None)
    make_elsewhere("elsewhere, fresh", concerns=("anger",), age=180)
    make_elsewhere("elsewhere, paused", concerns=("anger",), is_paused=True)
    make_group("here", concerns=("anger",))
    page = search("anger")
    found = titles(page)
    assert found[:2] == ["Here", "elsewhere, fresh"]
    assert set(found[2:4]) == {"elsewhere, sinking", "elsewhere, paused"}
    assert set(found[4:]) == {"elsewhere, old", "elsewhere, never"}
    assert page.count("Not confirmed lately") == 1
    assert page.index("elsewhere, sinking") < page.index("Not confirmed lately") < page.index("elsewhere, old")


def test_the_rest_is_chance_and_changes_with_the_day(make_elsewhere: ListingMaker) -> None:
    for number in range(8):
        make_elsewhere(f"Circle {number}", concerns=("anger",))
    today = titles(search("anger"))
    assert titles(search("anger")) == today
    orders = {tuple(today)}
    for days in (1, 2, 3):
        with time_machine.travel(datetime(2026, 11, 23, 9, 0, tzinfo=UTC) + timedelta(days=days), tick=False):
            orders.add(tuple(titles(search("anger"))))
    assert len(orders) > 1
    assert {frozenset(order) for order in orders} == {frozenset(today)}


def test_ticks_narrow_by_how_groups_meet(make_group: GroupMaker, make_elsewhere: ListingMaker) -> None:
    make_group("here", concerns=("anger",))
    for medium in ("online", "place", "both", "ask"):
        make_elsewhere(medium, concerns=("anger",), medium=medium)
    assert titles(search("anger", meets="here")) == ["Here"]
    assert set(titles(search("anger", meets="online"))) == {"online", "both"}
    assert set(titles(search("anger", meets="place"))) == {"place", "both"}
    assert len(titles(search("anger", meets=["here", "place"]))) == 3
    assert len(titles(search("anger"))) == 5
    page = search("anger", meets="place")
    assert re.search(r'value="place"[^>]*checked', page)
    assert titles(search(meets="here")) == ["Here"]


def test_more_goes_on_where_the_page_ended_also_over_midnight(make_elsewhere: ListingMaker) -> None:
    for number in range(PAGE * 2 + 3):
        make_elsewhere(f"Circle {number:02}", concerns=("anger",), age=10 if number % 2 else 400)
    first = search("anger")
    second = search("anger", after=go_on(first))
    with time_machine.travel(datetime(2026, 11, 24, 0, 5, tzinfo=UTC), tick=False):
        third = search("anger", after=go_on(second))
    seen = titles(first) + titles(second) + titles(third)
    assert len(seen) == len(set(seen)) == PAGE * 2 + 3
    assert [len(titles(page)) for page in (first, second, third)] == [PAGE, PAGE, 3]
    assert go_on(third) == ""


def test_browsing_goes_on_as_well(make_elsewhere: ListingMaker) -> None:
    for number in range(PAGE + 2):
        make_elsewhere(f"Circle {number:02}", concerns=("anger",))
    first = Client().get("/?about=anger").content.decode()
    rest = search(about="anger", after=go_on(first))
    assert len(set(titles(first)) | set(titles(rest))) == PAGE + 2
    start = Client().get("/").content.decode()
    assert len(titles(start)) == FIRST_PAGE
    assert len(set(titles(start) + titles(search(after=go_on(start))))) == PAGE + 2


@pytest.mark.parametrize(
    "after",
    ["x", "2026-11-23_1_1_1_1_zz", "2026-02-31_0_0_0_0_" + "0" * 16, "9" * 5_000, "2020-01-01_0_0_0_0_" + "f" * 16],
)  # fmt: skip
def test_a_cursor_not_made_here_begins_anew(make_elsewhere: ListingMaker, after: str) -> None:
    make_elsewhere("Circle", concerns=("anger",))
    assert titles(search("anger", after=after)) == ["Circle"]


@pytest.mark.parametrize("words", ["I want to die", "suicide", "kill myself", "self harm", "my brother's suicide"])
def test_words_of_crisis_show_help_first_and_still_what_was_found(make_group: GroupMaker, words: str) -> None:
    make_group("one", concerns=("suicidal-thoughts", "self-harm", "loss-by-suicide"))
    page = search(words)
    help_at = page.index("call the emergency number now")
    assert help_at < page.index("<h1")
    assert 'href="/help-now/">Numbers to call now' in page
    assert "One" in titles(page)


def test_browsing_a_hard_concern_shows_help_first(make_group: GroupMaker) -> None:
    make_group("one", concerns=("self-harm", "depression"))
    make_group("two")
    assert "Numbers to call now" in Client().get("/?about=self-harm").content.decode()
    assert "Numbers to call now" not in Client().get("/?about=depression").content.decode()
    assert "Numbers to call now" not in search("low mood")


def test_the_first_view_is_one_question_and_plain_words_to_choose_from(
    make_group: GroupMaker, make_elsewhere: ListingMaker
) -> None:
    make_group("one", name="One Room", concerns=("depression",))
    make_elsewhere("Circle", concerns=("eating",), age=30)
    make_elsewhere("Long ago", concerns=("eating",), age=366)
    make_group("hidden", concerns=("money",), is_listed=False)
    page = Client().get("/").content.decode()
    assert "What are you looking for?</h1>" in page
    assert re.findall(r'class="browse-link" href="([^"]*)"', page) == ["/?about=depression", "/?about=eating"]
    assert titles(page) == ["One Room", "Circle"]
    assert page.count("button--main") == 1
    assert "noindex" not in page
    assert "noindex" in search("low mood")


def test_a_link_to_share_holds_the_concern_and_never_the_words(make_group: GroupMaker) -> None:
    make_group("one", concerns=("depression",))
    make_group("two")
    page = search("crying all the time")
    assert "http://testserver/?about=depression" in page
    assert titles(Client().get("/?about=depression").content.decode()) == ["One"]
    assert not [link for link in re.findall(r'(?:href|action)="([^"]*)"', page) if "crying" in link]


def test_nothing_found_is_kind_and_shows_what_is_near(make_group: GroupMaker) -> None:
    make_group("one", concerns=("loneliness",))
    page = search("fibromyalgia")
    assert "We found no group for this yet" in page
    assert re.search(r'<a href="/\?about=pain">', page)
    assert 'href="/?about=loneliness"' in page


def test_asking_nothing_gets_a_sentence_at_the_field(make_group: GroupMaker) -> None:
    make_group("one", concerns=("loneliness",))
    page = search("   ")
    assert "Write a word or two, or choose something from the list below." in page
    assert "What are you looking for?" in page
    assert 'href="/?about=loneliness"' in page


def test_a_letter_instead_of_a_word_is_kept_and_asked_to_be_shorter(make_group: GroupMaker) -> None:
    make_group("one")
    page = search("I feel " * 50)
    assert "Please write it in fewer words." in page
    assert "I feel I feel" in page


def test_an_unknown_tick_gets_a_sentence(make_group: GroupMaker) -> None:
    make_group("one")
    assert "Please choose from this list." in search("low mood", meets="everywhere")


def test_an_unknown_concern_to_browse_is_the_first_view(make_group: GroupMaker) -> None:
    make_group("one")
    make_group("two")
    for about in ("nothing", "<script>", "a" * 5_000, "\x00"):
        page = Client().get("/", {"about": about}).content.decode()
        assert "What are you looking for?" in page


@pytest.mark.parametrize("lines", [slice(0, 60, 15), pytest.param(slice(0, 60), marks=pytest.mark.deep)], ids=str)
@pytest.mark.parametrize("file", ["scripts.txt", "imitations.txt"])
def test_naughty_words_are_only_words(make_group: GroupMaker, file: str, lines: slice) -> None:
    make_group("one", concerns=("loneliness",))
    for line in (PAYLOADS / file).read_text().splitlines()[lines]:
        page = search(line[:200] or "x")
        assert "<script>alert" not in page.lower()


SIGNS = (
    "\x00", "a\x00b", "'; DROP TABLE directory_listing; --", '"', '"""', "-", "-low", "NEAR(", "a* OR b", "%_%", "\\",
    "\u202e", "\ud7ff", "🙂" * 50, "ä" * 200, "NOT NOT", "{}", ":*", "<b>", "title:x", "1" * 200, " - - - ",
)  # fmt: skip


@pytest.mark.parametrize(
    "words",
    few_of(SIGNS, ("a\x00b", "'; DROP TABLE directory_listing; --", '"', "-low", "NEAR(", "%_%", "🙂" * 50, ":*")),
)
def test_signs_and_strange_letters_do_no_harm(make_group: GroupMaker, words: str) -> None:
    make_group("one", concerns=("loneliness",))
    search(words)
    assert Listing.objects.count() == 1


def test_a_hidden_group_changes_no_byte_for_a_guest(make_group: GroupMaker) -> None:
    make_group("one", name="Quiet Lamp", concerns=("loneliness",))
    make_group("two", name="Warm Room", concerns=("depression",))
    asked = ["zebrafish", "zebrafsh", "anger", "hidden", "quiet lamp", "quiet lmp", "depression"]

    def everything() -> list[bytes]:
        client = Client()
        pages = [client.get(path).content for path in ("/", "/?about=anger", "/?about=depression", "/sitemap.xml")]
        pages += [client.post("/", {"words": words}).content for words in asked]
        pages += [client.get(path).content for path in ("/groups/hidden/", "/groups/never-was/")]
        return [re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", page) for page in pages]

    before = everything()
    hidden = make_group("hidden", name="Hidden Zebrafish", summary="Quiet lamps.", concerns=("anger",), is_listed=False)
    assert everything() == before
    SupportGroup.objects.filter(pk=hidden.pk).update(is_listed=True)
    refresh_words()
    assert titles(search("zebrafsh")) == ["Hidden Zebrafish"]
    SupportGroup.objects.filter(pk=hidden.pk).update(is_listed=False)
    assert everything() == before
    assert refresh_words() == 1
    assert everything() == before


def test_a_group_that_waits_or_has_closed_is_not_found(make_group: GroupMaker) -> None:
    make_group("seen", concerns=("anger",))
    make_group("held", concerns=("anger",), state=SupportGroup.State.AWAITING)
    make_group("shut", concerns=("anger",), state=SupportGroup.State.CLOSED, closed_at=datetime(2026, 1, 1, tzinfo=UTC))
    make_group("full", concerns=("anger",), state=SupportGroup.State.FULL)
    page = search("anger")
    assert set(titles(page)) == {"Seen", "Full"}
    assert "Takes nobody new for now." in page


def test_a_group_is_found_by_its_new_name_once_it_has_changed(make_group: GroupMaker) -> None:
    group = make_group("one", name="Old Name")
    make_group("two")
    SupportGroup.objects.filter(pk=group.pk).update(name="Harbour Light")
    group.refresh_from_db()
    actions.list_group(group=group, by=None, now=datetime.now(UTC))
    assert titles(search("harbour")) == ["Harbour Light"]
    assert titles(search("old")) == []
    assert refresh_words() == 0


def statements(words: str, **more: object) -> int:
    with CaptureQueriesContext(connection) as captured:
        search(words, **more)
    return len(captured)


SEARCHES: tuple[tuple[str, dict[str, object]], ...] = (
    ("anger", {}), ("circle", {}), ("cirlce rom nothng helo wrld", {}), ("", {"meets": "online"}),
    ("", {"about": "anger"}),
)  # fmt: skip


def test_as_many_statements_at_twenty_groups_as_at_two(make_group: GroupMaker, make_elsewhere: ListingMaker) -> None:
    make_group("room", name="Room Circle", concerns=("anger",))
    make_elsewhere("Circle", concerns=("anger", "depression"))
    at_two = [(words, more, statements(words, **more)) for words, more in SEARCHES]
    for number in range(18):
        make_elsewhere(f"Circle {number}", concerns=("anger", "depression"))
        make_group(f"room-{number}", name=f"Room Circle {number}", concerns=("anger",))
    assert [(words, more, statements(words, **more)) for words, more in SEARCHES] == at_two
    assert max(count for _words, _more, count in at_two) <= 11


def test_a_page_of_results_is_small(make_group: GroupMaker) -> None:
    for number in range(PAGE * 2):
        make_group(
            f"room-{number}",
            summary="x" * 240,
            for_whom="y" * 240,
            concerns=("anger", "depression", "anxiety", "money", "sleep", "pain"),
        )
    for page in (Client().get("/").content, search("anger").encode()):
        assert len(page) < 60_000


def test_the_only_group_is_the_front_page(make_group: GroupMaker, make_elsewhere: ListingMaker) -> None:
    assert only_group() is None
    group = make_group("one")
    make_group("hidden", is_listed=False)
    with CaptureQueriesContext(connection) as captured:
        assert only_group() == group
    assert len(captured) == 1
    make_elsewhere("Circle")
    assert only_group() is None
    Listing.objects.filter(group=None).update(is_gone=True)
    assert only_group() == group
    make_group("two")
    assert only_group() is None
