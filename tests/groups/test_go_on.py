"""From one run straight into the next: at an open door at once, elsewhere by asking; nothing of the first is lost."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from forums.models import Forum
from groups.actions import (
    CannotTakeIn,
    InvitationOver,
    PlaceAhead,
    ReasonMissing,
    RunIsFull,
    admit,
    end_invitation,
    fees,
    free_in_run,
    go_on,
    invite,
    leave,
    take_back,
    take_place,
)
from groups.models import AdmissionRequest, Cohort, CohortSeat, Membership
from personas.models import Event, Notice
from tests.cast import Person
from tests.few import few_or_many
from tests.groups.conftest import Room, make_room, membership
from tests.groups.test_run_fees import account_of, ask_for
from tests.groups.test_runs import announce, at, come, runs_of
from tests.groups.test_waiting_list import LETTERS, of, titles, wait


def over(room: Room, *names: str) -> tuple[Cohort, list[Person]]:
    """A run that is over and can still be read, and those who were in it."""
    spring = announce(room, starts=0, weeks=1, places=len(names) or 1)
    people = [come(room, name) for name in names]
    Cohort.objects.filter(pk=spring.pk).update(state="read_only", ended_at=room.now)
    return spring, people


def press(room: Room, person: Person, run: Cohort, **typed: str) -> str:
    """Their press on the page of a further run; where it leads."""
    answer = person.client().post(f"{room.url}runs/{run.ref}/place/", typed)
    return answer.url if answer.status_code == 302 else answer.content.decode()


def places_of(room: Room, person: Person) -> set[str]:
    """The places of runs that somebody reads."""
    return set(Forum.objects.visible_to(room.actor(person)).exclude(cohort=None).values_list("name", flat=True))


def test_at_an_open_door_a_member_has_a_place_at_once_and_twice_is_once(room: Room) -> None:
    _spring, [heron] = over(room, "Heron")
    autumn = announce(room, "Autumn")
    browser = heron.client()
    assert f"{room.url}runs/{autumn.ref}/place/" in browser.get(f"{room.url}runs/").content.decode()
    page = browser.get(f"{room.url}runs/{autumn.ref}/place/").content.decode()
    assert "There is a place for you." in page
    assert "You go on as Heron." in page
    came = Event.objects.filter(kind="groups.joined").count()
    for _press in range(2):
        press(room, heron, autumn)
    assert sorted(runs_of(heron)) == ["Autumn", "Spring"]
    assert free_in_run(autumn) == 1
    assert Event.objects.filter(kind="groups.joined").count() == came, "she was here before"
    assert not AdmissionRequest.objects.exists()
    assert "You are in it." in browser.get(f"{room.url}runs/{autumn.ref}/place/").content.decode()


def test_the_runs_stay_apart(room: Room) -> None:
    _spring, [heron] = over(room, "Heron")
    autumn = announce(room, "Autumn")
    press(room, heron, autumn)
    otter = come(room, "Otter")
    assert runs_of(otter) == ["Autumn"]
    seen = [
        set(Forum.objects.visible_to(room.actor(one)).exclude(cohort=None).values_list("name", flat=True))
        for one in (heron, otter)
    ]
    assert seen == [{"Spring", "Autumn"}, {"Autumn"}]


def test_the_end_of_the_first_takes_nothing_of_the_second(room: Room) -> None:
    _spring, [heron, otter] = over(room, "Heron", "Otter")
    autumn = announce(room, "Autumn", starts=50)
    press(room, heron, autumn)
    at(room, 45)
    assert [membership(one).status for one in (heron, otter)] == ["active", "left"]
    assert runs_of(heron) == ["Autumn"]


def test_where_its_places_are_taken_she_waits_in_line_and_in_the_group(room: Room) -> None:
    _spring, [heron] = over(room, "Heron")
    autumn = announce(room, "Autumn", places=1, starts=50)
    otter = come(room, "Otter")
    assert "Put me on the waiting list" in heron.client().get(f"{room.url}runs/{autumn.ref}/place/").content.decode()
    for _press in range(2):
        assert press(room, heron, autumn) == f"{room.url}join/request/"
    page = heron.client().get(f"{room.url}join/request/").content.decode()
    assert "You are number 1 on the waiting list." in page
    assert "Where this stands" in heron.client().get(f"{room.url}runs/").content.decode()
    robin = wait(room, "Robin", 1)
    leave(membership=membership(otter), now=room.now)
    assert (of(heron).state, of(robin).state) == ("offered", "waiting")
    heron.client().post(f"{room.url}join/request/place/")
    assert sorted(runs_of(heron)) == ["Autumn", "Spring"]


def test_a_full_run_without_a_list_says_so(room: Room) -> None:
    _spring, [heron] = over(room, "Heron")
    autumn = announce(room, "Autumn", places=1)
    come(room, "Otter")
    room.door("open", keeps_list=False)
    assert "All its places are taken." in press(room, heron, autumn)
    with pytest.raises(RunIsFull):
        go_on(membership=membership(heron), run=autumn, now=room.now)
    assert not AdmissionRequest.objects.exists()


@pytest.mark.parametrize("door", ["request", "invitation"])
def test_elsewhere_a_person_answers(room: Room, door: str) -> None:
    _spring, [heron, wren] = over(room, "Heron", "Wren")
    autumn = announce(room, "Autumn")
    room.door(door)
    assert "Ask for a place" in press(room, heron, autumn, words=" ")
    assert not AdmissionRequest.objects.exists()
    for _press in range(2):
        assert press(room, heron, autumn, words="Ten weeks more, please.") == f"{room.url}join/request/"
    assert (of(heron).state, of(heron).wanted) == ("submitted", autumn)
    page = room.founder.client().get(f"{room.url}admissions/").content.decode()
    assert "Heron, who is in the group, asks for another run" in page
    admit(request=of(heron), by=room.founder.face, now=room.now)
    assert sorted(runs_of(heron)) == ["Autumn", "Spring"]
    press(room, wren, autumn, words="And I.")
    take_back(request=of(wren), now=room.now)
    assert membership(wren).status == "active"


@pytest.mark.parametrize("door", ["request", "invitation"])
def test_into_a_run_that_follows_theirs_members_go_on_without_asking(room: Room, door: str) -> None:
    spring, [heron, wren] = over(room, "Heron", "Wren")
    autumn = announce(room, "Autumn", places=1, follows_id=spring.pk)
    room.door(door, keeps_list=True)
    assert titles(room, heron).count("If you would like to go on") == 1
    assert "There is a place for you." in heron.client().get(f"{room.url}runs/{autumn.ref}/place/").text
    assert press(room, heron, autumn) == f"{room.url}runs/"
    assert "You are in it." in press(room, heron, autumn)
    assert sorted(runs_of(heron)) == ["Autumn", "Spring"]
    assert press(room, wren, autumn) == f"{room.url}join/request/"
    assert of(wren).state == "waiting"
    assert not AdmissionRequest.objects.filter(persona=heron.face).exists()


def test_whoever_is_in_another_run_asks_all_the_same(room: Room) -> None:
    spring, [heron] = over(room, "Heron")
    Cohort.objects.update(places=9)
    autumn = announce(room, "Autumn", places=2)
    otter = come(room, "Otter")
    assert runs_of(otter) == ["Autumn"]
    Cohort.objects.filter(pk=autumn.pk).update(state="read_only", ended_at=room.now)
    winter = announce(room, "Winter", places=2, follows_id=autumn.pk)
    room.door("invitation")
    assert "If you would like to go on" not in titles(room, heron)
    assert "Ask for a place" in heron.client().get(f"{room.url}runs/{winter.ref}/place/").text
    assert press(room, otter, winter) == f"{room.url}runs/"
    with pytest.raises(ReasonMissing):
        go_on(membership=membership(heron), run=winter, now=room.now)
    assert spring != winter


def test_which_run_it_follows_is_said_on_its_page_and_told_once(room: Room) -> None:
    spring, [heron] = over(room, "Heron")
    autumn = announce(room, "Autumn")
    browser, url = room.founder.client(), f"{room.url}runs/{autumn.ref}/"
    assert "The people of Spring" in browser.get(url).text
    assert "The people of Autumn" not in browser.get(url).text
    typed = {
        "name": "Autumn", "opens_on": autumn.opens_on, "starts_on": autumn.starts_on, "weeks": 11, "places": 2,
        "read_only_weeks": 4, "afterwards": "archive",
    }  # fmt: skip
    for follows in (str(spring.ref), str(spring.ref), ""):
        assert browser.post(url, typed | {"follows": follows}).status_code == 302
        is_said = "The people of Spring go on in it without asking." in browser.get(f"{room.url}runs/").text
        assert is_said == bool(follows)
    assert titles(room, heron).count("If you would like to go on") == 0, "it is not so any more"
    assert Notice.objects.filter(kind="groups.run_follows").count() == 1
    assert browser.post(url, typed | {"follows": str(autumn.ref)}).status_code == 200
    strange = announce(make_room("Elsewhere"))
    assert browser.post(url, typed | {"follows": str(strange.ref)}).status_code == 200
    for wrong in (autumn.pk, strange.pk):
        with pytest.raises(IntegrityError), transaction.atomic():
            Cohort.objects.filter(pk=autumn.pk).update(follows=wrong)


def test_an_invitation_into_a_further_run_leads_a_member_to_its_page(room: Room) -> None:
    spring, [heron] = over(room, "Heron")
    autumn = announce(room, "Autumn")
    place = f"{room.url}runs/{autumn.ref}/place/?invited="
    for run, leads_to in ((autumn, place), (spring, room.url), (None, room.url)):
        made = invite(group=room.group, by=room.founder.face, uses=1, days=9, now=room.now, run=run)
        assert heron.client().get(f"/invited/{made.code}/").url == leads_to + (made.code if run == autumn else "")


def press_invited(room: Room, person: Person, run: Cohort, code: str) -> str:
    """Their press on the page to which their invitation has led them; where it leads."""
    answer = person.client().post(f"{room.url}runs/{run.ref}/place/?invited={code}", {})
    return answer.url if answer.status_code == 302 else answer.content.decode()


@pytest.mark.parametrize("door", ["request", "invitation"])
def test_whoever_is_invited_into_a_further_run_asks_nobody(room: Room, door: str) -> None:
    _spring, [heron, wren] = over(room, "Heron", "Wren")
    autumn = announce(room, "Autumn", places=1)
    room.door(door, keeps_list=True)
    made = invite(group=room.group, by=room.founder.face, uses=2, days=9, now=room.now, run=autumn)
    page = heron.client().get(f"/invited/{made.code}/", follow=True).text
    assert "There is a place for you." in page
    assert "Take a place" in page
    assert press_invited(room, heron, autumn, made.code) == f"{room.url}runs/"
    assert "You are in it." in press_invited(room, heron, autumn, made.code)
    assert sorted(runs_of(heron)) == ["Autumn", "Spring"]
    made.refresh_from_db()
    assert made.uses_left == 1
    assert heron.client().get(f"/invited/{made.code}/").url == room.url
    assert press_invited(room, wren, autumn, made.code) == f"{room.url}join/request/"
    assert (of(wren).state, of(wren).wanted) == ("waiting", autumn)


def test_only_an_invitation_into_this_run_that_opens_still_spares_the_question(room: Room) -> None:
    _spring, [heron, wren] = over(room, "Heron", "Wren")
    autumn, winter = announce(room, "Autumn"), announce(room, "Winter", starts=60)
    room.door("invitation")
    sent = {"group": room.group, "by": room.founder.face, "uses": 1, "days": 9, "now": room.now}
    into_autumn, into_none = invite(run=autumn, **sent), invite(**sent)
    ended = end_invitation(invitation=invite(run=autumn, **sent), by=room.founder.face, now=room.now)
    strange = make_room("Elsewhere")
    elsewhere = invite(**sent | {"group": strange.group, "by": strange.founder.face}, run=announce(strange))
    for code in (into_none.code, ended.code, elsewhere.code, "", "XXXX"):
        assert "Ask for a place" in press_invited(room, heron, autumn, code)
    assert "Ask for a place" in press_invited(room, heron, winter, into_autumn.code)
    assert press_invited(room, wren, autumn, into_autumn.code) == f"{room.url}runs/"
    assert "Ask for a place" in press_invited(room, heron, autumn, into_autumn.code), "it was for one"
    with pytest.raises(InvitationOver):
        go_on(membership=membership(heron), run=autumn, invitation=into_autumn, now=room.now)
    assert runs_of(heron) == ["Spring"]


def test_a_no_leaves_her_where_she_is(room: Room) -> None:
    _spring, [heron] = over(room, "Heron")
    autumn = announce(room, "Autumn")
    room.door("request")
    press(room, heron, autumn, words="Once more.")
    answer = {"reason": "We would like to see new people first.", "other_name": "The open evenings"}
    room.founder.client().post(f"{room.url}admissions/{of(heron).ref}/elsewhere/", answer)
    assert of(heron).state == "elsewhere"
    assert "An answer to your request" in titles(room, heron)
    page = heron.client().get(f"{room.url}join/request/").text
    assert "We would like to see new people first." in page
    assert "The open evenings" in page
    assert (membership(heron).status, runs_of(heron)) == ("active", ["Spring"])


def test_a_day_to_ask_again_is_kept_to_by_members_too(room: Room) -> None:
    spring, [heron] = over(room, "Heron")
    autumn = announce(room, "Autumn", starts=60)
    room.door("invitation")
    press(room, heron, autumn, words="Once more.")
    later = room.now.date() + timedelta(days=20)
    answer = {"reason": "Not yet.", "other_name": "The open evenings", "again_on": later.isoformat()}
    room.founder.client().post(f"{room.url}admissions/{of(heron).ref}/elsewhere/", answer)
    assert f"You can ask again from {later.day} {later:%B}" in press(room, heron, autumn, words="And yet.")
    with pytest.raises(CannotTakeIn):
        go_on(membership=membership(heron), run=autumn, now=room.now, words="And yet.")
    Cohort.objects.filter(pk=autumn.pk).update(follows=spring)
    assert press(room, heron, autumn) == f"{room.url}runs/", "nobody answers there"


def test_who_has_a_place_in_a_run_to_come_is_asked_to_begin_it_first(room: Room) -> None:
    announce(room)
    winter = announce(room, "Winter", starts=60)
    heron = come(room, "Heron")
    assert "/place/" not in heron.client().get(f"{room.url}runs/").content.decode()
    with pytest.raises(PlaceAhead):
        go_on(membership=membership(heron), run=winter, now=room.now)
    assert press(room, heron, winter) == f"{room.url}runs/"
    assert runs_of(heron) == ["Spring"]


def test_who_serves_the_group_needs_no_place_and_strangers_find_no_page(room: Room) -> None:
    autumn = announce(room, "Autumn")
    assert "need no place in one" in press(room, room.founder, autumn)
    assert room.person("eve").client().post(f"{room.url}runs/{autumn.ref}/place/").status_code == 403
    strange = announce(make_room("Elsewhere"))
    assert room.founder.client().get(f"{room.url}runs/{strange.ref}/place/").status_code == 404
    assert not CohortSeat.objects.exists()


def test_a_fee_before_entry_is_asked_for_the_next_run_too_and_outlasts_the_first(room: Room) -> None:
    ask_for(room)
    _spring, [heron] = over(room, "Heron")
    ask_for(room, before_entry="on")
    autumn = announce(room, "Autumn", starts=60)
    press(room, heron, autumn)
    assert (of(heron).state, free_in_run(autumn)) == ("paying", 1)
    assert "One step is left" in heron.client().get(f"{room.url}join/request/").content.decode()
    Cohort.objects.filter(name="Spring").update(
        ends_on=date(2020, 1, 2), starts_on=date(2020, 1, 1), opens_on=date(2020, 1, 1)
    )
    at(room, 1)
    assert (membership(heron).status, of(heron).state) == ("left", "paying"), "Spring is put away meanwhile"
    fees.record_payment(account=account_of(heron), amount=500, on_day=date(2026, 1, 2), by=None, now=room.now)
    at(room, 1)
    assert (membership(heron).status, runs_of(heron)) == ("active", ["Autumn"])


def test_whoever_leaves_leaves_the_list_as_well(room: Room) -> None:
    _spring, [heron] = over(room, "Heron")
    autumn = announce(room, "Autumn", places=1)
    come(room, "Otter")
    press(room, heron, autumn)
    leave(membership=membership(heron), now=room.now)
    assert of(heron).state == "withdrawn"


def test_whose_run_is_put_away_while_she_waits_goes_on_waiting_from_outside(room: Room) -> None:
    _spring, [heron] = over(room, "Heron")
    autumn = announce(room, "Autumn", places=1, starts=80)
    otter = come(room, "Otter")
    press(room, heron, autumn)
    at(room, 45)
    assert (membership(heron).status, of(heron).state) == ("left", "waiting")
    assert "You are number 1" in heron.client().get(f"{room.url}join/request/").content.decode()
    leave(membership=membership(otter), now=room.now)
    take_place(request=of(heron), now=room.now)
    assert (membership(heron).status, runs_of(heron)) == ("active", ["Autumn"])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("many", few_or_many(3, 6))
def test_many_members_at_a_barrier_for_two_places_of_the_next_run(many: int) -> None:
    room = make_room("Barrier")
    _spring, people = over(room, *(f"Heron {letter}" for letter in LETTERS[:many]))
    autumn = announce(room, "Autumn", places=2)
    barrier = threading.Barrier(len(people))

    def go(person: Person) -> None:
        browser = person.client()
        barrier.wait()
        try:
            browser.post(f"{room.url}runs/{autumn.ref}/place/")
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert CohortSeat.objects.filter(cohort=autumn, ended_at__isnull=True).count() == 2
    assert AdmissionRequest.objects.waiting().count() == many - 2
    assert Membership.objects.filter(group=room.group).current().count() == many + 1
