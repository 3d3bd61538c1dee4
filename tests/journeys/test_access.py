"""Every main page as somebody with a phone, a keyboard or a screen reader has it: nothing in the way or too wide."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from groups.actions import PARTS
from tests.journeys.conftest import Site, ticks_of
from tests.journeys.test_first_day import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.deep]

GROUP = "/g/quiet-harbour-12/"
LOW_DAYS = "/g/amber-meadow-7/"
MOST_BYTES = 100_000
NARROWEST = 320
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
CONTRAST = {"runOnly": ["color-contrast"]}
# What depends on the width is asked at both, and contrast in all four.
LOOKS = ((390, "light", WCAG), (390, "dark", CONTRAST), (1280, "light", CONTRAST), (1280, "dark", WCAG))
GUEST_PAGES = ("/", "/groups/after-a-death/", "/account/enter/", "/help-now/", "/leaving/")
MEMBER_PAGES = (
    "/home/",
    GROUP,
    f"{GROUP}forums/talk/",
    f"{GROUP}forums/talk/write/",
    f"{GROUP}mail/",
    f"{GROUP}me/",
    f"{GROUP}me/name/",
    f"{GROUP}me/picture/",
    f"{GROUP}me/distances/",
    f"{GROUP}desk/",  # not for members: the page that says so
    "/account/preferences/",
    "/dev/components/",
)


def test_what_strangers_see(phone: Callable[..., Page]) -> None:
    page = phone()
    for url in GUEST_PAGES:
        page.goto(url)
        look_over(page)
    page.goto("/")
    for words in ("low mood", "qqxzv"):
        page.get_by_role("textbox").first.fill(words)
        page.get_by_role("button", name="Look", exact=True).click()
        expect(page.locator("main")).to_contain_text(words)
        look_over(page)


def test_what_members_see(phone: Callable[..., Page]) -> None:
    page = signed_in(phone, "heron")
    for url in MEMBER_PAGES:
        page.goto(url)
        look_over(page)
    page.goto(f"{GROUP}forums/talk/")
    page.locator(".thread-link").nth(2).click()
    expect(page).to_have_url(re.compile("/threads/"))
    look_over(page)
    page.get_by_text("More", exact=True).first.click()
    page.get_by_role("link", name="Tell a facilitator").first.click()
    page.get_by_role("button", name="Send to the facilitators").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look_over(page)


@pytest.mark.parametrize(
    ("who", "url"),
    [
        ("wren", "/g/amber-meadow-7/desk/"),
        ("alder", "/g/still-garden-31/admissions/"),
        ("inkwell", f"{GROUP}settings/"),
        ("inkwell", f"{GROUP}settings/door/{'?part=' + '&part='.join(PARTS)}"),
        ("lantern", f"{GROUP}desk/names/"),
        ("cobalt", "/g/copper-bridge-4/me/card/"),
        ("ferry", "/g/copper-bridge-4/desk/cards/"),
        ("slow-tide", "/g/still-garden-31/join/request/"),
    ],
)
def test_what_facilitators_and_askers_see(phone: Callable[..., Page], who: str, url: str) -> None:
    page = signed_in(phone, who)
    page.goto(url)
    look_over(page)


def test_without_scripts_somebody_joins_writes_rereads_and_posts(site: Site, phone: Callable[..., Page]) -> None:
    page = phone(java_script=False)
    page.goto("/groups/carers-together/")
    page.get_by_role("link", name="Join this group").click()
    page.get_by_label("e-mail").fill("no-scripts@people.example")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("code").fill(site.code_for("no-scripts@people.example"))
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Go on with this name").click()
    for tick in ticks_of(page):
        tick.check()
    page.get_by_role("button", name="Come in").click()
    page.get_by_role("textbox").fill("I have no scripts here, and I can write.")
    page.get_by_role("button", name=re.compile("^Go on as ")).click()
    expect(page.get_by_role("heading", name="Read it over")).to_be_visible()
    expect(page.locator(".post-text")).to_have_text("I have no scripts here, and I can write.")
    page.get_by_role("button", name=re.compile("^Post as ")).click()
    expect(page.get_by_role("heading", name="It is on its way")).to_be_visible()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("textbox").first).to_have_value("I have no scripts here, and I can write.")


def test_the_keyboard_comes_to_help_and_leave_first_and_sees_where_it_is(phone: Callable[..., Page]) -> None:
    page = phone()
    page.goto("/groups/carers-together/")
    stops = [stop for _, stop in zip(range(4), focus_by_tab(page), strict=False)]
    assert [words for words, _ in stops[:3]] == ["Go to the page", "Help now", "Leave this site"]
    assert all(outline >= 3 for _, outline in stops), stops


@pytest.mark.parametrize("width", [360, 390, 470])
def test_on_a_phone_the_main_places_take_one_row_with_wide_letters_too(phone: Callable[..., Page], width: int) -> None:
    page = signed_in(phone, "heron", width=width)
    page.evaluate("document.body.style.fontFamily = 'DejaVu Sans, Verdana, sans-serif'")
    name, *places, account = page.locator(".site-name, .site-nav-link").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().toJSON())"
    )
    assert len(places) == 3
    assert len({place["y"] for place in places}) == 1
    assert account["y"] == name["y"], "one's account stands beside the name"
    assert name["right"] < account["x"]


def test_without_a_stylesheet_help_and_leave_come_first_and_all_is_read_in_order(phone: Callable[..., Page]) -> None:
    page = signed_in(phone, "wren")
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    page.route("**/*.css", lambda route: route.abort())
    for url in ("/", LOW_DAYS, f"{LOW_DAYS}desk/", f"{LOW_DAYS}forums/talk/"):
        page.goto(url)
        look_over_bare(page)
    page.locator(".thread-link").first.click()
    expect(page).to_have_url(re.compile("/threads/"))
    look_over_bare(page)
    expect(page.locator("article.post").first).to_contain_text("You For the group")
    page.goto(f"{LOW_DAYS}forums/talk/write/")
    look_over_bare(page)
    page.get_by_role("textbox").first.fill("A page without a coat.")
    page.get_by_role("button", name=re.compile("^Go on as ")).click()
    expect(page.get_by_role("heading", name="Read it over")).to_be_visible()
    look_over_bare(page)


def look_over_bare(page: Page) -> None:
    """Nothing too wide, no drawing as large as the page, and the two ways out before everything else."""
    expect(page.locator("h1"), page.url).to_have_count(1)
    first = [words.strip() for words in page.locator("a, button").all_inner_texts()[:3]]
    assert first == ["Go to the page", "Help now", "Leave this site"], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("window.innerWidth"), page.url
    drawn = page.evaluate("[...document.querySelectorAll('svg, img')].map(one => one.getBoundingClientRect().width)")
    assert max(drawn) < 100, page.url
    assert page.evaluate("getComputedStyle(document.body).marginTop") == "8px", "the stylesheet came all the same"


def look_over(page: Page) -> None:
    """One heading, one main act, small, in nobody's way at four sizes and schemes, and not wider than the narrowest."""
    expect(page.locator("h1"), page.url).to_have_count(1)  # a press returns before the page has come
    page.wait_for_load_state()  # and the page comes before its stylesheets
    if "/dev/" not in page.url:
        assert page.locator(".button--main:visible").count() <= 1, page.url
        assert len(page.content().encode()) < MOST_BYTES, page.url
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST, page.url
    page.evaluate("window.scrollTo(0, 0)")  # or the strip at the top lies over what has been scrolled under it
    for width, scheme, rules in LOOKS:
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        found = Axe().run(page, options=rules)
        assert found.violations_count == 0, f"{page.url} at {width}, {scheme}: {found.generate_report()}"


def focus_by_tab(page: Page) -> Iterator[tuple[str, float]]:
    """The words of each stop, and how many pixels wide its outline is."""
    while True:
        page.keyboard.press("Tab")
        words, outline = page.evaluate(
            "[document.activeElement.innerText, parseFloat(getComputedStyle(document.activeElement).outlineWidth)]"
        )
        yield words.strip(), outline
