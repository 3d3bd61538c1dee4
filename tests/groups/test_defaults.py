"""What a host says for its groups: kept by a group or not, changed in one place, and begun with."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from groups.actions import (
    Defaults,
    DefaultsChanged,
    NoSuchDefault,
    change_defaults,
    defaults_of,
    end_office,
    forget_host,
    keep_host,
    make_office,
    take_office,
)
from groups.models import (
    AdmissionPolicy,
    Agreement,
    Appointment,
    Host,
    HostDefaults,
    Invitation,
    LogEntry,
    Membership,
    Office,
    SupportGroup,
)
from groups.pages import own_rules
from tests.cast import Person
from tests.groups.conftest import RULES, Room, make_room
from tests.once import written_once

SAID = {"stands": "0", "rules": "- We listen.", "door": "request", "answer_days": "5", "sensitive_days": "14"}


@dataclass
class House:
    """A host with two groups that have their own, and Berg, who holds an admin's office there."""

    host: Host
    nights: Room
    days: Room
    berg: Person
    office: Office

    @property
    def url(self) -> str:
        return f"/offices/{self.office.ref}/defaults/"

    @property
    def browser(self) -> Client:
        return self.berg.client()

    def say(self, **said: str) -> None:
        answer = self.browser.post(self.url, SAID | {"stands": str(defaults_of(self.host).version)} | said)
        assert answer.url == f"/offices/{self.office.ref}/"


def make_house() -> House:
    host = Host.objects.create(name="Harbour House", slug="harbour-house")
    nights, days = make_room("Nights"), make_room("Days")
    SupportGroup.objects.filter(pk__in=(nights.group.pk, days.group.pk)).update(host=host)
    for room in (nights, days):
        room.group.refresh_from_db()
    berg = nights.person("berg")
    code = make_office(host=host, title="Social worker", role="admin", now=nights.now).code
    return House(host, nights, days, berg, take_office(actor=berg.actor(), code=code, now=nights.now))


begun_house = written_once(make_house)


@pytest.fixture
def house(begun_house: House) -> House:
    begun_house.nights.now = begun_house.days.now = timezone.now()
    return begun_house


def choose(room: Room, what: str, keeps: str) -> None:
    url = f"{room.url}settings/host/"
    assert room.founder.client().post(url, {"what": what, "keeps": keeps}).url == url


def rules(room: Room) -> tuple[int, str]:
    latest = Agreement.objects.filter(group=room.group).latest("version")
    return latest.version, latest.source


def door(room: Room) -> tuple[str, int, int]:
    found = AdmissionPolicy.objects.get(group=room.group)
    return found.door, found.answer_days, found.sensitive_days


def test_a_change_reaches_the_groups_that_keep_it_and_no_other(house: House) -> None:
    house.say()
    assert (rules(house.nights), door(house.nights)) == ((1, RULES), ("open", 3, 30))
    for _press in range(2):
        choose(house.nights, "rules", "yes")
        choose(house.nights, "door", "yes")
    assert (rules(house.nights), door(house.nights)) == ((2, "- We listen."), ("request", 5, 14))
    house.say(rules="- We listen long.", answer_days="7")
    house.say(rules="- We listen long.", answer_days="7")
    assert (rules(house.nights), door(house.nights)) == ((3, "- We listen long."), ("request", 7, 14))
    assert (rules(house.days), door(house.days)) == ((1, RULES), ("open", 3, 30))
    log = LogEntry.objects.filter(group=house.nights.group, role="host").order_by("pk")
    assert [entry.kind for entry in log] == ["groups.rules", "groups.door"]
    assert not LogEntry.objects.filter(group=house.days.group, role="host").exists()


def test_members_are_asked_again_when_the_host_changes_the_rules(house: House) -> None:
    ann = house.nights.member("Heron")
    house.say()
    choose(house.nights, "rules", "yes")
    url = f"{house.nights.url}rules/"
    ann.client().post(url, {"version": "2", "has_agreed": "on"})
    assert not own_rules(house.nights.actor(ann), house.nights.group).is_news
    house.say(rules="- We listen long.")
    assert "We listen long." in ann.client().get(url).content.decode()
    assert own_rules(house.nights.actor(ann), house.nights.group).is_news
    ann.client().post(url, {"version": "3", "has_agreed": "on"})
    assert not own_rules(house.nights.actor(ann), house.nights.group).is_news


