"""Runs, walked from both sides: one is chosen at the door, its people go on in the next, and somebody says goodbye.

She who comes has no scripts; who looks after the group has.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, ticks_of
from tests.journeys.test_door import begin_a_group
from tests.journeys.test_first_day import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.deep]

# What the schedule does by itself within a minute.
A_MINUTE_LATER = """
from django.utils import timezone
from groups import actions
actions.keep_runs(timezone.now())
"""
GOODBYE = "I had to go early. Be well, all of you."


def test_from_a_run_into_the_next_and_a_goodbye(site: Site, phone: Callable[..., Page]) -> None:
    admin, member = signed_in(phone, "bellows"), signed_in(phone, "stranger", java_script=False)
    group = begin_a_group(admin, "Ten evenings")
    announce(admin, group, "Spring", starts_in=0)
    announce(admin, group, "Autumn", starts_in=60, follows="The people of Spring")

    choose_at_the_door(member, group)
    site.manage("shell", "-v0", stdin=A_MINUTE_LATER)
    go_on(member, group)
    thread = part_somewhere(admin, group)
    leave_under_her_name(member, group)
    say_goodbye(member)
    let_it_be_read(admin, group, thread)


def announce(page: Page, group: str, name: str, *, starts_in: int, follows: str = "") -> None:
    page.goto(f"{group}runs/new/")
    page.get_by_label("What is it called?").fill(name)
    page.get_by_label("On which day does it start?").fill(f"{date.today() + timedelta(days=starts_in)}")  # noqa: DTZ011
    page.get_by_label("How many weeks does it last?").fill("10")
    page.get_by_label("For how many people?").fill("8")
    if follows:
        page.get_by_label("Who goes on in it without asking?").select_option(follows)
    page.get_by_role("button", name="Announce it").click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()


def choose_at_the_door(page: Page, group: str) -> None:
    page.goto(f"{group}join/")
    page.get_by_role("button", name="Go on with this name").click()
    for tick in ticks_of(page):
        tick.check()
    expect(page.get_by_label("Autumn, from")).to_be_visible()
    page.get_by_label("Spring, from").check()
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_text(re.compile("Spring: week 1 of 10"))).to_be_visible()


def go_on(page: Page, group: str) -> None:
    page.goto(f"{group}runs/")
    page.get_by_role("link", name="Go on in this run").click()
    expect(page.get_by_text("There is a place for you.")).to_be_visible()
    page.get_by_role("button", name="Take a place").click()
    expect(page.get_by_text("You have a place in Autumn.")).to_be_visible()


def part_somewhere(page: Page, group: str) -> str:
    """The facilitator begins the thread in which the run parts; its address."""
    page.goto(f"{group}forums/spring/write/")
    page.get_by_label("Your words").fill("How shall we part?")
    page.get_by_role("button", name=re.compile("^Go on as ")).click()
    page.get_by_role("button", name="Post at once").click()
    page.get_by_role("link", name="See it where it stands").click()
    expect(page).to_have_url(re.compile("/threads/"))
    thread = page.url
    page.get_by_text("More for this thread").click()
    page.get_by_role("button", name="Say goodbye here when the run ends").click()
    expect(page.get_by_text("Here the run says goodbye")).to_be_visible()
    return thread


def leave_under_her_name(page: Page, group: str) -> None:
    page.goto(f"{group}leave/")
    expect(page.get_by_label("It stays, under the name")).to_be_checked()
    page.get_by_role("button", name="Leave this group").click()
    expect(page.get_by_text("Take care.")).to_be_visible()
    page.goto(f"{group}runs/")
    expect(page.get_by_text("How shall we part?")).to_have_count(0)


def say_goodbye(page: Page) -> None:
    page.goto("/home/")
    told = page.locator(".panel", has_text="If you would like to say goodbye")
    told.get_by_role("link", name="See more").first.click()
    expect(page.get_by_role("heading", name="Goodbye to Spring")).to_be_visible()
    page.get_by_label("Your words").fill(GOODBYE)
    page.get_by_role("button", name=re.compile("^Go on as ")).click()
    page.get_by_role("button", name="Post at once").click()
    expect(page.get_by_text("A facilitator reads it")).to_be_visible()


def let_it_be_read(page: Page, group: str, thread: str) -> None:
    page.goto(thread)
    expect(page.get_by_text(GOODBYE)).to_have_count(0)
    page.goto(f"{group}desk/")
    expect(page.get_by_text("left the run early")).to_be_visible()
    page.get_by_role("button", name="Let others read it").click()
    expect(page.get_by_text("Others can read it now")).to_be_visible()
    page.goto(thread)
    expect(page.get_by_text(GOODBYE)).to_be_visible()
