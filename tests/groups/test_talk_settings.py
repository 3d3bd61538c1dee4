"""What talk offers in a group beyond the plain: turned on and off by its admins."""

from __future__ import annotations

import re
from dataclasses import asdict

from groups.actions import TalkSettings, change_talk
from groups.models import SupportGroup
from personas.models import ChainEntry
from tests.groups.conftest import Room

NOTHING = TalkSettings(*[False] * 5)


def offered(room: Room) -> set[str]:
    group = SupportGroup.objects.get(pk=room.group.pk)
    return {name for name in asdict(NOTHING) if name.startswith("allows_") and getattr(group, name)}


def test_a_new_group_begins_with_the_plain(room: Room) -> None:
    assert offered(room) == set()


def test_an_admin_turns_things_on_and_off(room: Room) -> None:
    browser, url = room.founder.client(), f"{room.url}settings/talk/"
    assert url in browser.get(f"{room.url}settings/").content.decode()
    assert browser.get(url).content.decode().count("checkbox") == 6
    for _press in range(2):
        assert browser.post(url, {"allows_polls": "on", "allows_kinds": "on"}).url == url
    assert offered(room) == {"allows_polls", "allows_kinds"}
    assert sorted(re.findall(r'name="(\w+)"[^>]* checked', browser.get(url).text)) == [
        *sorted(offered(room)),
        "edit_hours",
    ]
    browser.post(url, {"allows_kinds": "on"})
    assert offered(room) == {"allows_kinds"}
    assert ChainEntry.objects.filter(kind="groups.talk").count() == 2


def test_nobody_else_does(room: Room) -> None:
    url = f"{room.url}settings/talk/"
    for browser in (room.member("Heron", "facilitator").client(), room.member("Wren").client()):
        assert browser.get(url).status_code == 403
        assert browser.post(url, {"allows_polls": "on"}).status_code == 403
    assert room.person("eve").client().post(url, {"allows_polls": "on"}).status_code == 403
    assert offered(room) == set()


def test_saying_the_same_again_is_no_change(room: Room) -> None:
    group = change_talk(group=room.group, wanted=NOTHING, by=room.founder.face, now=room.now)
    assert group.pk == room.group.pk
    assert not ChainEntry.objects.filter(kind="groups.talk").exists()


def test_the_other_settings_leave_it_alone(room: Room) -> None:
    wanted = TalkSettings(*[True] * 5)
    change_talk(group=room.group, wanted=wanted, by=room.founder.face, now=room.now)
    said = {"name": "N", "summary": "s", "for_whom": "f"}
    assert room.founder.client().post(f"{room.url}settings/about/", said).status_code == 302
    assert offered(room) == {name for name in asdict(wanted) if name.startswith("allows_")}


def test_reading_over_is_asked_of_everybody_where_an_admin_wants_it(room: Room) -> None:
    browser, url = room.founder.client(), f"{room.url}settings/talk/"
    assert not SupportGroup.objects.get(pk=room.group.pk).requires_rereading
    for press, is_asked in (({"requires_rereading": "on"}, True), ({}, False), ({"requires_rereading": "on"}, True)):
        browser.post(url, press)
        assert SupportGroup.objects.get(pk=room.group.pk).requires_rereading is is_asked
