"""One person, two groups: nothing around one face leads to the other, and acting as one moves nothing of the other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from forums.actions import begin_draft, post_at_once
from forums.models import Forum
from groups.actions import leave
from groups.models import Membership
from personas.models import Persona
from tests.cast import Person
from tests.groups.conftest import Room, join_as, make_room

# An address, a random name, or a word long enough to be somebody's own.
TOKEN = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|/[\w./-]{4,}|\b\w{9,}\b")


@dataclass
class Two:
    """Ann is Heron in the first group and Maple in the second; somebody else looks on in each."""

    ann: Person
    rooms: tuple[Room, Room]
    faces: list[Persona] = field(default_factory=list)
    lookers: list[Client] = field(default_factory=list)

    def page(self, which: int, path: str = "") -> str:
        """A page of a group as another member sees it; by default that of Ann's face there."""
        room = self.rooms[which]
        url = f"{room.url}{path}" if path else f"{room.url}people/{self.faces[which].ref}/"
        # Forms are drawn anew for every look: their token, their key, the moment they were drawn at.
        drawn_anew = r'name="(csrfmiddlewaretoken|key|until)" value="[^"]+"'
        return re.sub(drawn_anew, "", self.lookers[which].get(url).text)

    def post(self, which: int, words: str, by: Persona | None = None) -> None:
        """By Ann's face there, or by another's."""
        room = self.rooms[which]
        forum = Forum.objects.get(group=room.group)
        author = by or self.faces[which]
        draft = begin_draft(author_id=author.pk, forum=forum, key=uuid4(), fields={"source": words}, now=room.now)
        post_at_once(draft=draft, reread_hash=draft.fingerprint, now=room.now)


@pytest.fixture
def two(db: None, settings: Any, tmp_path: Path) -> Two:
    settings.MEDIA_ROOT = tmp_path
    rooms = make_room("Nights"), make_room("Kettles")
    two = Two(rooms[0].person("ann"), rooms)
    for room, name, looker in zip(rooms, ("Heron", "Maple"), ("Wren", "Otter"), strict=True):
        two.faces.append(join_as(room, two.ann, name).persona)
        two.lookers.append(room.member(looker).client())
    for which, words in enumerate(("I lie awake again.", "The second cup is the best.")):
        two.post(which, words)
    return two


def picture() -> SimpleUploadedFile:
    file = BytesIO()
    Image.linear_gradient("L").resize((400, 300)).convert("RGB").save(file, "JPEG")
    return SimpleUploadedFile("me.jpg", file.getvalue(), "image/jpeg")


def upload_to_both(two: Two) -> None:
    for room in two.rooms:
        assert two.ann.client().post(f"{room.url}me/picture/", {"file": picture()}).status_code == 302


def test_around_the_two_only_what_every_page_has_is_shared(two: Two) -> None:
    upload_to_both(two)
    heron, maple = (set(TOKEN.findall(two.page(which))) for which in (0, 1))
    # Somebody who wrote at the same hour: the words for that hour are everybody's.
    founder = two.rooms[0].founder.face
    two.post(0, "Good to have you.", by=founder)
    everybodys = set(TOKEN.findall(two.page(0, f"people/{founder.ref}/")))
    assert any("/faces/" in token for token in heron)
    assert (heron & maple) - everybodys == set()


def test_the_same_picture_for_both_shares_neither_address_nor_bytes_nor_marks_of_a_cache(two: Two) -> None:
    upload_to_both(two)
    answers = []
    for which, room in enumerate(two.rooms):
        face = Persona.objects.get(pk=two.faces[which].pk)
        answers.append(two.lookers[which].get(f"{room.url}faces/{face.picture}/"))
        assert two.lookers[1 - which].get(f"{room.url}faces/{face.picture}/").status_code == 404
    one, other = (answer.content for answer in answers)
    runs = {one[at : at + 16] for at in range(64, len(one) - 15)}
    assert not any(other[at : at + 16] in runs for at in range(64, len(other) - 15))
    assert not {"ETag", "Last-Modified"} & {name for answer in answers for name in answer.headers}


def test_acting_as_one_leaves_every_page_about_the_other_as_it_is(two: Two) -> None:
    places = ("", "roles/", f"forums/{Forum.objects.get(group=two.rooms[1].group).slug}/")
    for path in places:
        two.page(1, path)
    before = [two.page(1), *(two.page(1, path) for path in places)]
    heron, url = two.ann.client(), two.rooms[0].url
    heron.post(f"{url}me/words/", {"about": "I like rain.", "pronouns": "she/her"})
    heron.post(f"{url}me/name/", {"handle": "Grey Heron"})
    heron.post(f"{url}me/picture/", {"file": picture()})
    heron.post("/account/preferences/", {"zone": "Asia/Kathmandu", "language": "en"})
    two.post(0, "It is four now.")
    two.lookers[0].post(f"{url}people/{two.faces[0].ref}/distance/", {"how": "distance"})
    heron.post(f"{url}break/")
    leave(membership=Membership.objects.get(persona=two.faces[0]), now=two.rooms[0].now)
    after = [two.page(1), *(two.page(1, path) for path in places)]
    assert after == before
    assert "Maple" in before[0]
