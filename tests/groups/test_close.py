"""Closing a group: two people, two weeks, then read only, then put away or erased."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from forums.models import Forum, Post
from groups.actions import (
    NothingToAgree,
    SecondPersonMissing,
    agree_to_close,
    ask_to_close,
    close_due,
    offer_place,
    put_away_due,
    step_down,
    withdraw_closing,
)
from groups.models import AdmissionRequest, Closing, LogEntry, Membership, Need, SupportGroup
from personas.letterbox import notices_for
from personas.models import Notice
from supportgroups.front.seeding.bulk import PlannedPost, PlannedThread, finish, write_threads
from supportgroups.front.seeding.people import make_account
from supportgroups.lib import markup
from tests.cast import Person
from tests.groups.conftest import Room, ask_as, begin_as, make_room, membership

DAY = timedelta(days=1)


def form(days: int = 20, **more: Any) -> dict[str, Any]:
    day = timezone.localdate() + timedelta(days=days)
    return {"closes_on": day.isoformat(), "keep_days": "30", "after": "put_away", "words": "Thank you all."} | more


def asked(room: Room, **more: Any) -> Closing:
    said = {"closes_on": room.now.date() + 20 * DAY, "keep_days": 30, "erases": False, "words": "Thank you all."}
    return ask_to_close(group=room.group, by=room.founder.face, now=room.now, **(said | more))


def state(room: Room) -> str:
    return SupportGroup.objects.get(pk=room.group.pk).state


def write(room: Room, by: Person) -> None:
    forum = Forum.objects.get(group=room.group)
    posts = [PlannedPost(by.face.pk, room.now, markup.render("I am awake."))]
    list(write_threads([PlannedThread(room.group.pk, forum.pk, "Awake", "share", posts=posts)], facilitator_ids=()))
    finish([room.group.pk])


def test_one_asks_another_agrees_and_everybody_is_told(room: Room) -> None:
    other, ann = room.member("Heron", "facilitator"), room.member("Otter")
    url = f"{room.url}settings/close/"
    browser = room.founder.client()
    assert b"The group goes on." in browser.get(url).content
    assert browser.post(f"{url}ask/", form()).url == url
    assert b"You have asked to close the group." in browser.get(url).content
    assert b"I agree: close the group" not in browser.get(url).content
    assert notices_for(room.actor(other))[0].title == "A group asks for your word"
    assert (state(room), notices_for(room.actor(ann))) == ("open", [])
    assert b"Lantern asks to close the group." in other.client().get(url).content
    for _press in range(2):
        assert other.client().post(f"{url}agree/").url == url
    assert state(room) == "full"
    (notice,) = notices_for(room.actor(ann))
    assert (notice.title, "Thank you all." in notice.text) == ("One of your groups closes", True)
    assert Notice.objects.filter(kind="groups.closing").count() == 3
    assert b"This group closes" in ann.client().get(room.url).content
    assert b"The group closes on" in browser.get(f"{room.url}settings/").content


def test_who_asked_does_not_agree_too(room: Room) -> None:
    room.member("Heron", "facilitator")
    asked(room)
    page = room.founder.client().post(f"{room.url}settings/close/agree/", follow=True)
    assert b"Somebody else has to agree" in page.content
    with pytest.raises(SecondPersonMissing):
        agree_to_close(group=room.group, by=room.founder.face, now=room.now)
    with pytest.raises(SecondPersonMissing):
        agree_to_close(group=room.group, by=None, now=room.now)
    assert not Closing.objects.announced().exists()


def test_where_nobody_else_looks_after_it_who_runs_the_server_agrees(room: Room) -> None:
    ann = room.member("Heron")
    asked(room)
    operator = Person("operator", make_account("operator@server.example", is_staff=True)).client()
    assert b"a second person has to agree" in operator.get("/running/groups/").content
    url = f"/running/groups/{room.group.code}/closing/"
    assert b"I agree: close the group" in operator.get(url).content
    assert ann.client().post(f"{url}seen/").status_code == 403
    assert operator.post(f"{url}seen/").url == "/running/groups/"
    closing = Closing.objects.announced().get()
    assert (closing.agreed_by, state(room)) == (None, "full")
    assert not Need.objects.open().exists()
    assert LogEntry.objects.get(kind="groups.closing").role == "operator"


def test_the_day_is_two_weeks_away_at_least_also_when_the_second_comes_late(room: Room) -> None:
    other = room.member("Heron", "facilitator")
    page = room.founder.client().post(f"{room.url}settings/close/ask/", form(days=13))
    assert b"Please leave everybody two weeks at least." in page.content
    assert b"Thank you all." in page.content
    page = room.founder.client().post(f"{room.url}settings/close/ask/", form() | {"closes_on": ""})
    assert b"Please choose a day." in page.content
    with pytest.raises(ValueError, match="two weeks"):
        asked(room, closes_on=room.now.date() + 13 * DAY)
    asked(room)
    closing = agree_to_close(group=room.group, by=other.face, now=room.now + 15 * DAY)
    assert closing.closes_on == room.now.date() + 29 * DAY
    assert closing.ends_on == room.now.date() + 59 * DAY


def test_members_strangers_and_facilitators_do_not_ask(room: Room, eve: Any) -> None:
    url = f"{room.url}settings/close/"
    for browser in (room.member("Heron").client(), eve):
        for path in ("ask/", "agree/", "over/"):
            assert browser.post(f"{url}{path}", form()).status_code == 403
    assert room.member("Otter", "facilitator").client().post(f"{url}ask/", form()).status_code == 403
    assert not Closing.objects.exists()


def test_it_goes_on_after_all(room: Room) -> None:
    other, ann = room.member("Heron", "facilitator"), room.member("Otter")
    asked(room)
    agree_to_close(group=room.group, by=other.face, now=room.now)
    for _press in range(2):
        room.founder.client().post(f"{room.url}settings/close/over/")
    assert state(room) == "open"
    assert [notice.title for notice in notices_for(room.actor(ann))] == ["One of your groups goes on"]
    assert close_due(room.now + 60 * DAY) == 0
    with pytest.raises(NothingToAgree):
        agree_to_close(group=room.group, by=other.face, now=room.now)
    assert asked(room).withdrawn_at is None


def test_going_on_leaves_a_door_shut_that_needs_somebody(room: Room) -> None:
    other = room.member("Heron", "facilitator")
    asked(room)
    agree_to_close(group=room.group, by=other.face, now=room.now)
    for person in (room.founder, other):
        step_down(membership=membership(person), role="facilitator", now=room.now)
    withdraw_closing(group=room.group, by=room.founder.face, now=room.now)
    assert state(room) == "full"


def test_on_its_day_it_closes_and_can_be_read_until_it_is_put_away(room: Room) -> None:
    other, ann = room.member("Heron", "facilitator"), room.member("Otter")
    write(room, ann)
    asked(room)
    assert close_due(room.now + 20 * DAY) == 0
    agree_to_close(group=room.group, by=other.face, now=room.now)
    assert close_due(room.now + 19 * DAY) == 0
    assert [close_due(room.now + 20 * DAY) for _run in range(2)] == [1, 0]
    assert state(room) == "closed"
    page = ann.client().get(room.url).content
    assert b"The group was closed on" in page
    assert b"Awake" in page
    assert ann.client().get(f"{room.url}forums/talk/write/").status_code == 403
    assert put_away_due(room.now + 49 * DAY) == 0
    assert [put_away_due(room.now + 50 * DAY) for _run in range(2)] == [1, 0]
    assert set(Membership.objects.values_list("ended_how", flat=True)) == {"closed"}
    assert ann.client().get(room.url).status_code == 404
    assert Post.objects.get().source == "I am awake."
    assert not Need.objects.open().exists()


def test_what_was_written_is_erased_where_that_was_agreed(room: Room) -> None:
    other, ann = room.member("Heron", "facilitator"), room.member("Otter")
    write(room, ann)
    asked(room, erases=True)
    agree_to_close(group=room.group, by=other.face, now=room.now)
    close_due(room.now + 20 * DAY)
    assert put_away_due(room.now + 50 * DAY) == 1
    assert (Post.objects.get().source, Closing.objects.get().words) == ("", "")
    ann.face.refresh_from_db()
    assert ann.face.handle == ""
    assert LogEntry.objects.filter(kind="groups.erased").count() == 1


def test_whoever_waits_at_the_door_is_pointed_elsewhere(room: Room) -> None:
    other = room.member("Heron", "facilitator")
    room.door("request")
    eve = room.person("eve").client()
    eve.post(f"{room.url}join/", {"handle": "Wren"})
    eve.post(f"{room.url}join/rules/", {"handle": "Wren", "version": "1", "has_agreed": "on", "has_consented": "on"})
    eve.post(f"{room.url}join/ask/", {"handle": "Wren", "words": "I lie awake."})
    AdmissionRequest.objects.update(state="submitted", submitted_at=room.now)
    asked(room)
    agree_to_close(group=room.group, by=other.face, now=room.now)
    close_due(room.now + 20 * DAY)
    request = AdmissionRequest.objects.get()
    assert (request.state, bool(request.alternatives)) == ("elsewhere", True)
    assert "The group has closed" in request.reason


def test_whoever_has_a_place_that_is_kept_hears_that_the_group_has_closed(room: Room) -> None:
    other = room.member("Heron", "facilitator")
    room.door("request")
    eve, begun = room.person("Wren"), room.person("Otter")
    offer_place(request=ask_as(room, eve, "Wren"), by=room.founder.face, now=room.now)
    begin_as(room, begun, "Otter")
    asked(room)
    agree_to_close(group=room.group, by=other.face, now=room.now)
    AdmissionRequest.objects.update(due_at=room.now + 40 * DAY)
    close_due(room.now + 20 * DAY)
    for person in (eve, begun):
        assert [one.title for one in notices_for(room.actor(person))] == ["A group has closed"]
    assert set(AdmissionRequest.objects.values_list("state", flat=True)) == {"lapsed"}
    page = eve.client().get(f"{room.url}join/request/").text
    assert "The group has closed, and takes in nobody any more." in page
    assert "You can ask again" not in page


def test_the_database_refuses_one_who_agrees_alone_and_a_close_without_a_word(room: Room) -> None:
    closing = Closing.objects.filter(pk=asked(room).pk)
    for nonsense in (
        {"agreed_by": room.founder.face, "agreed_at": room.now},
        {"closed_at": room.now},
        {"ended_at": room.now},
        {"ends_on": room.now.date()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            closing.update(**nonsense)


@pytest.mark.django_db(transaction=True)
def test_two_agree_at_once_and_everybody_is_told_once() -> None:
    room = make_room("Ruling")
    seconds = [room.member(name, "facilitator") for name in ("Heron", "Otter")]
    asked(room)
    barrier = threading.Barrier(2)

    def press(person: Person) -> None:
        browser = person.client()
        barrier.wait()
        try:
            browser.post(f"{room.url}settings/close/agree/")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(person,)) for person in seconds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Closing.objects.announced().count() == 1
    assert Notice.objects.filter(kind="groups.closing").count() == 3
