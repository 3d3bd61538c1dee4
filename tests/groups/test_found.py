"""Beginning a group, and changing what it says of itself."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.utils.html import escape

from accounts.letters import deliver_letters
from directory.models import LISTING_WORDS
from forums.models import Forum
from groups.actions import BEGINNINGS, Charter, SlugTaken, found_group
from groups.models import Agreement, Appointment, Invitation, OldSlug, SupportGroup
from personas.models import Persona
from supportgroups.lib.calmwords import ADJECTIVES, NOUNS
from tests.few import few_of
from tests.groups.conftest import Room, make_room

ANSWERS = {
    "name": "Low days",
    "for_whom": "You are low, or empty.",
    "beginning": "peer",
    "handle": "Wren",
    "has_consented": "on",
}


def test_three_questions_and_a_name_make_a_group(room: Room, eve: Client) -> None:
    page = eve.get("/groups/new/").content.decode()
    assert re.search(r'name="handle" value="\w+ \w+"', page)
    answer = eve.post("/groups/new/", ANSWERS)
    group = SupportGroup.objects.get(slug="low-days")
    assert answer.url == f"/g/{group.code}/settings/door/"
    assert b"Anyone who signs up can join." in eve.get(answer.url).content
    adjective, noun, number = group.code.split("-")
    assert adjective.capitalize() in ADJECTIVES
    assert noun.capitalize() in NOUNS
    assert number.isdigit()
    assert not {"low", "days"} & {adjective, noun}
    wren = Persona.objects.get(handle="Wren")
    roles = Appointment.objects.filter(membership__persona=wren).values_list("role", flat=True)
    assert set(roles) == {"admin", "facilitator"}
    assert Agreement.objects.get(group=group).version == 1
    assert Forum.objects.filter(group=group).count() == 1
    assert found_by("low days") == [group.listing.pk]
    for path in ("admissions/", "roles/", "settings/"):
        assert eve.get(f"/g/{group.code}/{path}").status_code == 200


def found_by(words: str) -> list[int]:
    """Listings that the directory finds by these words."""
    return list(LISTING_WORDS.matches(words, None, 10))


def test_a_second_press_begins_no_second_group(room: Room, eve: Client) -> None:
    page = eve.get("/groups/new/").content.decode()
    answers = ANSWERS | {"key": re.search(r'name="key" value="([^"]+)"', page)[1]}
    places = [eve.post("/groups/new/", answers).url for _press in range(2)]
    assert places[0] == places[1]
    assert SupportGroup.objects.filter(name="Low days").count() == 1
    assert room.person("adam").client().post("/groups/new/", answers).status_code == 404
    assert SupportGroup.objects.filter(name="Low days").count() == 1


@pytest.mark.once
@pytest.mark.parametrize("missing", ["name", "for_whom", "beginning", "handle", "has_consented"])
def test_what_is_missing_is_said_and_the_rest_stays(room: Room, eve: Client, missing: str) -> None:
    page = eve.post("/groups/new/", ANSWERS | {missing: ""})
    assert page.status_code == 200
    assert f'id="id_{missing}_error"'.encode() in page.content
    if missing != "name":
        assert b'value="Low days"' in page.content
    assert SupportGroup.objects.count() == 1


def test_guests_sign_in_first(db: None) -> None:
    answer = Client().get("/groups/new/")
    assert answer.status_code == 302
    assert "next=/groups/new/" in answer.url


def test_addresses_never_meet(room: Room) -> None:
    again = make_room("Nights ")
    assert room.group.slug == "nights"
    assert again.group.slug == "nights-2"
    OldSlug.objects.create(slug="dusk", group=room.group)
    assert make_room("Dusk").group.slug == "dusk-2"
    assert make_room("New").group.slug == "new-2"
    signs = make_room("夜")
    assert signs.group.slug == signs.group.code
    with pytest.raises(SlugTaken):
        found_group(
            founder_actor=room.person("eve").actor(),
            name="x",
            slug="nights",
            summary="x",
            for_whom="x",
            door="open",
            handle="Wren",
            now=room.now,
        )


@override_settings(HOLD_NEW_GROUPS=True)
def test_where_groups_wait_for_the_operator_nobody_else_sees_them(db: None) -> None:
    room = make_room()
    assert room.group.state == "awaiting"
    assert room.person("eve").client().get(f"{room.url}join/").status_code == 404
    assert room.founder.client().get(f"{room.url}settings/").status_code == 200


SETTINGS = {
    "name": "Nights and mornings",
    "summary": "For the hours.",
    "for_whom": "You lie awake.",
    "about": "We **read** each other.",
}


def test_an_operator_shows_no_hidden_group_to_anybody(db: None) -> None:
    room = make_room(charter=Charter(is_listed=False))
    operator = room.person("operator")
    operator.account.is_staff = operator.account.is_superuser = True
    operator.account.save()
    url = f"/operator/groups/supportgroup/{room.group.pk}/change/"
    assert operator.client().get(url).status_code == 200
    assert operator.client().post(url, {"is_listed": "on", "host": ""}).status_code == 302
    assert not SupportGroup.objects.get(pk=room.group.pk).is_listed


def test_the_admin_changes_what_the_group_says(room: Room) -> None:
    browser = room.founder.client()
    for _press in range(2):
        assert browser.post(f"{room.url}settings/about/", SETTINGS).url == f"{room.url}settings/"
    group = SupportGroup.objects.get(pk=room.group.pk)
    assert (group.name, group.state) == ("Nights and mornings", "open")
    assert "<strong>read</strong>" in group.about_html
    assert found_by("mornings") == [group.listing.pk]


def test_what_cannot_be_saved_is_said_and_nothing_changes(room: Room) -> None:
    browser = room.founder.client()
    for change, words in (
        ({"name": ""}, b"Please fill this in."),
        ({"about": "x" * 100_000}, b"longer than a page can hold"),
    ):
        page = browser.post(f"{room.url}settings/about/", SETTINGS | change)
        assert page.status_code == 200
        assert words in page.content
        assert b"For the hours." in page.content
    assert SupportGroup.objects.get(pk=room.group.pk).name == "Nights"


def test_facilitators_and_members_change_nothing(room: Room) -> None:
    for browser in (room.member("Heron", "facilitator").client(), room.member("Wren").client()):
        assert browser.get(f"{room.url}settings/").status_code == 403
        page = browser.post(f"{room.url}settings/about/", SETTINGS)
        assert page.status_code == 403
        assert b"write to one of" in page.content
    assert SupportGroup.objects.get(pk=room.group.pk).name == "Nights"


def test_a_charter_says_more(db: None) -> None:
    room = make_room(charter=Charter(rules="- x", formed="professional", credential="Nurse", capacity=8, about="*Hi*"))
    assert room.group.policy.capacity == 8
    assert "<em>Hi</em>" in room.group.about_html
    assert Appointment.objects.filter(group=room.group, kind="professional", credential="Nurse").count() == 2


@pytest.mark.parametrize("beginning", few_of(BEGINNINGS, ("peer", "cohort"), others=pytest.mark.once))
def test_each_kind_of_group_begins_with_what_fits_it(room: Room, eve: Client, beginning: str) -> None:
    page = eve.get("/groups/new/").content.decode()
    kind = BEGINNINGS[beginning]
    assert escape(f"{kind.label}. {kind.says}") in page
    eve.post("/groups/new/", ANSWERS | {"beginning": beginning})
    group = SupportGroup.objects.select_related("policy").get(slug="low-days")
    policy = group.policy
    assert (policy.door, policy.capacity, policy.least_age) == (kind.door, kind.capacity, kind.least_age)
    assert (policy.keeps_list, policy.offers_first, group.formed) == (kind.keeps_list, kind.offers_first, kind.formed)
    assert group.asks_contact_card == (beginning == "cohort"), "a professional may have to reach somebody"
    assert Agreement.objects.get(group=group).source.strip()
    assert eve.get(f"/g/{group.code}/settings/door/").status_code == 200


def test_who_helps_is_invited_once_and_the_address_is_kept_nowhere(room: Room, eve: Client, mailoutbox: list) -> None:
    page = eve.get("/groups/new/").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    for _press in range(2):
        eve.post("/groups/new/", ANSWERS | {"helper": "helper@elsewhere.example", "key": key})
    invitation = Invitation.objects.get()
    deliver_letters(now=room.now + timedelta(minutes=5))
    (letter,) = [letter for letter in mailoutbox if letter.to == ["helper@elsewhere.example"]]
    assert invitation.code in letter.body
    assert "Low days" not in letter.message().as_string()
    assert b'id="id_helper_error"' in eve.post("/groups/new/", ANSWERS | {"helper": "nobody"}).content
