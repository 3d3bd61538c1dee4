"""Leaving in a hurry: by a link, by keys, while the server is away, without scripts; and going back shows nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.test_first_day import signed_in

pytestmark = pytest.mark.browser

GROUP = "/g/quiet-harbour-12/"
ELSEWHERE = "https://www.wikipedia.org/"


def without_the_net(page: Page) -> None:
    """Where "Leave this site" leads is answered here, as there is no net."""

    def answer(route: Route) -> None:
        route.fulfill(status=200, content_type="text/html", body="<h1>Somewhere else</h1>")

    page.context.route(re.compile(r"^https?://(?!127\.0\.0\.1|localhost)"), answer)


@pytest.mark.parametrize("how", ["link", pytest.param("three presses of Shift", marks=pytest.mark.deep)])
def test_leaving_in_a_hurry_and_going_back_shows_nothing(phone: Callable[..., Page], how: str) -> None:
    page = signed_in(phone, "heron")
    without_the_net(page)
    page.goto(f"{GROUP}forums/talk/")
    shown = page.locator("main").inner_text()
    assert len(shown) > 100
    if how == "link":
        page.get_by_role("link", name="Leave this site").click()
    else:
        for _press in range(3):
            page.keyboard.press("Shift")
    expect(page.get_by_role("heading", name="Somewhere else")).to_be_visible()
    page.go_back()
    expect(page.locator("body")).not_to_contain_text("A young man's grief")
    assert shown[:200] not in page.locator("body").inner_text()
    page.goto(f"{GROUP}forums/talk/")
    expect(page).to_have_url(re.compile("/account/enter/"))


@pytest.mark.deep
def test_writing_capital_letters_is_not_leaving(phone: Callable[..., Page]) -> None:
    page = signed_in(phone, "heron")
    page.goto(f"{GROUP}forums/talk/write/")
    page.locator("textarea").click()
    for letter in "ABCD":
        page.keyboard.press(f"Shift+{letter}")
    expect(page.locator("textarea")).to_have_value("ABCD")


@pytest.mark.deep
def test_the_way_out_works_while_the_server_does_not(phone: Callable[..., Page]) -> None:
    page = signed_in(phone, "heron")
    without_the_net(page)
    page.goto(GROUP)
    page.context.route(re.compile(r"^http://127\.0\.0\.1"), lambda route: route.abort())
    page.get_by_role("link", name="Leave this site").click()
    expect(page.get_by_role("heading", name="Somewhere else")).to_be_visible()


@pytest.mark.deep
def test_without_scripts_the_way_out_is_a_plain_link(phone: Callable[..., Page]) -> None:
    page = phone(java_script=False)
    without_the_net(page)
    page.goto("/help-now/")
    link = page.get_by_role("link", name="Leave this site", exact=True)
    assert link.get_attribute("href") == ELSEWHERE
    assert "noreferrer" in (link.get_attribute("rel") or "")
    link.click()
    expect(page.get_by_role("heading", name="Somewhere else")).to_be_visible()