def test_a_group_has_its_own_again_and_then_the_host_s_again(house: House) -> None:
    house.say()
    for what in ("rules", "door"):
        choose(house.nights, what, "yes")
    page = house.nights.founder.client().get(f"{house.nights.url}settings/").content.decode()
    assert "The ground rules are those of Harbour House." in page
    for what in ("rules", "door"):
        choose(house.nights, what, "no")
    house.say(rules="- We listen long.", door="invitation")
    assert (rules(house.nights), door(house.nights)) == ((2, "- We listen."), ("request", 5, 14))
    page = house.nights.founder.client().get(f"{house.nights.url}settings/host/").content.decode()
    assert page.count("Use the host’s") == 2
    assert "We listen long." in page
    choose(house.nights, "rules", "yes")
    assert rules(house.nights) == (3, "- We listen long.")
    kinds = LogEntry.objects.filter(group=house.nights.group).values_list("kind", flat=True)
    assert {"groups.host_rules", "groups.own_rules", "groups.host_door", "groups.own_door"} <= set(kinds)


def test_what_is_kept_cannot_be_changed_beside_it_and_the_rest_can(house: House) -> None:
    house.say()
    for what in ("rules", "door"):
        choose(house.nights, what, "yes")
    browser = house.nights.founder.client()
    wanted = {"door": "open", "answer_days": "1", "sensitive_days": "99", "question": "Why here?", "capacity": "9"}
    wanted |= {"takes_newcomers": "on", "offer_days": "5", "claim_hours": "48", "rules": "- Ours."}
    assert browser.post(f"{house.nights.url}settings/door/", wanted).status_code == 302
    found = AdmissionPolicy.objects.select_related("group").get(group=house.nights.group)
    assert (found.question, found.capacity) == ("Why here?", 9)
    assert (rules(house.nights), door(house.nights)) == ((2, "- We listen."), ("request", 5, 14))
    choose(house.nights, "rules", "no")
    choose(house.nights, "door", "no")
    browser.post(f"{house.nights.url}settings/door/", wanted)
    assert (rules(house.nights), door(house.nights)) == ((3, "- Ours."), ("open", 1, 99))


def test_what_the_host_no_longer_says_stays_as_the_group_s_own(house: House) -> None:
    house.say()
    for what in ("rules", "door"):
        choose(house.nights, what, "yes")
    house.say(rules="", door="")
    assert (rules(house.nights), door(house.nights)) == ((2, "- We listen."), ("request", 5, 14))
    house.say(rules="- Back.", door="open")
    assert (rules(house.nights), door(house.nights)) == ((2, "- We listen."), ("request", 5, 14))


def test_a_host_that_says_nothing_has_nothing_to_keep(house: House) -> None:
    with pytest.raises(NoSuchDefault):
        keep_host(
            group=house.nights.group, what="rules", keeps=True, by=house.nights.founder.face, now=house.nights.now
        )
    choose(house.nights, "rules", "yes")
    choose(house.nights, "nonsense", "yes")
    assert not AdmissionPolicy.objects.get(group=house.nights.group).keeps_host_rules
    alone = make_room("Alone")
    assert alone.founder.client().get(f"{alone.url}settings/host/").status_code == 404


def test_only_who_holds_an_admin_s_office_says_it(house: House) -> None:
    for person in (house.nights.founder, house.nights.person("eve")):
        assert person.client().get(house.url).status_code == 404
        assert person.client().post(house.url, SAID).status_code == 404
    Office.objects.update(role="facilitator")
    assert house.browser.post(house.url, SAID).status_code == 404
    assert house.browser.get(f"/offices/{house.office.ref}/begin/").status_code == 404
    assert b"defaults/" not in house.browser.get(f"/offices/{house.office.ref}/").content
    Office.objects.update(role="admin")
    assert b"defaults/" in house.browser.get(f"/offices/{house.office.ref}/").content
    assert not HostDefaults.objects.exists()
    house.say()
    member = house.nights.member("Heron")
    url = f"{house.nights.url}settings/host/"
    assert member.client().post(url, {"what": "rules", "keeps": "yes"}).status_code == 403


