"""Ground rules that change are asked again, and shut nobody out."""

from __future__ import annotations

import pytest

from groups.actions import RulesNotAgreed, agree, new_agreement
from groups.models import Signature
from tests.groups.conftest import Room

NEWS = b"The ground rules of this group have changed."


def change(room: Room) -> None:
    new_agreement(group=room.group, source="- Be kind.\n- Be brief.", now=room.now)


def test_members_are_asked_again_and_can_go_on_meanwhile(room: Room) -> None:
    wren = room.member("Wren")
    browser = wren.client()
    assert NEWS not in browser.get(room.url).content
    page = browser.get(f"{room.url}rules/").content
    assert b"Be kind." in page
    assert b"I will keep to the ground rules" not in page
    change(room)
    assert NEWS in browser.get(room.url).content
    assert browser.get(f"{room.url}forums/talk/").status_code == 200
    page = browser.get(f"{room.url}rules/").content
    assert b"Be brief." in page
    assert b"checked" not in page
    assert b"Please tick this to go on." in browser.post(f"{room.url}rules/", {"version": "2"}).content
    for _press in range(2):
        assert browser.post(f"{room.url}rules/", {"version": "2", "has_agreed": "on"}).url == room.url
    assert NEWS not in browser.get(room.url).content
    versions = Signature.objects.filter(persona=wren.face).order_by("pk").values_list("agreement__version", flat=True)
    assert list(versions) == [1, 2], "both are kept"


def test_a_version_that_was_overtaken_is_not_agreed_to(room: Room) -> None:
    wren = room.member("Wren")
    change(room)
    with pytest.raises(RulesNotAgreed):
        agree(group=room.group, face=wren.face, agreed_version=1, now=room.now)
    page = wren.client().post(f"{room.url}rules/", {"version": "1", "has_agreed": "on"}, follow=True)
    assert b"have changed while you were reading" in page.content
    assert Signature.objects.filter(persona=wren.face).count() == 1


def test_strangers_read_them_on_the_group_s_face_alone(room: Room) -> None:
    stranger = room.person("eve").client()
    assert stranger.get(f"{room.url}rules/").status_code == 403
    assert stranger.post(f"{room.url}rules/", {"version": "1", "has_agreed": "on"}).status_code == 403
