"""What somebody does not want to meet unasked: chosen on one page, kept away for a day by one press."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from accounts.models import Account
from supportgroups.front.seeding.people import make_account
from supportgroups.lib.notes import Regard, choose

pytestmark = pytest.mark.django_db
URL = "/account/notes/"


@pytest.fixture
def account() -> Account:
    return make_account("ann@notes.example")


@pytest.fixture
def browser(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_what_is_chosen_is_kept(browser: Client, account: Account) -> None:
    assert "Whatever bears a note" in browser.get(URL).content.decode()
    chosen = {
        "rule_0": "covered",
        "note": "Grief, Loss of a child",
        "note_rule": "away",
        "words": " Millbrook \n\nthe bend",
    }
    assert browser.post(URL, chosen)["Location"] == URL
    account.refresh_from_db()
    assert account.note_rules == {"grief": {"rule": "away"}, "loss of a child": {"rule": "away"}}
    assert account.warned_words == "Millbrook\nthe bend"
    page = browser.get(URL).content.decode()
    assert "loss of a child" in page
    assert "Millbrook" in page
    browser.post(URL, {"rule_0": "open", "rule_1": "today", "rule_2": "covered", "words": ""})
    account.refresh_from_db()
    assert account.note_rules["*"] == {"rule": "open"}
    assert account.note_rules["loss of a child"] == {"rule": "covered"}
    until = datetime.fromisoformat(account.note_rules["grief"]["until"])
    assert timedelta(0) < until - datetime.now(UTC) < timedelta(hours=28)
    assert account.warned_words == ""


@pytest.mark.parametrize("name", ["rule_0", "note_rule"])
def test_a_choice_that_is_none_changes_nothing(browser: Client, account: Account, name: str) -> None:
    data = {"rule_0": "open", "note": "grief", "note_rule": "away", "words": "x", name: "shout"}
    assert browser.post(URL, data).status_code == 200
    account.refresh_from_db()
    assert account.note_rules == {}


@pytest.mark.parametrize(
    "back", ["//elsewhere.example/", "https://elsewhere.example/g/", "/g/\\elsewhere", "", "/account/"]
)
def test_not_today_leads_back_to_a_page_of_a_group_or_to_the_choices(browser: Client, back: str) -> None:
    place = browser.post("/account/notes/today/", {"notes": "grief", "back": back})["Location"]
    assert place == URL or place.startswith("/g/")
    assert "elsewhere.example" not in place
    assert (
        browser.post("/account/notes/today/", {"notes": "grief", "back": "/g/x-1/threads/"})["Location"]
        == "/g/x-1/threads/"
    )


def test_not_today_leaves_what_is_kept_away_for_good(browser: Client, account: Account) -> None:
    account.note_rules = choose({}, [("grief", Regard.AWAY)])
    account.save()
    browser.post("/account/notes/today/", {"notes": "grief, sleep"})
    account.refresh_from_db()
    assert account.note_rules["grief"] == {"rule": "away"}
    assert "until" in account.note_rules["sleep"]
    assert Client().post("/account/notes/today/").status_code == 302
    assert browser.get("/account/notes/today/").status_code == 405
