"""The door, walked from both sides: set by an admin; somebody asks, is asked back, waits, is offered a place, is in."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import Site, ticks_of
from tests.journeys.test_first_day import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.deep]

QUESTION = "What keeps you up at night?"


@pytest.mark.parametrize("java_script", [True, False], ids=["with scripts", "without scripts"])
def test_from_the_door_to_a_place(site: Site, phone: Callable[..., Page], java_script: bool) -> None:
    admin, first, second = (
        signed_in(phone, name, java_script=java_script) for name in ("bellows", "stranger", "quince")
    )
    group = begin_a_group(admin, f"Long nights {'with' if java_script else 'without'} lamps")
    set_the_door(admin, group)

    come_in_after_a_question(admin, first, group)
    wait_and_take_a_place(admin, second, group)


def come_in_after_a_question(admin: Page, first: Page, group: str) -> None:
    ask(first, group, "The rent, mostly.")
    expect(first.get_by_text("You hear from us by")).to_be_visible()
    open_request(admin, group)
    ask_something_first(admin, "Since when?")
    answer_back(first, group, "Since the spring.")
    open_request(admin, group)
    expect(admin.get_by_text("Since the spring.")).to_be_visible()
    admin.get_by_role("button", name=re.compile("^Let .* in$")).click()
    expect(admin.get_by_text("Nothing else waits for you")).to_be_visible()
    first.goto("/home/")
    expect(first.get_by_text("You are in", exact=True).first).to_be_visible()
    first.goto(f"{group}join/")
    expect(first).to_have_url(re.compile(f"{group}$"))


def wait_and_take_a_place(admin: Page, second: Page, group: str) -> None:
    ask(second, group, "My knee.")
    open_request(admin, group)
    admin.get_by_role("button", name=re.compile("^Let .* in$")).click()
    expect(admin.get_by_text("All places in this group are taken")).to_be_visible()
    admin.get_by_role("button", name="Put on the waiting list").click()
    expect(admin.get_by_text("is on the list, and has been told")).to_be_visible()
    second.goto(f"{group}join/request/")
    expect(second.get_by_text("You are number 1 on the waiting list. Only you can see this.")).to_be_visible()

    admin.goto(f"{group}settings/door/?part=places#places")
    admin.get_by_label("How many places are there?").fill("3")
    admin.get_by_role("button", name="Save").click()
    expect(admin.get_by_text("There are three places.")).to_be_visible()
    second.goto(f"{group}join/request/")
    expect(second.get_by_text("There is a place for you.")).to_be_visible()
    expect(second.get_by_text("It is kept for you until")).to_be_visible()
    second.get_by_role("button", name="Take the place").click()
    expect(second).to_have_url(re.compile(f"{group}$"))
    expect(second.get_by_text("You are in. Read as long as you like")).to_be_visible()


def test_a_hospital_s_cohort_has_its_door_with_one_press(site: Site, phone: Callable[..., Page]) -> None:
    page = signed_in(phone, "bellows")
    begin_a_group(page, "Ward nine", "A group with a professional")
    unfold(page, "how", "rules", "asked", "card")
    page.get_by_label("Within how many days").fill("5")
    page.get_by_label("Ground rules").fill("- We listen.\n- In danger we ring the ward.")
    page.get_by_label("We ask members for a contact card").check()
    page.get_by_label("For how many days is a contact card kept").fill("14")
    add_a_question(page, 1, "Whom have you lost?", "In their own words", "The answer is sensitive")
    add_a_question(page, 2, "This group is no treatment.", "Something to be read and ticked")
    expect(page.locator("#preview")).to_contain_text("This group is no treatment.")  # while it is typed
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("It is saved.")).to_contain_text("Who comes in, Ground rules, Questions, Contact card")
    for words in ("You get an answer within five days.", "Whom have you lost?", "A contact card"):
        expect(page.locator("#preview")).to_contain_text(words)


def test_what_is_typed_before_the_script_has_come_is_shown_too(site: Site, phone: Callable[..., Page]) -> None:
    page = signed_in(phone, "bellows")
    group = begin_a_group(page, "Slow lines")
    script, held = re.compile(r"/js/door[^/]*\.js"), list[Route]()
    page.route(script, lambda route: held.append(route))
    page.goto(f"{group}settings/door/?part=rules", wait_until="commit")
    page.get_by_label("Ground rules").fill("- We wait for each other.")
    assert len(held) == 1
    held[0].continue_()
    expect(page.locator("#preview")).to_contain_text("We wait for each other.")
    page.unroute(script)


def test_a_fellowship_has_its_door_without_scripts(site: Site, phone: Callable[..., Page]) -> None:
    page = signed_in(phone, "bellows", java_script=False)
    begin_a_group(page, "Sundays at eight", "A twelve-step fellowship")
    for part in ("fee", "asked"):
        page.locator(f"#{part} > summary").press("Enter")
    page.get_by_label("whenever somebody would like to give something").check()
    page.get_by_label("What do you suggest?").fill("2")
    add_a_question(page, 1, "I have the wish to stop.", "Something to be read and ticked")
    page.get_by_label("What do you ask?").press("Enter")  # saves: it is the form's first button that Enter presses
    expect(page.get_by_role("alert")).to_contain_text("How is it paid?")
    expect(page.locator("#asked")).to_have_attribute("open", "")
    page.get_by_label("How is it paid?").fill("To the treasurer.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#preview")).to_contain_text("Nobody has to give anything.")


def test_people_who_share_an_identity_find_what_they_typed_again(site: Site, phone: Callable[..., Page]) -> None:
    page = signed_in(phone, "bellows")
    group = begin_a_group(page, "A room of our own", "People who share an identity")
    unfold(page, "age", "places", "asked")
    page.get_by_label("From what age?").fill("16")
    page.get_by_label("people can wait on a list").check()
    add_a_question(page, 1, "How may we speak of you?", "In their own words")
    expect(page.get_by_label("From what age?")).to_have_value("16")
    page.get_by_label("What do you ask?").blur()
    page.goto("/home/")  # and away, before it is saved
    page.goto(f"{group}settings/door/")
    expect(page.get_by_text("We kept what you had typed")).to_be_visible()
    expect(page.get_by_label("What do you ask?")).to_have_value("How may we speak of you?")
    page.get_by_role("button", name="Save").click()
    for words in ("I am 16 or older", "How may we speak of you?"):
        expect(page.locator("#preview")).to_contain_text(words)


def test_by_a_slip_of_paper(site: Site, phone: Callable[..., Page]) -> None:
    """The facilitator makes a code for one person; whoever types it comes in, without a request."""
    alder = signed_in(phone, "alder")
    alder.goto("/g/still-garden-31/invitations/")
    alder.get_by_label("How many people may use it?").fill("1")
    alder.get_by_role("button", name="Make it").click()
    code = alder.locator(".invitation-code").first.inner_text()
    alder.get_by_role("link", name=re.compile("Print it")).first.click()
    expect(alder).to_have_url(re.compile("/print/$"))
    alder.wait_for_load_state()
    expect(alder.locator("main")).to_contain_text(code)
    alder.emulate_media(media="print")
    printed = alder.locator("body").inner_text()
    assert code in printed
    assert "death" not in printed, "the name of the group stands on the page and not on the paper"

    guest = signed_in(phone, "heron")
    guest.goto("/invited/")
    guest.get_by_label("The code").fill(code.lower())
    guest.get_by_role("button", name="Go on").click()
    for tick in ticks_of(guest):
        tick.check()
    guest.get_by_role("button", name="Come in").click()
    expect(guest).to_have_url(re.compile("/g/still-garden-31/$"))


LONG_QUEUE = """
from datetime import timedelta
from django.utils import timezone
from groups.models import AdmissionRequest, SupportGroup
from personas.models import Persona
group, now = SupportGroup.objects.get(code="still-garden-31"), timezone.now()
here = {"space_id": group.pk, "group_space_id": group.pk, "made_on": now.date()}
soon = now + timedelta(days=3)
times = {"begun_at": now, "submitted_at": now, "due_at": soon, "promised_at": soon}
for letter in "ABCDEFGHIJKL":
    face = Persona.objects.create(handle=f"Fern {letter}", **here)
    AdmissionRequest.objects.create(group=group, persona=face, state="submitted", words="May I?", **times)
