"""After an update a role's new powers reach those who held the role before it."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command

from groups.actions import ROLE_POWERS, dismiss
from groups.models import SupportGroup
from personas import keyring
from tests.cast import Person
from tests.groups.conftest import Room, make_room, membership

NEW = ("unmask", "open_contact_card")


def given() -> str:
    out = io.StringIO()
    call_command("complete_powers", stdout=out)
    return out.getvalue().strip()


def powers(room: Room, person: Person) -> set[str]:
    return {
        power
        for power, _words in SupportGroup._meta.permissions
        if person.face.pk in keyring.holders(room.group, power)
    }


@pytest.fixture
def older(room: Room) -> Person:
    """A facilitator who was appointed before two of the powers were there."""
    person = room.member("Heron", "facilitator")
    for power in NEW:
        keyring.revoke(person.face, power, room.group)
    return person


def test_what_is_missing_is_given_once(room: Room, older: Person) -> None:
    assert powers(room, older) == ROLE_POWERS["facilitator"] - set(NEW)
    assert given() == "powers given: 2"
    assert powers(room, older) == ROLE_POWERS["facilitator"]
    assert given() == "powers given: 0"


def test_nobody_gets_more_than_the_role_gives(room: Room, older: Person) -> None:
    screener, member, other = room.member("Otter", "screener"), room.member("Wren"), make_room("Days")
    given()
    assert powers(room, screener) == ROLE_POWERS["screener"]
    assert powers(room, member) == set()
    assert older.face.pk not in keyring.holders(other.group, "moderate")


def test_a_role_that_has_ended_gets_nothing(room: Room, older: Person) -> None:
    dismiss(membership=membership(older), role="facilitator", by=room.founder.face, now=room.now)
    assert given() == "powers given: 0"
    assert powers(room, older) == set()


def test_the_desk_opens_to_who_had_lost_a_power(room: Room, older: Person) -> None:
    keyring.revoke(older.face, "moderate", room.group)
    assert older.client().get(f"{room.url}desk/").status_code == 403
    given()
    assert older.client().get(f"{room.url}desk/").status_code == 200
