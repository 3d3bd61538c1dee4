"""The page on which a group's admins say how people come in, and what it does at the door."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from groups.actions import (
    PARTS,
    AgeNotSaid,
    DoorSettings,
    Question,
    agreement_in_force,
    ask_questions,
    asked_now,
    begin_request,
    change_door,
    door_parts,
    fees,
    join,
    step_down,
)
from groups.forms.door import HowForm
from groups.forms.fees import FeeForm
from groups.models import AdmissionPolicy, LogEntry, Membership, SupportGroup
from personas.models import ChainEntry, KeptWords, Persona
from tests.groups.conftest import Room, make_room, membership

DOOR = {
    "door": "request",
    "question": "What keeps you awake?",
    "answer_days": "5",
    "capacity": "8",
    "least_age": "16",
    "offer_days": "5",
    "claim_hours": "48",
    "sensitive_days": "30",
    "takes_newcomers": "on",
}
TICKS = {"handle": "Heron", "version": "1", "has_agreed": "on", "has_consented": "on"}
AGE = b"I am 16 or older"


FEE = {
    "rhythm": "once", "currency": "EUR", "suggested": "5", "how_to_pay": "To the bank.", "grace_days": "30",
    "before_entry": "on",
}  # fmt: skip


MONTHLY = {
    "rhythm": "monthly", "currency": "EUR", "least": 500, "suggested": 500, "most": 500, "how_to_pay": "x",
    "grace_days": 30,
}  # fmt: skip
QUESTION = {"count": "1", "q1-label": "Since when?", "q1-kind": "text"}
KINDS = ("groups.door", "groups.rules", "groups.questions", "groups.fee", "groups.cards")


def preview(page: str) -> str:
    return page.partition('id="preview"')[2]


def policy(room: Room) -> AdmissionPolicy:
    return AdmissionPolicy.objects.select_related("group").get(group=room.group)


def part(page: str, name: str) -> str:
    """One part of the page, from its fold to the next one's."""
    return page.partition(f'id="{name}"')[2].partition('<details class="door-part"')[0]


def is_open(page: str, name: str) -> bool:
    return part(page, name).startswith(" open")


def seal(page: str, name: str) -> dict[str, str]:
    """What a browser that was shown this page sends along with a part."""
    return {f"stands-{name}": page.partition(f'name="stands-{name}" value="')[2].partition('"')[0]}


def test_all_of_the_door_stands_on_one_page_each_part_behind_what_holds(room: Room) -> None:
    page = room.founder.client().get(f"{room.url}settings/door/").text
    for name, words, field in (
        ("how", "Anyone who signs up can join.", "takes_newcomers"),
        ("age", "For people of any age.", "least_age"),
        ("places", "There is no limit on places.", "capacity"),
        ("rules", "Be kind.", "rules"),
        ("asked", "No question is asked.", "question"),
        ("fee", "There is no fee.", "suggested"),
        ("card", "Nobody is asked for a contact card.", "days"),
    ):
        assert words in part(page, name).partition("</summary>")[0]
        assert f'name="{field}"' in part(page, name)
        assert not is_open(page, name)
    assert is_open(room.founder.client().get(f"{room.url}settings/door/?part=fee").text, "fee")


def test_it_costs_the_same_with_two_questions_and_with_twelve(room: Room, django_assert_max_num_queries: Any) -> None:
    """At its dearest: nobody new comes in because nobody facilitates, and a fee is asked for each run."""
    browser, costs = room.founder.client(), []
    step_down(membership=membership(room.founder), role="facilitator", now=room.now)
    SupportGroup.objects.filter(pk=room.group.pk).update(has_cohorts=True)
    fees.change_fee(
        group=room.group, wanted=fees.FeeSettings(**(MONTHLY | {"rhythm": "run"})), by=room.founder.face, now=room.now
    )
    for version, count in ((0, 2), (1, 12)):
        asked = [Question("choice", f"Why {n}?", ("This", "That"), may_withhold=True) for n in range(count)]
        ask_questions(group=room.group, questions=asked, version=version, by=room.founder.face, now=room.now)
        browser.get(f"{room.url}settings/door/")
        with django_assert_max_num_queries(15) as found:
            page = browser.get(f"{room.url}settings/door/")
        assert page.text.count("Ask it no more") == count
        assert len(page.content) < 100_000
        costs.append(len(found))
    assert costs[0] == costs[1]


def test_places_are_said_of_each_run_where_there_are_runs(room: Room) -> None:
    SupportGroup.objects.filter(pk=room.group.pk).update(has_cohorts=True)
    browser, url = room.founder.client(), f"{room.url}settings/door/"
    assert "how many places each has is said there" in browser.get(url).text
    assert "there is none for them now" in preview(browser.get(url).text)
    browser.post(url, DOOR | {"keeps_list": "on"})
    assert "They can ask all the same." in preview(browser.get(url).text)
    assert (policy(room).capacity, policy(room).keeps_list) == (None, True)


