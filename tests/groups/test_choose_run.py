"""Where several runs take people at once, whoever comes in chooses one; each has places of its own."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.utils import dateformat

from groups.actions import announce_run, cancel_run, fees, free_in_run, take_place
from groups.models import AdmissionRequest, Cohort, CohortSeat, FeePayment, Membership
from tests.cast import Person
from tests.few import few_or_many
from tests.groups.conftest import Room, ask_as, come_at_once, make_room
from tests.groups.test_run_fees import account_of, ask_for
from tests.groups.test_runs import announce, at, come, plan, runs_of
from tests.groups.test_waiting_list import LETTERS, TICKS, of, wait

HANDLE = "Heron"


@pytest.fixture
def two(room: Room) -> dict[str, Cohort]:
    """Spring and Autumn take people, Spring starts first; each has two places."""
    return {
        "Autumn": announce(room, "Autumn", starts=40, says_places=True),
        "Spring": announce(room, says_places=True),
    }


def rules_page(room: Room, person: Person, handle: str = HANDLE) -> str:
    return person.client().post(f"{room.url}join/", {"handle": handle}).content.decode()


def press(room: Room, person: Person, handle: str = HANDLE, **chosen: object) -> Any:
    return person.client().post(f"{room.url}join/rules/", TICKS | {"handle": handle} | chosen)


def offered(page: str) -> list[tuple[str, bool]]:
    """The choices of the page's question, by their runs' names, and whether each is chosen beforehand."""
    boxes = re.findall(r'<input type="radio" name="run" value="([^"]+)"([^>]*)>', page)
    names = {str(run.ref): run.name for run in Cohort.objects.all()}
    return [
        ("".join(names.get(part, part) for part in re.split("(?<=wait-)", said)), "checked" in more)
        for said, more in boxes
    ]


def held_by(room: Room, person: Person) -> list[str]:
    person.face = Membership.objects.get(group=room.group, persona__handle=HANDLE).persona
    return runs_of(person)


def test_both_are_offered_with_days_and_places_the_first_chosen(room: Room, two: dict[str, Cohort]) -> None:
    come(room, "Otter")
    page = rules_page(room, room.person("heron"))
    assert offered(page) == [("Spring", True), ("Autumn", False)]
    first, last = (dateformat.format(day, "j F Y") for day in (two["Autumn"].starts_on, two["Autumn"].ends_on))
    assert f"Autumn, from {first} to {last}. 2 places are left." in page
    assert "One place is left." in page
    door = room.person("eve").client().get(f"{room.url}join/").content.decode()
    assert f"Autumn takes people as well; its first day is {first}." in door


def test_the_pages_cost_as_much_with_six_runs_as_with_two(
    room: Room, two: dict[str, Cohort], django_assert_max_num_queries: Any
) -> None:
    def cost() -> list[int]:
        person = room.person(f"eve{Cohort.objects.count()}")
        browser = person.client()
        counts = []
        for press_it in (
            lambda: browser.get(f"/groups/{room.group.slug}/"),
            lambda: browser.post(f"{room.url}join/", {"handle": HANDLE}),
        ):
            with django_assert_max_num_queries(15) as seen:
                assert press_it().status_code == 200
            counts.append(len(seen))
        return counts

    few = cost()
    for number in range(4):
        announce(room, f"Run {number}", starts=60 + number)
    assert cost() == few


def test_places_are_said_where_the_run_says_them(room: Room) -> None:
    announce(room, "Autumn", starts=40)
    announce(room)
    page = rules_page(room, room.person("heron"))
    assert len(offered(page)) == 2
    assert "are left" not in page


@pytest.mark.parametrize("name", ["Spring", "Autumn"])
def test_whoever_chooses_a_run_comes_into_it_also_twice(room: Room, two: dict[str, Cohort], name: str) -> None:
    heron = room.person("heron")
    for _press in range(2):
        assert press(room, heron, run=two[name].ref).url == room.url
    assert held_by(room, heron) == [name]
    assert {run.name: free_in_run(run) for run in two.values()} == {"Spring": 2, "Autumn": 2, name: 1}


def test_nothing_chosen_and_nonsense_are_said_at_the_question(room: Room, two: dict[str, Cohort]) -> None:
    heron = room.person("heron")
    for chosen, says in (({}, "Please choose one."), ({"run": "soon"}, "Please choose one of these.")):
        page = press(room, heron, **chosen)
        assert page.status_code == 200
        assert says in page.content.decode()
        assert len(offered(page.content.decode())) == 2
    assert not Membership.objects.filter(persona__handle=HANDLE).exists()


def test_a_run_of_another_group_is_none_of_these(room: Room, two: dict[str, Cohort]) -> None:
    strange = announce(make_room("Elsewhere"))
    page = press(room, room.person("heron"), run=strange.ref).content.decode()
    assert "All places of the run you chose are taken meanwhile" in page
    assert offered(page) == [("Spring", True), ("Autumn", False)]
    assert not CohortSeat.objects.filter(cohort=strange).exists()


def test_full_meanwhile_the_name_is_kept_and_the_other_is_shown(room: Room, two: dict[str, Cohort]) -> None:
    heron = room.person("heron")
    assert len(offered(rules_page(room, heron))) == 2
    come(room, "Otter")
    come(room, "Wren")
    page = press(room, heron, run=two["Spring"].ref).content.decode()
    assert "All places of the run you chose are taken meanwhile" in page
    assert f'name="handle" value="{HANDLE}"' in page
    assert offered(page) == [("Autumn", True), ("wait-Spring", False)]
    assert not Membership.objects.filter(persona__handle=HANDLE).exists()
    assert press(room, heron, run=two["Autumn"].ref).url == room.url
    assert held_by(room, heron) == ["Autumn"]


def test_the_one_run_that_was_shown_is_no_other_by_the_time_of_the_press(room: Room) -> None:
    spring = announce(room, places=1)
    heron = room.person("heron")
    page = rules_page(room, heron)
    assert f'<input type="hidden" name="run" value="{spring.ref}"' in page
    announce(room, "Autumn", starts=40)
    cancel_run(run=spring, by=room.founder.face, now=room.now)
    page = press(room, heron, run=spring.ref).content.decode()
    assert "All places of the run you chose are taken meanwhile" in page
    assert not Membership.objects.filter(persona__handle=HANDLE).exists()


def test_where_a_fee_comes_first_the_place_is_kept_in_the_run_that_was_chosen(room: Room) -> None:
    ask_for(room, before_entry="on")
    two = {"Spring": announce(room), "Autumn": announce(room, "Autumn", starts=40)}
    heron = room.person("heron")
    for _press in range(2):
        assert press(room, heron, run=two["Autumn"].ref).url == f"{room.url}join/request/"
    kept = AdmissionRequest.objects.get()
    assert (kept.state, kept.cohort) == ("paying", two["Autumn"])
    assert [free_in_run(run) for run in two.values()] == [2, 1]
    heron.face = kept.persona
    fees.record_payment(account=account_of(heron), amount=500, on_day=date(2026, 1, 2), by=None, now=room.now)
    at(room, 1)
    assert runs_of(heron) == ["Autumn"]
    assert FeePayment.objects.get(kind="due").period == f"run {two['Autumn'].pk}"


def test_with_both_full_one_waits_for_the_one_that_was_chosen(room: Room, two: dict[str, Cohort]) -> None:
    for name in ("Otter", "Wren", "Finch", "Plover"):
        come(room, name)
    assert [free_in_run(run) for run in two.values()] == [0, 0]
    heron = room.person("heron")
    page = rules_page(room, heron)
    assert offered(page) == [("wait-any", True), ("wait-Spring", False), ("wait-Autumn", False)]
    assert "Put me on the waiting list" in page
    assert press(room, heron, run=f"wait-{two['Autumn'].ref}").url == f"{room.url}join/request/"
    Cohort.objects.filter(name="Autumn").update(places=3)
    robin = wait(room, "Robin")
    assert of(robin).state == "waiting"
    request = AdmissionRequest.objects.get(persona__handle=HANDLE)
    assert (request.state, request.cohort.name) == ("offered", "Autumn")
    take_place(request=request, now=room.now)
    assert held_by(room, heron) == ["Autumn"]


def test_a_door_without_runs_and_one_with_a_single_run_ask_for_none(room: Room) -> None:
    room.door("open")
    assert 'name="run"' not in rules_page(room, room.person("heron"))
    announce_run(group=room.group, plan=plan(room), by=room.founder.face, now=room.now)
    room.door("request")
    assert 'name="run"' not in rules_page(room, room.person("otter"), "Otter")
    assert ask_as(room, room.person("wren"), "Wren").cohort is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("many", few_or_many(4, 12))
def test_many_at_a_barrier_for_one_seat_of_each_of_two_runs(many: int) -> None:
    room = make_room("Barrier")
    runs = [announce(room, "Autumn", starts=40, places=1), announce(room, places=1)]
    room.door("open", keeps_list=False)
    answers = come_at_once(
        room, [TICKS | {"handle": f"Heron {LETTERS[number]}", "run": runs[number % 2].ref} for number in range(many)]
    )
    assert sorted(answer.status_code for answer in answers) == [200] * (many - 2) + [302] * 2
    assert [CohortSeat.objects.filter(cohort=run, ended_at__isnull=True).count() for run in runs] == [1, 1]
    assert Membership.objects.filter(group=room.group).current().count() == 3
