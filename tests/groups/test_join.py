"""Coming in through an open door, as a browser does it."""

from __future__ import annotations

import re
import threading

import pytest
from django.db import connection
from django.test import Client

from groups.actions import Charter, RulesNotAgreed, join, leave, new_agreement
from groups.actions.refusals import CannotTakeIn
from groups.models import Consent, Membership, Signature, SupportGroup
from personas.models import Persona, Standing
from tests.groups.conftest import Room, come_at_once, make_room, membership

TICKS = {"has_agreed": "on", "has_consented": "on", "version": "1"}


def suggested(page: bytes) -> str:
    found = re.search(r'name="handle" value="([^"]+)"', page.decode())
    assert found
    return found[1]


def test_a_stranger_is_in_after_a_name_and_two_ticks(room: Room, eve: Client) -> None:
    first = eve.get(f"{room.url}join/")
    handle = suggested(first.content)
    second = eve.post(f"{room.url}join/", {"handle": handle})
    assert second.status_code == 200
    assert b"Be kind." in second.content
    assert suggested(second.content) == handle
    assert b"checked" not in second.content
    assert not Persona.objects.filter(handle=handle).exists()
    third = eve.post(f"{room.url}join/rules/", TICKS | {"handle": handle})
    assert third.status_code == 302
    assert third.url == room.url
    face = Persona.objects.get(handle=handle)
    assert face.membership.status == "active"
    assert Signature.objects.filter(persona=face, agreement__version=1).exists()
    assert Consent.objects.filter(persona=face, withdrawn_at=None).exists()


def test_nothing_is_kept_before_both_ticks(room: Room, eve: Client) -> None:
    for ticked in ("has_agreed", "has_consented"):
        page = eve.post(f"{room.url}join/rules/", {"handle": "Slow Tide", "version": "1", ticked: "on"})
        assert page.status_code == 200
        assert b"Please tick this to go on." in page.content
        assert b'value="Slow Tide"' in page.content
    assert not Persona.objects.filter(handle="Slow Tide").exists()


def test_another_suggestion_can_be_asked_for(room: Room, eve: Client) -> None:
    seen = {suggested(eve.post(f"{room.url}join/", {"handle": "x", "another": "yes"}).content) for _turn in range(6)}
    assert len(seen) > 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [("", b"Please fill this in."), ("Lantern", b"is in use here"), ("moderator", b"looks after the group")],
)
def test_a_name_that_cannot_be_worn_is_said_at_its_field(room: Room, eve: Client, typed: str, words: bytes) -> None:
    page = eve.post(f"{room.url}join/", {"handle": typed})
    assert page.status_code == 200
    assert words in page.content
    assert f'value="{typed}"'.encode() in page.content or not typed


def test_a_name_taken_meanwhile_is_asked_again_on_the_same_page(room: Room, eve: Client) -> None:
    room.member("Otter")
    page = eve.post(f"{room.url}join/rules/", TICKS | {"handle": "Otter"})
    assert page.status_code == 200
    assert b"is in use here" in page.content
    assert b'type="hidden" name="handle"' not in page.content
    again = eve.post(f"{room.url}join/rules/", TICKS | {"handle": "Sea Otter"})
    assert again.status_code == 302


def test_a_second_press_changes_nothing(room: Room, eve: Client) -> None:
    for _press in range(2):
        answer = eve.post(f"{room.url}join/rules/", TICKS | {"handle": "Heron"})
        assert answer.status_code == 302
    assert Membership.objects.filter(group=room.group, persona__handle="Heron").count() == 1


def test_rules_that_changed_meanwhile_are_shown_before_anybody_is_in(room: Room, eve: Client) -> None:
    new_agreement(group=room.group, source="- Be kind.\n- Be brief.", now=room.now)
    page = eve.post(f"{room.url}join/rules/", TICKS | {"handle": "Heron"})
    assert b"have changed while you were reading" in page.content
    assert b"Be brief." in page.content
    assert not Persona.objects.filter(handle="Heron").exists()
    assert eve.post(f"{room.url}join/rules/", TICKS | {"handle": "Heron", "version": "2"}).status_code == 302


