"""What a screen reader is given on the pages of coming in, of the account, of joining and leaving.

The trees in `read_aloud/` were read through by a person, from the first line to the last. A change shows here as a
difference to read; `UPDATE_READ_ALOUD=1` writes them anew.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, ticks_of
from tests.journeys.test_account import come_in

pytestmark = [pytest.mark.browser, pytest.mark.deep]

TREES = Path(__file__).parent / "read_aloud"
ADDRESS = "aloud@people.example"
GUEST_PAGES = {
    "enter": "/account/enter/",
    "other-ways": "/account/login/",
    "help-now": "/help-now/",
    "leaving": "/leaving/",
}
OWN_PAGES = {
    "account": "/account/",
    "preferences": "/account/preferences/",
    "mailbox": "/account/mailbox/",
    "keys": "/account/keys/",
    "sessions": "/account/sessions/",
    "email": "/account/email/",
    "password": "/account/password/set/",
    "again": "/account/again/",
    "logout": "/account/logout/",
}
# What differs from day to day and from one newcomer to the next.
DIFFERS = (
    (re.compile(re.escape(ADDRESS)), "ADDRESS"),
    (re.compile(r"\b\d{1,2} [A-Z][a-z]+ 20\d\d\b"), "DAY"),
    (re.compile(r"http://127\.0\.0\.1:\d+"), ""),
)


def tree(page: Page, *names: str) -> str:
    """The accessibility tree of the page, as text."""
    page.wait_for_load_state("domcontentloaded")
    text = page.locator("body").aria_snapshot()
    for pattern, words in (*DIFFERS, *((re.compile(re.escape(name)), "NAME") for name in names)):
        text = pattern.sub(words, text)
    return text + "\n"


def compare(page: Page, name: str, *names: str) -> None:
    """With what was read through. A select's many places are left to the test of its form."""
    found = re.sub(r"(?m)^\s+- (option|group) .*\n", "", tree(page, *names))
    file = TREES / f"{name}.yaml"
    if os.environ.get("UPDATE_READ_ALOUD"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(found)
    assert found == file.read_text(), f"{name} is read otherwise; look at it, then UPDATE_READ_ALOUD=1"


def test_pages_of_coming_in(site: Site, phone: Callable[..., Page]) -> None:
    page = phone()
    for name, url in GUEST_PAGES.items():
        page.goto(url)
        compare(page, name)
    before = len(site.letters_to(ADDRESS))
    page.goto("/account/enter/")
    page.get_by_label("e-mail").fill(ADDRESS)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("The code").fill("12345")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert")).to_be_visible()
    compare(page, "code-with-a-slip")
    site.wait_for_letter(ADDRESS, before)


def test_pages_of_the_account(site: Site, phone: Callable[..., Page]) -> None:
    page = phone()
    come_in(site, page, ADDRESS)
    for name, url in OWN_PAGES.items():
        page.goto(url)
        compare(page, name)


def test_joining_and_leaving(site: Site, phone: Callable[..., Page]) -> None:
    page = phone()
    come_in(site, page, "aloud-too@people.example")
    page.goto("/groups/carers-together/")
    page.get_by_role("link", name="Join this group").click()
    handle = page.get_by_role("textbox").input_value()
    compare(page, "join-name", handle)
    page.get_by_role("button", name="Go on with this name").click()
    ticks = ticks_of(page)
    compare(page, "join-rules", handle)
    for tick in ticks:
        tick.check()
    page.get_by_role("button", name="Come in").click()
    page.get_by_role("link", name="Leave this group").click()
    expect(page).to_have_url(re.compile("/leave/$"))
    compare(page, "leave", handle)
