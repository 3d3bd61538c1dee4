"""Stepping down at any time; and what becomes of a group that nobody looks after."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from groups.actions import (
    DoorSettings,
    NotAMember,
    announce_ends,
    appoint,
    call_operator,
    change_door,
    dismiss,
    end_terms,
    find_somebody,
    grant_power,
    leave,
    note_act,
    offer_help,
    step_down,
    watch_silence,
)
from groups.models import Appointment, LogEntry, Need, Offer, SupportGroup
from groups.tasks import look_after
from personas import keyring
from personas.letterbox import notices_for
from personas.models import Notice
from supportgroups.front.seeding.people import make_account
from tests.cast import Person
from tests.groups.conftest import Room, make_room, membership

DAY = timedelta(days=1)


def state(room: Room) -> str:
    return SupportGroup.objects.get(pk=room.group.pk).state


def open_needs(room: Room) -> set[str]:
    return set(Need.objects.open().filter(group=room.group).values_list("why", flat=True))


def operator() -> Person:
    return Person("operator", make_account("operator@server.example", is_staff=True))


def test_the_last_facilitator_steps_down_and_the_group_closes_to_newcomers(room: Room) -> None:
    ann = room.member("Heron")
    url = f"{room.url}roles/facilitator/down/"
    browser = room.founder.client()
    page = browser.get(url).content
    assert b"Nobody else works at the desk." in page
    assert b"Nobody else can give roles" not in page
    for _press in range(2):
        assert browser.post(url).url == room.url
    assert keyring.holders(room.group, "moderate") == []
    assert keyring.holders(room.group, "manage_roles") == [room.founder.face.pk]
    assert (state(room), open_needs(room)) == ("full", {"no_facilitator"})
    assert [notice.title for notice in notices_for(room.actor(ann))] == ["One of your groups needs somebody"]
    assert Notice.objects.filter(kind="groups.no_facilitator").count() == 2
    page = ann.client().get(room.url).content
    assert b"Nobody facilitates this group just now." in page
    assert room.person("eve").client().get(f"{room.url}join/", follow=True).status_code == 200
    assert membership(room.founder).is_appointed


def test_with_a_successor_nothing_else_happens(room: Room) -> None:
    room.member("Heron", "facilitator")
    assert b"Nobody else" not in room.founder.client().get(f"{room.url}roles/facilitator/down/").content
    room.founder.client().post(f"{room.url}roles/facilitator/down/")
    assert (state(room), open_needs(room)) == ("open", set())
    assert not Notice.objects.filter(kind__startswith="groups.no_").exists()


def test_members_and_strangers_have_nothing_to_lay_down(room: Room, eve) -> None:
    for browser in (room.member("Heron").client(), eve):
        assert browser.post(f"{room.url}roles/facilitator/down/").status_code == 403
    assert room.founder.client().get(f"{room.url}roles/king/down/").status_code == 404


def test_who_leaves_is_told_what_follows_and_may_go(room: Room) -> None:
    ann = room.member("Heron")
    browser = room.founder.client()
    page = browser.get(f"{room.url}leave/").content
    assert b"Nobody else works at the desk." in page
    assert b"Nobody else can give roles or change the group." in page
    assert browser.post(f"{room.url}leave/").url == "/home/"
    assert (state(room), open_needs(room)) == ("full", {"no_admin", "no_facilitator"})
    assert Notice.objects.filter(persona=ann.face).count() == 2
    assert not Notice.objects.filter(persona=room.founder.face, kind__startswith="groups.no_").exists()


def test_the_door_opens_again_when_the_last_lack_is_met(room: Room) -> None:
    ann = room.member("Heron")
    leave(membership=membership(room.founder), now=room.now)
    give = {"kind": "peer", "credential": "", "by": None, "now": room.now}
    appoint(membership=membership(ann), role="facilitator", **give)
    assert (state(room), open_needs(room)) == ("full", {"no_admin"})
    appoint(membership=membership(ann), role="admin", **give)
    assert (state(room), open_needs(room)) == ("open", set())
    assert notices_for(room.actor(ann)) == []
    assert b"This group needs somebody" not in ann.client().get(room.url).content


def test_a_door_that_was_shut_before_stays_shut(room: Room) -> None:
    wanted = DoorSettings(door="open", question="", answer_days=3, capacity=None, least_age=None, takes_newcomers=False)
    change_door(group=room.group, wanted=wanted, by=room.founder.face, now=room.now)
    step_down(membership=membership(room.founder), role="facilitator", now=room.now)
    give = {"kind": "peer", "credential": "", "by": None, "now": room.now}
    appoint(membership=membership(room.founder), role="facilitator", **give)
    assert (state(room), open_needs(room)) == ("full", set())


def test_a_member_offers_and_who_runs_the_server_finds_her(room: Room) -> None:
    ann = room.member("Heron")
    ann.client().post(f"{room.url}offer/")
    assert not Offer.objects.exists()
    leave(membership=membership(room.founder), now=room.now)
    for _press in range(2):
        assert ann.client().post(f"{room.url}offer/").url == room.url
    browser = operator().client()
    page = browser.get("/running/groups/").content
    assert page.count(b"Nights") == 2
    url = f"/running/groups/{room.group.code}/no_admin/"
    assert b"Heron" in browser.get(url).content
    assert b"Nobody in the group has this name" in browser.post(url, {"handle": "Nobody", "roles": ["admin"]}).content
    answer = browser.post(url, {"handle": "heron", "roles": ["admin", "facilitator"]})
    assert answer.url == "/running/groups/"
    assert (state(room), open_needs(room)) == ("open", set())
    assert not Offer.objects.exists()
    assert ann.client().get(f"{room.url}settings/").status_code == 200
    assert "You have a new role" in {notice.title for notice in notices_for(room.actor(ann))}
    assert set(LogEntry.objects.filter(kind="groups.appointed", role="operator").values_list("about", flat=True)) == {
        "admin",
        "facilitator",
    }
    assert browser.get(url).status_code == 404
    assert browser.get(room.url).url == f"/groups/{room.group.slug}/"


def test_nobody_but_who_runs_the_server_sees_the_list(room: Room, eve) -> None:
    ann = room.member("Heron")
    leave(membership=membership(room.founder), now=room.now)
    url = f"/running/groups/{room.group.code}/no_admin/"
    for browser in (eve, ann.client()):
        for address in ("/running/groups/", url):
            assert browser.get(address).status_code == 403
        assert browser.post(url, {"handle": "Heron", "roles": ["admin"]}).status_code == 403
    assert Appointment.objects.filter(ended_at=None).count() == 0


def test_somebody_of_another_group_is_not_found(room: Room) -> None:
    make_room("Days").member("Wren")
    call_operator(group=room.group, now=room.now)
    with pytest.raises(NotAMember):
        find_somebody(need=Need.objects.get(), handle="Wren", roles=["admin"], now=room.now)


def test_two_weeks_without_an_act_close_the_door_and_an_act_opens_it(room: Room) -> None:
    ann = room.member("Heron")
    treasurer, admin = room.member("Otter", "treasurer"), room.member("Wren", "admin")
    assert watch_silence(room.now + 9 * DAY) == 0
    assert [watch_silence(room.now + 10 * DAY) for _run in range(2)] == [1, 0]
    assert (state(room), open_needs(room)) == ("open", {"hushed"})
    assert notices_for(room.actor(room.founder))[0].title == "Are you still looking after your group?"
    assert notices_for(room.actor(ann)) == []
    assert not Need.objects.visible_to(operator().actor()).exists()
    assert [watch_silence(room.now + 14 * DAY) for _run in range(2)] == [1, 0]
    assert (state(room), open_needs(room)) == ("full", {"hushed", "silent"})
    assert Notice.objects.filter(kind="groups.silent").count() == 4
    for other in (treasurer, admin):
        note_act(persona_id=other.face.pk, group=room.group, now=room.now + 15 * DAY)
        assert state(room) == "full", "nobody of them is at the desk"
    note_act(persona_id=room.founder.face.pk, group=room.group, now=room.now + 15 * DAY)
    assert (state(room), open_needs(room)) == ("open", set())
    assert watch_silence(room.now + 16 * DAY) == 0


def test_who_works_at_the_desk_by_a_power_alone_counts_too(room: Room) -> None:
    otter = room.member("Otter")
    grant_power(membership=membership(otter), power="moderate", by=room.founder.face, now=room.now)
    note_act(persona_id=otter.face.pk, group=room.group, now=room.now + 13 * DAY)
    assert watch_silence(room.now + 14 * DAY) == 0


def test_one_press_says_that_somebody_is_here(room: Room) -> None:
    ann, admin = room.member("Heron"), room.member("Wren", "admin").client()
    long_ago = timezone.localdate() - timedelta(days=20)
    SupportGroup.objects.filter(pk=room.group.pk).update(looked_after_on=long_ago)
    look_after()
    assert state(room) == "full"
    assert b"I am here" not in ann.client().get(f"{room.url}roles/").content
    assert b"I am here" not in admin.get(f"{room.url}roles/").content
    for browser in (ann.client(), admin):
        assert browser.post(f"{room.url}here/").status_code == 403
    browser = room.founder.client()
    assert b"I am here" in browser.get(f"{room.url}roles/").content
    for _press in range(2):
        assert browser.post(f"{room.url}here/").url == f"{room.url}roles/"
    assert (state(room), open_needs(room)) == ("open", set())


def test_a_group_of_before_is_counted_from_today(room: Room) -> None:
    SupportGroup.objects.filter(pk=room.group.pk).update(looked_after_on=None)
    assert watch_silence(room.now) == 0
    assert watch_silence(room.now + 14 * DAY) == 2


def test_a_closed_group_needs_nobody(room: Room) -> None:
    SupportGroup.objects.filter(pk=room.group.pk).update(state="closed", closed_at=room.now)
    assert watch_silence(room.now + 30 * DAY) == 0


def test_a_term_is_announced_once_and_ends_by_itself(room: Room) -> None:
    ann = room.member("Heron")
    last_day = timezone.localdate() + timedelta(days=40)
    form = {"handle": "Heron", "role": "facilitator", "kind": "peer", "ends_on": last_day.isoformat()}
    room.founder.client().post(f"{room.url}roles/new/", form)
    now = timezone.now()
    assert announce_ends(now + 9 * DAY) == 0
    assert [announce_ends(now + 10 * DAY) for _run in range(3)] == [1, 0, 0]
    assert notices_for(room.actor(ann))[0].title == "Your role comes to its end"
    assert notices_for(room.actor(room.founder))[0].title == "A role comes to its end"
    step_down(membership=membership(room.founder), role="facilitator", now=now)
    assert [announce_ends(now + 40 * DAY), open_needs(room)] == [0, set()]
    assert end_terms(now + 40 * DAY) == 0
    assert [end_terms(now + 41 * DAY) for _run in range(2)] == [1, 0]
    assert not membership(ann).is_appointed
    assert open_needs(room) == {"no_facilitator"}
    assert LogEntry.objects.filter(kind="groups.dismissed", role="").count() == 1


def test_a_term_given_anew_is_announced_anew(room: Room) -> None:
    ann = room.member("Heron", "screener")
    today = timezone.localdate()
    url = f"{room.url}roles/{ann.face.ref}/screener/"
    for days in (10, 20):
        room.founder.client().post(url, {"kind": "peer", "ends_on": (today + timedelta(days=days)).isoformat()})
        assert announce_ends(timezone.now()) == 1
    room.founder.client().post(url, {"kind": "peer", "ends_on": ""})
    assert announce_ends(timezone.now()) == 0
    assert "comes to its end" not in str([notice.title for notice in notices_for(room.actor(ann))])


def test_the_database_refuses_two_open_needs_of_a_kind_and_an_end_before_the_beginning(room: Room) -> None:
    call_operator(group=room.group, now=room.now)
    call_operator(group=room.group, now=room.now)
    for nonsense in ({"since": room.now}, {"since": room.now, "met_at": room.now - DAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Need.objects.create(group=room.group, why="reported", **nonsense)


def test_an_offer_goes_with_who_leaves(room: Room) -> None:
    ann = room.member("Heron")
    step_down(membership=membership(room.founder), role="facilitator", now=room.now)
    offer_help(membership=membership(ann), now=room.now)
    leave(membership=membership(ann), now=room.now)
    assert not Offer.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_facilitators_step_down_at_once_and_the_need_is_told_once() -> None:
    room = make_room("Ruling")
    other = room.member("Heron", "facilitator")
    barrier = threading.Barrier(2)

    def press(person: Person) -> None:
        browser = person.client()
        barrier.wait()
        try:
            browser.post(f"{room.url}roles/facilitator/down/")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(person,)) for person in (room.founder, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not Appointment.objects.filter(group=room.group, role="facilitator", ended_at=None).exists()
    assert Need.objects.filter(group=room.group).count() == 1
    assert Notice.objects.filter(kind="groups.no_facilitator").count() == 2


def test_dismissing_the_last_facilitator_closes_the_door_too(room: Room) -> None:
    ann = room.member("Heron", "facilitator")
    step_down(membership=membership(room.founder), role="facilitator", now=room.now)
    dismiss(membership=membership(ann), role="facilitator", by=room.founder.face, now=room.now)
    assert open_needs(room) == {"no_facilitator"}


def test_who_runs_the_server_finds_the_list_from_home(room: Room) -> None:
    assert b"/running/groups/" in operator().client().get("/home/").content
    assert b"/running/" not in room.founder.client().get("/home/").content
