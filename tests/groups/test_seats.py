"""What a seat says of each of the cast, and what it costs to find out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups import seats
from groups.actions import appoint, join
from groups.models import AdmissionRequest, Membership, SupportGroup
from groups.permissions import is_visible
from personas.actors import GUEST, NOBODY
from tests.cast import NOW, ROLES, Cast
from tests.groups.conftest import Room, make_room, membership

pytestmark = pytest.mark.django_db


def test_each_of_the_cast_sits_as_they_should(cast: Cast) -> None:
    sitting = {role: cast[role].actor(cast.group).seat_in(cast.group.pk) for role in ROLES if role != "guest"}
    for role in ("stranger", "operator", "facilitator_elsewhere"):
        assert sitting[role] == NOBODY
    members = {role for role, seat in sitting.items() if seat.is_member}
    nobodies = {"stranger", "operator", "facilitator_elsewhere", "applicant", "waiting", "invited", "former"}
    assert members == set(ROLES) - nobodies - {"guest"}
    assert {role for role, seat in sitting.items() if seat.is_silenced} == {"silenced"}
    assert {role for role, seat in sitting.items() if seat.is_suspended} == {"suspended"}
    appointed = {"screener", "treasurer", "editor", "facilitator", "admin"}
    assert {role for role, seat in sitting.items() if seat.is_appointed} == appointed
    assert {role: sitting[role].role for role in appointed} == {role: role for role in appointed}
    assert sitting["member"].role == "member"
    assert {role for role, seat in sitting.items() if seat.powers} == appointed
    requests = {role: seat.request_state for role, seat in sitting.items() if seat.request_state}
    assert requests == {"applicant": "submitted", "waiting": "waiting", "invited": "offered"}
    assert sitting["member"].cohort_ids.isdisjoint(sitting["other_cohort"].cohort_ids)
    assert len(sitting["one_thread_face"].face_ids) == 2
    assert sitting["one_thread_face"].handle == "Linnet"
    assert sitting["on_break"].status == "break"


def test_one_seat_and_all_seats_say_the_same(cast: Cast) -> None:
    for role in ROLES:
        actor = cast[role].actor()
        alone = cast[role].actor(cast.group)
        assert actor.seat_in(cast.group.pk) == alone.seat_in(cast.group.pk), role


def test_what_may_be_seen_is_the_same_asked_either_way(cast: Cast) -> None:
    hidden_member = cast["stranger"]
    for role in ROLES:
        actor = cast[role].actor()
        visible = set(SupportGroup.objects.visible_to(actor))
        for group in SupportGroup.objects.all():
            assert is_visible(actor, group) == (group in visible), (role, group.code)
    assert cast.hidden not in SupportGroup.objects.visible_to(hidden_member.actor())


def test_requests_are_read_by_their_authors_and_by_those_who_answer(cast: Cast) -> None:
    for role in ROLES:
        visible = set(AdmissionRequest.objects.visible_to(cast[role].actor()).values_list("persona__handle", flat=True))
        if role in {"screener", "facilitator", "admin"}:
            assert len(visible) == 3
        elif role in {"applicant", "waiting", "invited"}:
            assert visible == {cast[role].face.handle}
        else:
            assert visible == set()


def statements(function: Callable[..., object], *args: object) -> int:
    with CaptureQueriesContext(connection) as seen:
        function(*args)
    return len(seen)


def test_a_seat_costs_one_statement_and_one_more_for_all_that_hangs_on_it(cast: Cast) -> None:
    plain = make_room("Days")
    wren = plain.member("Wren")
    assert statements(seats.seat, GUEST, cast.group, NOW) == 0
    assert statements(seats.seat, wren.actor(), plain.group, NOW) == 1
    assert statements(seats.seat, plain.founder.actor(), plain.group, NOW) == 2
    assert statements(seats.seat, cast["member"].actor(), cast.group, NOW) == 2
    assert statements(seats.seat, cast["facilitator"].actor(), cast.group, NOW) == 2
    assert statements(seats.seat, cast["applicant"].actor(), cast.group, NOW) == 2
    assert max(statements(seats.seat_everywhere, cast[role].actor(), NOW) for role in cast.people) == 2


def test_all_seats_cost_the_same_in_two_groups_and_in_ten(room: Room) -> None:
    ann = room.person("ann")
    counts = []
    for upto in (2, 10):
        for number in range(len(ann.actor().group_ids), upto):
            other = make_room(f"Room {number}")
            mine = join(
                actor=ann.actor(), group=other.group, handle="Wren", agreed_version=1, consented=True, now=other.now
            )
            appoint(membership=mine, role="screener", kind="peer", credential="", by=None, now=other.now)
        counts.append(statements(seats.seat_everywhere, ann.actor(), room.now))
    assert counts[0] == counts[1] == 2
    assert len(ann.actor().group_ids_with("admit_members")) == 10


def test_the_day_of_a_visit_is_kept_once_a_day(room: Room) -> None:
    ann = room.member("Heron")
    yesterday = room.now.date() - timedelta(days=1)
    Membership.objects.filter(persona=ann.face).update(last_visit_on=yesterday)
    browser = ann.client()
    first = statements(browser.get, f"{room.url}roles/")
    second = statements(browser.get, f"{room.url}roles/")
    assert first == second + 1
    assert membership(ann).last_visit_on == room.now.date()


def test_a_visit_of_somebody_who_left_is_not_kept(room: Room) -> None:
    ann = room.member("Heron")
    ann.client().post(f"{room.url}leave/")
    Membership.objects.filter(persona=ann.face).update(last_visit_on=None)
    ann.client().get(f"{room.url}join/")
    assert membership(ann).last_visit_on is None
