"""The page on which a group's admins say how people come in, and what it does at the door."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from groups.actions import AgeNotSaid, DoorSettings, begin_request, change_door, join
from groups.models import AdmissionPolicy, Membership, SupportGroup
from personas.models import ChainEntry, KeptWords, Persona
from tests.groups.conftest import Room

DOOR = {
    "door": "request",
    "question": "What keeps you awake?",
    "answer_days": "5",
    "capacity": "8",
    "least_age": "16",
    "offer_days": "5",
    "claim_hours": "48",
    "sensitive_days": "30",
    "takes_newcomers": "on",
}
TICKS = {"handle": "Heron", "version": "1", "has_agreed": "on", "has_consented": "on"}
AGE = b"I am 16 or older"


FEE = {
    "rhythm": "once", "currency": "EUR", "suggested": "5", "how_to_pay": "To the bank.", "grace_days": "30",
    "before_entry": "on",
}  # fmt: skip


def preview(page: str) -> str:
    return page.partition('id="preview"')[2]


def policy(room: Room) -> AdmissionPolicy:
    return AdmissionPolicy.objects.select_related("group").get(group=room.group)


def test_the_door_is_said_in_sentences_each_with_a_way_to_change_it(room: Room) -> None:
    page = room.founder.client().get(f"{room.url}settings/door/").content.decode()
    for words in ("Anyone who signs up can join.", "There is no limit on places.", "For people of any age."):
        assert words in page
    for field in ("takes_newcomers", "door", "capacity", "least_age"):
        assert f'href="#id_{field}"' in page
        assert f'id="id_{field}"' in page


def test_what_is_changed_elsewhere_stands_there_too(room: Room) -> None:
    browser, url = room.founder.client(), f"{room.url}settings/door/"
    page = browser.get(url).text
    for words in ("The ground rules are version 1.", "There is no fee.", "Nobody is asked for a contact card."):
        assert words in page
    assert "The fee" not in preview(page)
    for path in ("settings/about/#id_rules", "settings/fee/", "settings/card/", "runs/", "invitations/"):
        assert f'href="{room.url}{path}"' in page
        assert browser.get(f"{room.url}{path}").status_code == 200
    browser.post(f"{room.url}settings/fee/", FEE)
    browser.post(f"{room.url}settings/card/", {"asks": "on", "days": "9"})
    page = browser.get(url).text
    assert "The fee: 5.00 EUR once." in page
    for words in ("5.00 EUR once. They pay, or say with one tick that they cannot.", "A contact card"):
        assert words in preview(page)
    browser.post(f"{room.url}settings/fee/", FEE | {"before_entry": ""})
    page = browser.get(url).text
    assert "The fee: 5.00 EUR once." in page
    assert "The fee" not in preview(page)


def test_the_preview_ends_with_being_in_at_every_door(room: Room) -> None:
    for door in ("open", "request", "invitation"):
        page = room.founder.client().post(f"{room.url}settings/door/", DOOR | {"door": door, "look": "yes"}).text
        assert "They are in" in preview(page)


def test_an_admin_changes_the_door_and_it_is_logged_once(room: Room) -> None:
    browser = room.founder.client()
    for _press in range(2):
        assert browser.post(f"{room.url}settings/door/", DOOR).url == f"{room.url}settings/door/"
    kept = policy(room)
    assert (kept.door, kept.question, kept.answer_days, kept.capacity) == ("request", DOOR["question"], 5, 8)
    assert (kept.least_age, kept.group.state) == (16, "open")
    assert ChainEntry.objects.filter(kind="groups.door").count() == 1
    page = browser.get(f"{room.url}settings/door/").content.decode()
    assert "There are eight places." in page
    assert "For people who are 16 or older, by their own word." in page
    assert "You get an answer within five days." in page


def test_a_list_and_offers_are_said_in_sentences_too(room: Room) -> None:
    browser = room.founder.client()
    browser.post(f"{room.url}settings/door/", DOOR | {"keeps_list": "on", "list_cap": "20", "offers_first": "on"})
    kept = policy(room)
    assert (kept.keeps_list, kept.list_cap, kept.offers_first) == (True, 20, True)
    page = browser.get(f"{room.url}settings/door/").content.decode()
    assert "people can wait on a list with 20 places." in page
    assert "A place that is offered is kept for five days." in page


def test_no_newcomers_for_now_and_again(room: Room) -> None:
    browser = room.founder.client()
    browser.post(f"{room.url}settings/door/", DOOR | {"takes_newcomers": ""})
    assert policy(room).group.state == "full"
    assert b"Nobody new for now." in browser.get(f"{room.url}settings/door/").content
    browser.post(f"{room.url}settings/door/", DOOR)
    assert policy(room).group.state == "open"


def test_the_preview_shows_what_is_typed_and_saves_nothing(room: Room) -> None:
    page = room.founder.client().post(f"{room.url}settings/door/", DOOR | {"look": "yes"})
    assert page.status_code == 200
    preview = page.content.partition(b'id="preview"')[2]
    assert b"This is not saved yet." in preview
    assert b"What keeps you awake?" in preview
    assert AGE in preview
    assert policy(room).door == "open"
    assert b"not saved" not in room.founder.client().get(f"{room.url}settings/door/").content


@pytest.mark.once
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"answer_days": "90"}, b"Nobody should wait longer than 30 days."),
        ({"answer_days": "0"}, b"Please give at least one day."),
        ({"capacity": "0"}, b"Please give at least one place"),
        ({"least_age": "9"}, b"Please give an age from 13 to 99"),
        ({"offer_days": "1"}, b"Please give people two days at least."),
        ({"claim_hours": "0"}, b"Please give at least one hour."),
        ({"list_cap": "0"}, b"Please give at least one, or leave it empty."),
        ({"door": "ajar"}, b'id="id_door_error"'),
    ],
)
def test_what_cannot_be_is_said_and_the_rest_stays_typed(room: Room, change: dict[str, str], words: bytes) -> None:
    page = room.founder.client().post(f"{room.url}settings/door/", DOOR | change)
    assert page.status_code == 200
    assert words in page.content
    assert b"What keeps you awake?" in page.content
    assert policy(room).door == "open"


def test_the_database_holds_the_bounds_too(room: Room) -> None:
    ages = ({"least_age": 5}, {"least_age": 120})
    bounds = ({"capacity": 0}, {"offer_days": 1}, {"claim_hours": 0}, {"list_cap": 0}, *ages)
    for wrong in bounds:
        with pytest.raises(IntegrityError), transaction.atomic():
            AdmissionPolicy.objects.filter(group=room.group).update(**wrong)


def test_facilitators_and_members_do_not_change_the_door(room: Room) -> None:
    for browser in (room.member("Heron", "facilitator").client(), room.member("Wren").client()):
        assert browser.get(f"{room.url}settings/door/").status_code == 403
        assert browser.post(f"{room.url}settings/door/", DOOR).status_code == 403
    assert policy(room).door == "open"


def test_a_closed_group_is_not_opened_by_its_door(room: Room) -> None:
    SupportGroup.objects.filter(pk=room.group.pk).update(state="closed", closed_at=room.now)
    wanted = DoorSettings("open", "", 3, None, None, takes_newcomers=True)
    assert change_door(group=room.group, wanted=wanted, by=room.founder.face, now=room.now).group.state == "closed"


def test_fewer_places_than_members_send_nobody_away(room: Room) -> None:
    room.member("Heron")
    room.founder.client().post(f"{room.url}settings/door/", DOOR | {"capacity": "1"})
    assert Membership.objects.filter(group=room.group).current().count() == 2


def test_who_is_too_young_is_told_kindly_and_nothing_is_kept(room: Room, eve: Client) -> None:
    room.door("open", least_age=16)
    assert AGE in eve.post(f"{room.url}join/", {"handle": "Heron"}).content
    page = eve.post(f"{room.url}join/rules/", TICKS)
    assert b"another group may be right for you" in page.content
    assert not Persona.objects.filter(handle="Heron").exists()
    assert not KeptWords.objects.exists()
    assert eve.post(f"{room.url}join/rules/", TICKS | {"is_of_age": "on"}).status_code == 302
    assert Membership.objects.filter(persona__handle="Heron").exists()


def test_the_age_is_said_before_a_request_is_begun(room: Room, eve: Client) -> None:
    room.door("request", least_age=16)
    assert AGE in eve.post(f"{room.url}join/rules/", TICKS).content
    assert not Persona.objects.filter(handle="Heron").exists()
    assert eve.post(f"{room.url}join/rules/", TICKS | {"is_of_age": "on"}).url == f"{room.url}join/ask/"


def test_the_age_is_asked_by_the_actions_themselves(room: Room) -> None:
    asked = {"actor": room.actor(room.person("eve")), "group": room.group, "handle": "Heron", "agreed_version": 1}
    room.door("open", least_age=16)
    with pytest.raises(AgeNotSaid):
        join(**asked, consented=True, now=room.now)
    room.door("request", least_age=16)
    with pytest.raises(AgeNotSaid):
        begin_request(**asked, consented=True, now=room.now)
    assert not Persona.objects.filter(handle="Heron").exists()
