"""A member's own face in a group: its words, its picture, and how often its name may change."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from PIL import Image

from groups.models import Membership
from personas import forgetting, looks
from personas.models import Persona, Standing
from supportgroups.lib.pictures import rebuild_face
from tests.cast import Person
from tests.groups.conftest import Room

SECRET = b"CANARY-of-a-camera"


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def heron(joined_heron: Person) -> Person:
    return joined_heron


@pytest.fixture
def browser(heron: Person) -> Client:
    return heron.client()


def face(person: Person) -> Persona:
    return Persona.objects.get(pk=person.face.pk)


def upload(browser: Client, room: Room, content: bytes | None = None) -> Any:
    file = SimpleUploadedFile("Ann Example at home.jpg", photograph() if content is None else content, "image/jpeg")
    return browser.post(f"{room.url}me/picture/", {"file": file})


def photograph() -> bytes:
    file = BytesIO()
    Image.linear_gradient("L").resize((640, 480)).convert("RGB").save(file, "JPEG", comment=SECRET)
    return file.getvalue()


def picture_url(person: Person, room: Room) -> str:
    return looks.picture_url(room.group.code, face(person).picture)


class TestWords:
    def test_a_line_and_pronouns_stand_on_the_page_that_others_see(self, room: Room, heron: Person, browser: Client):
        wren = room.member("Wren").client()
        said = {"about": "I like rain.\r\n And tea.\x00", "pronouns": "she/her"}
        assert browser.post(f"{room.url}me/words/", said).url == f"{room.url}me/"
        page = wren.get(f"{room.url}people/{heron.face.ref}/").text
        assert "I like rain. And tea." in page
        assert "she/her" in page
        assert "Change what others see" not in page
        assert "Change what others see" in browser.get(f"{room.url}people/{heron.face.ref}/").text

    def test_what_is_typed_is_shown_and_never_run(self, room: Room, heron: Person, browser: Client):
        browser.post(f"{room.url}me/words/", {"about": "<script>alert(1)</script>", "pronouns": ""})
        assert "<script>alert(1)" not in browser.get(f"{room.url}me/").text

    @pytest.mark.parametrize("role", ["moderator", "Facilitat\u043er", "the t\u0435am"])
    def test_pronouns_are_no_role(self, room: Room, heron: Person, browser: Client, role: str):
        answer = browser.post(f"{room.url}me/words/", {"about": "I like rain.", "pronouns": role})
        assert "sounds like a role" in answer.text
        assert "I like rain." in answer.text
        assert face(heron).about == ""

    def test_who_is_silenced_says_nothing_there_but_may_change_the_name(self, room: Room, heron: Person):
        Standing.objects.create(persona=heron.face, group_space=room.group.space, kind="silence", since=room.now)
        browser = heron.client()
        assert browser.post(f"{room.url}me/words/", {"about": "Hello."}).status_code == 403
        assert upload(browser, room).status_code == 403
        assert browser.post(f"{room.url}me/pattern/").status_code == 302
        assert browser.post(f"{room.url}me/name/", {"handle": "Grey Heron"}).status_code == 302
        assert face(heron).about == ""
        assert "A line about you" not in browser.get(f"{room.url}me/").text


class TestName:
    def change(self, browser: Client, room: Room, handle: str, **more: str) -> Any:
        return browser.post(f"{room.url}me/name/", {"handle": handle, **more})

    def test_a_newcomer_changes_it_as_often_as_wished(self, room: Room, heron: Person, browser: Client):
        for name in ("Grey Heron", "White Heron", "Grey Heron"):
            assert self.change(browser, room, name).url == f"{room.url}me/"
        assert face(heron).handle == "Grey Heron"

    def test_after_two_weeks_once_in_thirty_days(self, room: Room, heron: Person, browser: Client):
        Membership.objects.filter(persona=heron.face).update(joined_on=room.now.date() - timedelta(days=14))
        assert self.change(browser, room, "Grey Heron").status_code == 302
        refused = self.change(browser, room, "White Heron")
        assert "less than 30 days ago" in refused.text
        assert 'value="White Heron"' in refused.text
        assert face(heron).handle == "Grey Heron"
        with time_machine.travel(room.now + timedelta(days=29)):
            assert "less than 30 days ago" in self.change(heron.client(), room, "White Heron").text
        with time_machine.travel(room.now + timedelta(days=30)):
            assert self.change(heron.client(), room, "White Heron").status_code == 302

    def test_a_name_that_points_to_somebody_changes_at_once(self, room: Room, heron: Person, browser: Client):
        Membership.objects.filter(persona=heron.face).update(joined_on=room.now.date() - timedelta(days=90))
        self.change(browser, room, "Grey Heron")
        assert self.change(browser, room, "White Heron", points_to_me="on").status_code == 302
        assert face(heron).handle == "White Heron"

    def test_the_same_name_again_costs_nothing(self, room: Room, heron: Person, browser: Client):
        assert self.change(browser, room, "Heron").status_code == 302
        assert face(heron).renamed_on is None

    @pytest.mark.parametrize(
        ("handle", "words"),
        [
            ("Lantern", "in use here"),
            ("L\u0430ntern", "in use here"),
            ("Nights", "name of the group"),
            ("N1ghts", "name of the group"),
            ("Facilitator", "looks after the group"),
            ("He\u200bron", "hidden sign"),
            ("", "fill this in"),
        ],
    )
    def test_a_name_that_imitates_is_refused_and_kept_in_the_box(
        self, room: Room, heron: Person, browser: Client, handle: str, words: str
    ):
        answer = self.change(browser, room, handle)
        assert words in answer.text
        assert face(heron).handle == "Heron"

    def test_the_old_name_stays_nobody_elses(self, room: Room, heron: Person, browser: Client):
        wren = room.member("Wren").client()
        self.change(browser, room, "Grey Heron")
        assert "in use here" in self.change(wren, room, "Heron").text
        assert self.change(browser, room, "Heron").status_code == 302

    def test_it_is_one_row_so_that_it_follows_everywhere(self, room: Room, heron: Person, browser: Client):
        self.change(browser, room, "Grey Heron")
        assert "You are <b>Grey Heron</b> here" in browser.get(room.url).text


class TestPicture:
    def test_a_picture_is_made_anew_and_answered_to_the_group_alone(self, room: Room, heron: Person, browser: Client):
        assert upload(browser, room).url == f"{room.url}me/"
        url = picture_url(heron, room)
        answer = room.member("Wren").client().get(url)
        assert answer.status_code == 200
        assert answer["Content-Type"] == "image/webp"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["Cache-Control"] == "private, no-store"
        assert SECRET not in answer.content
        assert "ETag" not in answer
        assert b"Ann" not in str(answer.headers).encode() + answer.content
        assert Client().get(url).status_code == 302
        assert room.person("eve").client().get(url).status_code == 404

    def test_it_stands_wherever_the_face_does(self, room: Room, heron: Person, browser: Client):
        upload(browser, room)
        url = picture_url(heron, room)
        for place in ("", "me/", f"people/{heron.face.ref}/"):
            assert f'src="{url}"' in browser.get(f"{room.url}{place}").text

    def test_the_same_file_for_two_faces_shares_nothing(self, room: Room, heron: Person, browser: Client):
        wren = room.member("Wren")
        upload(browser, room)
        upload(wren.client(), room)
        one, two = (browser.get(picture_url(person, room)) for person in (heron, wren))
        assert picture_url(heron, room) != picture_url(wren, room)
        assert face(heron).picture_file != face(wren).picture_file
        runs = {one.content[at : at + 16] for at in range(64, len(one.content) - 15)}
        assert not any(two.content[at : at + 16] in runs for at in range(64, len(two.content) - 15))

    @pytest.mark.django_db(transaction=True)
    def test_a_new_one_and_the_pattern_erase_the_one_before(self, room: Room, heron: Person, browser: Client):
        upload(browser, room)
        first_url, first = picture_url(heron, room), face(heron).picture_file
        upload(browser, room)
        second = face(heron).picture_file
        assert browser.get(first_url).status_code == 404
        assert (default_storage.exists(first), default_storage.exists(second)) == (False, True)
        for _press in range(2):
            browser.post(f"{room.url}me/pattern/")
        assert face(heron).picture is None
        assert not default_storage.exists(second)

    @pytest.mark.django_db(transaction=True)
    def test_it_goes_with_the_face(self, room: Room, heron: Person, browser: Client):
        upload(browser, room)
        name = face(heron).picture_file
        looks.describe(persona=heron.face, about="I like rain.", pronouns="she/her")
        for _time in range(2):
            forgetting.forget(face(heron))
        gone = face(heron)
        assert (gone.about, gone.pronouns, gone.picture, gone.picture_file, gone.renamed_on) == ("", "", None, "", None)
        assert not default_storage.exists(name)

    def test_a_file_whose_row_is_not_written_is_not_left_behind(self, room: Room, heron: Person, tmp_path: Path):
        ghost = Persona(pk=0)
        with pytest.raises(Persona.DoesNotExist):
            looks.show_picture(persona=ghost, picture=rebuild_face(BytesIO(photograph())))
        assert not [path for path in tmp_path.rglob("*") if path.is_file()]

    @pytest.mark.once
    @pytest.mark.parametrize("content", [b"", b"no picture at all", b"GIF89a\xff\xff\xff\xff"])
    def test_what_is_no_picture_is_answered_kindly(self, room: Room, heron: Person, browser: Client, content: bytes):
        answer = upload(browser, room, content)
        assert answer.status_code == 200
        assert "Please look at this once more" in answer.text
        assert face(heron).picture is None

    @pytest.mark.deep
    def test_twenty_an_hour_are_enough(self, room: Room, heron: Person, browser: Client):
        answers = [upload(browser, room, photograph()).status_code for _time in range(21)]
        assert answers == [302] * 20 + [429]

    def test_the_database_refuses_a_picture_without_its_file(self, room: Room, heron: Person):
        with pytest.raises(IntegrityError), transaction.atomic():
            Persona.objects.filter(pk=heron.face.pk).update(picture_file="somewhere")
