"""A fee before entry, walked from both sides: who comes pays, or cannot; the treasurer sees a code and no name."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site
from tests.journeys.test_door import ask, begin_a_group, open_request, set_the_door
from tests.journeys.test_first_day import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.deep]

# What the schedule does by itself, an hour later.
AN_HOUR_LATER = """
from datetime import timedelta
from django.utils import timezone
from groups import actions
actions.keep_time(timezone.now() + timedelta(hours=1))
"""


@pytest.mark.parametrize("java_script", [True, False], ids=["with scripts", "without scripts"])
def test_from_a_fee_to_a_place(site: Site, phone: Callable[..., Page], java_script: bool) -> None:
    admin, newcomer = (signed_in(phone, name, java_script=java_script) for name in ("bellows", "stranger"))
    group = begin_a_group(admin, f"A purse {'with' if java_script else 'without'} strings")
    set_the_door(admin, group)
    ask_for_a_fee(admin, group)
    ask(newcomer, group, "The rent, mostly.")
    open_request(admin, group)
    admin.get_by_role("button", name=re.compile("^Let .* in$")).click()
    expect(admin.get_by_text("until the fee is settled")).to_be_visible()

    code = see_the_step_that_is_left(newcomer, group)
    if java_script:
        read_the_banks_list(admin, group, code)
    else:
        cannot_pay(newcomer, group)
        grant(admin, group, code)
    expect_settled_and_nothing_told(newcomer, admin, group, code)

    site.manage("shell", "-v0", stdin=AN_HOUR_LATER)
    newcomer.goto("/home/")
    expect(newcomer.get_by_text("You are in", exact=True).first).to_be_visible()
    newcomer.goto(f"{group}fee/")
    expect(newcomer.get_by_text("Nothing is due. Thank you.")).to_be_visible()
    if java_script:
        print_a_receipt(newcomer)


def ask_for_a_fee(page: Page, group: str) -> None:
    page.goto(f"{group}settings/door/?part=fee#fee")
    page.get_by_label("once", exact=True).check()
    page.get_by_label("What do you suggest?").fill("5")
    page.get_by_label("How is it paid?").fill("To our account at the bank.")
    page.get_by_label("Ask for the first of it before somebody comes in").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#fee > summary")).to_contain_text("The fee: 5.00 EUR once.")


def see_the_step_that_is_left(page: Page, group: str) -> str:
    page.goto(f"{group}join/request/")
    expect(page.get_by_text("One step is left")).to_be_visible()
    expect(page.get_by_text("5.00 EUR, once, before you come in.")).to_be_visible()
    expect(page.get_by_label("I cannot pay at the moment")).to_be_visible()
    return page.locator(".fee-code b").inner_text()


def read_the_banks_list(page: Page, group: str, code: str) -> None:
    lines = f"Date;Name;Reason;Amount\n02.01.2026;Somebody Real;Membership {code};5,00\n"
    page.goto(f"{group}fees/")
    page.get_by_role("link", name="Read a bank's list").click()
    page.get_by_label("The bank's list, as a CSV file").set_input_files(
        {"name": "list.csv", "mimeType": "text/csv", "buffer": lines.encode()}
    )
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text(f"{code}: 5.00 EUR")).to_be_visible()
    expect(page.get_by_text("Somebody Real")).to_have_count(0)
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("What you ticked stands in the ledger.")).to_be_visible()


def cannot_pay(page: Page, group: str) -> None:
    page.goto(f"{group}join/request/")
    page.get_by_role("button", name="Say so").click()
    expect(page.get_by_text("Please tick the box")).to_be_visible()
    page.get_by_label("I cannot pay at the moment").check()
    page.get_by_role("button", name="Say so").click()
    expect(page.get_by_text("it counts as a yes")).to_be_visible()


def grant(page: Page, group: str, code: str) -> None:
    page.goto(f"{group}fees/")
    page.get_by_role("link", name="Somebody cannot pay and waits for an answer").click()
    page.get_by_role("button", name=f"Let {code} go free for a year").click()
    expect(page.get_by_text("Granted for a year.")).to_be_visible()


def expect_settled_and_nothing_told(newcomer: Page, admin: Page, group: str, code: str) -> None:
    newcomer.goto(f"{group}join/request/")
    expect(newcomer.get_by_text("All is settled. Your place opens at")).to_be_visible()
    admin.goto(f"{group}admissions/?show=theirs")
    expect(admin.get_by_text("The fee: not yet")).to_be_visible()
    expect(admin.get_by_text(code)).to_have_count(0)


def print_a_receipt(page: Page) -> None:
    page.get_by_role("link", name=re.compile("^A receipt")).click()
    page.get_by_label("Which name should stand on it?").fill("Ann Real")
    page.locator("main").get_by_role("button").first.click()
    expect(page.locator(".receipt")).to_contain_text("Ann Real")
    expect(page.locator(".receipt")).to_contain_text("Membership")
    expect(page.locator(".receipt")).not_to_contain_text("purse")
