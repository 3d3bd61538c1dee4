"""All that holds in a group, as sentences; and whether strangers can find it."""

from __future__ import annotations

import re

from groups.actions import DoorSettings, TalkSettings, change_door, change_talk, list_or_hide
from groups.models import LogEntry, SupportGroup
from tests.groups.conftest import Room


def said(room: Room) -> str:
    return room.founder.client().get(f"{room.url}settings/").content.decode()


def test_what_holds_is_said_and_every_sentence_leads_to_where_it_changes(room: Room) -> None:
    page = said(room)
    for words in (
        "Nights: For the hours when nobody is up.",
        "The ground rules are version 1.",
        "Anyone who signs up can join.",
        "There is no limit on places.",
        "Talk is plain: words, and answers.",
        "There is no fee.",
        "Strangers can find the group.",
    ):
        assert words in page
    browser = room.founder.client()
    links = set(re.findall(rf'href="({room.url}[^"#]*)[^"]*">Change', page))
    assert len(links) > 6
    for link in links:
        assert browser.get(link).status_code == 200, link


def test_what_was_changed_is_said_from_then_on(room: Room) -> None:
    wanted = DoorSettings(door="request", question="", answer_days=3, capacity=8, least_age=18, takes_newcomers=False)
    change_door(group=room.group, wanted=wanted, by=room.founder.face, now=room.now)
    uses = dict.fromkeys(TalkSettings.__dataclass_fields__, False) | {"allows_polls": True, "allows_pictures": True}
    change_talk(group=room.group, wanted=TalkSettings(**uses), by=room.founder.face, now=room.now)
    page = said(room)
    for words in ("Nobody new for now.", "eight places", "Talk has pictures, polls."):
        assert words in page


def test_strangers_find_the_group_or_no_longer(room: Room) -> None:
    browser, eve, url = room.founder.client(), room.person("eve").client(), f"{room.url}settings/listed/"
    ann = room.member("Heron")
    public = f"/groups/{room.group.slug}/"
    assert eve.get(public).status_code == 200
    assert b"Let strangers no longer find the group?" in browser.get(url).content
    for _press in range(2):
        assert browser.post(url, {"listed": "no"}).url == f"{room.url}settings/"
    assert eve.get(public).status_code == 404
    assert eve.get(room.url).status_code == 404
    assert ann.client().get(room.url).status_code == 200
    assert "Only members know that the group is here." in said(room)
    assert b"Let strangers find the group?" in browser.get(url).content
    browser.post(url, {"listed": "yes"})
    assert eve.get(public).status_code == 200
    kinds = LogEntry.objects.filter(group=room.group, kind__in=("groups.hidden", "groups.listed"))
    assert list(kinds.order_by("pk").values_list("kind", "role")) == [
        ("groups.hidden", "admin"),
        ("groups.listed", "admin"),
    ]


def test_members_and_facilitators_change_neither(room: Room) -> None:
    for browser in (room.member("Heron").client(), room.member("Otter", "facilitator").client()):
        assert browser.get(f"{room.url}settings/").status_code == 403
        assert browser.post(f"{room.url}settings/listed/", {"listed": "no"}).status_code == 403
    assert SupportGroup.objects.get(pk=room.group.pk).is_listed


def test_saying_it_again_changes_nothing(room: Room) -> None:
    list_or_hide(group=room.group, is_listed=True, by=room.founder.face, now=room.now)
    assert not LogEntry.objects.filter(kind="groups.listed").exists()