def test_who_saves_over_somebody_else_is_asked_once_and_loses_nothing(house: House) -> None:
    house.say()
    page = house.browser.post(house.url, SAID | {"rules": "- Mine.", "stands": "0"}).content.decode()
    assert "Somebody else has changed this meanwhile." in page
    assert "- Mine." in page
    assert "We listen." in page
    assert 'name="stands" value="1"' in page
    assert defaults_of(house.host).rules == "- We listen."
    house.say(rules="- Mine.")
    assert defaults_of(house.host).rules == "- Mine."


@pytest.mark.once
@pytest.mark.parametrize("wrong", [{"answer_days": "0"}, {"sensitive_days": "900"}, {"rules": "x" * 200_000}])
def test_what_does_not_fit_is_said_at_its_field(house: House, wrong: dict[str, str]) -> None:
    assert f'id="id_{next(iter(wrong))}_error"' in house.browser.post(house.url, SAID | wrong).content.decode()
    assert not HostDefaults.objects.filter(version__gt=0).exists()


def test_a_group_founded_for_the_host_begins_with_what_it_says(house: House) -> None:
    house.say()
    url = f"/offices/{house.office.ref}/begin/"
    assert b"It will be a group of Harbour House." in house.browser.get(url).content
    form = {"name": "Dawns", "for_whom": "You.", "beginning": "peer", "handle": "Quiet Reed", "has_consented": "on"}
    form["helper"] = "ann@example.org"
    form["key"] = "2f0d8d6e-6f0c-4a57-9b7c-2f6f0a4d1c11"
    answers = {house.browser.post(url, form).url for _press in range(2)}
    group = SupportGroup.objects.get(name="Dawns")
    assert Invitation.objects.filter(group=group).exists()
    dawns = Room(group, house.berg, house.nights.now)
    assert answers == {f"{dawns.url}settings/door/"}
    assert (rules(dawns), door(dawns)) == ((1, "- We listen."), ("request", 5, 14))
    house.say(rules="- We listen long.")
    assert rules(dawns) == (2, "- We listen long.")
    assert set(Appointment.objects.filter(group=group).values_list("host", flat=True)) == {house.host.pk}
    end_office(office=house.office, now=house.nights.now)
    assert Membership.objects.get(group=group).status == "left"


def test_with_another_host_a_group_keeps_nothing_of_the_old_one(house: House) -> None:
    house.say()
    choose(house.nights, "rules", "yes")
    forget_host(house.nights.group)
    house.say(rules="- We listen long.")
    assert rules(house.nights) == (2, "- We listen.")


@pytest.mark.parametrize("wrong", [{"answer_days": 0}, {"sensitive_days": 400}, {"door": "ajar"}])
def test_the_database_refuses_nonsense(house: House, wrong: dict[str, object]) -> None:
    house.say()
    with pytest.raises(IntegrityError), transaction.atomic():
        HostDefaults.objects.update(**wrong)


def at_once(*acts: object) -> list[object]:
    """Each in a thread of its own, begun together; what each raised, or None."""
    barrier, got = threading.Barrier(len(acts)), []

    def run(act: object) -> None:
        barrier.wait()
        try:
            act()
            got.append(None)
        except (DefaultsChanged, NoSuchDefault) as refused:
            got.append(type(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


def test_of_two_who_save_at_once_one_is_told(transactional_db: None) -> None:
    house, now = make_house(), timezone.now()

    def save(words: str) -> object:
        return lambda: change_defaults(host=house.host, wanted=Defaults(words, "open", 3, 30), version=0, now=now)

    got = at_once(save("- One."), save("- Two."))
    assert sorted(got, key=str) == [DefaultsChanged, None]
    assert defaults_of(house.host).version == 1


def test_a_group_that_begins_to_keep_it_while_it_changes_misses_nothing(transactional_db: None) -> None:
    house, now = make_house(), timezone.now()
    change_defaults(host=house.host, wanted=Defaults("- One.", "", 3, 30), version=0, now=now)
    founder = house.nights.founder
    at_once(
        lambda: change_defaults(host=house.host, wanted=Defaults("- Two.", "", 3, 30), version=1, now=now),
        lambda: keep_host(group=house.nights.group, what="rules", keeps=True, by=founder.face, now=now),
    )
    assert rules(house.nights)[1] == "- Two."
    assert AdmissionPolicy.objects.get(group=house.nights.group).keeps_host_rules