"""


def test_a_long_queue_by_keys_that_are_off_until_turned_on(site: Site, phone: Callable[..., Page]) -> None:
    site.manage("shell", "-v0", stdin=LONG_QUEUE)
    page = signed_in(phone, "alder", width=1280)
    page.goto("/g/still-garden-31/admissions/")
    ticked = page.locator("input[name=ref]:checked")
    for key in ("j", "x"):
        page.keyboard.press(key)
    expect(ticked).to_have_count(0)
    page.get_by_role("button", name="Turn single keys on").click()
    for key in ("j", "x", "j", "j", "x", "k"):
        page.keyboard.press(key)
    expect(ticked).to_have_count(2)
    page.get_by_role("button", name="I read these").click()
    expect(page.get_by_text("Done for 2 requests.")).to_be_visible()
    page.get_by_role("link", name="I read it").click()
    expect(page.get_by_role("link", name=re.compile("asks to come in"))).to_have_count(2)


def begin_a_group(page: Page, name: str, kind: str = "People with the same experience") -> str:
    """Its inner address."""
    page.goto("/groups/new/")
    page.get_by_label(kind).check()
    page.get_by_label("What is the group called?").fill(name)
    page.get_by_label("Who is it for?").fill("You lie awake, and would like company in it.")
    page.get_by_label(re.compile("may keep what I write")).check()
    page.get_by_role("button", name="Begin the group").click()
    expect(page).to_have_url(re.compile(r"/g/[a-z0-9-]+/settings/door/$"))
    return re.sub(r"^https?://[^/]+|settings/door/$", "", page.url)


def set_the_door(page: Page, group: str) -> None:
    """One more place beside the founder's, a person who answers, a list; looked at first, then saved."""
    page.goto(f"{group}settings/door/")
    unfold(page, "how", "asked", "places")
    page.get_by_label("You ask to join, and a person answers.").check()
    page.get_by_label("What do you ask people").fill(QUESTION)
    page.get_by_label("How many places are there?").fill("2")
    page.get_by_label("people can wait on a list").check()
    page.get_by_role("button", name="Show me first").click()
    expect(page.locator("#preview")).to_contain_text(QUESTION)
    expect(page.get_by_text("This is not saved yet.")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("It is saved.")).to_be_visible()
    expect(page.locator("#places > summary")).to_contain_text("There are two places.")


