"""A group may ask those who look after it for a second step: without it they are members like others."""

from __future__ import annotations

import pytest
from django.test import Client

from groups.models import SupportGroup
from personas import letterbox
from personas.models import ChainEntry
from tests.cast import Person, take_second_step
from tests.groups.conftest import Room

ON = {"asks_second_step": "on"}


@pytest.fixture
def url(room: Room) -> str:
    return f"{room.url}settings/second-step/"


def with_step(person: Person) -> Client:
    client = person.client()
    assert person.account
    take_second_step(client, person.account)
    return client


def is_asked(room: Room) -> bool:
    return SupportGroup.objects.get(pk=room.group.pk).asks_second_step


def test_whoever_asks_it_of_others_has_taken_it(room: Room, url: str) -> None:
    page = room.founder.client().post(url, ON)
    assert "Come in with a second step yourself first" in page.content.decode()
    assert not is_asked(room)
    browser = with_step(room.founder)
    assert url in browser.get(f"{room.url}settings/").content.decode()
    for _press in range(2):
        assert browser.post(url, ON).url == url
    assert is_asked(room)
    assert ChainEntry.objects.filter(kind="groups.second_step").count() == 1
    browser.post(url, {})
    assert not is_asked(room)


def test_nobody_else_does(room: Room, url: str) -> None:
    for person in (room.member("Heron", "facilitator"), room.member("Wren")):
        assert with_step(person).post(url, ON).status_code == 403
    assert not is_asked(room)


def test_without_it_the_work_rests_and_the_member_stays(room: Room, url: str) -> None:
    heron = room.member("Heron", "facilitator")
    places = [f"{room.url}{place}" for place in ("desk/", "admissions/", "newsletter/write/")]
    before = heron.client()
    assert [before.get(place).status_code for place in places] == [200, 200, 200]
    with_step(room.founder).post(url, ON)
    for place in places:
        answer = before.get(place)
        assert answer.status_code == 403
        assert "asks those who look after it for a second step" in answer.content.decode()
        assert 'href="/account/keys/"' in answer.content.decode()
    page = before.get(room.url).content.decode()
    assert "take your second step" in page
    assert "The desk" not in page
    assert before.get(f"{room.url}forums/talk/").status_code == 200
    after = with_step(heron)
    assert [after.get(place).status_code for place in places] == [200, 200, 200]
    assert "take your second step" not in after.get(room.url).content.decode()


def test_the_founder_too_waits_on_a_browser_without_it(room: Room, url: str) -> None:
    with_step(room.founder).post(url, ON)
    for place in ("settings/", "settings/second-step/", "roles/new/", "settings/door/"):
        assert room.founder.client().get(f"{room.url}{place}").status_code == 403
    assert room.founder.client().post(url, {}).status_code == 403
    assert is_asked(room)


def test_members_are_asked_nothing_and_those_who_look_after_it_are_told_once(room: Room, url: str) -> None:
    heron, wren = room.member("Heron", "facilitator"), room.member("Wren")
    browser = with_step(room.founder)
    for _press in range(2):
        browser.post(url, ON)
    assert [text.title for text in letterbox.notices_for(heron.actor())].count("A second step") == 1
    for person in (wren, room.founder):
        assert "A second step" not in [text.title for text in letterbox.notices_for(person.actor())]
    assert wren.client().get(room.url).status_code == 200
    assert "second step" not in wren.client().get(room.url).content.decode()


def test_other_groups_ask_nothing(room: Room, url: str) -> None:
    from tests.groups.conftest import make_room

    other = make_room()
    with_step(room.founder).post(url, ON)
    assert other.founder.client().get(f"{other.url}settings/").status_code == 200
