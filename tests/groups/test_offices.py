"""Staff of a body that runs several groups: appointed once, in each group under a face of its own, ended at once."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import timedelta
from re import findall
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from groups.actions import (
    AtTheDoor,
    HereAlready,
    InvitationOver,
    OfficeHeld,
    OfficeOver,
    end_office,
    enter_as_staff,
    make_office,
    step_down,
    take_office,
)
from groups.models import Appointment, Host, LogEntry, Membership, Need, Office, SupportGroup
from personas import faces, keyring, standings
from personas.models import Persona
from supportgroups.front.seeding.people import make_account
from tests.cast import Person
from tests.groups.conftest import Room, join_as, make_room
from tests.once import written_once

DAY = timedelta(days=1)
TICKS = {"version": "1", "has_agreed": "on", "has_consented": "on"}


@dataclass
class House:
    """A host with two groups, and somebody who works for it."""

    host: Host
    nights: Room
    days: Room
    berg: Person

    @property
    def url(self) -> str:
        return f"/running/hosts/{self.host.slug}/"

    def office(self, **said: Any) -> Office:
        """One that nobody has taken up."""
        return make_office(
            host=self.host, **({"title": "Social worker", "role": "facilitator"} | said), now=self.nights.now
        )

    def taken(self) -> Office:
        """One that Berg holds."""
        return take_office(actor=self.berg.actor(), code=self.office().code, now=self.nights.now)


def make_house() -> House:
    host = Host.objects.create(name="Harbour House", slug="harbour-house")
    nights, days = make_room("Nights"), make_room("Days")
    SupportGroup.objects.filter(pk__in=(nights.group.pk, days.group.pk)).update(host=host)
    for room in (nights, days):
        room.group.refresh_from_db()
    return House(host, nights, days, nights.person("berg"))


begun_house = written_once(make_house)


@pytest.fixture
def house(begun_house: House) -> House:
    begun_house.nights.now = begun_house.days.now = timezone.now()
    return begun_house


def operator() -> Client:
    return Person("operator", make_account("operator@server.example", is_staff=True)).client()


def enter(house: House, office: Office, room: Room, name: str, person: Person | None = None) -> Membership:
    said = AtTheDoor(name, 1, True, True)
    actor = (person or house.berg).actor(room.group, room.now)
    return enter_as_staff(actor=actor, office=office, group=room.group, said=said, now=room.now)


def test_made_taken_up_and_worn_in_each_group_through_the_pages(house: House) -> None:
    running, berg = operator(), house.berg.client()
    assert b"Harbour House" in running.get("/running/hosts/").content
    assert running.post(house.url, {"title": "Social worker", "role": "facilitator"}).url == house.url
    code = Office.objects.get().code
    page = running.get(house.url).content.decode()
    assert f"{code[:4]}-{code[4:]}" in page
    assert "Social worker" in page
    office = Office.objects.get()
    assert berg.post("/offices/", {"code": f"{code[:4]}-{code[4:]}".lower()}).url == f"/offices/{office.ref}/"
    assert code[4:] not in running.get(house.url).content.decode()
    for room, name in ((house.nights, "Quiet Reed"), (house.days, "Tall Fern")):
        url = f"/offices/{office.ref}/{room.group.code}/"
        assert b"Be kind." in berg.get(url).content
        for _press in range(2):
            assert berg.post(url, TICKS | {"handle": name}).url == room.url
        assert berg.get(f"{room.url}desk/").status_code == 200
        assert "Social worker" in room.founder.client().get(f"{room.url}roles/").content.decode()
    page = berg.get(f"/offices/{office.ref}/").content.decode()
    assert "You are here as Quiet Reed." in page
    assert "You are here as Tall Fern." in page
    assert b"Social worker" in berg.get("/offices/").content
    assert berg.get("/hosts/harbour-house/").content.count(b"Nothing waits here.") == 2
    assert LogEntry.objects.filter(kind="groups.appointed", role="host").count() == 2


def test_nothing_tells_that_two_names_are_one_person(house: House) -> None:
    office = house.taken()
    faces_here = [
        enter(house, office, room, name).persona_id
        for room, name in ((house.nights, "Quiet Reed"), (house.days, "Tall Fern"))
    ]
    page = operator().get(house.url).content.decode()
    for words in ("Quiet Reed", "Tall Fern", "berg", "Nights", "Days"):
        assert words not in page
    for model in apps.get_models():
        if model._meta.app_label == "personas" and model.__name__ in ("Ownership", "OfficeHolder"):
            continue
        to_office = [f for f in model._meta.get_fields() if f.is_relation and f.related_model is Office]
        to_face = [f for f in model._meta.get_fields() if f.is_relation and f.related_model in (Persona, Membership)]
        assert not (to_office and to_face), model
    assert len(set(faces_here)) == 2


def test_a_member_is_never_made_staff_under_the_name_of_a_member(house: House) -> None:
    join_as(house.nights, house.berg, "Small Wren")
    office = house.taken()
    with pytest.raises(HereAlready):
        enter(house, office, house.nights, "Quiet Reed")
    page = (
        house.berg.client()
        .post(f"/offices/{office.ref}/{house.nights.group.code}/", TICKS | {"handle": "Quiet Reed"}, follow=True)
        .content.decode()
    )
    assert "it stays yours alone" in page
    assert "You are here as" not in page
    assert not Appointment.objects.filter(host=house.host).exists()
    assert not Persona.objects.filter(handle="Quiet Reed").exists()
    assert enter(house, office, house.days, "Tall Fern").status == "active"


def test_a_code_opens_once_for_one_person_and_for_two_weeks(house: House) -> None:
    office = house.office()
    other = house.nights.person("other")
    for wrong in ("", "ABC", "2222222222"):
        with pytest.raises(InvitationOver):
            take_office(actor=other.actor(), code=wrong, now=house.nights.now)
    with pytest.raises(InvitationOver):
        take_office(actor=other.actor(), code=office.code, now=house.nights.now + 15 * DAY)
    take_office(actor=house.berg.actor(), code=office.code, now=house.nights.now)
    with pytest.raises(InvitationOver):
        take_office(actor=other.actor(), code=office.code, now=house.nights.now)
    with pytest.raises(OfficeHeld):
        take_office(actor=house.berg.actor(), code=house.office().code, now=house.nights.now)


def test_an_office_opens_nothing_to_others_or_elsewhere(house: House) -> None:
    office, elsewhere = house.taken(), make_room("Elsewhere")
    with pytest.raises(OfficeOver):
        enter(house, office, elsewhere, "Quiet Reed")
    other = house.nights.person("other")
    with pytest.raises(OfficeOver):
        enter(house, office, house.nights, "Quiet Reed", other)
    assert other.client().get(f"/offices/{office.ref}/").status_code == 404
    assert other.client().post(f"/offices/{office.ref}/{house.nights.group.code}/", TICKS).status_code == 404
    assert house.berg.client().get(f"/offices/{office.ref}/{elsewhere.group.code}/").status_code == 404
    standings.impose(persona=enter(house, office, house.days, "Tall Fern").persona, kind="removal", now=house.days.now)
    assert not faces.is_barred(house.berg.actor(), house.nights.group.pk, house.nights.now)


def test_ending_it_ends_everything_at_once_and_the_log_says_the_day(house: House) -> None:
    office = house.taken()
    for room, name in ((house.nights, "Quiet Reed"), (house.days, "Tall Fern")):
        enter(house, office, room, name)
        step_down(membership=Membership.objects.get(persona=room.founder.face), role="facilitator", now=room.now)
    step_down(membership=Membership.objects.get(persona__handle="Tall Fern"), role="facilitator", now=house.days.now)
    running, url = operator(), f"{house.url}{office.ref}/end/"
    assert "End the office “Social worker”?" in running.get(url).content.decode()
    assert running.post(url).url == house.url
    for room, name in ((house.nights, "Quiet Reed"), (house.days, "Tall Fern")):
        gone = Membership.objects.get(persona__handle=name)
        assert (gone.status, gone.is_appointed) == ("left", False)
        assert gone.persona_id not in keyring.holders(room.group, "moderate")
        assert house.berg.client().get(f"{room.url}desk/").status_code in (403, 404)
    ended = LogEntry.objects.get(kind="groups.dismissed", role="host")
    assert (ended.at.hour, ended.at.minute, ended.at.second) == (0, 0, 0)
    assert Need.objects.open().filter(why="no_facilitator").count() == 2
    assert house.berg.client().get(f"/offices/{office.ref}/").status_code == 404
    assert end_office(office=office, now=house.nights.now).ended_at is not None
    with pytest.raises(OfficeOver):
        enter(house, office, house.nights, "Quiet Reed")


def test_ending_an_office_leaves_what_somebody_is_for_themselves(house: House) -> None:
    join_as(house.nights, house.berg, "Small Wren")
    office = house.taken()
    enter(house, office, house.days, "Tall Fern")
    end_office(office=office, now=house.nights.now)
    assert Membership.objects.get(persona__handle="Small Wren").status == "active"
    assert Membership.objects.get(persona__handle="Tall Fern").status == "left"


def test_only_who_runs_the_server_makes_and_ends_offices(house: House) -> None:
    office = house.office()
    for browser in (house.nights.founder.client(), house.berg.client()):
        assert browser.post(house.url, {"title": "Boss", "role": "admin"}).status_code == 403
        assert browser.post(f"{house.url}{office.ref}/end/").status_code == 403
    assert Office.objects.standing().get() == office


def test_a_second_press_makes_no_second_office(house: House) -> None:
    [key] = findall(r'name="key" value="([0-9a-f-]{36})"', operator().get(house.url).text)
    for _press in range(2):
        assert operator().post(house.url, {"title": "Nurse", "role": "screener", "key": key}).url == house.url
    assert Office.objects.get().title == "Nurse"


@pytest.mark.parametrize("missing", ["title", "role"])
def test_what_is_missing_is_said(house: House, missing: str) -> None:
    said = {"title": "Social worker", "role": "facilitator"} | {missing: ""}
    assert f'id="id_{missing}_error"' in operator().post(house.url, said).content.decode()
    assert not Office.objects.exists()


def test_the_database_refuses_a_used_code_and_no_title(house: House) -> None:
    office = house.taken()
    for wrong in ({"code": "ABCDEFGHJK"}, {"title": ""}, {"ended_at": house.nights.now - DAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Office.objects.filter(pk=office.pk).update(**wrong)


def test_a_code_goes_to_one_of_two_who_press_at_once(transactional_db: None) -> None:
    host = Host.objects.create(name="Harbour House", slug="harbour-house")
    office = make_office(host=host, title="Social worker", role="facilitator", now=timezone.now())
    people = [Person(name, make_account(f"{name}@room.example")) for name in ("berg", "other")]
    barrier, got = threading.Barrier(2), []

    def press(person: Person) -> None:
        browser = person.client()
        barrier.wait()
        try:
            got.append(browser.post("/offices/", {"code": office.code}).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == [200, 302]
    assert sum(Office.objects.visible_to(person.actor()).count() for person in people) == 1
