"""The first day, walked in a browser against the running site with its worker: from finding a group to the digest."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, ticks_of

pytestmark = pytest.mark.browser

GROUP = "quiet-harbour-12"
MOST_SCREENS = MOST_THINGS = 6  # the first-post budget
WORDS = "I look after my father. Last night I slept three hours, and I wanted to say it to somebody."
REASON = "It was too soon for an answer like this. Please write it again, a little softer."
SECOND_ANSWER = "I am glad you wrote. Sleep, if you can; we are here tomorrow too."
ANSWER = "You have said it to somebody. I read every word."


@dataclass
class Budget:
    """Counts what a newcomer goes through: each different page that asks something, and each thing it asks."""

    screens: list[str] = field(default_factory=list)
    things: list[str] = field(default_factory=list)

    def screen(self, page: Page) -> None:
        self.screens.append(page.locator("h1").first.inner_text())

    def thing(self, name: str) -> None:
        self.things.append(name)


def test_from_a_word_to_the_digest(site: Site, phone: Callable[..., Page]) -> None:
    newcomer, budget = phone(), Budget()
    find_the_group(newcomer)
    come_in(site, newcomer, budget)
    handle = choose_a_name(newcomer, budget)
    write_first_words(newcomer, budget, handle)
    assert len(budget.screens) <= MOST_SCREENS, budget.screens
    assert len(budget.things) <= MOST_THINGS, budget.things

    ask_for_mail(newcomer)
    member, facilitator = signed_in(phone, "heron"), signed_in(phone, "lantern")
    assert_only_the_author_sees_it(member)
    let_the_grace_pass(site)
    answer_it(member, ANSWER)
    report_and_decide(newcomer, facilitator)
    read_the_decision(member)
    answer_it(facilitator, SECOND_ANSWER)
    read_the_digest(site, newcomer)


def find_the_group(page: Page) -> None:
    """By a word that nobody files anything under."""
    page.goto("/")
    page.get_by_role("textbox").first.fill("looking after my mum")
    page.get_by_role("button", name="Look", exact=True).click()
    expect(page.get_by_text("looking after my mum").first).to_be_visible()
    page.get_by_role("link", name="Looking after somebody").click()
    for words in ("Who it is for", "Who looks after it", "Ground rules", "Anyone who signs up can join and read this"):
        expect(page.get_by_text(words).first).to_be_visible()


def come_in(site: Site, page: Page, budget: Budget) -> None:
    page.get_by_role("link", name="Join this group").click()
    budget.screen(page)
    page.get_by_label("e-mail").fill("newcomer@people.example")
    budget.thing("e-mail")
    page.get_by_role("button", name="Send me a code").click()
    budget.screen(page)
    code = site.code_for("newcomer@people.example")
    another_tab = page.context.new_page()
    another_tab.goto("/account/enter/")
    expect(another_tab.get_by_role("heading", level=1)).to_have_text(page.locator("h1").inner_text())
    another_tab.get_by_label("code").fill(f" {code[:3]} {code[3:]} ")
    budget.thing("code")
    another_tab.get_by_role("button", name="Go on").click()
    expect(another_tab).to_have_url(re.compile(f"/g/{GROUP}/join/$"))
    another_tab.close()
    page.goto(f"/g/{GROUP}/join/")


def choose_a_name(page: Page, budget: Budget) -> str:
    budget.screen(page)
    handle = page.get_by_role("textbox").input_value()
    assert re.fullmatch(r"\w+ \w+", handle), "two calm words are filled in"
    budget.thing("name")
    page.get_by_role("button", name="Go on with this name").click()
    budget.screen(page)
    for tick in ticks_of(page):
        expect(tick).not_to_be_checked()
        tick.check()
        budget.thing("tick")
    assert budget.things.count("tick") == 2
    page.get_by_role("button", name="Come in").click()
    expect(page).to_have_url(re.compile(f"/g/{GROUP}/$"))
    return handle


def write_first_words(page: Page, budget: Budget, handle: str) -> None:
    """On the group's own page; kept by the server while they are typed."""
    budget.screen(page)
    page.get_by_role("textbox").fill(WORDS)
    budget.thing("words")
    expect(page.locator("[data-autosave-status]")).to_contain_text("saved", timeout=6_000)
    another_tab = page.context.new_page()
    another_tab.goto("/drafts/")
    expect(another_tab.get_by_text("Last night I slept three hours").first).to_be_visible()
    another_tab.close()
    page.get_by_role("button", name=f"Go on as {handle}").click()
    budget.screen(page)
    expect(page.get_by_text(WORDS)).to_be_visible()
    expect(page.get_by_text("waits five minutes")).to_be_visible()
    page.get_by_role("button", name=f"Post as {handle}").click()
    expect(page.get_by_role("button", name=re.compile("[Tt]ake it back"))).to_be_visible()


