"""Pages about runs: what the door says, what a member reads, and how an admin announces, changes and calls one off."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import dateformat

from groups.actions import Charter, announce_run, keep_runs, plan_of
from groups.actions.charters import BEGINNINGS
from groups.models import Cohort, SupportGroup
from tests.groups.conftest import Room, make_room
from tests.groups.test_runs import announce, come, plan

DAY = timedelta(days=1)


def typed(room: Room, **more: object) -> dict[str, object]:
    day = room.now.date()
    return {
        "name": "Spring", "opens_on": day, "starts_on": day + 7 * DAY, "weeks": 10, "places": 8,
        "sealed_after_week": 2, "read_only_weeks": 4, "afterwards": "archive", **more,
    }  # fmt: skip


def test_an_admin_announces_a_run(room: Room) -> None:
    browser = room.founder.client()
    assert b"There is no run yet" in browser.get(f"{room.url}runs/").content
    answer = browser.post(f"{room.url}runs/new/", typed(room), follow=True)
    assert b"The run is announced" in answer.content
    run = Cohort.objects.get()
    assert (run.weeks, run.places, run.sealed_after_week, run.state) == (10, 8, 2, "announced")
    assert run.ends_on - run.starts_on == 69 * DAY
    assert b"After week 2 nobody new comes in." in answer.content


@pytest.mark.once
@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": ""}, b"Please give it a name"),
        ({"opens_on": "2090-01-01"}, b"People come in before it starts"),
        ({"starts_on": "2020-01-01", "opens_on": "2020-01-01"}, b"it would be over already"),
        ({"sealed_after_week": 11}, b"It does not have so many weeks"),
        ({"places": 0}, b"greater than or equal to 1"),
        ({"weeks": "x"}, b"Enter a whole number"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_what_was_typed_stays(
    room: Room, wrong: dict[str, object], says: bytes
) -> None:
    page = room.founder.client().post(f"{room.url}runs/new/", typed(room, **wrong)).content
    assert says in page
    assert b'value="10"' in page or "weeks" in wrong
    assert not Cohort.objects.exists()


def test_a_name_is_a_runs_own(room: Room) -> None:
    announce(room)
    page = room.founder.client().post(f"{room.url}runs/new/", typed(room)).content
    assert b"Another run has this name" in page


def test_an_admin_changes_a_run_and_calls_it_off(room: Room) -> None:
    run = announce(room)
    browser = room.founder.client()
    address = f"{room.url}runs/{run.ref}/"
    assert b'value="Spring"' in browser.get(address).content
    browser.post(address, typed(room, places=5))
    run.refresh_from_db()
    assert run.places == 5
    come(room, "Heron")
    come(room, "Otter")
    assert b"taken or promised already" in browser.post(address, typed(room, places=1)).content
    assert b"Call off Spring?" in browser.get(f"{address}off/").content
    assert run.state == Cohort.objects.get().state
    assert b"Spring is called off" in browser.post(f"{address}off/", follow=True).content
    assert Cohort.objects.get().state == "cancelled"


def test_what_has_moved_on_meanwhile_is_said(room: Room) -> None:
    run = announce(room)
    keep_runs(room.now + 8 * DAY)
    answer = room.founder.client().post(f"{room.url}runs/{run.ref}/off/", follow=True)
    assert b"This run has moved on meanwhile" in answer.content
    assert Cohort.objects.get().state == "running"


def test_members_read_of_runs_and_change_none(room: Room) -> None:
    run = announce(room)
    browser = come(room, "Heron").client()
    page = browser.get(f"{room.url}runs/").content
    assert b"Spring" in page
    assert b"You are in it." in page
    assert b"Announce a run" not in page
    for path in ("new/", f"{run.ref}/", f"{run.ref}/off/"):
        assert browser.get(f"{room.url}runs/{path}").status_code == 403
        assert browser.post(f"{room.url}runs/{path}").status_code == 403


def test_a_member_reads_which_week_it_is(room: Room) -> None:
    first = room.now.date() - 24 * DAY
    announce_run(group=room.group, plan=plan(room, opens=-24, starts=-24), by=room.founder.face, now=room.now)
    room.door("open")
    browser = come(room, "Heron").client()
    assert b"Spring: week 4 of 10." in browser.get(room.url).content
    assert Cohort.objects.get().starts_on == first


def test_runs_that_are_over_are_their_peoples_alone_to_read_of(room: Room) -> None:
    announce(room, starts=0, weeks=1)
    heron = come(room, "Heron").client()
    Cohort.objects.update(state="read_only", ended_at=room.now)
    announce(room, "Autumn")
    otter = come(room, "Otter").client()
    assert b"Spring" in heron.get(f"{room.url}runs/").content
    assert b"Spring" not in otter.get(f"{room.url}runs/").content


def test_the_door_says_when_and_for_how_long(room: Room) -> None:
    run = announce(room, says_places=True, sealed_after_week=3, read_only_weeks=2, afterwards="erase")
    page = room.person("eve").client().get(f"/groups/{room.group.slug}/").content.decode()
    for words in (
        "People come in together, for 10 weeks.",
        f"Spring starts on {dateformat.format(run.starts_on, 'j F Y')}.",
        "After week 3 nobody new comes in.",
        "can be read for two weeks, and is then erased.",
        "2 places are left.",
    ):
        assert words in page
    Cohort.objects.update(says_places=False)
    assert "places are left" not in room.person("ann").client().get(f"{room.url}join/").content.decode()


def test_a_door_between_two_runs_says_when_the_next_opens(room: Room) -> None:
    run = announce(room, opens=5)
    room.door("open", keeps_list=False)
    page = room.person("eve").client().get(f"{room.url}join/").content.decode()
    assert f"The door of the next run opens on {dateformat.format(run.opens_on, 'j F Y')}" in page


def test_a_cohort_begins_with_its_first_run(db: None) -> None:
    charter = BEGINNINGS["cohort"].charter()
    room = make_room("Weeks", charter=charter)
    run = Cohort.objects.get(group=room.group)
    assert SupportGroup.objects.get(pk=room.group.pk).has_cohorts
    assert (run.places, run.weeks, run.sealed_after_week) == (8, 10, 2)
    assert run.starts_on == room.now.date() + 21 * DAY
    assert plan_of(run).opens_on == room.now.date()
    other = make_room("Evenings", charter=Charter())
    assert not Cohort.objects.filter(group=other.group).exists()
