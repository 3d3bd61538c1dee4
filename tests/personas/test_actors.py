"""Plain data about who acts: nothing on it leads home, and nobody becomes more by being asked."""

from dataclasses import FrozenInstanceError

import pytest

from personas.actors import GUEST, NOBODY, Actor, Preferences, Seat
from supportgroups.lib import rules
from supportgroups.lib.rules import NotAllowed, UnknownRule

MEMBER = Seat(
    group_id=5, persona_id=50, status="active", powers=frozenset({"admit_members"}), face_ids=frozenset({50, 51})
)


def test_an_actor_says_nothing_of_the_account_when_it_is_printed():
    assert "7001" not in repr(Actor(is_guest=False, _account_id=7001))


def test_an_actor_cannot_be_changed_or_promoted():
    actor = Actor(is_guest=False)
    for name, value in (("is_operator", True), ("is_guest", True), ("_account_id", 3)):
        with pytest.raises(FrozenInstanceError):
            setattr(actor, name, value)


@pytest.mark.parametrize(
    ("status", "is_member"), [("active", True), ("break", True), ("left", False), ("removed", False), (None, False)]
)
def test_a_power_is_held_by_members_alone(status, is_member):
    seat = Seat(status=status, powers=frozenset({"admit_members"}))
    assert seat.is_member is is_member
    assert seat.holds("admit_members") is is_member
    assert not seat.holds("see_fees")


def test_where_no_seat_was_loaded_an_actor_is_nobody():
    actor = Actor(is_guest=False, is_operator=True).with_seats({5: MEMBER})
    assert actor.seat_in(5) is MEMBER
    assert actor.seat_in(6) is NOBODY
    assert not NOBODY.is_member
    assert GUEST.seat_in(5) is NOBODY


def test_seats_add_up_and_the_first_actor_stays_as_it_was():
    one = Actor(is_guest=False).with_seats({5: MEMBER})
    two = one.with_seats({6: Seat(group_id=6, persona_id=60, status="left", face_ids=frozenset({60}))})
    assert one.seat_in(6) is NOBODY
    assert two.group_ids == {5}
    assert two.face_ids == {50, 51, 60}


def test_actors_with_equal_data_are_equal_and_can_be_keys():
    assert Actor(preferences=Preferences(note_rules={"sleep": "hide"})) == Actor(
        preferences=Preferences(note_rules={"sleep": "hide"})
    )
    assert {GUEST: 1}[GUEST] == 1
    assert hash(Actor().with_seats({5: MEMBER})) is not None


def test_rules_are_asked_and_remembered():
    actor = Actor(is_guest=False)
    assert actor.can("signed_in")
    assert actor.has_asked("signed_in")
    assert not actor.has_asked("public.page")
    actor.require("public.page")
    assert actor.with_seats({}).has_asked("public.page")
    assert not Actor().has_asked("public.page")


def test_a_no_is_an_exception_with_a_sentence():
    guest = Actor()
    with pytest.raises(NotAllowed) as caught:
        guest.require("signed_in")
    assert caught.value.sentence == str(rules.SENTENCES["signed_in"])
    assert guest.has_asked("signed_in")
    with pytest.raises(UnknownRule):
        guest.can("signed.out")
