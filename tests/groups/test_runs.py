"""Runs: people come in by the run that takes them, and time starts it, ends it and puts it away."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from forums.models import Forum, Post, Thread
from groups.actions import (
    CannotTakeIn,
    FewerPlacesThanTaken,
    GroupIsFull,
    NoPlaceLeft,
    RunIsOver,
    RunNameTaken,
    RunPlan,
    admit,
    announce_run,
    appoint,
    cancel_run,
    change_run,
    free_in_run,
    keep_runs,
    keep_time,
    leave,
    place_in_line,
    take_place,
)
from groups.models import AdmissionRequest, Cohort, CohortSeat, LogEntry, Membership
from personas.letterbox import notices_for
from tests.cast import Person
from tests.few import few_or_many
from tests.groups.conftest import Room, ask_as, come_at_once, join_as, make_room, membership
from tests.groups.test_waiting_list import LETTERS, TICKS, of, wait

DAY = timedelta(days=1)


def plan(
    room: Room, name: str = "Spring", *, opens: int = 0, starts: int = 7, weeks: int = 10, **more: object
) -> RunPlan:
    today = room.now.date()
    first = today + starts * DAY
    values: dict[str, object] = {"places": 2, **more}
    return RunPlan(name, today + opens * DAY, first, first + weeks * 7 * DAY, **values)  # type: ignore[arg-type]


def announce(room: Room, name: str = "Spring", **more: object) -> Cohort:
    run = announce_run(group=room.group, plan=plan(room, name, **more), by=room.founder.face, now=room.now)  # type: ignore[arg-type]
    room.door("open", keeps_list=True)
    return run


def come(room: Room, name: str) -> Person:
    person = room.person(name)
    person.face = join_as(room, person, name).persona
    return person


def runs_of(person: Person) -> list[str]:
    held = CohortSeat.objects.filter(membership__persona=person.face, ended_at__isnull=True)
    return list(held.values_list("cohort__name", flat=True))


def at(room: Room, days: int) -> None:
    """So many days from the beginning; time does what it does."""
    room.now += days * DAY
    while keep_runs(room.now) + keep_time(room.now):
        pass


def test_a_run_is_announced_once_with_a_place_of_its_own(room: Room) -> None:
    run = announce(room)
    assert announce(room) == run
    assert Cohort.objects.count() == Forum.objects.filter(cohort=run).count() == 1
    assert LogEntry.objects.filter(kind="groups.run_announced").count() == 1
    with pytest.raises(RunNameTaken):
        announce(room, places=3)


def test_who_comes_has_a_place_in_the_run_that_takes_people(room: Room) -> None:
    announce(room, "Later", opens=5, starts=30)
    spring = announce(room)
    assert runs_of(come(room, "Heron")) == ["Spring"]
    assert free_in_run(spring) == 1


@pytest.mark.parametrize(("days", "is_in"), [(4, False), (5, True), (26, True), (27, False), (76, False)])
def test_a_run_takes_people_from_its_opening_until_it_is_sealed(room: Room, days: int, is_in: bool) -> None:
    announce(room, opens=5, starts=6, sealed_after_week=3)
    room.door("open", keeps_list=False)
    room.now += days * DAY
    if is_in:
        assert runs_of(come(room, "Heron")) == ["Spring"]
    else:
        with pytest.raises(CannotTakeIn):
            come(room, "Heron")


def test_who_waits_for_a_run_is_offered_a_place_when_its_door_opens(room: Room) -> None:
    announce(room, opens=3)
    with pytest.raises(NoPlaceLeft):
        come(room, "Heron")
    heron = wait(room, "Otter")
    at(room, 2)
    assert of(heron).state == "waiting"
    at(room, 1)
    assert (of(heron).state, of(heron).cohort.name) == ("offered", "Spring")
    take_place(request=of(heron), now=room.now)
    assert runs_of(heron) == ["Spring"]


def test_places_are_for_those_who_come_and_not_for_those_who_serve(room: Room) -> None:
    run = announce(room, places=1)
    assert runs_of(room.founder) == []
    heron = come(room, "Heron")
    with pytest.raises(NoPlaceLeft):
        come(room, "Otter")
    appoint(
        membership=membership(heron), role="facilitator", kind="peer", credential="", by=room.founder.face, now=room.now
    )
    assert free_in_run(run) == 1


def test_a_full_run_admits_nobody_and_a_place_given_up_goes_on(room: Room) -> None:
    announce(room, places=1)
    heron = come(room, "Heron")
    room.door("request", keeps_list=True)
    asked = ask_as(room, room.person("otter"), "Otter")
    with pytest.raises(GroupIsFull):
        admit(request=asked, by=room.founder.face, now=room.now)
    leave(membership=membership(heron), now=room.now)
    otter = admit(request=asked, by=room.founder.face, now=room.now)
    assert list(otter.cohort_seats.values_list("cohort__name", flat=True)) == ["Spring"]
    assert AdmissionRequest.objects.get().cohort.name == "Spring"


def test_places_are_counted_by_run(room: Room) -> None:
    announce(room, places=1, sealed_after_week=1)
    heron = come(room, "Heron")
    at(room, 20)
    announce(room, "Autumn", places=1)
    assert runs_of(come(room, "Otter")) == ["Autumn"]
    assert runs_of(heron) == ["Spring"]


def test_a_place_already_offered_is_kept_though_the_run_is_sealed_meanwhile(room: Room) -> None:
    announce(room, opens=3, starts=3, sealed_after_week=0)
    assert not Cohort.objects.get().takes_people_on(room.now.date() + 3 * DAY)
    change_run(
        run=Cohort.objects.get(),
        plan=plan(room, opens=3, starts=5, sealed_after_week=0),
        by=room.founder.face,
        now=room.now,
    )
    heron = wait(room, "Heron")
    at(room, 4)
    assert of(heron).state == "offered"
    at(room, 2)
    take_place(request=of(heron), now=room.now)
    assert runs_of(heron) == ["Spring"]


def test_changing_a_run_lets_more_in_and_takes_no_place_away(room: Room) -> None:
    run = announce(room, places=1)
    come(room, "Heron")
    otter = wait(room, "Otter")
    by = room.founder.face
    change_run(run=run, plan=plan(room, places=2), by=by, now=room.now)
    assert of(otter).state == "offered"
    with pytest.raises(FewerPlacesThanTaken):
        change_run(run=run, plan=plan(room, places=1), by=by, now=room.now)
    change_run(run=run, plan=plan(room, places=2), by=by, now=room.now)
    assert LogEntry.objects.filter(kind="groups.run_changed").count() == 1
    announce(room, "Autumn")
    with pytest.raises(RunNameTaken):
        change_run(run=run, plan=plan(room, "Autumn", places=2), by=by, now=room.now)


def test_a_run_that_is_called_off_puts_its_people_first_in_line(room: Room) -> None:
    run = announce(room, places=1)
    heron = come(room, "Heron")
    otter = wait(room, "Otter")
    for _press in range(2):
        cancel_run(run=run, by=room.founder.face, now=room.now)
    assert runs_of(heron) == []
    assert membership(heron).ended_how == "cohort"
    assert [place_in_line(of(person)) for person in (heron, otter)] == [1, 2]
    assert [row.title for row in notices_for(room.actor(heron))] == ["A run was called off"]
    announce(room, "Autumn", places=1)
    assert (of(heron).state, of(otter).state) == ("offered", "waiting")
    assert LogEntry.objects.filter(kind="groups.run_cancelled").count() == 1


def test_an_offer_in_a_run_that_is_called_off_goes_back_to_the_list(room: Room) -> None:
    run = announce(room, places=1, opens=1)
    otter = wait(room, "Otter")
    at(room, 1)
    assert of(otter).state == "offered"
    cancel_run(run=run, by=room.founder.face, now=room.now)
    assert (of(otter).state, of(otter).cohort) == ("waiting", None)
    assert "The place that was offered" in [row.title for row in notices_for(room.actor(otter))]


def test_what_has_started_is_not_called_off(room: Room) -> None:
    run = announce(room)
    at(room, 8)
    with pytest.raises(RunIsOver):
        cancel_run(run=run, by=room.founder.face, now=room.now)


def test_a_run_starts_ends_is_read_for_a_while_and_is_put_away(room: Room) -> None:
    run = announce(room, read_only_weeks=2)
    heron = come(room, "Heron")
    states = []
    for days in (6, 1, 70, 1, 13, 1):
        at(room, days)
        run.refresh_from_db()
        states.append(run.state)
    assert states == ["announced", "running", "running", "read_only", "read_only", "archived"]
    assert membership(heron).ended_how == "cohort"
    assert membership(room.founder).status == "active"
    assert list(run.steps.order_by("pk").values_list("state", flat=True)) == [
        "announced", "running", "read_only", "archived"
    ]  # fmt: skip
    assert keep_runs(room.now) == 0


@pytest.mark.parametrize("afterwards", ["archive", "erase"])
def test_what_was_written_is_put_away_or_erased(room: Room, afterwards: str) -> None:
    run = announce(room, read_only_weeks=0, afterwards=afterwards)
    come(room, "Heron")
    thread = write(room, run)
    at(room, 78)
    at(room, 1)
    run.refresh_from_db()
    assert run.state == {"archive": "archived", "erase": "erased"}[afterwards]
    post = Post.objects.get(thread=thread)
    assert (post.source, post.state) == (("", "blanked") if afterwards == "erase" else ("Hello.", "published"))
    assert room.founder.client().get(f"{room.url}threads/{thread.ref}/").status_code == 404


def test_a_run_that_is_over_is_read_and_not_written_in(room: Room) -> None:
    run = announce(room)
    heron = come(room, "Heron")
    thread = write(room, run)
    address, forum = f"{room.url}threads/{thread.ref}/", f"{room.url}forums/spring/write/"
    browser = heron.client()
    assert [browser.get(address).status_code, browser.get(forum).status_code] == [200, 200]
    at(room, 79)
    run.refresh_from_db()
    assert run.state == "read_only"
    assert browser.get(address).status_code == 200
    assert browser.get(forum).status_code == 403
    assert room.founder.client().get(forum).status_code == 403
    [word] = [row for row in notices_for(room.actor(heron)) if row.title == "A run has come to its end"]
    assert "look under “Runs” whether another takes people" in word.text
    assert word.url == f"{room.url}runs/"


def test_who_has_another_place_stays(room: Room) -> None:
    run = announce(room, read_only_weeks=0)
    heron = come(room, "Heron")
    other = announce(room, "Autumn", weeks=40)
    CohortSeat.objects.create(group=room.group, cohort=other, membership=membership(heron))
    at(room, 80)
    run.refresh_from_db()
    assert run.state == "archived"
    assert (membership(heron).status, runs_of(heron)) == ("active", ["Autumn"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "read_only"},
        {"state": "archived", "ended_at": "now"},
        {"places": 0},
        {"read_only_weeks": 105},
        {"sealed_after_week": 105},
        {"ends_on": date(2020, 1, 1)},
    ],
)
def test_the_database_refuses_a_run_that_cannot_be(room: Room, wrong: dict[str, object]) -> None:
    run = announce(room)
    values = {name: room.now if value == "now" else value for name, value in wrong.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Cohort.objects.filter(pk=run.pk).update(**values)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("many", few_or_many(3, 20))
def test_many_at_a_barrier_for_one_seat_of_a_run(many: int) -> None:
    room = make_room("Barrier")
    run = announce(room, places=1)
    answers = come_at_once(room, [TICKS | {"handle": f"Heron {LETTERS[number]}"} for number in range(many)])
    assert sorted(answer.url for answer in answers) == [room.url] + [f"{room.url}join/request/"] * (many - 1)
    assert CohortSeat.objects.filter(cohort=run, ended_at__isnull=True).count() == 1
    assert Membership.objects.filter(group=room.group).current().count() == 2
    line = list(AdmissionRequest.objects.waiting().filter(group=room.group))
    assert [place_in_line(request) for request in line] == list(range(1, many))


def write(room: Room, run: Cohort) -> Thread:
    """A thread of the founder's in the run's own place."""
    forum = Forum.objects.get(cohort=run)
    thread = Thread.objects.create(
        group=room.group, forum=forum, author=room.founder.face, title="Week one", begun_at=room.now,
        last_post_at=room.now, last_number=1, post_count=1,
    )  # fmt: skip
    Post.objects.create(
        group=room.group, thread=thread, author=room.founder.face, number=1, state="published", path="001",
        published_at=room.now, renderer=1, source="Hello.", html="<p>Hello.</p>",
    )  # fmt: skip
    return thread
