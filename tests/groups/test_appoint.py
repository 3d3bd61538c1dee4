"""Who looks after a group: roles, and the powers that come with them."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.actions import ROLE_POWERS, LastAdmin, NotAMember, appoint, dismiss, grant_power, leave
from groups.models import Appointment
from groups.models.group import POWERS
from personas import keyring
from personas.letterbox import notices_for
from personas.models import ChainEntry
from supportgroups.front.seeding.people import make_account
from tests.cast import Person
from tests.groups.conftest import Room, make_room, membership

FORM = {"role": "screener", "kind": "peer", "credential": ""}


def test_every_role_gives_known_powers() -> None:
    assert set(ROLE_POWERS) == set(Appointment.Role.values)
    of_roles = frozenset().union(*ROLE_POWERS.values())
    assert of_roles == {power for power, _words in POWERS} - {"unmask_account"}  # which is only ever given alone


def test_an_admin_gives_a_role_by_name(room: Room) -> None:
    ann = room.member("Heron")
    before = ann.client().get(f"{room.url}admissions/").status_code
    browser = room.founder.client()
    assert browser.get(f"{room.url}roles/new/").status_code == 200
    for _press in range(2):
        assert browser.post(f"{room.url}roles/new/", FORM | {"handle": "HERON"}).url == f"{room.url}roles/"
    assert (before, ann.client().get(f"{room.url}admissions/").status_code) == (403, 200)
    assert membership(ann).is_appointed
    assert Appointment.objects.filter(membership__persona=ann.face).count() == 1
    assert [notice.title for notice in notices_for(room.actor(ann))] == ["You have a new role"]
    assert ChainEntry.objects.filter(kind="groups.appointed").count() == 3
    page = ann.client().get(f"{room.url}roles/").content
    assert b"Heron" in page
    assert b"End this role" not in page


def test_a_name_nobody_wears_is_said_at_its_field(room: Room) -> None:
    page = room.founder.client().post(f"{room.url}roles/new/", FORM | {"handle": "Nobody", "credential": "Nurse"})
    assert b"Nobody in the group has this name now." in page.content
    assert b'value="Nurse"' in page.content


def test_somebody_of_another_group_cannot_be_given_a_role_here(room: Room) -> None:
    make_room("Days").member("Wren")
    page = room.founder.client().post(f"{room.url}roles/new/", FORM | {"handle": "Wren"})
    assert b"Nobody in the group has this name now." in page.content


def test_facilitators_and_members_cannot_appoint(room: Room) -> None:
    room.member("Otter")
    for browser in (room.member("Heron", "facilitator").client(), room.member("Wren").client()):
        assert browser.get(f"{room.url}roles/new/").status_code == 403
        assert browser.post(f"{room.url}roles/new/", FORM | {"handle": "Otter"}).status_code == 403
        assert browser.get(f"{room.url}roles/").status_code == 200


def test_a_role_ends_after_one_question(room: Room) -> None:
    ann = room.member("Heron", "screener")
    url = f"{room.url}roles/{ann.face.ref}/screener/end/"
    browser = room.founder.client()
    assert b"Heron is no longer screener?" in browser.get(url).content
    for _press in range(2):
        assert browser.post(url).url == f"{room.url}roles/"
    assert not membership(ann).is_appointed
    assert keyring.powers_of(room.actor(ann), room.group) == frozenset()
    assert ann.client().get(f"{room.url}admissions/").status_code == 403
    assert notices_for(room.actor(ann))[0].title == "Your role has ended"


def test_a_power_that_another_role_gives_stays(room: Room) -> None:
    ann = room.member("Heron", "screener", "facilitator")
    dismiss(membership=membership(ann), role="facilitator", by=room.founder.face, now=room.now)
    assert keyring.powers_of(room.actor(ann), room.group) == {"admit_members"}
    assert membership(ann).is_appointed


def test_the_last_admin_is_dismissed_by_nobody_else(room: Room) -> None:
    helper = room.member("Heron")
    grant_power(membership=membership(helper), power="manage_roles", by=room.founder.face, now=room.now)
    url = f"{room.url}roles/{room.founder.face.ref}/admin/end/"
    page = helper.client().post(url, follow=True)
    assert b"A group needs at least one admin." in page.content
    with pytest.raises(LastAdmin):
        dismiss(membership=membership(room.founder), role="admin", by=helper.face, now=room.now)
    room.member("Otter", "admin")
    helper.client().post(url)
    assert room.founder.client().get(f"{room.url}settings/").status_code == 403


def test_ones_own_role_is_laid_down_on_a_page_of_its_own(room: Room) -> None:
    url = f"{room.url}roles/{room.founder.face.ref}/admin/end/"
    for method in ("get", "post"):
        assert getattr(room.founder.client(), method)(url).url == f"{room.url}roles/admin/down/"
    assert Appointment.objects.filter(membership__persona=room.founder.face, ended_at=None).count() == 2


def test_unknown_roles_and_faces_are_not_there(room: Room) -> None:
    browser = room.founder.client()
    assert browser.get(f"{room.url}roles/{room.founder.face.ref}/king/end/").status_code == 404
    other = make_room("Days").founder.face.ref
    assert browser.get(f"{room.url}roles/{other}/admin/end/").status_code == 404


def test_nobody_is_appointed_after_leaving(room: Room) -> None:
    ann = room.member("Heron")
    leave(membership=membership(ann), now=room.now)
    with pytest.raises(NotAMember):
        appoint(membership=membership(ann), role="admin", kind="peer", credential="", by=None, now=room.now)
    assert keyring.powers_of(room.actor(ann), room.group) == frozenset()


def test_a_superuser_who_is_a_plain_member_has_no_power(room: Room) -> None:
    operator = Person("operator", make_account("operator@room.example", is_staff=True))
    assert operator.client().get(f"{room.url}admissions/").status_code == 403
    room.door("open")
    browser = operator.client()
    ticks = {"handle": "Rook", "version": "1", "has_agreed": "on", "has_consented": "on"}
    assert browser.post(f"{room.url}join/rules/", ticks).status_code == 302
    for path in ("admissions/", "settings/", "roles/new/"):
        assert browser.get(f"{room.url}{path}").status_code == 403


def test_the_list_costs_the_same_with_two_and_with_twenty(room: Room) -> None:
    browser = room.founder.client()
    browser.get(f"{room.url}roles/")
    counts = []
    for upto in (2, 20):
        for number in range(Appointment.objects.count(), upto):
            room.member(f"Heron {number}", "editor")
        with CaptureQueriesContext(connection) as seen:
            page = browser.get(f"{room.url}roles/")
        counts.append(len(seen))
        assert page.content.count(b"End this role<span") + page.content.count(b"Step down<span") == upto
    assert counts[0] == counts[1] <= 15


@pytest.mark.django_db(transaction=True)
def test_two_admins_cannot_dismiss_each_other_at_once() -> None:
    room = make_room("Ruling")
    other = room.member("Heron", "admin")
    barrier = threading.Barrier(2)

    def press(by: Person, target: Person) -> None:
        browser = by.client()
        barrier.wait()
        try:
            browser.post(f"{room.url}roles/{target.face.ref}/admin/end/")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=pair) for pair in ((room.founder, other), (other, room.founder))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Appointment.objects.filter(group=room.group, role="admin", ended_at=None).count() == 1
