"""Going for good, and for a while."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from groups.actions import NotAMember, leave, take_break
from groups.models import Appointment, Cohort, CohortSeat, Membership
from personas import keyring
from personas.models import Standing
from tests.groups.conftest import Room, membership


def test_leaving_names_the_group_says_what_stays_and_lets_go(room: Room) -> None:
    ann = room.member("Heron")
    browser = ann.client()
    page = browser.get(f"{room.url}leave/").content
    assert b"Leave Nights?" in page
    assert b"What you wrote stays, under the name Heron" in page
    assert browser.post(f"{room.url}leave/").url == "/home/"
    assert membership(ann).status == "left"
    assert membership(ann).ended_how == "left"
    assert browser.post(f"{room.url}leave/").status_code == 403
    assert b"nothing to leave" in browser.get(f"{room.url}leave/").content


def test_powers_go_in_the_same_act(room: Room) -> None:
    ann = room.member("Heron", "facilitator", "screener")
    powers = {"moderate", "admit_members", "write_newsletter", "unmask", "open_contact_card"}
    assert keyring.powers_of(room.actor(ann), room.group) == powers
    ann.client().post(f"{room.url}leave/")
    assert keyring.powers_of(room.actor(ann), room.group) == frozenset()
    assert not Appointment.objects.filter(membership__persona=ann.face, ended_at=None).exists()
    assert not membership(ann).is_appointed
    assert ann.client().get(f"{room.url}admissions/").status_code == 403


def test_a_power_that_came_without_a_role_goes_too(room: Room) -> None:
    ann = room.member("Heron")
    keyring.grant(ann.face, "moderate", room.group)
    leave(membership=membership(ann), now=room.now)
    assert keyring.powers_of(room.actor(ann), room.group) == frozenset()


def test_leaving_twice_keeps_the_first(room: Room) -> None:
    ann = room.member("Heron")
    leave(membership=membership(ann), now=room.now)
    leave(membership=membership(ann), now=room.now, how=Membership.Ending.REMOVED)
    assert membership(ann).status == "left"


def test_a_place_in_a_run_goes_too(room: Room) -> None:
    ann = room.member("Heron")
    day = room.now.date()
    run = Cohort.objects.create(
        group=room.group, name="Spring", opens_on=day, starts_on=day, ends_on=day.replace(year=day.year + 1), places=8
    )
    CohortSeat.objects.create(group=room.group, cohort=run, membership=membership(ann))
    leave(membership=membership(ann), now=room.now)
    assert not CohortSeat.objects.exists()


def test_strangers_have_nothing_to_leave(room: Room) -> None:
    eve = room.person("eve").client()
    for path in ("leave/", "break/"):
        assert eve.get(f"{room.url}{path}").status_code == 403
        assert eve.post(f"{room.url}{path}").status_code == 403


def test_somebody_suspended_may_leave(room: Room) -> None:
    ann = room.member("Heron")
    Standing.objects.create(persona=ann.face, group_space=room.group.space, kind="suspension", since=room.now)
    browser = ann.client()
    assert browser.get(f"{room.url}roles/").status_code == 403
    assert browser.post(f"{room.url}leave/").status_code == 302
    assert membership(ann).status == "left"


def test_a_break_and_its_end(room: Room) -> None:
    ann = room.member("Heron")
    browser = ann.client()
    assert b"Take a break from Nights?" in browser.get(f"{room.url}break/").content
    for _press in range(2):
        assert browser.post(f"{room.url}break/").status_code == 302
    assert membership(ann).status == "break"
    assert browser.get(f"{room.url}roles/").status_code == 200
    assert b"You are on a break" in browser.get(f"{room.url}break/").content
    for _press in range(2):
        assert browser.post(f"{room.url}break/over/").url == room.url
    assert membership(ann).status == "active"


def test_a_break_is_for_members(room: Room) -> None:
    ann = room.member("Heron")
    leave(membership=membership(ann), now=room.now)
    with pytest.raises(NotAMember):
        take_break(membership=membership(ann), now=room.now)


def test_the_database_refuses_an_ending_without_its_day_and_a_role_without_a_seat(room: Room) -> None:
    ann = room.member("Heron")
    mine = Membership.objects.filter(persona=ann.face)
    for nonsense in ({"status": "left"}, {"ended_on": room.now.date()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            mine.update(**nonsense)
    leave(membership=membership(ann), now=room.now)
    with pytest.raises(IntegrityError), transaction.atomic():
        mine.update(is_appointed=True)