def test_a_fee_and_a_card_stand_in_the_preview(room: Room) -> None:
    browser, url = room.founder.client(), f"{room.url}settings/door/"
    assert "The fee" not in preview(browser.get(url).text)
    browser.post(url, FEE)
    browser.post(url, {"asks": "on", "days": "9"})
    page = browser.get(url).text
    assert "The fee: 5.00 EUR once." in part(page, "fee")
    assert "A card is kept for nine days after somebody has left." in part(page, "card")
    for words in ("5.00 EUR once. They pay, or say with one tick that they cannot.", "To the bank.", "A contact card"):
        assert words in preview(page)
    browser.post(url, FEE | {"before_entry": ""})
    page = browser.get(url).text
    assert "The fee: 5.00 EUR once." in part(page, "fee")
    assert "They pay" not in preview(page)
    assert "What it costs: 5.00 EUR once. If you cannot pay, one tick is enough" in preview(page)


def test_one_press_saves_every_part(room: Room) -> None:
    browser, url = room.founder.client(), f"{room.url}settings/door/"
    said = DOOR | FEE | QUESTION | {"asks": "on", "days": "9", "rules": "- Be brief."}
    message = browser.post(url, said, follow=True).text.partition("It is saved.")[2].partition("</")[0]
    for title in ("Who comes in", "Age", "Places", "Ground rules", "Questions", "Fee", "Contact card"):
        assert title in message
    kept = policy(room)
    assert (kept.door, kept.capacity, kept.least_age, kept.group.card_days) == ("request", 8, 16, 9)
    assert [one.label for one in asked_now(kept)] == ["Since when?"]
    assert agreement_in_force(kept.group).source == "- Be brief."
    assert kept.group.fee.suggested == 500
    assert "nothing was changed" in browser.post(url, said, follow=True).text
    assert LogEntry.objects.filter(kind__in=KINDS).count() == len(KINDS)


def test_what_is_shown_and_sent_back_untouched_changes_nothing(room: Room) -> None:
    """A browser sends other line ends than it was given, and a box that is not ticked not at all."""
    fee = fees.FeeSettings(**(MONTHLY | {"how_to_pay": "To the bank.\nOr in cash.\n"}))
    fees.change_fee(group=room.group, wanted=fee, by=room.founder.face, now=room.now)
    browser, url = room.founder.client(), f"{room.url}settings/door/"
    stood = policy(room)
    shown = HowForm.as_it_is(door_parts(stood)["how"]) | FeeForm.as_it_is(door_parts(stood)["fee"])
    shown |= {"rules": agreement_in_force(stood.group).source.replace("\n", "\r\n") + "\r\n", "takes_newcomers": "on"}
    shown |= {"how_to_pay": "To the bank.\r\nOr in cash.", "before_entry": "", "least_age": ""}
    assert "nothing was changed" in browser.post(url, shown, follow=True).text


def test_one_part_that_cannot_be_stands_open_and_nothing_is_saved_or_lost(room: Room) -> None:
    page = room.founder.client().post(f"{room.url}settings/door/", DOOR | FEE | {"suggested": "five"}).text
    assert "Please write an amount, such as 12.50." in part(page, "fee")
    assert 'href="#id_suggested"' in page.partition('class="summary"')[2].partition("</div>")[0]
    assert is_open(page, "fee")
    assert 'value="five"' in page
    assert "What keeps you awake?" in part(page, "asked")
    assert 'value="8"' in part(page, "places")
    assert not is_open(page, "card")
    assert policy(room).door == "open"


def test_two_admins_in_two_parts_at_once_both_have_theirs(room: Room) -> None:
    other, url = room.member("Wren", "admin").client(), f"{room.url}settings/door/"
    page = other.get(url).text
    room.founder.client().post(url, {"least_age": "16"})
    mine = {"rules": "- Be brief."} | seal(page, "rules") | {"least_age": ""} | seal(page, "age")
    assert other.post(url, mine).status_code == 302
    kept = policy(room)
    assert (kept.least_age, agreement_in_force(kept.group).source) == (16, "- Be brief.")


def test_two_admins_in_one_part_at_once_are_told_and_nothing_is_lost(room: Room) -> None:
    other, url = room.member("Wren", "admin").client(), f"{room.url}settings/door/"
    page = other.get(url).text
    room.founder.client().post(url, {"least_age": "16"})
    mine = {"least_age": "21"} | seal(page, "age") | {"rules": "- Be brief."} | seal(page, "rules")
    page = other.post(url, mine).text
    assert "Age: Somebody else has changed this meanwhile." in page
    assert "It says now: For people who are 16 or older" in part(page, "age")
    assert 'value="21"' in part(page, "age")
    assert is_open(page, "age")
    assert "- Be brief." in part(page, "rules")
    assert policy(room).least_age == 16
    assert other.post(url, mine | seal(page, "age")).status_code == 302
    kept = policy(room)
    assert (kept.least_age, agreement_in_force(kept.group).source) == (21, "- Be brief.")


