"""The operator's word on new groups, where new groups wait for one."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import override_settings

from groups.models import LogEntry, SupportGroup
from moderation.actions import approve, decline
from moderation.models import Approval
from moderation.refusals import ReasonMissing
from personas.letterbox import notices_for
from supportgroups.front.seeding.people import make_account
from tests.cast import Person
from tests.groups.conftest import Room, make_room
from tests.groups.test_held_door import nobody_facilitates

NOT_YET = {"answer": "not_yet", "note": "Please say in the rules what happens in a crisis."}


@pytest.fixture
def room(db: None) -> Room:
    """A group that waits."""
    with override_settings(HOLD_NEW_GROUPS=True):
        return make_room()


@pytest.fixture
def operator(db: None) -> Person:
    return Person("operator", make_account("operator@server.example", is_staff=True))


def state(room: Room) -> str:
    return SupportGroup.objects.get(pk=room.group.pk).state


def url(room: Room) -> str:
    return f"/running/approvals/{room.group.code}/"


def test_a_group_that_waits_is_opened_and_its_founder_told(room: Room, operator: Person) -> None:
    assert b"This group is not open yet" in room.founder.client().get(room.url).content
    browser = operator.client()
    assert b"Nights" in browser.get("/running/approvals/").content
    page = browser.get(url(room)).content
    assert b"For the hours when nobody is up." in page
    assert b"What is written here stays here." in page
    assert browser.post(url(room), {"answer": "open"}).url == "/running/approvals/"
    assert browser.post(url(room), {"answer": "open"}).status_code == 404
    assert state(room) == "open"
    assert [notice.title for notice in notices_for(room.actor(room.founder))] == ["Your group is open"]
    assert LogEntry.objects.get(kind="groups.approved").role == "operator"
    assert b"This group is not open yet" not in room.founder.client().get(room.url).content
    assert room.person("eve").client().get(f"{room.url}join/").status_code == 200


def test_a_group_that_nobody_facilitates_begins_with_its_door_shut(room: Room) -> None:
    end = nobody_facilitates(room)
    approve(approval=Approval.objects.get(), now=room.now)
    assert state(room) == "full"
    end()
    assert state(room) == "open"


def test_a_no_has_a_reason_and_can_be_asked_again(room: Room, operator: Person) -> None:
    browser = operator.client()
    page = browser.post(url(room), {"answer": "not_yet", "note": " "}).content.decode()
    assert "so that its founder knows what to change" in page
    browser.post(url(room), NOT_YET)
    assert state(room) == "awaiting"
    assert b"Nights" not in browser.get("/running/approvals/").content
    (notice,) = notices_for(room.actor(room.founder))
    assert "what happens in a crisis" in notice.text
    founder = room.founder.client()
    assert b"This group was not opened" in founder.get(room.url).content
    for _press in range(2):
        assert founder.post(f"{room.url}approval/").url == room.url
    assert b"Nights" in browser.get("/running/approvals/").content
    assert notices_for(room.actor(room.founder)) == []


def test_the_second_answer_changes_nothing(room: Room) -> None:
    approval = Approval.objects.get()
    approve(approval=approval, now=room.now)
    decline(approval=approval, note="No.", now=room.now)
    assert (state(room), Approval.objects.get().declined_at) == ("open", None)
    assert len(notices_for(room.actor(room.founder))) == 1


def test_a_no_without_a_word_is_none(room: Room) -> None:
    with pytest.raises(ReasonMissing):
        decline(approval=Approval.objects.get(), note=" ", now=room.now)


def test_nobody_else_answers(room: Room) -> None:
    for browser in (room.founder.client(), room.person("eve").client()):
        assert browser.get("/running/approvals/").status_code == 403
        assert browser.post(url(room), {"answer": "open"}).status_code == 403
    assert room.person("ann").client().post(f"{room.url}approval/").status_code == 404
    assert state(room) == "awaiting"


def test_where_groups_do_not_wait_nobody_is_asked(db: None) -> None:
    make_room()
    assert not Approval.objects.exists()


def test_the_database_refuses_a_no_without_a_reason_and_two_answers(room: Room) -> None:
    mine = Approval.objects.filter(group=room.group)
    for nonsense in ({"declined_at": room.now}, {"declined_at": room.now, "approved_at": room.now, "note": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            mine.update(**nonsense)
