"""Draft, pictures, rereading and content notes: at all sizes, by keyboard alone, and with scripts off."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.test_access import GROUP, look_over
from tests.journeys.test_first_day import signed_in
from tests.journeys.test_thread_page import tab_to

pytestmark = [pytest.mark.browser, pytest.mark.deep]

MISSING = "Say what there is to see, or tick that it needs no words."
SEEN = "A pale square, as the sky was."


def photograph() -> FilePayload:
    file = BytesIO()
    Image.new("RGB", (640, 480), (190, 200, 210)).save(file, "JPEG")
    return {"name": "at home.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def begin(page: Page, words: str) -> None:
    page.goto(f"{GROUP}forums/talk/write/")
    page.get_by_label("Your words").fill(words)
    page.get_by_role("button", name="Add pictures").click()
    expect(page.get_by_role("heading", name="Your draft")).to_be_visible()


def add_picture(page: Page) -> None:
    page.get_by_label("picture from your device").set_input_files(photograph())
    page.get_by_role("button", name="Add picture").click()
    expect(page.get_by_text("The picture is there.")).to_be_visible()


def go_on(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Go on as ")).click()


def stands_at(page: Page) -> str:
    """The address where it can be read now, after going there."""
    page.get_by_role("link", name="See it where it stands").click()
    expect(page).to_have_url(re.compile("/threads/"))
    return page.url


def test_draft_review_and_notes_are_in_nobodys_way(phone: Callable[..., Page]) -> None:
    page = signed_in(phone, "heron")
    begin(page, "The sky over the car park this morning.")
    look_over(page)
    add_picture(page)
    look_over(page)
    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text(MISSING)
    look_over(page)
    page.get_by_label("What there is to see in picture 1").fill(SEEN)
    go_on(page)
    expect(page.get_by_role("img", name=SEEN)).to_be_visible()
    page.get_by_text("More for this post").click()
    look_over(page)
    page.get_by_label("What it talks about").fill("hospital")
    page.get_by_role("button", name="Show it with these choices").click()
    expect(page.locator(".post .post-note")).to_contain_text("This talks about hospital.")
    expect(page.get_by_role("img", name=SEEN)).to_be_hidden()
    look_over(page)
    page.get_by_role("button", name="Post at once").click()
    expect(page.get_by_role("link", name="See it where it stands")).to_be_visible()
    look_over(page)
    thread = stands_at(page)
    other = signed_in(phone, "pebble")
    other.goto(thread)
    expect(other.get_by_role("img", name=SEEN)).to_be_hidden()
    other.get_by_text("Show it").last.click()
    expect(other.get_by_role("img", name=SEEN)).to_be_visible()
    look_over(other)
    other.goto("/account/notes/")
    look_over(other)


def test_by_keyboard_alone_somebody_writes_rereads_chooses_a_note_and_posts(phone: Callable[..., Page]) -> None:
    page = signed_in(phone, "heron")
    page.goto(f"{GROUP}forums/talk/write/")
    page.get_by_label("Your words").focus()
    page.keyboard.type("It was a long night, and the kettle was kind.")
    tab_to(page, "Save draft")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your draft")).to_be_visible()
    tab_to(page, "Go on as Heron")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Read it over")).to_be_visible()
    tab_to(page, "More for this post")
    page.keyboard.press("Enter")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "content_notes":
            break
    page.keyboard.type("sleep")
    tab_to(page, "Show it with these choices")
    page.keyboard.press("Enter")
    expect(page.locator(".post .post-note")).to_contain_text("This talks about sleep.")
    tab_to(page, "Post as Heron")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="It is on its way")).to_be_visible()
    tab_to(page, "Take it back")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your words")).to_have_value("It was a long night, and the kettle was kind.")


def test_without_scripts_a_picture_is_added_described_and_taken_out(phone: Callable[..., Page]) -> None:
    page = signed_in(phone, "heron", java_script=False)
    begin(page, "Two of the same window.")
    add_picture(page)
    page.get_by_label("What there is to see in picture 1").fill(SEEN)
    add_picture(page)
    expect(page.get_by_label("What there is to see in picture 1")).to_have_value(SEEN)
    page.get_by_label("It needs no words: it only decorates").last.check()
    go_on(page)
    expect(page.locator(".post-picture")).to_have_count(2)
    page.get_by_role("link", name="Change the words").click()
    page.get_by_label("Take this picture out").last.check()
    go_on(page)
    expect(page.locator(".post-picture")).to_have_count(1)
    expect(page.get_by_role("img", name=SEEN)).to_be_visible()
