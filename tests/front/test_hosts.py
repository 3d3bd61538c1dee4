"""The groups of one host on one page, for who looks after several of them."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.actions import appoint, call_operator, join
from groups.models import AdmissionRequest, Host, SupportGroup
from moderation.actions import ask_again, remove_member
from tests.groups.conftest import Room, make_room, membership
from tests.once import written_once

URL = "/hosts/harbour-house/"


def make_rooms() -> list[Room]:
    """Three groups of a host; the founder of the first is a facilitator in the second, and not in the third."""
    host = Host.objects.create(name="Harbour House", slug="harbour-house")
    rooms = [make_room(name) for name in ("Nights", "Days", "Dawns")]
    SupportGroup.objects.filter(pk__in=[room.group.pk for room in rooms]).update(host=host)
    _facilitate(rooms[0], rooms[1])
    return rooms


rooms = written_once(make_rooms)


def _facilitate(home: Room, room: Room) -> None:
    there = join(
        actor=room.actor(home.founder), group=room.group, handle="Wren", agreed_version=1, consented=True, now=room.now
    )
    appoint(membership=there, role="facilitator", kind="peer", credential="", by=room.founder.face, now=room.now)


def _ask(room: Room, name: str) -> None:
    person = room.member(name)
    membership(person).delete()
    AdmissionRequest.objects.create(
        group=room.group,
        persona=person.face,
        state="submitted",
        words="May I?",
        begun_at=room.now,
        submitted_at=room.now,
        due_at=room.now,
        promised_at=room.now,
    )


def test_one_page_shows_what_waits_in_each_and_nothing_of_the_others(rooms: list[Room]) -> None:
    _ask(rooms[1], "Heron")
    _ask(rooms[2], "Otter")
    call_operator(group=rooms[0].group, now=rooms[0].now)
    browser = rooms[0].founder.client()
    assert URL.encode() in browser.get("/home/").content
    page = browser.get(URL).content.decode()
    nights, days = page.partition("<b>Nights")[2], page.partition("<b>Days")[2]
    assert "The group needs somebody" in nights
    assert "Somebody waits at the door" in days.partition("</li>")[0]
    assert "Dawns" not in page


def test_a_second_look_waits_for_who_did_not_decide(rooms: list[Room]) -> None:
    days = rooms[1]
    gone = membership(days.member("Heron"))
    removal = remove_member(membership=gone, reason="Too much.", days=30, by=days.founder.face, now=days.now)
    ask_again(thing=removal, words="It was a joke.", now=days.now)
    for person, is_told in ((rooms[0].founder, True), (days.founder, False)):
        of_days = person.client().get(URL).content.decode().partition("<b>Days")[2].partition("</li>")[0]
        assert ("Somebody asks for a second look" in of_days) is is_told


def test_nobody_else_finds_it(rooms: list[Room]) -> None:
    member, stranger = rooms[0].member("Heron"), rooms[0].person("eve")
    for person in (member, stranger):
        assert person.client().get(URL).status_code == 404
        assert URL.encode() not in person.client().get("/home/").content
    assert rooms[0].founder.client().get("/hosts/no-such-house/").status_code == 404


def test_a_plain_member_of_a_host_s_group_sees_nothing_of_its_desk(rooms: list[Room]) -> None:
    """The founder of the third is in the first as a member: it is not on their page."""
    join(
        actor=rooms[0].actor(rooms[2].founder),
        group=rooms[0].group,
        handle="Rook",
        agreed_version=1,
        consented=True,
        now=rooms[0].now,
    )
    page = rooms[2].founder.client().get(URL).content.decode()
    assert "Dawns" in page
    assert "Nights" not in page


def test_it_costs_the_same_for_one_group_and_for_two(rooms: list[Room]) -> None:
    counts = []
    for person in (rooms[2].founder, rooms[0].founder):
        browser = person.client()
        browser.get(URL)
        with CaptureQueriesContext(connection) as seen:
            browser.get(URL)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 15