def ask_for_mail(page: Page) -> None:
    page.goto(f"/g/{GROUP}/mail/")
    page.get_by_label("once a day").check()
    page.get_by_label(re.compile("titles")).check()
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("It is noted.")).to_be_visible()


def assert_only_the_author_sees_it(other: Page) -> None:
    other.goto(f"/g/{GROUP}/forums/talk/")
    expect(other.get_by_text("I look after my father")).to_have_count(0)


def let_the_grace_pass(site: Site) -> None:
    """Moves the draft's time, not the clock; the worker then publishes it by itself."""
    site.manage(
        "shell",
        "-v0",
        stdin="from django.utils import timezone\nfrom forums.models import Draft\n"
        "Draft.objects.filter(state='scheduled').update(publish_at=timezone.now())\n",
    )


def answer_it(other: Page, words: str) -> None:
    """Another member sees it as new, and answers under it."""
    row = other.locator(".thread-row", has_text="I look after my father").first
    for _ in range(30):
        other.goto(f"/g/{GROUP}/forums/talk/")
        if row.count():
            break
        other.wait_for_timeout(500)
    expect(row.locator(".thread-news")).to_be_visible()
    row.get_by_role("link").first.click()
    other.get_by_role("link", name="Answer").first.click()
    other.get_by_role("textbox").first.fill(words)
    other.get_by_role("button", name=re.compile("Go on as")).click()
    other.get_by_role("button", name="Post at once").click()
    expect(other.get_by_role("link", name="See it where it stands")).to_be_visible()


def report_and_decide(newcomer: Page, facilitator: Page) -> None:
    newcomer.goto(f"/g/{GROUP}/forums/talk/")
    newcomer.get_by_role("link", name=re.compile("I look after my father")).first.click()
    expect(newcomer.get_by_text(ANSWER)).to_be_visible()
    answer = newcomer.locator("article", has_text=ANSWER).last
    answer.get_by_text("More", exact=True).click()
    answer.get_by_role("link", name="Tell a facilitator").click()
    newcomer.get_by_label("It is unkind").check()
    newcomer.get_by_role("button", name="Send to the facilitators").click()
    expect(newcomer.get_by_text("Thank you for telling us")).to_be_visible()

    facilitator.goto(f"/g/{GROUP}/desk/")
    facilitator.get_by_role("link", name=re.compile("Heron")).first.click()
    expect(facilitator.get_by_text(ANSWER).first).to_be_visible()
    facilitator.get_by_role("button", name="I look after this one").click()
    facilitator.get_by_label("Hide it").check()
    facilitator.get_by_label(re.compile("^Why")).fill(REASON)
    facilitator.get_by_role("button", name="Decide").click()
    expect(facilitator.get_by_text("Those whom it touches are told")).to_be_visible()


def read_the_decision(author: Page) -> None:
    author.goto("/home/")
    expect(author.get_by_text("Word for you")).to_be_visible()
    author.get_by_role("link", name="See more").first.click()
    expect(author.get_by_text(REASON)).to_be_visible()


def read_the_digest(site: Site, newcomer: Page) -> None:
    """A reply that stays, then the hour comes; one letter, discreet, with a way out that needs no sign-in."""
    before = len(site.letters_to("newcomer@people.example"))
    site.manage(
        "shell",
        "-v0",
        stdin="from django.utils import timezone\n"
        "from django.db.models import F\nfrom newsletters.models import DigestPreference\n"
        "hour = timezone.now().replace(minute=0, second=0, microsecond=0)\n"
        "DigestPreference.objects.filter(cadence='daily').update(next_at=hour, hour=hour.hour)\n",
    )
    letter = site.wait_for_letter("newcomer@people.example", before, seconds=60)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-Id"]
    assert "somebody" not in str(letter["Subject"]).lower()
    way_out = re.search(r"<(\S+)>", str(letter["List-Unsubscribe"]))
    assert way_out
    newcomer.context.clear_cookies()
    newcomer.goto(urlsplit(way_out[1]).path)
    newcomer.locator("main form button").first.click()
    expect(newcomer.locator("main")).to_contain_text(re.compile("no more|stopped|will not", re.IGNORECASE))


def signed_in(phone: Callable[..., Page], name: str, **options: Any) -> Page:
    """Somebody of the cast, by the button of the development pages."""
    page = phone(**options)
    sign_in(page, name)
    return page


def sign_in(page: Page, name: str) -> None:
    page.goto("/dev/")
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My groups")
    page.wait_for_load_state()  # its words are there before its stylesheets
