"""Who was removed does not come back under another name, and nothing at the door says so: neither words nor time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.actions import invite
from groups.models import AdmissionRequest, InvitationUse, Membership, SupportGroup
from personas import faces, standings
from personas.models import Event, Notice, Persona, Standing
from tests.cast import Person
from tests.few import few_of
from tests.groups.conftest import Room
from tests.once import written_once

DOORS = ("open", "request")
ENTRANCES = ("get", "join/", None), ("post", "join/", {"handle": "Slow River"}), ("post", "join/rules/", {
    "version": "1", "handle": "Slow River", "words": "", "has_agreed": "on", "has_consented": "on",
})  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """All that somebody at the door could tell apart."""

    status: int
    text: str
    headers: tuple[tuple[str, str], ...]
    statements: int


def knock(room: Room, person: Person, method: str, path: str, sent: Any) -> Answer:
    browser = person.client()
    browser.get("/help-now/")
    with CaptureQueriesContext(connection) as captured:
        answer = getattr(browser, method)(path if path.startswith("/") else f"{room.url}{path}", sent)
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.text)
    headers = {name: value for name, value in answer.headers.items() if name not in {"Set-Cookie", "Content-Length"}}
    return Answer(answer.status_code, text, tuple(sorted(headers.items())), len(captured))


def remove(begun_room: Room, joined_heron: Person) -> Person:
    """Left by himself; then a name that he had taken for one thread was removed."""
    space, now = faces.new_space(parent=begun_room.group.space), begun_room.now
    cloud = faces.take_face(actor=begun_room.actor(joined_heron), space=space, handle="Passing Cloud", now=now)
    joined_heron.client().post(f"{begun_room.url}leave/")
    standings.impose(persona=cloud, kind=Standing.Kind.REMOVAL, now=now)
    return joined_heron


removed = written_once(remove)


def cloud_of(person: Person) -> Persona:
    return Persona.objects.exclude(pk=person.face.pk).get(handle="Passing Cloud")


@pytest.fixture
def other(room: Room) -> Person:
    """Left by herself, and that is all."""
    bob = room.member("Wren")
    bob.client().post(f"{room.url}leave/")
    return bob


@pytest.mark.parametrize("door", few_of(DOORS, DOORS[:1], others=pytest.mark.once))
@pytest.mark.parametrize(("method", "path", "sent"), ENTRANCES, ids=["look", "name", "come in"])
def test_it_is_the_same_no_as_anybody_gets_at_a_shut_door(
    room: Room, removed: Person, door: str, method: str, path: str, sent: Any
) -> None:
    """The same person at the same door: barred from an open one, and then welcome at one that is shut."""
    room.door(door)
    barred = knock(room, removed, method, path, sent)
    standings.lift(persona=cloud_of(removed), kind=Standing.Kind.REMOVAL, now=room.now)
    SupportGroup.objects.filter(pk=room.group.pk).update(state=SupportGroup.State.FULL)
    ordinary = knock(room, removed, method, path, sent)
    assert "cannot take you in now" in barred.text
    assert barred == ordinary


@pytest.mark.parametrize("is_full", [False, True])
def test_an_invitation_opens_the_door_no_further(room: Room, removed: Person, is_full: bool) -> None:
    room.door("invitation", capacity=1 if is_full else None)
    invitation = invite(group=room.group, by=room.founder.face, uses=5, days=7, now=room.now)
    sent = {"version": "1", "handle": "", "has_agreed": "on", "has_consented": "on"}
    barred = knock(room, removed, "post", f"/invited/{invitation.code}/", sent)
    standings.lift(persona=cloud_of(removed), kind=Standing.Kind.REMOVAL, now=room.now)
    SupportGroup.objects.filter(pk=room.group.pk).update(state=SupportGroup.State.FULL)
    ordinary = knock(room, removed, "post", f"/invited/{invitation.code}/", sent)
    assert "cannot take you in now" in barred.text
    assert barred == ordinary
    assert not InvitationUse.objects.exists()


@pytest.mark.parametrize("door", DOORS)
def test_nothing_begins_and_nobody_hears_of_it(room: Room, removed: Person, door: str) -> None:
    room.door(door)
    before = Persona.objects.count(), Event.objects.count(), Notice.objects.count()
    for entrance in ENTRANCES:
        knock(room, removed, *entrance)
    assert Membership.objects.get(persona=removed.face).status == "left"
    assert not AdmissionRequest.objects.exists()
    assert (Persona.objects.count(), Event.objects.count(), Notice.objects.count()) == before


def test_the_list_of_a_full_group_is_shut_too(room: Room, removed: Person, other: Person) -> None:
    room.door("open", capacity=1, keeps_list=True)
    assert "waiting list" in knock(room, other, *ENTRANCES[0]).text
    assert "cannot take you in now" in knock(room, removed, *ENTRANCES[0]).text
    knock(room, removed, *ENTRANCES[2])
    assert not AdmissionRequest.objects.filter(persona=removed.face).exists()


def test_when_the_removal_is_lifted_the_door_is_as_open_as_for_others(room: Room, removed: Person) -> None:
    room.door("open")
    standings.lift(persona=cloud_of(removed), kind=Standing.Kind.REMOVAL, now=room.now)
    assert knock(room, removed, *ENTRANCES[2]).status == 302
    assert Membership.objects.get(persona=removed.face).status == "active"


def test_the_groups_face_is_the_same_for_both(room: Room, removed: Person, other: Person) -> None:
    faces_seen = []
    for person in (removed, other):
        text = person.client().get(f"/groups/{room.group.slug}/").text
        faces_seen.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text))
    assert faces_seen[0] == faces_seen[1]
