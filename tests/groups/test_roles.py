"""What is said of a role: profession, credential, checked by whom; powers given alone; and the group's log."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from groups.actions import NotAMember, grant_power, leave, take_power_back
from groups.models import Appointment, Grant, LogEntry
from groups.models.caring import POWER_WORDS
from groups.models.group import POWERS
from personas import forgetting, keyring
from personas.letterbox import notices_for
from tests.cast import Person
from tests.groups.conftest import Room, make_room, membership

FORM = {"handle": "Heron", "role": "facilitator", "kind": "professional", "profession": "Counsellor"}


def held(person: Person, role: str = "facilitator") -> Appointment:
    return Appointment.objects.get(membership__persona=person.face, role=role, ended_at=None)


def test_a_credential_is_stated_until_somebody_else_has_checked_it(room: Room) -> None:
    ann = room.member("Heron")
    browser = room.founder.client()
    browser.post(f"{room.url}roles/new/", FORM | {"credential": "Registered nurse"})
    assert "Counsellor: Registered nurse, as stated" in ann.client().get(f"{room.url}roles/").content.decode()
    url = f"{room.url}roles/{ann.face.ref}/facilitator/"
    assert b'value="Registered nurse"' in browser.get(url).content
    said = {"kind": "professional", "profession": "Counsellor", "credential": "Registered nurse", "is_checked": "on"}
    ends = timezone.localdate() + timedelta(days=90)
    assert browser.post(url, said | {"credential_ends_on": ends.isoformat()}).url == f"{room.url}roles/"
    page = ann.client().get(f"{room.url}roles/").content.decode()
    assert "Registered nurse, checked by Lantern on" in page
    assert "it holds until" in page
    assert "Counsellor" in room.person("eve").client().get(f"/groups/{room.group.slug}/").content.decode()


def test_what_was_checked_stays_checked_by_whom_until_it_says_something_else(room: Room) -> None:
    ann, other = room.member("Heron"), room.member("Otter", "admin")
    said = {"kind": "professional", "credential": "Registered nurse", "is_checked": "on"}
    room.founder.client().post(f"{room.url}roles/new/", FORM | said)
    url = f"{room.url}roles/{ann.face.ref}/facilitator/"
    other.client().post(url, said | {"profession": "Nurse"})
    assert (held(ann).checked_by, held(ann).profession) == (room.founder.face, "Nurse")
    other.client().post(url, said | {"credential": "Registered midwife"})
    assert held(ann).checked_by == other.face
    other.client().post(url, {"kind": "professional", "credential": "Registered midwife"})
    assert (held(ann).checked_by, held(ann).checked_on) == (None, None)


def test_nobody_checks_their_own_credential(room: Room) -> None:
    url = f"{room.url}roles/{room.founder.face.ref}/facilitator/"
    said = {"kind": "professional", "credential": "Registered nurse", "is_checked": "on"}
    page = room.founder.client().post(url, said)
    assert "A credential is checked by somebody else." in page.content.decode()
    assert b'value="Registered nurse"' in page.content
    assert held(room.founder).credential == ""


def test_a_day_that_is_over_is_said_at_its_field(room: Room) -> None:
    room.member("Heron")
    for day, words in (("2020-01-01", "This day is over."), ("soon", "Please give a day, such as 2027-03-31")):
        page = room.founder.client().post(f"{room.url}roles/new/", FORM | {"ends_on": day})
        assert words in page.content.decode()
    assert Appointment.objects.count() == 2


def test_an_end_that_has_passed_is_said(room: Room) -> None:
    ann = room.member("Heron", "facilitator")
    past = timezone.localdate() - timedelta(days=1)
    Appointment.objects.filter(pk=held(ann).pk).update(credential="Nurse", credential_ends_on=past)
    assert "Nurse, as stated; it held until" in ann.client().get(f"{room.url}roles/").content.decode()


def test_changing_a_role_that_nobody_holds_or_as_nobody(room: Room, eve) -> None:
    ann = room.member("Heron", "facilitator")
    url = f"{room.url}roles/{ann.face.ref}/"
    assert room.founder.client().get(f"{url}treasurer/").status_code == 404
    for browser in (ann.client(), eve):
        assert browser.post(f"{url}facilitator/", {"kind": "peer"}).status_code == 403


def test_the_database_refuses_a_check_of_nothing(room: Room) -> None:
    mine = Appointment.objects.filter(pk=held(room.founder).pk)
    today = timezone.localdate()
    for nonsense in (
        {"checked_on": today},
        {"checked_on": today, "checked_by": room.founder.face},
        {"credential_ends_on": today},
        {"end_told_at": room.now},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            mine.update(**nonsense)
    other = make_room("Days").founder.face
    with pytest.raises(IntegrityError), transaction.atomic():
        mine.update(credential="Nurse", checked_on=today, checked_by=other)


def test_what_was_said_of_somebody_goes_with_them(room: Room) -> None:
    ann = room.member("Heron")
    said = {"credential": "Registered nurse", "is_checked": "on"}
    room.founder.client().post(f"{room.url}roles/new/", FORM | said)
    forgetting.forget(ann.face)
    gone = Appointment.objects.get(membership__persona=ann.face)
    assert (gone.profession, gone.credential, gone.checked_by, gone.checked_on) == ("", "", None, None)


def test_one_power_is_given_and_taken_back(room: Room) -> None:
    ann = room.member("Heron")
    browser = room.founder.client()
    assert browser.get(f"{room.url}roles/power/").status_code == 200
    for _press in range(2):
        assert browser.post(f"{room.url}roles/power/", {"handle": "heron", "power": "moderate"}).status_code == 302
    assert keyring.powers_of(room.actor(ann), room.group) == {"moderate"}
    assert (ann.client().get(f"{room.url}desk/").status_code, membership(ann).is_appointed) == (200, True)
    assert ann.client().get(f"{room.url}settings/").status_code == 403
    assert "Work at the desk" in ann.client().get(f"{room.url}roles/").content.decode()
    assert [notice.title for notice in notices_for(room.actor(ann))] == ["You can do something new"]
    url = f"{room.url}roles/{ann.face.ref}/power/moderate/end/"
    assert b"Heron no longer does this: Work at the desk?" in browser.get(url).content
    for _press in range(2):
        assert browser.post(url).url == f"{room.url}roles/"
    assert (ann.client().get(f"{room.url}desk/").status_code, membership(ann).is_appointed) == (403, False)
    assert len(notices_for(room.actor(ann))) == 2


def test_a_power_alone_stays_when_a_role_ends_and_the_other_way_round(room: Room) -> None:
    ann = room.member("Heron", "facilitator")
    grant_power(membership=membership(ann), power="moderate", by=room.founder.face, now=room.now)
    ann.client().post(f"{room.url}roles/facilitator/down/")
    assert keyring.powers_of(room.actor(ann), room.group) == {"moderate"}
    otter = room.member("Otter", "facilitator")
    grant_power(membership=membership(otter), power="moderate", by=room.founder.face, now=room.now)
    take_power_back(membership=membership(otter), power="moderate", by=room.founder.face, now=room.now)
    assert "moderate" in keyring.powers_of(room.actor(otter), room.group)


def test_powers_are_given_by_who_gives_roles_and_to_members(room: Room, eve) -> None:
    ann = room.member("Heron")
    for browser in (ann.client(), eve):
        assert browser.post(f"{room.url}roles/power/", {"handle": "Heron", "power": "moderate"}).status_code == 403
    unknown = room.founder.client().get(f"{room.url}roles/{ann.face.ref}/power/everything/end/")
    assert unknown.status_code == 404
    leave(membership=membership(ann), now=room.now)
    with pytest.raises(NotAMember):
        grant_power(membership=membership(ann), power="moderate", by=room.founder.face, now=room.now)
    with pytest.raises(ValueError, match="unknown power"):
        grant_power(membership=membership(room.founder), power="all", by=room.founder.face, now=room.now)
    assert not Grant.objects.exists()


def test_leaving_ends_a_power_that_was_given_alone(room: Room) -> None:
    ann = room.member("Heron")
    grant_power(membership=membership(ann), power="moderate", by=room.founder.face, now=room.now)
    leave(membership=membership(ann), now=room.now)
    assert not Grant.objects.filter(ended_at=None).exists()
    assert keyring.powers_of(room.actor(ann), room.group) == frozenset()


def test_members_read_what_was_changed_and_in_which_role_but_not_by_whom(room: Room, eve) -> None:
    ann = room.member("Heron")
    browser = room.founder.client()
    browser.post(f"{room.url}roles/new/", FORM)
    change = {"name": "Nights", "summary": "New.", "for_whom": "You.", "about": ""}
    for _press in range(2):
        browser.post(f"{room.url}settings/about/", change)
        browser.post(f"{room.url}settings/door/", {"rules": "- Be very kind."})
    talk = {"allows_polls": "on"}
    browser.post(f"{room.url}settings/talk/", talk)
    page = ann.client().get(f"{room.url}log/").content.decode()
    for words in (
        "Somebody became facilitator.",
        "What the group says of itself was changed.",
        "The ground rules were changed.",
        "How people talk here was changed.",
        "by an admin",
        "when the group began",
    ):
        assert words in page
    assert page.count("The ground rules were changed.") == 1
    assert "Lantern" not in page
    assert "Heron" not in page.partition("What was changed here</h1>")[2].partition("</main>")[0]
    assert eve.get(f"{room.url}log/").status_code == 403


def test_what_is_said_of_a_role_is_logged_when_it_changes(room: Room) -> None:
    ann = room.member("Heron")
    browser = room.founder.client()
    browser.post(f"{room.url}roles/new/", FORM)
    url = f"{room.url}roles/{ann.face.ref}/facilitator/"
    for _press in range(2):
        browser.post(url, {"kind": "professional", "profession": "Counsellor", "credential": "Registered nurse"})
    page = ann.client().get(f"{room.url}log/").text
    words = "What is said of a role, or for how long it is held, was changed: facilitator."
    assert page.count(words) == 1
    assert "Registered nurse" not in page.partition("What was changed here</h1>")[2].partition("</main>")[0]


def test_no_line_of_the_log_is_changed_or_taken_away(room: Room) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        LogEntry.objects.filter(group=room.group).update(role="")
    with pytest.raises(IntegrityError), transaction.atomic():
        LogEntry.objects.filter(group=room.group).delete()


def test_a_log_of_another_group_is_not_seen(room: Room) -> None:
    ann = room.member("Heron")
    other = make_room("Days")
    assert not LogEntry.objects.visible_to(room.actor(ann)).filter(group=other.group).exists()
    assert LogEntry.objects.visible_to(room.actor(ann)).filter(group=room.group).exists()


def test_every_power_has_words() -> None:
    assert dict(POWER_WORDS).keys() == dict(POWERS).keys()
