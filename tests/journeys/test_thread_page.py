"""The thread page and what can be done from it: at all sizes, by keyboard alone, and with scripts off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_access import GROUP, look_over
from tests.journeys.test_first_day import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.deep]

TITLE = "I shouted"
# More than the stops of any page here, so that a way that leads nowhere ends.
MOST_STOPS = 120


def to_the_thread(page: Page) -> str:
    """Its address."""
    page.goto(f"{GROUP}forums/talk/")
    page.get_by_role("link", name=TITLE, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    return page.url.split("?")[0].split("#")[0]


def test_the_thread_and_its_pages_are_in_nobodys_way(phone: Callable[..., Page]) -> None:
    page = signed_in(phone, "lantern")
    thread = to_the_thread(page)
    for fold in page.locator("main summary").all():
        if fold.is_visible():
            fold.click()
    look_over(page)
    page.goto(f"{thread}?view=conversation")
    look_over(page)
    for place in ("lock/", "move/", "merge/", "posts/2/split/"):
        page.goto(thread + place)
        look_over(page)
    page.goto(f"{thread}merge/")
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("button", name="Join the two threads")).to_be_visible()
    look_over(page)
    page.goto(f"{GROUP}back/")
    look_over(page)


def test_what_admins_choose_for_talk_is_in_nobodys_way(phone: Callable[..., Page]) -> None:
    page = signed_in(phone, "inkwell")
    for url in (f"{GROUP}settings/talk/", f"{GROUP}forums/new/"):
        page.goto(url)
        look_over(page)


def test_by_keyboard_alone_somebody_reads_answers_without_words_and_turns_the_view(phone: Callable[..., Page]) -> None:
    page = signed_in(phone, "heron")
    to_the_thread(page)
    tab_to(page, "Without words")
    page.keyboard.press("Enter")
    tab_to(page, "Thank you")
    page.keyboard.press("Enter")
    expect(
        page.get_by_text("You say thank you", exact=False).or_(page.get_by_text("say thank you")).first
    ).to_be_visible()
    tab_to(page, "Show by conversation")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Each answer stands below what it answers.")).to_be_visible()
    tab_to(page, "More for this thread")
    page.keyboard.press("Enter")
    tab_to(page, "Keep this choice")
    page.keyboard.press("Enter")
    expect(page.get_by_text("It is noted.")).to_be_visible()
    tab_to(page, "Answer")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox").first).to_be_visible()


def test_without_scripts_all_of_it_works(phone: Callable[..., Page]) -> None:
    page = signed_in(phone, "lantern", java_script=False)
    thread = to_the_thread(page)
    page.get_by_text("Without words").first.click()
    page.get_by_role("button", name="Me too").first.click()
    expect(page.get_by_text("“me too”").first).to_be_visible()
    page.get_by_text("More for this thread").click()
    page.get_by_role("button", name="Keep it on top").click()
    expect(page.get_by_text("This thread is kept on top of its forum.")).to_be_visible()
    page.get_by_text("More for this thread").click()
    page.get_by_role("link", name="Close it to answers").click()
    page.get_by_label("Why").fill("We go on elsewhere.")
    page.get_by_role("button", name="Close it to answers").click()
    expect(page.get_by_text("We go on elsewhere.")).to_be_visible()
    page.get_by_text("More for this thread").click()
    page.get_by_role("button", name="Open it to answers again").click()
    expect(page.get_by_text("This thread takes answers again.")).to_be_visible()
    page.goto(f"{thread}posts/2/split/")
    page.get_by_label("What shall the new thread be called?").fill("Spoons")
    page.get_by_role("button", name="Make it a thread of its own").click()
    expect(page.get_by_role("heading", level=1, name="Spoons")).to_be_visible()
    page.goto(f"{page.url}merge/")
    page.get_by_role("radio", name=TITLE).check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Join the two threads").click()
    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what bears these words has the focus, and shows that it has."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        here, outline = page.evaluate(
            "[document.activeElement.innerText, parseFloat(getComputedStyle(document.activeElement).outlineWidth)]"
        )
        if here.strip() == words:
            assert outline >= 3, words
            return
    raise AssertionError(f"no way to {words!r} by keyboard on {page.url}")