@pytest.mark.django_db(transaction=True)
def test_two_admins_who_press_at_the_same_moment_do_not_write_over_each_other(transactional_db: None) -> None:
    room = make_room()
    browsers = [room.founder.client(), room.member("Wren", "admin").client()]
    url, barrier, statuses = f"{room.url}settings/door/", threading.Barrier(2), []
    said = seal(browsers[0].get(url).text, "age")

    def press(browser: Client, age: str) -> None:
        barrier.wait()
        try:
            statuses.append((browser.post(url, said | {"least_age": age}).status_code, int(age)))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=each) for each in zip(browsers, ("16", "21"), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(status for status, _age in statuses) == [200, 302]
    assert policy(room).least_age == dict(statuses)[302]


def test_words_are_put_back_into_their_part_alone_and_it_stands_open(room: Room) -> None:
    browser, url = room.founder.client(), f"{room.url}settings/door/"
    page = browser.get(url).text
    typed = {"rules": "- Be bri", "least_age": "", "currency": "EUR", "rhythm": "nothing", "count": "1", "version": "0"}
    typed |= {"q1-label": "Since wh", "q1-kind": "text", "q1-choices": "", "q1-is_sensitive": "on"}
    typed |= {"takes_newcomers": "on", "asks": "on", "days": "30"}
    for name in PARTS:
        typed |= seal(page, name)
    assert browser.post(f"{room.url}kept/door/", typed).status_code == 200
    page = browser.get(url).text
    assert "- Be bri</textarea>" in part(page, "rules")
    assert 'value="Since wh"' in part(page, "asked")
    assert [name for name in PARTS if is_open(page, name)] == ["rules", "asked", "card"]
    for name in ("q1-is_sensitive", "asks", "takes_newcomers"):
        assert "checked" in page.partition(f'name="{name}"')[2].partition(">")[0]
    assert "checked" not in page.partition('name="q1-may_withhold"')[2].partition(">")[0]
    del typed["asks"]
    browser.post(f"{room.url}kept/door/", typed | {"version": page.partition('version="')[2].partition('"')[0]})
    assert not is_open(browser.get(url).text, "card"), "a tick that was taken away again is no news"
    room.member("Wren", "admin").client().post(url, {"rules": "- Be long."})
    page = browser.get(url).text
    assert "- Be long.</textarea>" in part(page, "rules")
    assert "This is what you had written:" in part(page, "rules")
    assert "- Be bri" in part(page, "rules")


def test_the_preview_ends_with_being_in_at_every_door(room: Room) -> None:
    for door in ("open", "request", "invitation"):
        page = room.founder.client().post(f"{room.url}settings/door/", DOOR | {"door": door, "look": "yes"}).text
        assert "They are in" in preview(page)


def test_an_admin_changes_the_door_and_it_is_logged_once(room: Room) -> None:
    browser = room.founder.client()
    for _press in range(2):
        assert browser.post(f"{room.url}settings/door/", DOOR).url == f"{room.url}settings/door/"
    kept = policy(room)
    assert (kept.door, kept.question, kept.answer_days, kept.capacity) == ("request", DOOR["question"], 5, 8)
    assert (kept.least_age, kept.group.state) == (16, "open")
    assert ChainEntry.objects.filter(kind="groups.door").count() == 1
    page = browser.get(f"{room.url}settings/door/").content.decode()
    assert "There are eight places." in page
    assert "For people who are 16 or older, by their own word." in page
    assert "You get an answer within five days." in page


def test_a_list_and_offers_are_said_in_sentences_too(room: Room) -> None:
    browser = room.founder.client()
    browser.post(f"{room.url}settings/door/", DOOR | {"keeps_list": "on", "list_cap": "20", "offers_first": "on"})
    kept = policy(room)
    assert (kept.keeps_list, kept.list_cap, kept.offers_first) == (True, 20, True)
    page = browser.get(f"{room.url}settings/door/").content.decode()
    assert "people can wait on a list with 20 places." in page
    assert "A place that is offered is kept for five days." in page


def test_no_newcomers_for_now_and_again(room: Room) -> None:
    browser = room.founder.client()
    browser.post(f"{room.url}settings/door/", DOOR | {"takes_newcomers": ""})
    assert policy(room).group.state == "full"
    assert b"Nobody new for now." in browser.get(f"{room.url}settings/door/").content
    browser.post(f"{room.url}settings/door/", DOOR)
    assert policy(room).group.state == "open"


def test_the_preview_shows_what_is_typed_and_saves_nothing(room: Room) -> None:
    page = room.founder.client().post(f"{room.url}settings/door/", DOOR | {"look": "yes"})
    assert page.status_code == 200
    preview = page.content.partition(b'id="preview"')[2]
    assert b"This is not saved yet." in preview
    assert b"What keeps you awake?" in preview
    assert AGE in preview
    assert policy(room).door == "open"
    assert b"not saved" not in room.founder.client().get(f"{room.url}settings/door/").content


@pytest.mark.once
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"answer_days": "90"}, b"Nobody should wait longer than 30 days."),
        ({"answer_days": "0"}, b"Please give at least one day."),
        ({"capacity": "0"}, b"Please give at least one place"),
        ({"least_age": "9"}, b"Please give an age from 13 to 99"),
        ({"offer_days": "1"}, b"Please give people two days at least."),
        ({"claim_hours": "0"}, b"Please give at least one hour."),
        ({"list_cap": "0"}, b"Please give at least one, or leave it empty."),
        ({"door": "ajar"}, b'id="id_door_error"'),
        ({"days": "999"}, b"Please choose a year at most."),
        ({"rules": ""}, b'id="id_rules_error"'),
        ({"rules": "x" * 100_000}, b"longer than a page can hold"),
        ({"count": "1"}, b'id="id_q1-label_error"'),
    ],
)
def test_what_cannot_be_is_said_and_the_rest_stays_typed(room: Room, change: dict[str, str], words: bytes) -> None:
    page = room.founder.client().post(f"{room.url}settings/door/", DOOR | change)
    assert page.status_code == 200
    assert words in page.content
    assert b"What keeps you awake?" in page.content
    assert policy(room).door == "open"


