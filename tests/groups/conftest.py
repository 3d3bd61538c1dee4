"""A small group with the few people that these tests need; the whole cast is met in tests/groups/test_access.py."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import Account
from groups.actions import Charter, appoint, begin_request, fees, found_group, join, submit_request
from groups.forms.fees import FeeForm
from groups.models import AdmissionPolicy, AdmissionRequest, Fee, Membership, SupportGroup
from groups.seats import seat
from personas.actors import Actor
from personas.models import Persona
from supportgroups.front.seeding.people import make_account
from tests.cast import Person
from tests.once import written_once

OPEN = {"door": "open", "questions_version": 0}
RULES = "- Be kind.\n- What is written here stays here."


@dataclass
class Room:
    """A group, its founder, and ways to bring in more."""

    group: SupportGroup
    founder: Person
    now: datetime

    @property
    def url(self) -> str:
        return f"/g/{self.group.code}/"

    def door(self, door: str, **fields: object) -> None:
        AdmissionPolicy.objects.filter(group=self.group).update(door=door, **fields)
        self.group = SupportGroup.objects.get(pk=self.group.pk)

    def person(self, name: str) -> Person:
        """Somebody with an account and no seat."""
        return Person(name, make_account(f"{name.lower().replace(' ', '.')}@room.example"))

    def actor(self, person: Person) -> Actor:
        return person.actor(self.group, self.now)

    def member(self, name: str, *roles: str) -> Person:
        """Somebody who has joined through the open door, asked nothing, under this name, and holds these roles."""
        policy = AdmissionPolicy.objects.get(group=self.group)
        before = {"door": policy.door, "questions_version": policy.questions_version}
        is_shut = before != OPEN
        if is_shut:
            self.door(**OPEN)
        person = self.person(name)
        membership = join_as(self, person, name)
        for role in roles:
            appoint(membership=membership, role=role, kind="peer", credential="", by=None, now=self.now)
        if is_shut:
            self.door(**before)
        person.face = membership.persona
        return person


def join_as(room: Room, person: Person, name: str) -> Membership:
    return join(actor=room.actor(person), group=room.group, handle=name, agreed_version=1, consented=True, now=room.now)


def begin_as(room: Room, person: Person, name: str, now: datetime | None = None) -> AdmissionRequest:
    """A request that is begun and not sent, at a door with a person behind it."""
    begun = begin_request(
        actor=room.actor(person),
        group=room.group,
        handle=name,
        agreed_version=1,
        consented=True,
        now=now or room.now,
    )
    person.face = begun.persona
    return begun


def ask_as(
    room: Room, person: Person, name: str, words: str = "May I come in?", now: datetime | None = None
) -> AdmissionRequest:
    """A request that was sent."""
    return submit_request(request=begin_as(room, person, name, now), words=words, now=now or room.now)


def membership(person: Person) -> Membership:
    """The membership of somebody with a face, as it is now."""
    return Membership.objects.get(persona=person.face)


def ask_fee(room: Room, typed: dict[str, str]) -> Fee:
    """The group asks for a fee from now on, as the form reads what is typed; without the page it stands on."""
    policy = AdmissionPolicy.objects.select_related("group").get(group=room.group)
    form = FeeForm(typed, policy=policy)
    assert form.is_valid(), form.errors
    return fees.change_fee(group=policy.group, wanted=form.said()["fee"], by=room.founder.face, now=timezone.now())


def make_room(name: str = "Nights", now: datetime | None = None, charter: Charter | None = None) -> Room:
    now = now or timezone.now()
    founder = Person("founder", make_account(f"founder.{name.lower()}@room.example"))
    group = found_group(
        founder_actor=founder.actor(),
        name=name,
        summary="For the hours when nobody is up.",
        for_whom="You lie awake.",
        door="open",
        handle="Lantern",
        now=now,
        charter=charter or Charter(rules=RULES),
    )
    founder.face = Persona.objects.get(group_space=group.pk, handle="Lantern")
    return Room(group, founder, now)


def come_at_once(room: Room, forms: Sequence[dict[str, str]]) -> list[Any]:
    """As many newcomers as forms press "Come in" at the same moment, each with their own; the answers in any order."""
    people = [room.person(f"eve{number}") for number in range(len(forms))]
    barrier, answers = threading.Barrier(len(forms)), []

    def press(number: int) -> None:
        browser = people[number].client()
        barrier.wait()
        try:
            answers.append(browser.post(f"{room.url}join/rules/", forms[number]))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(number,)) for number in range(len(forms))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


begun_room = written_once(make_room)


@pytest.fixture
def room(begun_room: Room) -> Room:
    """A group named Nights whose founder is Lantern."""
    begun_room.now = timezone.now()
    return begun_room


def bring_treasurer(begun_room: Room) -> Person:
    """Otter, who keeps the fees."""
    return begun_room.member("Otter", "treasurer")


def bring_heron(begun_room: Room) -> Person:
    """Heron, a member."""
    return begun_room.member("Heron")


treasurer = written_once(bring_treasurer)
joined_heron = written_once(bring_heron)


@pytest.fixture
def eve(room: Room) -> Client:
    """The browser of somebody with an account and no group."""
    return room.person("eve").client()


__all__ = ["Account", "Callable", "Room", "ask_as", "begin_as", "join_as", "make_room", "membership", "seat"]
