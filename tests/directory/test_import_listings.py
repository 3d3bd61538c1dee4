"""A feed is read into the directory, again and again, without harm."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directory.management.commands.import_listings import Command
from directory.models import Concern, Listing, Source
from tests.few import few_of, few_or_many

MESSY = Path(__file__).parent / "fixtures" / "messy_meetings.json"
REAL = Path(__file__).resolve().parents[3] / "shared" / "feeds" / "meetingguide_eating_disorders_anonymous.json"


def run(file: Path, **options: Any) -> str:
    out = StringIO()
    call_command("import_listings", str(file), stdout=out, **options)
    return out.getvalue()


def everything() -> list[Any]:
    """Every row an import could touch."""
    return [list(model.objects.order_by("pk").values()) for model in (Source, Listing, Concern)]


def meeting(slug: str, **more: Any) -> dict[str, Any]:
    return {"name": f"Group {slug}", "slug": slug, "day": 1, "time": "19:00", "url": "https://example.org/x"} | more


@pytest.fixture
def feed(tmp_path: Path) -> Any:
    def write(*rows: Any) -> Path:
        file = tmp_path / "small_feed.json"
        file.write_text(json.dumps(rows))
        return file

    return write


@pytest.mark.django_db
def test_a_messy_feed_comes_in_and_each_refused_row_is_named_with_its_reason() -> None:
    said = run(MESSY)
    assert "8 came in, 0 changed, 0 unchanged, 7 refused, 0 no longer in the feed." in said
    assert "row 10, Eighth day: The day “8” is none of 0 (Sunday) to 6 (Saturday)." in said
    assert "row 15, without a name: It is not a record." in said
    assert "8 of 8 read" in said
    assert Listing.objects.count() == 8


@pytest.mark.django_db
def test_a_second_import_changes_nothing_and_writes_nothing() -> None:
    run(MESSY, concern=["alcohol"])
    before = everything()
    with CaptureQueriesContext(connection) as captured:
        said = run(MESSY, concern=["alcohol"])
    assert "0 came in, 0 changed, 8 unchanged" in said
    assert everything() == before
    asked = [query["sql"] for query in captured if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN"))]
    assert len(asked) == 3
    assert all(sql.startswith("SELECT") for sql in asked)


@pytest.mark.django_db
def test_what_changed_is_written_and_nothing_else(feed: Any) -> None:
    run(feed(meeting("one"), meeting("two")))
    refs = dict(Listing.objects.values_list("key", "ref"))
    said = run(feed(meeting("one"), meeting("two", name="Evenings without gambling")))
    assert "0 came in, 1 changed, 1 unchanged" in said
    changed = Listing.objects.get(key="two")
    assert changed.name == "Evenings without gambling"
    assert [concern.slug for concern in changed.concerns.all()] == ["gambling"]
    assert dict(Listing.objects.values_list("key", "ref")) == refs
    found = Client().post("/", {"words": "evenings"}).content.decode()
    assert "Evenings without gambling" in found


@pytest.mark.django_db
def test_concerns_come_from_names_and_not_from_places_or_notes(feed: Any) -> None:
    notes = "No smoking. Wheelchairs can get in. Bring your own cancer charity cup."
    run(feed(meeting("one", name="Jackson, MS", notes=notes), meeting("two", name="Panic attacks (MS)")))
    assert list(Concern.objects.values_list("listing__key", "slug")) == [("two", "panic")]


@pytest.mark.django_db
def test_what_left_the_feed_is_found_no_more_and_found_again_when_it_is_back(feed: Any) -> None:
    run(feed(meeting("one"), meeting("two")))
    page = f"/elsewhere/{Listing.objects.get(key='two').ref}/"
    assert "1 no longer in the feed" in run(feed(meeting("one")))
    assert Listing.objects.get(key="two").is_gone
    assert Client().get(page).status_code == 404
    assert "Group two" not in Client().post("/", {"words": "group"}).content.decode()
    assert "0 no longer in the feed" in run(feed(meeting("one")))
    assert "1 changed" in run(feed(meeting("one"), meeting("two")))
    assert Client().get(page).status_code == 200
    assert "Group two" in Client().post("/", {"words": "group"}).content.decode()


@pytest.mark.django_db
def test_a_feed_of_nothing_takes_nothing_away(feed: Any) -> None:
    run(feed(meeting("one")))
    before = everything()
    assert "0 no longer in the feed" in run(feed())
    assert everything() == before


@pytest.mark.django_db
def test_two_feeds_do_not_touch_each_other(feed: Any) -> None:
    run(feed(meeting("one")), source="north", name="The North")
    run(feed(meeting("one", name="Another")), source="south")
    assert sorted(Listing.objects.values_list("source__name", "name")) == [
        ("Small Feed", "Another"),
        ("The North", "Group one"),
    ]
    run(feed(meeting("one")), source="north")
    assert Source.objects.get(key="north").name == "The North"


NO_FEEDS = {
    "words": b"Dear all, the meetings are as always.",
    "page": b"<!doctype html><html><body>Meetings</body></html>",
    "empty": b"",
    "object": b'{"error": "not found"}',
    "numbers": b"[1, 2, 3]",
    "cut": b'[{"name": "Half", "slug": "ha',
    "deep": b"[" * 100_000,
    "bytes": bytes(range(256)),
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", few_of(NO_FEEDS, ("page", "object", "cut", "deep")))
def test_a_file_that_is_no_feed_changes_nothing(kind: str, tmp_path: Path) -> None:
    run(MESSY)
    before = everything()
    (tmp_path / "file.json").write_bytes(NO_FEEDS[kind])
    with pytest.raises(CommandError) as refused:
        run(tmp_path / "file.json", source="messy-meetings")
    assert refused.value.returncode == 2
    assert everything() == before


@pytest.mark.parametrize("name", ["words.json", "nowhere.json", "."])
def test_a_file_that_is_no_feed_is_one_line_on_stderr_and_exit_2(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "words.json").write_bytes(NO_FEEDS["words"])
    with pytest.raises(SystemExit) as left:
        Command().run_from_argv(["manage.py", "import_listings", str(tmp_path / name)])
    said = capsys.readouterr()
    assert (left.value.code, said.out) == (2, "")
    assert len(said.err.strip().splitlines()) == 1


@pytest.mark.django_db
def test_an_unknown_concern_is_refused(feed: Any) -> None:
    with pytest.raises(CommandError, match="no concern 'sadness'"):
        run(feed(meeting("one")), concern=["sadness"])
    assert not Listing.objects.exists()


@pytest.mark.django_db
@pytest.mark.skipif(not REAL.exists(), reason="the real feed is not at hand")
@pytest.mark.parametrize("many", few_or_many(12, 185))
def test_all_of_a_real_feed_comes_in_and_is_found(tmp_path: Path, many: int) -> None:
    file = tmp_path / REAL.name
    file.write_text(json.dumps(json.loads(REAL.read_text())[:many]))
    assert f"{many} came in, 0 changed, 0 unchanged, 0 refused" in run(file)
    assert Concern.objects.filter(slug="eating").count() == many
    before = everything()
    assert f"0 came in, 0 changed, {many} unchanged, 0 refused" in run(file)
    assert everything() == before
    for words in ("Allied Gardens", "Geckos", "eating disorder"):
        page = Client().post("/", {"words": words}).content.decode()
        assert "/elsewhere/" in page
        assert len(page) < 100_000
    for ref in Listing.objects.values_list("ref", flat=True):
        assert Client().get(f"/elsewhere/{ref}/").status_code == 200
