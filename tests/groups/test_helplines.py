"""Whom to call in a crisis: said by a host for its groups or by a group itself, and shown to who came from there."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from groups.actions import appoint, begin_request, change_helplines, end_office, leave
from groups.models import AdmissionPolicy, Helplines, HostDefaults, LogEntry, SupportGroup
from personas.models import KeptWords, Standing
from personas.vault import OfficeWords
from tests.groups.conftest import Room, membership
from tests.groups.test_defaults import House, begun_house, choose, house

NIGHT = "Night line: 0117 496 0123"
WARD = "Ward 4, nurse on duty: +44 117 496 0200"


__all__ = ["begun_house", "house"]


def help_page(browser: Client, room: Room | None = None) -> str:
    page = browser.get("/help-now/", {"in": room.group.code} if room else {}).content.decode()
    return re.sub(r"\s+", " ", re.sub(r'value="\w{64}"', "", page))  # each answer has a token of its own


def say_own(room: Room, lines: str, **more: str) -> object:
    return room.founder.client().post(f"{room.url}settings/helplines/", {"lines": lines, **more})


def test_a_host_says_it_once_for_the_groups_that_keep_it(house: House) -> None:
    house.say(helplines=NIGHT)
    reader = house.nights.member("Heron").client()
    assert NIGHT.split(": ")[1] not in help_page(reader, house.nights)
    choose(house.nights, "helplines", "yes")
    page = help_page(reader, house.nights)
    assert 'href="tel:01174960123"' in page
    assert "The body that runs this group says so. Not yet confirmed." in page
    house.say(helplines=f"{NIGHT}\n{WARD}", are_confirmed="on")
    page = help_page(reader, house.nights)
    assert "Ward 4, nurse on duty" in page
    assert "Confirmed on" in page.split("In your group")[1].split("<h2>")[0]
    assert "Night line" not in help_page(house.days.founder.client(), house.days)
    log = LogEntry.objects.filter(group=house.nights.group).order_by("pk").values_list("kind", "role")
    assert list(log)[-2:] == [("groups.host_helplines", "admin"), ("groups.helplines", "host")]


def test_they_stand_below_the_emergency_number_and_before_what_the_site_knows(house: House, settings: object) -> None:
    settings.HELP_COUNTRY = "GB"
    say_own(house.nights, NIGHT)
    page = help_page(house.nights.founder.client(), house.nights)
    assert page.index("999") < page.index("Night line") < page.index("If you want somebody to talk to")


def test_every_page_of_the_group_leads_there_and_no_other_page(house: House) -> None:
    browser = house.nights.member("Heron").client()
    link = f'href="/help-now/?in={house.nights.group.code}"'
    for path in ("", "me/", "roles/"):
        assert browser.get(f"{house.nights.url}{path}").content.decode().count(link) == 2
    assert link not in browser.get("/home/").content.decode()


def test_only_who_is_in_or_asks_sees_them_and_help_is_the_same_for_all_others(house: House) -> None:
    say_own(house.nights, NIGHT)
    room = house.nights
    room.door("request")
    asking = room.person("ann")
    begin_request(
        actor=room.actor(asking), group=room.group, handle="Heron", agreed_version=1, consented=True, now=room.now
    )
    assert "Night line" in help_page(asking.client(), room)
    gone = room.member("Maple")
    Standing.objects.create(
        persona=gone.face, group_space_id=room.group.pk, kind=Standing.Kind.SUSPENSION, since=room.now
    )
    assert "Night line" in help_page(gone.client(), room)
    leave(membership=membership(gone), now=room.now)
    stranger = room.person("eve").client()
    for browser in (stranger, gone.client()):
        assert help_page(browser, room) == help_page(browser)
    guest = Client()
    assert "Night line" not in help_page(guest)
    assert help_page(guest, room) == help_page(guest)


def test_a_confirmation_is_of_these_numbers_and_for_a_year(house: House) -> None:
    reader, source = house.nights.founder.client(), "This group says so. Confirmed on"
    say_own(house.nights, NIGHT, is_confirmed="on")
    assert source in help_page(reader, house.nights)
    say_own(house.nights, NIGHT)
    assert source in help_page(reader, house.nights)
    with time_machine.travel(timezone.now() + timedelta(days=366)):
        assert "Not yet confirmed." in help_page(house.nights.founder.client(), house.nights).split("If you are not")[0]
    say_own(house.nights, WARD)
    assert source not in help_page(reader, house.nights)
    say_own(house.nights, "")
    assert not Helplines.objects.exists()
    assert "In your group" not in help_page(reader, house.nights)


def test_saying_it_is_logged_once_and_the_settings_say_who(house: House) -> None:
    for _press in range(2):
        assert say_own(house.nights, f"\n {NIGHT} \n").url == f"{house.nights.url}settings/helplines/"
    assert Helplines.objects.get().lines == NIGHT
    assert LogEntry.objects.filter(kind="groups.helplines").count() == 1
    assert "before what the site knows: Night line." in (
        house.nights.founder.client().get(f"{house.nights.url}settings/").content.decode()
    )


@pytest.mark.once
@pytest.mark.parametrize(
    "wrong", ["Night line 0117", "0117 496 0123", ": 0117 496 0123", "Night line: twelve", "A: 12", "A: 0117\n" * 6]
)
def test_what_is_no_number_is_said_and_kept_as_typed(house: House, wrong: str) -> None:
    page = say_own(house.nights, f"{wrong}").content.decode()
    assert 'id="id_lines_error"' in page
    assert wrong.splitlines()[0] in page
    assert not Helplines.objects.exists()
    answer = house.browser.post(
        house.url, {"stands": "0", "helplines": wrong, "answer_days": "3", "sensitive_days": "30"}
    )
    assert 'id="id_helplines_error"' in answer.content.decode()


def test_what_the_group_keeps_it_cannot_change_until_it_has_its_own(house: House) -> None:
    house.say(helplines=NIGHT)
    choose(house.nights, "helplines", "yes")
    assert "Save" not in house.nights.founder.client().get(f"{house.nights.url}settings/helplines/").content.decode()
    say_own(house.nights, WARD)
    act = {"group": house.nights.group, "by": house.nights.founder.face, "now": house.nights.now}
    assert not change_helplines(lines=WARD, is_confirmed=False, **act)
    assert Helplines.objects.get().lines == NIGHT
    choose(house.nights, "helplines", "no")
    assert Helplines.objects.get().lines == NIGHT
    say_own(house.nights, WARD)
    house.say(helplines="Day line: 0117 496 0199")
    assert Helplines.objects.get().lines == WARD
    house.say(helplines="")
    choose(house.nights, "helplines", "yes")
    assert not AdmissionPolicy.objects.get(group=house.nights.group).keeps_host_helplines


def test_how_long_a_card_is_kept_is_the_host_s_to_say_and_whether_one_is_asked_for_is_not(house: House) -> None:
    url = f"{house.nights.url}settings/door/"
    browser = house.nights.founder.client()
    browser.post(url, {"asks": "on", "days": "90"})
    house.say(card_days="14")
    choose(house.nights, "cards", "yes")
    browser.post(url, {"asks": "on", "days": "200"})
    assert "is as the body that runs the group says" in browser.get(url).content.decode()
    found = SupportGroup.objects.get(pk=house.nights.group.pk)
    assert (found.asks_contact_card, found.card_days) == (True, 14)
    house.say(card_days="0")
    assert SupportGroup.objects.get(pk=house.nights.group.pk).card_days == 0
    assert SupportGroup.objects.get(pk=house.days.group.pk).card_days == 30
    house.say(card_days="")
    browser.post(url, {"days": "200"})
    found.refresh_from_db()
    assert (found.asks_contact_card, found.card_days) == (False, 200)


def test_only_an_admin_says_it(house: House) -> None:
    helper = house.nights.member("Heron")
    appoint(
        membership=membership(helper), role="facilitator", kind="peer", credential="", by=None, now=house.nights.now
    )
    url = f"{house.nights.url}settings/helplines/"
    assert helper.client().post(url, {"lines": NIGHT}).status_code == 403
    assert house.nights.person("eve").client().post(url, {"lines": NIGHT}).status_code == 403
    assert not Helplines.objects.exists()


@pytest.mark.parametrize(
    ("model", "wrong"),
    [
        (HostDefaults, {"helplines": "", "helplines_confirmed_on": "2026-11-01"}),
        (HostDefaults, {"card_days": 400}),
        (Helplines, {"lines": ""}),
    ],
)
def test_the_database_refuses_nonsense(house: House, model: type, wrong: dict[str, object]) -> None:
    house.say(helplines=NIGHT)
    say_own(house.nights, NIGHT)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**wrong)


class TestTyping:
    """What is typed for a host is kept while it is typed: for the holder of the office, and for nobody else."""

    def keep(self, house: House, browser: Client, **said: str) -> object:
        return browser.post(f"{house.url}kept/", {"version": "0", "stands": "0", **said})

    def test_it_is_put_back_and_let_go_when_it_is_sent(self, house: House) -> None:
        version = self.keep(house, house.browser, rules="- We wait", helplines=NIGHT).json()["version"]
        page = house.browser.get(house.url).content.decode()
        assert f'data-autosave="{house.url}kept/"' in page
        assert "- We wait" in page
        assert "We kept what you had typed" in page
        house.say(rules="- We wait.", version=str(version))
        assert not OfficeWords.objects.exists()
        assert not KeptWords.objects.exists()

    def test_another_window_is_told_and_nothing_is_lost(self, house: House) -> None:
        self.keep(house, house.browser, rules="- One")
        assert self.keep(house, house.browser, rules="- Two").status_code == 409
        assert OfficeWords.objects.get().words["rules"] == "- One"

    def test_words_that_stand_on_what_was_changed_since_are_asked_about_once(self, house: House) -> None:
        version = self.keep(house, house.browser, rules="- Mine").json()["version"]
        house.say(rules="- Theirs.", version="1")
        page = house.browser.get(house.url).content.decode()
        assert 'name="stands" value="0"' in page
        sent = {"stands": "0", "rules": "- Mine.", "door": "open", "answer_days": "3", "sensitive_days": "30"}
        page = house.browser.post(house.url, sent | {"version": str(version)}).content.decode()
        assert "Somebody else has changed this meanwhile." in page
        assert "- Mine." in page

    def test_nobody_else_keeps_or_reads_it_and_it_goes_with_the_office(self, house: House) -> None:
        self.keep(house, house.browser, rules="- Mine")
        eve = house.nights.person("eve").client()
        assert self.keep(house, eve, rules="- Hers").status_code == 404
        assert OfficeWords.objects.get().words["rules"] == "- Mine"
        end_office(office=house.office, now=house.nights.now)
        assert not OfficeWords.objects.exists()
        assert self.keep(house, house.browser, rules="- More").status_code == 404