def test_the_database_holds_the_bounds_too(room: Room) -> None:
    ages = ({"least_age": 5}, {"least_age": 120})
    bounds = ({"capacity": 0}, {"offer_days": 1}, {"claim_hours": 0}, {"list_cap": 0}, *ages)
    for wrong in bounds:
        with pytest.raises(IntegrityError), transaction.atomic():
            AdmissionPolicy.objects.filter(group=room.group).update(**wrong)


def test_facilitators_and_members_do_not_change_the_door(room: Room) -> None:
    for browser in (room.member("Heron", "facilitator").client(), room.member("Wren").client()):
        assert browser.get(f"{room.url}settings/door/").status_code == 403
        assert browser.post(f"{room.url}settings/door/", DOOR).status_code == 403
    assert policy(room).door == "open"


def test_a_closed_group_is_not_opened_by_its_door(room: Room) -> None:
    SupportGroup.objects.filter(pk=room.group.pk).update(state="closed", closed_at=room.now)
    wanted = DoorSettings("open", "", 3, None, None, takes_newcomers=True)
    assert change_door(group=room.group, wanted=wanted, by=room.founder.face, now=room.now).group.state == "closed"


def test_fewer_places_than_members_send_nobody_away(room: Room) -> None:
    room.member("Heron")
    room.founder.client().post(f"{room.url}settings/door/", DOOR | {"capacity": "1"})
    assert Membership.objects.filter(group=room.group).current().count() == 2


def test_who_is_too_young_is_told_kindly_and_nothing_is_kept(room: Room, eve: Client) -> None:
    room.door("open", least_age=16)
    assert AGE in eve.post(f"{room.url}join/", {"handle": "Heron"}).content
    page = eve.post(f"{room.url}join/rules/", TICKS)
    assert b"another group may be right for you" in page.content
    assert not Persona.objects.filter(handle="Heron").exists()
    assert not KeptWords.objects.exists()
    assert eve.post(f"{room.url}join/rules/", TICKS | {"is_of_age": "on"}).status_code == 302
    assert Membership.objects.filter(persona__handle="Heron").exists()


def test_the_age_is_said_before_a_request_is_begun(room: Room, eve: Client) -> None:
    room.door("request", least_age=16)
    assert AGE in eve.post(f"{room.url}join/rules/", TICKS).content
    assert not Persona.objects.filter(handle="Heron").exists()
    assert eve.post(f"{room.url}join/rules/", TICKS | {"is_of_age": "on"}).url == f"{room.url}join/ask/"


def test_the_age_is_asked_by_the_actions_themselves(room: Room) -> None:
    asked = {"actor": room.actor(room.person("eve")), "group": room.group, "handle": "Heron", "agreed_version": 1}
    room.door("open", least_age=16)
    with pytest.raises(AgeNotSaid):
        join(**asked, consented=True, now=room.now)
    room.door("request", least_age=16)
    with pytest.raises(AgeNotSaid):
        begin_request(**asked, consented=True, now=room.now)
    assert not Persona.objects.filter(handle="Heron").exists()
