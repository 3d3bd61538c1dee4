"""A group as strangers see it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groups.actions import Charter
from groups.models import Host, SupportGroup
from groups.pages import public_face, readers_words
from groups.pages.face import age_words
from tests.groups.conftest import Room, make_room


@pytest.mark.parametrize(
    ("readership", "door", "words"),
    [
        ("members", "open", "Anyone who signs up can join and read this."),
        ("members", "request", "Only people a facilitator has let in can read this."),
        ("members", "invitation", "Only people who were invited can read this."),
        ("anyone", "request", "Anyone can read what is written here, also without signing in."),
    ],
)
def test_who_can_read_is_one_sentence(readership: str, door: str, words: str) -> None:
    assert readers_words(SupportGroup(readership=readership), door) == words


@pytest.mark.parametrize(
    ("founded", "words"),
    [
        (date(2026, 11, 1), "New this month"),
        (date(2026, 10, 24), "New this month"),
        (date(2026, 10, 23), "Here for one month"),
        (date(2026, 2, 1), "Here for nine months"),
        (date(2024, 12, 23), "Here for 23 months"),
        (date(2023, 11, 23), "Here for 3 years"),
    ],
)
def test_age_is_said_by_the_month_and_then_by_the_year(founded: date, words: str) -> None:
    assert age_words(founded, date(2026, 11, 23)) == words


def test_a_stranger_reads_all_that_matters_before_joining(room: Room) -> None:
    room.member("Heron", "facilitator")
    page = Client().get(f"/groups/{room.group.slug}/").content
    for words in (
        b"For the hours when nobody is up.",
        b"You lie awake.",
        b"Anyone who signs up can join and read this.",
        b"Be kind.",
        b"Lantern",
        b"Heron",
        b"somebody with the same experience",
        b"Next you choose a name",
        b"Join this group",
    ):
        assert words in page, words


def test_a_group_by_request_says_how_long_an_answer_takes(room: Room) -> None:
    room.door("request", answer_days=2)
    page = Client().get(f"/groups/{room.group.slug}/").content
    assert b"You get an answer within two days." in page
    assert b"Ask to join" in page


def test_the_face_costs_at_most_four_statements_however_many_look_after_it(db: None) -> None:
    room = make_room(charter=Charter(rules="- x", credential="Nurse"))
    SupportGroup.objects.filter(pk=room.group.pk).update(host=Host.objects.create(name="Stillwater", slug="still"))
    counts = []
    for upto in (2, 6):
        for number in range(1, upto):
            room.member(f"Heron {upto} {number}", "facilitator")
        group = SupportGroup.objects.get(pk=room.group.pk)
        with CaptureQueriesContext(connection) as seen:
            face = public_face(group, room.now)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 4
    assert len(face.helpers) == 1 + 1 + 5
    assert (face.helpers[0].credential, face.host) == ("Nurse", "Stillwater")
