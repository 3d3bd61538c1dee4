"""A door that a need or an announced closing holds shut: no setting opens it before that is over, and then it opens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from groups.actions import agree_to_close, appoint, ask_to_close, step_down, withdraw_closing
from groups.models import AdmissionPolicy, Membership, SupportGroup
from personas.models import Persona
from tests.groups.conftest import Room, membership
from tests.groups.test_door import DOOR, TICKS

OPEN = DOOR | {"door": "open", "least_age": ""}
SHUT = OPEN | {"takes_newcomers": ""}
Hold = Callable[[Room], Callable[[], object]]


def nobody_facilitates(room: Room) -> Callable[[], object]:
    """Shuts the door; what is given back ends that."""
    step_down(membership=membership(room.founder), role="facilitator", now=room.now)
    give = {"role": "facilitator", "kind": "peer", "credential": "", "by": None, "now": room.now}
    return lambda: appoint(membership=membership(room.founder), **give)


def it_closes(room: Room) -> Callable[[], object]:
    """The same, by a closing that two agreed on."""
    other = Persona.objects.get(group_space=room.group.pk, handle="Wren")
    day = room.now.date() + timedelta(days=20)
    said = {"closes_on": day, "keep_days": 30, "erases": False, "words": ""}
    ask_to_close(group=room.group, by=room.founder.face, now=room.now, **said)
    agree_to_close(group=room.group, by=other, now=room.now)
    return lambda: withdraw_closing(group=room.group, by=room.founder.face, now=room.now)


HOLDS = [
    pytest.param(nobody_facilitates, "Nobody facilitates this group just now.", id="need"),
    pytest.param(it_closes, "The group closes on", id="closing"),
]


@pytest.fixture
def browser(room: Room) -> Client:
    room.member("Wren", "admin")
    return room.founder.client()


def state(room: Room) -> str:
    return SupportGroup.objects.get(pk=room.group.pk).state


def save(browser: Client, room: Room, said: dict[str, str]) -> str:
    """Press Save; the page that follows."""
    return browser.post(f"{room.url}settings/door/", said, follow=True).content.decode()


@pytest.mark.parametrize(("hold", "why"), HOLDS)
def test_the_door_stays_shut_the_rest_is_saved_and_the_page_says_why(
    room: Room, browser: Client, eve: Client, hold: Hold, why: str
) -> None:
    end = hold(room)
    page = save(browser, room, OPEN)
    message = page.partition("It is saved.")[2].partition("</")[0]
    assert "Nobody new for now." in message
    assert why in message
    assert "The door opens by itself when this is no longer so." in message
    assert AdmissionPolicy.objects.get(group=room.group).capacity == int(OPEN["capacity"])
    assert state(room) == "full"
    eve.post(f"{room.url}join/rules/", TICKS)
    assert not Membership.objects.filter(persona__handle="Heron").exists()
    end()
    assert state(room) == "open"
    eve.post(f"{room.url}join/rules/", TICKS)
    assert Membership.objects.filter(persona__handle="Heron").exists()


@pytest.mark.parametrize(("hold", "why"), HOLDS)
def test_a_door_that_shall_stay_shut_stays_shut_afterwards(room: Room, browser: Client, hold: Hold, why: str) -> None:
    end = hold(room)
    page = save(browser, room, SHUT)
    assert why in page
    assert "opens by itself" not in page
    end()
    assert state(room) == "full"
    assert "We take in new people now." in save(browser, room, OPEN)
    assert state(room) == "open"


@pytest.mark.parametrize(("hold", "why"), HOLDS)
def test_a_door_shut_by_hand_opens_afterwards_where_it_is_asked_to(
    room: Room, browser: Client, hold: Hold, why: str
) -> None:
    save(browser, room, SHUT)
    end = hold(room)
    assert "opens by itself" not in browser.get(f"{room.url}settings/door/").content.decode()
    assert why in save(browser, room, OPEN)
    assert state(room) == "full"
    end()
    assert state(room) == "open"


@pytest.mark.parametrize(("hold", "why"), HOLDS)
def test_saving_something_else_meanwhile_does_not_shut_it_for_good(
    room: Room, browser: Client, hold: Hold, why: str
) -> None:
    end = hold(room)
    page = browser.get(f"{room.url}settings/door/").content.decode()
    box = page.partition('name="takes_newcomers"')[2].partition(">")[0]
    assert "checked" in box
    end()
    assert why not in browser.get(f"{room.url}settings/door/").content.decode()
    assert state(room) == "open"


@pytest.mark.parametrize("ends_first", [0, 1])
def test_two_things_hold_it_and_the_last_one_that_ends_opens_it(room: Room, browser: Client, ends_first: int) -> None:
    ends = [nobody_facilitates(room), it_closes(room)]
    save(browser, room, OPEN)
    ends[ends_first]()
    assert state(room) == "full"
    ends[1 - ends_first]()
    assert state(room) == "open"


def test_a_preview_of_a_held_door_does_not_promise_that_it_opens(room: Room, browser: Client) -> None:
    nobody_facilitates(room)
    page = browser.post(f"{room.url}settings/door/", OPEN | {"look": "yes"}).content.decode()
    assert "Nobody new for now. Nobody facilitates this group just now." in page
    assert state(room) == "full"