def unfold(page: Page, *parts: str) -> None:
    for part in parts:
        page.locator(f"#{part} > summary").click()


def add_a_question(page: Page, number: int, label: str, kind: str, *boxes: str) -> None:
    page.get_by_role("button", name="Add a question").click()
    question = page.locator(".door-question").nth(number - 1)
    question.get_by_label("What do you ask?").fill(label)
    question.get_by_label(kind).check()
    for box in boxes:
        question.get_by_label(box).check()


def ask(page: Page, group: str, words: str) -> None:
    page.goto(f"{group}join/")
    page.get_by_role("button", name="Go on with this name").click()
    for tick in ticks_of(page):
        tick.check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_label(QUESTION).fill(words)
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your request")


def open_request(page: Page, group: str) -> None:
    page.goto(f"{group}admissions/")
    page.get_by_role("link", name=re.compile("asks to come in")).first.click()


def ask_something_first(page: Page, words: str) -> None:
    page.get_by_role("link", name="Ask something first").click()
    page.get_by_label("What would you like to know?").fill(words)
    page.get_by_role("button", name="Send the question").click()
    expect(page.get_by_text("Your question is on its way")).to_be_visible()


def answer_back(page: Page, group: str, words: str) -> None:
    page.goto("/home/")
    expect(page.get_by_text("has asked you something")).to_be_visible()
    page.goto(f"{group}join/request/")
    page.get_by_label("Your answer").fill(words)
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_text("A facilitator is reading your request now.")).to_be_visible()
