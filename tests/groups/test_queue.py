"""The queue at the door when it is long: parts, filters, several at once, handing over, and what it costs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groups.actions import (
    DecidedMeanwhile,
    NotAnAnswerer,
    admit,
    ask_back,
    assign,
    claim,
    put_on_list,
    take_back,
)
from groups.models import AdmissionRequest, Membership
from personas.letterbox import notices_for
from personas.models import Persona
from tests.groups.conftest import Room, ask_as, make_room

DAY = timedelta(days=1)


@pytest.fixture
def asking(room: Room) -> Room:
    room.door("request", answer_days=3)
    return room


def ask_many(room: Room, count: int) -> list[AdmissionRequest]:
    """As rows, oldest first: people whom nobody has to sign in as."""
    names = [f"Fern {chr(ord('A') + number // 20)}{chr(ord('a') + number % 20)}" for number in range(count)]
    return fill(room, names)


def fill(room: Room, names: list[str]) -> list[AdmissionRequest]:
    here = {"space_id": room.group.pk, "group_space_id": room.group.pk, "made_on": room.now.date()}
    faces = Persona.objects.bulk_create([Persona(handle=name, **here) for name in names], batch_size=2_000)
    first = room.now - DAY
    rows = [
        AdmissionRequest(
            group=room.group,
            persona=face,
            state="submitted",
            words="May I?",
            begun_at=first,
            submitted_at=first + timedelta(seconds=number),
            due_at=room.now + 2 * DAY,
            promised_at=room.now + 2 * DAY,
        )
        for number, face in enumerate(faces)
    ]
    return AdmissionRequest.objects.bulk_create(rows, batch_size=2_000)


def queue(room: Room, browser: Client, **asked: str) -> str:
    return browser.get(f"{room.url}admissions/", asked).content.decode()


def press(room: Room, browser: Client, act: str, requests: list[AdmissionRequest], **more: str) -> str:
    sent = {"act": act, "ref": [str(one.ref) for one in requests], **more}
    return browser.post(f"{room.url}admissions/several/", sent, follow=True).content.decode()


def states(requests: list[AdmissionRequest]) -> list[str]:
    found = AdmissionRequest.objects.in_bulk([one.pk for one in requests])
    return [found[one.pk].state for one in requests]


def test_ten_or_fewer_are_a_plain_list(asking: Room) -> None:
    ask_many(asking, 10)
    page = queue(asking, asking.founder.client())
    assert page.count("asks to come in") == 10
    for more in ("I read these", "Nobody reads it", 'type="checkbox" name="ref"'):
        assert more not in page


def test_beyond_ten_there_are_filters_and_acts_for_several(asking: Room) -> None:
    requests = ask_many(asking, 12)
    browser = asking.founder.client()
    other = asking.member("Sandpiper", "screener")
    claim(request=requests[0], by=asking.founder.face, now=asking.now)
    claim(request=requests[1], by=other.face, now=asking.now)
    AdmissionRequest.objects.filter(pk=requests[2].pk).update(promised_at=asking.now - DAY)
    page = queue(asking, browser)
    assert page.count('type="checkbox" name="ref"') == 12
    assert "Later than promised" in page
    assert queue(asking, browser, show="mine").count("asks to come in") == 1
    assert queue(asking, browser, show="free").count("asks to come in") == 10
    late = queue(asking, browser, show="late")
    assert late.count("asks to come in") == 1
    assert requests[2].persona.handle in late
    assert queue(asking, browser, show="nonsense").count("asks to come in") == 12


def test_the_parts_of_the_queue(asking: Room) -> None:
    asking.door("request", keeps_list=True, capacity=1)
    requests = ask_many(asking, 3)
    ask_back(request=requests[0], by=asking.founder.face, words="Since when?", now=asking.now)
    put_on_list(request=requests[1], by=asking.founder.face, now=asking.now)
    browser = asking.founder.client()
    for show, here in (("all", 2), ("theirs", 0), ("list", 1)):
        page = queue(asking, browser, show=show)
        assert [one.persona.handle in page for one in requests] == [number == here for number in range(3)], show
    assert "Was asked something, and has until" in queue(asking, browser, show="theirs")


def test_several_at_once_and_one_that_was_answered_meanwhile(asking: Room) -> None:
    requests = ask_many(asking, 12)
    browser = asking.founder.client()
    admit(request=requests[1], by=asking.member("Sandpiper", "screener").face, now=asking.now)
    page = press(asking, browser, "claim", requests[:3])
    assert "Done for 2 requests." in page
    assert "Somebody has answered this request" in page
    assert states(requests[:4]) == ["claimed", "admitted", "claimed", "submitted"]
    page = press(asking, browser, "admit", requests[3:6])
    assert "Done for 3 requests." in page
    assert Membership.objects.filter(persona__handle__startswith="Fern").count() == 4


def test_several_never_go_over_the_places(asking: Room) -> None:
    asking.door("request", capacity=3, keeps_list=True)
    requests = ask_many(asking, 12)
    page = press(asking, asking.founder.client(), "admit", requests[:5])
    assert "Done for 2 requests." in page
    assert page.count("All places in this group are taken") == 1
    press(asking, asking.founder.client(), "list", requests[2:5])
    assert states(requests[:5]) == ["admitted", "admitted", "waiting", "waiting", "waiting"]


def test_nobody_is_pointed_elsewhere_in_a_bundle(asking: Room) -> None:
    requests = ask_many(asking, 12)
    for act in ("elsewhere", "", "delete"):
        page = press(asking, asking.founder.client(), act, requests[:2])
        assert "Tick one or more of the requests first" in page
    assert "Tick one or more" in press(asking, asking.founder.client(), "claim", [])
    browser = asking.founder.client()
    assert browser.post(f"{asking.url}admissions/several/", {"act": "claim", "ref": "x"}).status_code == 302
    assert set(states(requests)) == {"submitted"}


def test_handing_over_tells_the_other(asking: Room) -> None:
    requests = ask_many(asking, 12)
    other, plain = asking.member("Sandpiper", "screener"), asking.member("Wren")
    browser = asking.founder.client()
    assert f'<option value="{other.face.ref}">Sandpiper</option>' in queue(asking, browser)
    for _press in range(2):
        press(asking, browser, "assign", requests[:2], to=str(other.face.ref))
    kept = AdmissionRequest.objects.get(pk=requests[0].pk)
    assert (kept.state, kept.claimed_by) == ("claimed", other.face)
    assert [row.title for row in notices_for(asking.actor(other))].count("A request for you to read") == 2
    assert "Tick one or more" in press(asking, browser, "assign", requests[2:3], to=str(plain.face.ref))
    with pytest.raises(NotAnAnswerer):
        assign(request=requests[2], to=plain.face, by=asking.founder.face, now=asking.now)
    admit(request=requests[3], by=asking.founder.face, now=asking.now)
    with pytest.raises(DecidedMeanwhile):
        assign(request=requests[3], to=other.face, by=asking.founder.face, now=asking.now)


def test_members_and_other_groups_press_nothing(asking: Room) -> None:
    requests = ask_many(asking, 12)
    wren, days = asking.member("Wren").client(), make_room("Days")
    sent = {"act": "admit", "ref": [str(one.ref) for one in requests[:2]]}
    assert wren.post(f"{asking.url}admissions/several/", sent).status_code == 403
    assert days.founder.client().post(f"{days.url}admissions/several/", sent).status_code == 302
    assert set(states(requests)) == {"submitted"}


def test_how_the_promise_was_kept_is_measured_beyond_a_few(asking: Room) -> None:
    words = "In the last three months most had an answer in the time that was promised."
    requests = ask_many(asking, 5)
    mine = AdmissionRequest.objects.filter(pk__in=[one.pk for one in requests])
    mine.update(promised_at=asking.now - DAY, answered_at=asking.now - 2 * DAY)
    mine.filter(pk=requests[0].pk).update(answered_at=asking.now)
    assert words in queue(asking, asking.founder.client())
    [moss] = fill(asking, ["Moss"])
    take_back(request=moss, now=asking.now)
    AdmissionRequest.objects.filter(pk=moss.pk).update(promised_at=asking.now)
    assert words in queue(asking, asking.founder.client()), "nobody owed it an answer any more"
    moss.steps.update(at=asking.now + DAY)
    assert words.replace("most", "about half") in queue(asking, asking.founder.client())
    AdmissionRequest.objects.filter(pk__in=(requests[0].pk, moss.pk)).update(promised_at=asking.now + DAY)
    assert "In the last three months" not in queue(asking, asking.founder.client())


def cost(room: Room, browser: Client, **asked: str) -> int:
    queue(room, browser, **asked)
    with CaptureQueriesContext(connection) as seen:
        queue(room, browser, **asked)
    return len(seen)


def test_twenty_requests_cost_what_twelve_do(asking: Room) -> None:
    browser = asking.founder.client()
    ask_many(asking, 12)
    few = cost(asking, browser)
    fill(asking, [f"Moss {chr(ord('A') + number)}" for number in range(8)])
    assert cost(asking, browser) == few < 12


@pytest.mark.deep
def test_ten_thousand_requests_cost_what_twenty_do(asking: Room) -> None:
    browser = asking.founder.client()
    ask_many(asking, 20)
    few = [cost(asking, browser, show=show) for show in ("all", "free", "late")]
    fill(asking, [f"Moss {number}" for number in range(10_000)])
    assert [cost(asking, browser, show=show) for show in ("all", "free", "late")] == few
    assert max(few) < 12


def test_a_real_request_beside_the_rows(asking: Room) -> None:
    ask_many(asking, 12)
    eve = asking.person("eve")
    ask_as(asking, eve, "Heron")
    requests = list(AdmissionRequest.objects.filter(persona=eve.face))
    press(asking, asking.founder.client(), "admit", requests)
    assert Membership.objects.get(persona=eve.face).status == "active"
