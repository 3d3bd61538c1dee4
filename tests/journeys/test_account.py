"""The private side in a real browser: a passkey, signing out, a page left open, and all of it without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, ticks_of
from tests.journeys.test_first_day import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.deep]

GROUP = "/g/quiet-harbour-12/"
SECRET = "Only members read this."
PASSWORD = "a long and quiet password"


def come_in(site: Site, page: Page, address: str) -> None:
    """By the code in the letter."""
    before = len(site.letters_to(address))
    page.goto("/account/enter/")
    page.get_by_label("e-mail").fill(address)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("The code").fill(site.code_for(address, before))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My groups")


def with_authenticator(page: Page) -> None:
    """A device that holds passkeys and agrees to everything."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
                "isUserVerified": True, "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip


def test_a_passkey_is_made_and_opens_the_account_by_itself(site: Site, phone: Callable[..., Page]) -> None:
    local = phone()
    # A passkey belongs to a name, and an address of numbers is none.
    base = site.url.replace("127.0.0.1", "localhost")
    before = len(site.letters_to("passkey@people.example"))
    with_authenticator(local)
    local.goto(f"{base}/account/enter/")
    local.get_by_label("e-mail").fill("passkey@people.example")
    local.get_by_role("button", name="Send me a code").click()
    local.get_by_label("The code").fill(site.code_for("passkey@people.example", before))
    local.get_by_role("button", name="Go on").click()
    expect(local.get_by_role("heading", level=1)).to_have_text("My groups")
    local.goto(f"{base}/account/keys/passkeys/add/")
    local.get_by_label("Its name").fill("My phone")
    expect(local.get_by_label("It is enough to come in")).to_be_checked()
    local.get_by_role("button", name="Add it").click()
    expect(local).not_to_have_url(re.compile("passkeys/add"))
    local.goto(f"{base}/account/mailbox/")
    local.get_by_role("button", name="My mailbox may not open this account").click()
    expect(local.get_by_text("Mail does not open this account.")).to_be_visible()

    local.goto(f"{base}/account/logout/")
    local.locator("main").get_by_role("button", name="Sign out").click()
    expect(local.get_by_role("link", name="Sign in")).to_be_visible()
    local.goto(f"{base}/account/login/?next=/account/keys/passkeys/")
    local.get_by_role("button", name="Use a passkey").click()
    expect(local.get_by_role("heading", level=1)).to_have_text("Your passkeys")
    expect(local.get_by_text("My phone")).to_be_visible()


def test_after_signing_out_back_shows_nothing(phone: Callable[..., Page]) -> None:
    page = signed_in(phone, "heron")
    page.goto("/drafts/")
    page.goto("/account/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    for _step in range(2):
        page.go_back()
        expect(page.get_by_role("button", name="Sign out")).to_have_count(0)
    assert page.context.cookies() == [] or all(cookie["name"] != "sessionid" for cookie in page.context.cookies())
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_a_page_left_open_is_covered_until_its_reader_is_back(site: Site, phone: Callable[..., Page]) -> None:
    page = phone()
    come_in(site, page, "careful@people.example")
    page.goto("/account/preferences/")
    page.get_by_label("When you were away").select_option("5")
    page.get_by_role("button", name="Keep this").click()
    page.clock.install()
    page.goto("/groups/new/")
    page.clock.run_for("06:00")
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome back")
    page.goto("/home/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome back")
    page.get_by_role("link", name="With a code by e-mail").click()
    before = len(site.letters_to("careful@people.example"))
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("The code").fill(site.code_for("careful@people.example", before))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My groups")


def test_all_of_the_account_without_scripts(site: Site, phone: Callable[..., Page]) -> None:
    page = phone(java_script=False)
    come_in(site, page, "plain@people.example")
    page.goto("/account/")
    places = [link.get_attribute("href") for link in page.locator("main li a").all()]
    assert len(places) >= 7
    for place in places:
        page.goto(place or "")
        assert page.locator("h1").count() == 1, place
        assert urlsplit(page.url).path.startswith("/account/"), place
    page.goto("/account/preferences/")
    page.get_by_label("Where you are").select_option("Asia/Kathmandu")
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("It counts from now on")).to_be_visible()
    page.goto("/account/password/set/")
    page.get_by_label("A password", exact=True).fill(PASSWORD)
    page.get_by_label("The same once more").fill(PASSWORD)
    page.get_by_role("button", name="Keep this password").click()
    expect(page.get_by_text("Your password is kept.")).to_be_visible()
    page.goto("/account/login/")
    page.get_by_label("Your e-mail address").fill("plain@people.example")
    page.get_by_label("Your password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My groups")


def test_joining_and_leaving_a_group_without_scripts(site: Site, phone: Callable[..., Page]) -> None:
    page = phone(java_script=False)
    come_in(site, page, "guest@people.example")
    page.goto("/groups/carers-together/")
    page.get_by_role("link", name="Join this group").click()
    page.get_by_role("button", name="Go on with this name").click()
    for tick in ticks_of(page):
        tick.check()
    page.get_by_role("button", name="Come in").click()
    expect(page).to_have_url(re.compile(f"{GROUP}$"))
    page.get_by_role("link", name="Leave this group").click()
    page.locator("main").get_by_role("button", name=re.compile("Leave")).click()
    expect(page.get_by_text("Take care.")).to_be_visible()
    page.goto(f"{GROUP}forums/talk/")
    expect(page.locator(".thread-row")).to_have_count(0)
