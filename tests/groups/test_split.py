"""A second group like this one, and an invitation into it. No text moves."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from forums.models import Post, Thread
from groups.actions import DoorSettings, Question, TalkSettings, ask_questions, change_cards, change_talk
from groups.models import AdmissionPolicy, Agreement, Invitation, LogEntry, Membership, SupportGroup
from tests.groups.conftest import Room


def form(**more: Any) -> dict[str, Any]:
    said = {"key": str(uuid4()), "name": "Mornings", "for_whom": "You wake early.", "handle": "Wren"}
    return said | {"has_consented": "on"} | more


def test_the_second_group_is_like_the_first_and_has_an_invitation(room: Room) -> None:
    room.member("Heron")
    room.door("request", capacity=8)
    uses = dict.fromkeys(TalkSettings.__dataclass_fields__, False) | {"allows_polls": True}
    change_talk(group=room.group, wanted=TalkSettings(**uses), by=room.founder.face, now=room.now)
    browser = room.founder.client()
    assert b"Nothing that was written moves" in browser.get(f"{room.url}settings/split/").content
    once = form()
    answers = {browser.post(f"{room.url}settings/split/", once).url for _press in range(2)}
    new = SupportGroup.objects.get(name="Mornings")
    assert answers == {f"/g/{new.code}/invitations/"}
    policy = AdmissionPolicy.objects.get(group=new)
    assert (policy.door, policy.capacity, new.allows_polls, new.is_listed) == ("request", 8, True, True)
    assert Agreement.objects.get(group=new).source == Agreement.objects.get(group=room.group).source
    invitation = Invitation.objects.get(group=new)
    assert invitation.uses_left == 2
    assert invitation.code in browser.get(f"/g/{new.code}/invitations/").content.decode().replace("-", "")
    assert [member.persona.handle for member in Membership.objects.filter(group=new)] == ["Wren"]
    assert not Thread.objects.filter(group=new).exists()
    assert not Post.objects.filter(group=new).exists()
    assert LogEntry.objects.filter(group=room.group, kind="groups.split").count() == 1
    assert "Mornings" not in browser.get(f"{room.url}log/").content.decode()


def test_whoever_comes_along_is_asked_what_the_first_group_asks(room: Room) -> None:
    room.door(
        "invitation", least_age=18, capacity=8, keeps_list=True, list_cap=5, offers_first=True, offer_days=9,
        claim_hours=7, sensitive_days=3, answer_days=6, question="What keeps you awake?",
    )  # fmt: skip
    ask = {"kind": "yes_no", "label": "Have you slept?", "is_required": True, "is_sensitive": True}
    ask_questions(group=room.group, questions=[Question(**ask)], version=0, by=room.founder.face, now=room.now)
    change_cards(group=room.group, asks=True, days=9, by=room.founder.face, now=room.now)
    room.founder.client().post(f"{room.url}settings/split/", form())
    new = SupportGroup.objects.select_related("policy").get(name="Mornings")
    kept = {name: getattr(new.policy, name) for name in DoorSettings.__dataclass_fields__ if name != "takes_newcomers"}
    policy = AdmissionPolicy.objects.get(group=room.group)
    assert kept == {name: getattr(policy, name) for name in kept}
    assert (new.asks_contact_card, new.card_days, new.state) == (True, 9, "open")
    page = room.person("eve").client().get(f"/invited/{Invitation.objects.get(group=new).code}/").text
    for words in ("I am 18 or older", "Have you slept?", "contact card"):
        assert words in page


def test_a_name_that_cannot_be_worn_is_said_and_nothing_is_founded(room: Room) -> None:
    page = room.founder.client().post(f"{room.url}settings/split/", form(handle="Mornings", name=""))
    assert b'value="Mornings"' in page.content
    page = room.founder.client().post(f"{room.url}settings/split/", form(handle="admin"))
    assert page.status_code == 200
    assert SupportGroup.objects.count() == 1


def test_only_who_changes_the_group_begins_a_second(room: Room, eve: Any) -> None:
    for browser in (room.member("Heron").client(), room.member("Otter", "facilitator").client(), eve):
        assert browser.post(f"{room.url}settings/split/", form()).status_code == 403
    assert SupportGroup.objects.count() == 1


def test_the_key_of_another_founds_nothing(room: Room) -> None:
    other = room.member("Heron", "admin")
    once = form()
    room.founder.client().post(f"{room.url}settings/split/", once)
    assert other.client().post(f"{room.url}settings/split/", once).status_code == 404
    assert SupportGroup.objects.count() == 2