def test_who_comes_back_takes_up_the_same_face(room: Room) -> None:
    ann = room.member("Heron")
    leave(membership=membership(ann), now=room.now)
    browser = ann.client()
    page = browser.get(f"{room.url}join/")
    assert b"You have a name here: Heron" in page.content
    assert browser.post(f"{room.url}join/rules/", TICKS | {"handle": ""}).status_code == 302
    assert membership(ann).status == "active"
    assert membership(ann).ended_how == ""
    assert Persona.objects.filter(group_space=room.group.pk).count() == 2


def test_the_same_words_for_a_full_group_a_closed_one_and_somebody_who_was_removed(room: Room, eve: Client) -> None:
    ann = room.member("Heron")
    leave(membership=membership(ann), now=room.now, how=Membership.Ending.REMOVED)
    Standing.objects.create(persona=ann.face, group_space=room.group.space, kind="removal", since=room.now)
    removed = ann.client().get(f"{room.url}join/")
    pressed = ann.client().post(f"{room.url}join/rules/", TICKS)
    room.door("open", capacity=1)
    full = eve.get(f"{room.url}join/")
    room.door("open", capacity=None)
    SupportGroup.objects.filter(pk=room.group.pk).update(state="full")
    closed = eve.get(f"{room.url}join/")
    for page in (removed, pressed, full, closed):
        assert page.status_code == 200
        assert b"This group cannot take you in now." in page.content
    assert membership(ann).status == "removed"


def test_the_last_place_is_given_once(room: Room) -> None:
    room.door("open", capacity=2)
    room.member("Heron")
    with pytest.raises(CannotTakeIn):
        room.member("Otter")


def test_an_invitation_only_group_says_how_people_come_in(room: Room, eve: Client) -> None:
    room.door("invitation")
    assert b"A facilitator invites people" in eve.get(f"{room.url}join/").content
    assert b"A facilitator invites" in eve.post(f"{room.url}join/rules/", TICKS | {"handle": "Heron"}).content
    assert not Persona.objects.filter(handle="Heron").exists()


def test_agreeing_is_needed_in_the_action_too(room: Room) -> None:
    actor = room.actor(room.person("eve"))
    for version, consented in ((None, True), (2, True), (1, False)):
        with pytest.raises(RulesNotAgreed):
            join(
                actor=actor,
                group=room.group,
                handle="Heron",
                agreed_version=version,
                consented=consented,
                now=room.now,
            )
    assert not Persona.objects.filter(handle="Heron").exists()


def test_a_hidden_group_is_not_there_for_strangers(db: None) -> None:
    room = make_room(charter=Charter(rules="- Be kind.", is_listed=False))
    browser = room.person("eve").client()
    for path in ("join/", "join/rules/", "leave/", "roles/", "admissions/"):
        assert browser.get(f"{room.url}{path}").status_code == 404
        assert browser.get(f"/g/no-such-1/{path}").status_code == 404


def test_guests_learn_nothing_from_the_door(room: Room) -> None:
    real, unreal = Client().get(f"{room.url}join/"), Client().get("/g/no-such-1/join/")
    assert real.status_code == unreal.status_code == 302
    assert real.url.replace(room.group.code, "x") == unreal.url.replace("no-such-1", "x")


@pytest.mark.django_db(transaction=True)
def test_many_presses_at_once_make_one_member() -> None:
    room = make_room("Pressing")
    room.door("open", capacity=2)
    eve, barrier = room.person("eve"), threading.Barrier(4)
    answers: list[int] = []

    def press() -> None:
        browser = eve.client()
        barrier.wait()
        try:
            answers.append(browser.post(f"{room.url}join/rules/", TICKS | {"handle": "Heron"}).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _press in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [302] * 4
    assert Membership.objects.filter(group=room.group).count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_last_place_goes_to_one_of_several_who_press_at_once() -> None:
    room = make_room("Placing")
    room.door("open", capacity=2)
    answers = come_at_once(room, [TICKS | {"handle": f"Heron {letter}"} for letter in "ABCD"])
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 302]
    assert Membership.objects.filter(group=room.group).current().count() == 2
