"""Composed pages: the first page, a group's face and inside, my groups, help, and addresses for machines."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from directory.actions import list_group
from groups.models import OldSlug
from personas import letterbox
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_with_one_visible_group_the_first_page_is_its_face(cast: Cast) -> None:
    list_group(group=cast.group, by=None, now=timezone.now())
    page = Client().get("/").content.decode()
    assert cast.group.name in page
    assert f"/g/{cast.group.code}/join/" in page


def test_with_two_groups_the_first_page_asks_what_one_looks_for(cast: Cast) -> None:
    for group in (cast.group, cast.elsewhere):
        list_group(group=group, by=None, now=timezone.now())
    page = Client().get("/").content.decode()
    assert "What are you looking for?" in page
    assert f"/g/{cast.group.code}/join/" not in page


def test_an_old_address_leads_to_the_new_one(cast: Cast) -> None:
    OldSlug.objects.create(slug="before", group=cast.group)
    OldSlug.objects.create(slug="veiled", group=cast.hidden)
    answer = Client().get("/groups/before/")
    assert (answer.status_code, answer["Location"]) == (301, f"/groups/{cast.group.slug}/")
    assert Client().get("/groups/veiled/").status_code == 404


@pytest.mark.parametrize(("role", "words"), [("guest", "join/"), ("member", "Go in"), ("applicant", "request stands")])
def test_the_face_says_what_one_can_do_next(cast: Cast, role: str, words: str) -> None:
    page = cast[role].client().get(f"/groups/{cast.group.slug}/").content.decode()
    assert words in page


def test_who_is_not_in_the_group_is_shown_to_its_face(cast: Cast) -> None:
    inside = f"/g/{cast.group.code}/"
    for role in ("stranger", "applicant", "former", "operator"):
        answer = cast[role].client().get(inside)
        assert (answer.status_code, answer.headers.get("Location")) == (302, f"/groups/{cast.group.slug}/"), role
    assert cast["member"].client().get(inside).status_code == 200
    assert cast["suspended"].client().get(inside).status_code == 403


def test_work_is_shown_to_those_who_may_do_it(cast: Cast) -> None:
    inside = f"/g/{cast.group.code}/"
    assert "The desk" in cast["facilitator"].client().get(inside).content.decode()
    for role in ("member", "operator_member", "treasurer"):
        assert "The desk" not in cast[role].client().get(inside).content.decode(), role


def test_a_newcomer_is_offered_a_box_to_begin_with(cast: Cast) -> None:
    inside = f"/g/{cast.group.code}/"
    assert 'name="source"' in cast["treasurer"].client().get(inside).content.decode()
    assert 'name="source"' not in cast["member"].client().get(inside).content.decode()


def test_a_guest_is_sent_to_the_entrance_from_any_member_address() -> None:
    answers = [Client().get(f"/g/{rest}/") for rest in ("calm-water-1", "nothing-9", "nothing-9/threads/x")]
    assert {answer.status_code for answer in answers} == {302}
    assert {answer.content for answer in answers} == {b""}


def test_an_address_without_anything_is_404_for_who_is_signed_in(cast: Cast) -> None:
    assert cast["stranger"].client().get("/g/nothing-9/").status_code == 404
    assert cast["stranger"].client().get(f"/g/{cast.hidden.code}/").status_code == 404


def test_help_names_the_operators_country_first(settings: Any) -> None:
    settings.HELP_COUNTRY = "GB"
    page = Client().get("/help-now/").content.decode()
    assert page.index("999") < page.index("112")
    assert page.index("999") < page.index("Samaritans")


def test_notices_are_put_away_once_read(cast: Cast) -> None:
    face = cast["admin"].face
    role = face.membership.appointments.get()
    letterbox.tell(face.pk, "groups.appointed", group_id=cast.group.pk, subject_id=role.pk, now=timezone.now())
    client = cast["admin"].client()
    assert "Word for you" in client.get("/home/").content.decode()
    client.post("/home/")
    assert "Word for you" not in client.get("/home/").content.decode()


def test_word_that_came_after_the_page_was_opened_is_not_put_away(cast: Cast) -> None:
    face = cast["admin"].face
    role, client = face.membership.appointments.get(), cast["admin"].client()
    about = {"group_id": cast.group.pk, "subject_id": role.pk}
    letterbox.tell(face.pk, "groups.appointed", now=timezone.now(), **about)
    until = re.search(r'name="until" value="([^"]+)"', client.get("/home/").content.decode())[1]
    letterbox.tell(face.pk, "groups.dismissed", now=timezone.now(), **about)
    client.post("/home/", {"until": until})
    page = client.get("/home/").content.decode()
    assert "Your role has ended" in page
    assert "You have a new role" not in page
    client.post("/home/", {"until": "\x00 none"})
    assert "Word for you" not in client.get("/home/").content.decode()


def test_home_says_where_a_request_stands_and_who_is_on_a_break(cast: Cast) -> None:
    page = cast["applicant"].client().get("/home/").content.decode()
    assert f"/g/{cast.group.code}/join/request/" in page
    assert "You are in no group at the moment" not in page
    assert "You are on a break" in cast["on_break"].client().get("/home/").content.decode()
    assert "You are on a break" not in cast["member"].client().get("/home/").content.decode()
    assert "You are in no group at the moment" in cast["stranger"].client().get("/home/").content.decode()


def test_the_address_of_a_press_says_that_it_is_no_page(cast: Cast) -> None:
    answer = cast["member"].client().get(f"/g/{cast.group.code}/break/over/")
    assert answer.status_code == 405
    assert "Nothing was changed" in answer.content.decode()


def test_machines_get_plain_answers() -> None:
    assert Client().get("/healthz").content == b"ok\n"
    assert b"Disallow: /g/" in Client().get("/robots.txt").content


def test_development_pages_are_not_there() -> None:
    for path in ("/dev/", "/dev/mail/", "/dev/components/", "/dev/sign-in/1/"):
        assert Client().get(path).status_code == 404


def test_a_newcomer_is_welcomed_on_the_first_visit_and_can_look_it_up_again(cast: Cast) -> None:
    from tests.groups.conftest import make_room

    room = make_room("Mornings")
    newcomer, url = room.member("Linden"), room.url
    for page in (newcomer.client().get(url).content.decode(), newcomer.client().get(f"{url}welcome/").content.decode()):
        assert "You need not write anything." in page
        assert "Lantern" in page
        assert "Be kind." in page
        assert "somebody with the same experience" in page
    assert "Would you like to say something?" in newcomer.client().get(url).content.decode()
    assert 'class="rules-fold" open' in newcomer.client().get(f"{url}welcome/").content.decode()
    client = newcomer.client()
    key = "6f1c0ad2-3f0b-4d0c-9d3e-0d8f6d8a4f10"
    client.post(f"{url}forums/talk/write/", {"source": "Hello.", "key": key, "version": "0", "act": "keep"})
    page = client.get(url).content.decode()
    assert "You need not write anything." not in page
    assert f"{url}welcome/" in page


def test_the_welcome_is_for_members(cast: Cast) -> None:
    url = f"/g/{cast.group.code}/welcome/"
    assert cast["member"].client().get(url).status_code == 200
    assert cast["stranger"].client().get(url).status_code == 403
    assert Client().get(url).status_code == 302
