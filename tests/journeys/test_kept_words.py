"""Words that could not be saved: they wait in the browser until the site has them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import Site
from tests.journeys.test_draft_promises import STATUS, nothing_kept
from tests.journeys.test_first_day import GROUP, sign_in, signed_in
from tests.journeys.test_leaving_this_site import without_the_net

pytestmark = [pytest.mark.browser, pytest.mark.deep]

WRITE = f"/g/{GROUP}/forums/talk/write/"
WORDS = "I had written all of this before I saw that I was signed out."
EARLY_WORDS = "I type faster than this page loads."


@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken"])
def test_words_outlive_a_sign_in_that_has_ended(phone: Callable[..., Page], cookie: str) -> None:
    page = signed_in(phone, "heron")
    page.goto(WRITE)
    page.context.clear_cookies(name=cookie)
    page.locator("textarea").fill(WORDS)
    page.get_by_role("button", name=re.compile("Go on as")).click()
    expect(page.locator("textarea")).to_have_count(0)  # the entrance, or a page that says what to do
    sign_in(page, "heron")
    page.goto("/drafts/")
    page.goto(WRITE)
    page.locator("[data-autosave-restore]").click()
    expect(page.locator("textarea")).to_have_value(WORDS)
    page.get_by_role("button", name=re.compile("Go on as")).click()
    expect(page.get_by_role("heading", name="Read it over")).to_be_visible()
    nothing_kept(page)


def signed_in_again(page: Page, name: str) -> None:
    """As in another tab of the same browser."""
    other = page.context.new_page()
    sign_in(other, name)
    other.close()


def test_after_signing_in_again_in_another_tab_they_are_saved_without_a_press(phone: Callable[..., Page]) -> None:
    page = signed_in(phone, "heron")
    page.goto(WRITE)
    page.context.clear_cookies(name="sessionid")
    page.locator("textarea").fill(WORDS)
    expect(page.locator(STATUS)).to_contain_text("Sign in again in another tab")
    signed_in_again(page, "heron")
    expect(page.locator(STATUS)).to_have_text("Your words are saved.", timeout=15_000)
    nothing_kept(page)
    page.get_by_role("button", name=re.compile("Go on as")).click()
    expect(page.get_by_role("heading", name="Read it over")).to_be_visible()
    expect(page.locator(".post-text")).to_have_text(WORDS)


def test_to_somebody_else_who_signs_in_there_they_are_not_handed(phone: Callable[..., Page]) -> None:
    page = signed_in(phone, "heron")
    page.goto(WRITE)
    page.context.clear_cookies(name="sessionid")
    page.locator("textarea").fill(WORDS)
    expect(page.locator(STATUS)).to_contain_text("Sign in again in another tab")
    signed_in_again(page, "inkwell")
    with page.expect_response(lambda answer: answer.request.method == "GET", timeout=15_000):
        page.locator("textarea").press_sequentially(" And more.")
    expect(page.locator(STATUS)).to_contain_text("Sign in again in another tab")
    page.goto(WRITE)
    expect(page.get_by_text("You write as Inkwell")).to_be_visible()
    expect(page.locator("[data-autosave-offer]")).to_be_hidden()
    page.goto("/drafts/")
    expect(page.get_by_text(WORDS)).to_have_count(0)
    signed_in_again(page, "heron")
    page.goto(WRITE)
    expect(page.locator("[data-autosave-offer]")).to_be_visible()
    page.locator("[data-autosave-drop]").click()


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (500, "", "We cannot reach the site just now."),
        (404, "", "perhaps you are not in this group now"),
        (400, '{"message": "There is more here than we can keep."}', "There is more here than we can keep."),
    ],
)
def test_what_is_in_the_way_is_said_as_it_is(phone: Callable[..., Page], status: int, body: str, words: str) -> None:
    page = signed_in(phone, "heron")
    page.goto(WRITE)
    page.route(
        f"**{WRITE}", lambda it: it.fulfill(status=status, body=body) if it.request.method == "POST" else it.continue_()
    )
    page.locator("textarea").fill("In the way.")
    expect(page.locator(STATUS)).to_contain_text(words)
    assert keeps_a_copy(page)
    page.unroute(f"**{WRITE}")
    page.locator("textarea").press_sequentially(" And gone.")
    expect(page.locator(STATUS)).to_have_text("Your words are saved.", timeout=15_000)
    nothing_kept(page)


def test_without_scripts_they_outlive_it_too(site: Site, phone: Callable[..., Page]) -> None:
    page = signed_in(phone, "heron", java_script=False)
    page.goto(WRITE)
    page.locator("textarea").fill(WORDS)
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name=re.compile("Go on as")).click()
    expect(page.get_by_role("heading", name="You were signed out meanwhile")).to_be_visible()
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.get_by_label("e-mail").fill("heron@people.example")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("code").fill(site.code_for("heron@people.example"))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Your words are here")).to_be_visible()
    page.get_by_role("button", name="Go on with it").click()
    expect(page.get_by_role("heading", name="Read it over")).to_be_visible()
    expect(page.locator(".post-text")).to_have_text(WORDS)


def keeps_a_copy(page: Page) -> bool:
    return bool(page.evaluate("Object.keys(localStorage).some(key => key.startsWith('kept:'))"))


@pytest.mark.parametrize("how", ["Sign out", "Leave this site"])
def test_the_copy_in_the_browser_goes_when_its_writer_does(phone: Callable[..., Page], how: str) -> None:
    page = signed_in(phone, "heron")
    without_the_net(page)
    page.route(f"**{WRITE}", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.goto(WRITE)
    page.locator("textarea").fill(WORDS)
    expect(page.locator("[data-autosave-status]")).to_contain_text("safe in this browser")
    assert keeps_a_copy(page)
    page.get_by_text(how, exact=True).first.click()
    expect(page.locator("textarea")).to_have_count(0)
    page.goto("/help-now/")
    assert not keeps_a_copy(page)


LISTEN = """() => {
  const status = document.querySelector("[data-autosave-status]");
  window.said = [];
  const listener = new MutationObserver(() => window.said.push(status.textContent));
  listener.observe(status, { childList: true, characterData: true });
}"""


def test_that_words_are_saved_is_said_once_and_then_only_what_goes_wrong(phone: Callable[..., Page]) -> None:
    page = signed_in(phone, "heron")
    page.goto(WRITE)
    page.evaluate(LISTEN)
    for words in ("One. ", "Two. ", "Three. "):
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            page.locator("textarea").press_sequentially(words)
        nothing_kept(page)
    assert page.evaluate("said") == ["Your words are saved."]
    page.context.set_offline(offline=True)
    page.locator("textarea").press_sequentially("Four. ")
    expect(page.locator("[data-autosave-status]")).to_contain_text("we keep trying")
    page.context.set_offline(offline=False)
    nothing_kept(page)
    assert [said.split(".")[0] for said in page.evaluate("said")] == [
        "Your words are saved", "We cannot reach the site just now", "Your words are saved"
    ]  # fmt: skip


def test_words_typed_before_the_script_has_come_are_saved_too(phone: Callable[..., Page]) -> None:
    page = signed_in(phone, "heron")
    script, held = re.compile(r"/js/autosave[^/]*\.js"), list[Route]()
    page.route(script, lambda route: held.append(route))
    page.goto(WRITE, wait_until="commit")
    page.locator("textarea").fill(EARLY_WORDS)
    assert len(held) == 1
    held[0].continue_()
    expect(page.locator("[data-autosave-status]")).to_contain_text("saved", timeout=6_000)
    page.unroute(script)
    page.goto("/drafts/")
    expect(page.get_by_text(EARLY_WORDS)).to_be_visible()
