"""Stopping letters from the letter itself: one press, no session, and a link that only shows a page."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from newsletters import tokens
from newsletters.actions import deliver_due
from newsletters.models import DigestPreference
from personas.forgetting import forget
from personas.models import Persona
from tests.newsletters.scene import DAY, DUE, NOW, Scene, ask, build, member, say
from tests.once import written_once

pytestmark = pytest.mark.django_db


scene = written_once(build)


def make_reader(scene: Scene) -> Persona:
    face = member(scene, "Heron")
    ask(scene, face)
    say(scene, member(scene, "Linnet"), "nights", at=NOW + DAY / 4)
    return face


reader = written_once(make_reader)


@pytest.fixture
def url(reader) -> str:
    """The address out of a real letter."""
    deliver_due(now=DUE)
    return mail.outbox[0].message()["List-Unsubscribe"].strip("<>").removeprefix("http://testserver")


def strict() -> Client:
    return Client(enforce_csrf_checks=True)


def test_looking_changes_nothing(url) -> None:
    before = list(DigestPreference.objects.values())
    for _time in range(2):
        page = strict().get(url)
        assert page.status_code == 200
        assert "<form" in page.text
        assert "no-store" in page.headers["Cache-Control"]
        assert strict().head(url).status_code == 200
    assert list(DigestPreference.objects.values()) == before


def test_one_press_stops_them_without_a_session(scene, url, reader) -> None:
    answer = strict().post(url, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert "The letters have stopped" in answer.text
    assert DigestPreference.objects.get().cadence == "none"
    say(scene, member(scene, "Wren"), "mornings", at=DUE + DAY / 4)
    assert deliver_due(now=DUE + DAY) == 0


def test_twice_is_fine_and_so_is_a_face_that_has_gone(url, reader) -> None:
    assert strict().post(url).status_code == 200
    assert strict().post(url).status_code == 200
    forget(reader)
    assert strict().post(url).status_code == 200
    assert not DigestPreference.objects.exists()


def test_the_page_and_the_token_name_nobody(scene, url, reader) -> None:
    page = strict().get(url).text
    for word in (scene.group.name, scene.group.code, "Heron", str(reader.ref), "people.example"):
        assert word not in page
        assert word not in url
    assert tokens.stop_token(reader.pk) != tokens.stop_token(reader.pk + 1)
    assert str(reader.pk) not in {part for part in url.split("/") if part.isdigit()}


def test_it_stops_the_letters_of_one_face_alone(scene, url) -> None:
    other = member(scene, "Wren")
    ask(scene, other)
    strict().post(url)
    assert DigestPreference.objects.get(pk=other.pk).cadence == "daily"


NAUGHTY = [
    "x", "0", "AAAA", "A" * 32, "A" * 5000, "%00", "%0d%0aSet-Cookie:x", "..%2f..%2fetc", "é", "%F0%9F%92%A5", "-", "=",
    "{{7*7}}", "' OR 1=1 --", "null",
]  # fmt: skip


def test_tokens_that_are_not_ours_find_nothing(reader) -> None:
    for token in NAUGHTY:
        for ask_for in (strict().get, strict().post):
            assert ask_for(f"/u/{token}/").status_code == 404, token
    assert DigestPreference.objects.get().cadence == "daily"


def test_a_changed_token_finds_nothing(url) -> None:
    token = url.split("/")[2]
    for place in range(0, len(token) - 1, 4):
        changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        assert strict().post(f"/u/{changed}/").status_code == 404


def test_old_letters_work_after_a_change_of_the_key(url, settings) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-0123456789-abcdefghijklmnopqrstuvwxyz"
    assert strict().post(url).status_code == 200
    assert DigestPreference.objects.get().cadence == "none"
