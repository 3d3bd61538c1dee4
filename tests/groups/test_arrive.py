"""Who comes to a group's address gets the group and a seat by one statement: the same group and the same seat as when
each is asked for by itself."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.arriving import Arrival, arrive
from groups.models import AdmissionPolicy, SupportGroup
from groups.seats import seat
from personas.actors import NOBODY, Actor
from personas.seating import actor_of
from tests.cast import NOW, ROLES, Cast
from tests.groups.conftest import Room, make_room

pytestmark = pytest.mark.django_db


def arrived(actor: Actor, group: SupportGroup) -> Arrival:
    arrival = arrive(actor, group.code, NOW)
    assert arrival is not None
    return arrival


@pytest.mark.parametrize("role", [role for role in ROLES if role != "guest"])
def test_everybody_is_seated_as_ever_in_the_group_that_was_asked_for(cast: Cast, role: str) -> None:
    actor = actor_of(cast[role].account)
    arrival, group = arrived(actor, cast.group), SupportGroup.objects.get(pk=cast.group.pk)
    assert arrival.actor.seat_in(group.pk) == seat(actor, group, NOW).seat_in(group.pk)
    for model, mine in ((group, arrival.group), (group.policy, arrival.group.policy)):
        for column in model._meta.concrete_fields:
            assert getattr(mine, column.attname) == getattr(model, column.attname)


def test_a_member_has_the_group_with_its_door_by_one_statement(room: Room, django_assert_num_queries: Any) -> None:
    heron = room.member("Heron").actor()
    with django_assert_num_queries(1):
        arrival = arrived(heron, room.group)
        assert (arrival.group.name, arrival.group.policy.door) == ("Nights", "open")
        assert arrival.group.policy.group is arrival.group
        assert arrival.actor.seat_in(room.group.pk).handle == "Heron"


def test_what_is_not_asked_every_day_comes_together_once_it_is_asked(
    room: Room, django_assert_num_queries: Any
) -> None:
    group = arrived(room.member("Heron").actor(), room.group).group
    with django_assert_num_queries(2):
        assert group.summary == "For the hours when nobody is up."
        assert group.policy.answer_days == 3
    with django_assert_num_queries(0):
        assert (group.for_whom, group.closed_at, group.policy.claim_hours) == ("You lie awake.", None, 48)


def test_several_roles_are_still_one_group(room: Room) -> None:
    heron = room.member("Heron", "screener", "editor")
    arrival = arrived(heron.actor(), room.group)
    assert arrival.group == room.group
    assert arrival.actor.seat_in(room.group.pk).role == "screener"


def test_a_face_in_another_group_is_no_seat_here(room: Room) -> None:
    other = make_room("Days")
    arrival = arrived(actor_of(other.member("Heron").account), room.group)
    assert arrival.group == room.group
    assert arrival.actor.seat_in(room.group.pk) == NOBODY
    assert arrival.actor.seat_in(other.group.pk) == NOBODY


def test_a_group_without_a_door_has_none(room: Room) -> None:
    heron = room.member("Heron").actor()
    AdmissionPolicy.objects.filter(group=room.group).delete()
    with pytest.raises(AdmissionPolicy.DoesNotExist):
        _ = arrived(heron, room.group).group.policy


def test_the_work_does_not_tell_a_stranger_whether_there_is_a_group(room: Room) -> None:
    eve = actor_of(room.person("eve").account)
    counts = []
    for code in (room.group.code, "nothing-here-9"):
        with CaptureQueriesContext(connection) as asked:
            arrive(eve, code, NOW)
        counts.append(len(asked))
    assert counts == [2, 2]
