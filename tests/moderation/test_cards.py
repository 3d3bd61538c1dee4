"""Contact cards: the member's own words, opened by one person for a reason, told at once, reviewed by another."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from groups.actions import change_cards, erase_due_cards, leave
from groups.models import Cohort, Membership, SupportGroup
from moderation.actions import chase_reviews
from personas import cards, chain, forgetting, letterbox
from personas.models import CardOpening, ChainEntry, Notice
from personas.seating import actor_of
from tests.cast import Cast, Person
from tests.moderation.desk import second_facilitator

BASE = "/g/calm-water-1/"
PHONE = "0117 496 0123, evenings"
SAID = {"name": "Ann", "phone": PHONE, "somebody": "My sister, who knows"}


@pytest.fixture
def second(cast: Cast) -> Person:
    return second_facilitator(cast)


@pytest.fixture
def written(cast: Cast) -> None:
    cast["member"].client().post(f"{BASE}me/card/", SAID)


def card_of(cast: Cast, role: str = "member") -> cards.Card:
    return cards.own(actor_of(cast[role].account), cast.group.pk)


def open_it(cast: Cast, by: str = "facilitator", reason: str = "She wrote of pills.") -> Any:
    return cast[by].client().post(f"{BASE}desk/cards/{cast['member'].face.ref}/", {"reason": reason})


class TestWriting:
    def test_it_is_kept_changed_and_erased_by_its_owner_alone(self, cast: Cast, written: None):
        browser = cast["member"].client()
        assert PHONE in browser.get(f"{BASE}me/card/").text
        assert card_of(cast, "on_break").is_empty
        assert PHONE not in cast["on_break"].client().get(f"{BASE}me/card/").text
        browser.post(f"{BASE}me/card/", {**SAID, "phone": "none"})
        assert card_of(cast).phone == "none"
        browser.post(f"{BASE}me/card/", {"name": "", "phone": "", "somebody": " "})
        assert card_of(cast).is_empty

    def test_its_words_stand_on_no_page_of_anybody(self, cast: Cast, written: None):
        places = ("", "desk/", "desk/cards/", "roles/", f"people/{cast['member'].face.ref}/")
        for role in ("facilitator", "admin", "on_break"):
            browser = cast[role].client()
            assert all(PHONE not in browser.get(f"{BASE}{place}").text for place in places)

    def test_a_group_that_asks_says_so_before_anybody_comes_in(self, cast: Cast):
        # its runs are over by now, and nobody would come in
        Cohort.objects.filter(group=cast.group).update(ends_on=timezone.localdate() + timedelta(days=9))
        browser = cast["stranger"].client()
        assert "asks for a contact card" in browser.get(f"/groups/{cast.group.slug}/").text
        named = browser.post(f"{BASE}join/", {"handle": "Slow River"})
        assert "asks for a contact card" in named.text
        SupportGroup.objects.filter(pk=cast.group.pk).update(asks_contact_card=False)
        assert "asks for a contact card" not in browser.get(f"/groups/{cast.group.slug}/").text
        assert cast["member"].client().get(f"{BASE}me/card/").status_code == 404
        assert cast["facilitator"].client().get(f"{BASE}desk/cards/").status_code == 404


class TestOpening:
    def test_one_person_opens_it_and_the_member_is_told_at_once(self, cast: Cast, written: None):
        url = open_it(cast).url
        assert PHONE in cast["facilitator"].client().get(url).text
        (told,) = letterbox.notices_for(actor_of(cast["member"].account))
        assert told.title == "Somebody opened your contact card"
        assert "She wrote of pills." in told.text
        mine = cast["member"].client().get(f"{BASE}me/card/").text
        assert "Lantern" in mine
        assert "She wrote of pills." in mine
        assert ChainEntry.objects.filter(kind=cards.OPENED).count() == 1

    def test_nobody_else_sees_it_and_the_opener_for_an_hour(self, cast: Cast, written: None, second: Person):
        url = open_it(cast).url
        for other in (second, cast["admin"]):
            assert PHONE not in other.client().get(url).text
        with time_machine.travel(timezone.now() + timedelta(minutes=61)):
            closed = cast["facilitator"].client().get(url).text
        assert PHONE not in closed
        assert "The hour is over" in closed

    def test_a_second_press_is_the_same_opening(self, cast: Cast, written: None):
        assert open_it(cast).url == open_it(cast).url
        assert Notice.objects.filter(persona=cast["member"].face).count() == 1

    def test_without_a_reason_it_stays_closed(self, cast: Cast, written: None):
        assert "Please write why" in open_it(cast, reason="  ").text
        assert not CardOpening.objects.exists()

    def test_where_none_was_written_nothing_is_noted_or_told(self, cast: Cast):
        answer = (
            cast["facilitator"]
            .client()
            .post(f"{BASE}desk/cards/{cast['member'].face.ref}/", {"reason": "Pills."}, follow=True)
        )
        assert "has written no card" in answer.text
        assert not CardOpening.objects.exists()
        assert not Notice.objects.filter(persona=cast["member"].face).exists()

    def test_who_may_not_open_is_told_whom_to_tell(self, cast: Cast, written: None):
        for role in ("on_break", "screener"):
            answer = open_it(cast, role)
            assert answer.status_code == 403
            assert "tell a facilitator" in answer.text
        assert open_it(cast, "stranger").status_code == 404
        own = cast["facilitator"].client().get(f"{BASE}desk/cards/{cast['facilitator'].face.ref}/")
        assert own.status_code == 404

    def test_the_way_there_stands_on_the_members_page_for_those_who_may(self, cast: Cast):
        page = f"{BASE}people/{cast['member'].face.ref}/"
        assert "Open the contact card" in cast["facilitator"].client().get(page).text
        assert "Open the contact card" not in cast["on_break"].client().get(page).text


class TestReview:
    def test_a_second_person_looks_at_the_reason(self, cast: Cast, written: None, second: Person):
        url = open_it(cast).url
        assert "A second person is asked for" in [row.title for row in letterbox.notices_for(second.actor())]
        assert "Keep this review" in second.client().get(url).text
        for _press in range(2):
            assert second.client().post(url, {"review": "It was right."}).status_code == 302
        assert "It was right." in cast["facilitator"].client().get(url).text
        assert ChainEntry.objects.filter(kind=cards.REVIEWED).count() == 1
        assert "A second person is asked for" not in [row.title for row in letterbox.notices_for(second.actor())]

    def test_the_opener_is_no_second_person(self, cast: Cast, written: None):
        url = open_it(cast).url
        browser = cast["facilitator"].client()
        assert "Keep this review" not in browser.get(url).text
        assert browser.post(url, {"review": "It was right."}).status_code == 403
        opening = CardOpening.objects.get()
        with pytest.raises(IntegrityError), transaction.atomic():
            CardOpening.objects.filter(pk=opening.pk).update(
                reviewed_by=opening.opened_by, reviewed_at=opening.opened_at, review="Fine."
            )

    def test_after_three_days_the_admins_are_told_once(self, cast: Cast, written: None):
        open_it(cast)
        now = timezone.now()
        assert chase_reviews(now + timedelta(hours=71)) == 0
        assert [chase_reviews(now + timedelta(hours=73)) for _time in range(2)] == [1, 0]
        titles = [row.title for row in letterbox.notices_for(actor_of(cast["admin"].account))]
        assert "Something was not looked at in time" in titles


class TestGoing:
    def test_it_goes_a_set_time_after_the_end(self, cast: Cast, written: None):
        now = timezone.now()
        assert erase_due_cards(now + timedelta(days=400)) == 0
        leave(membership=Membership.objects.get(persona=cast["member"].face), now=now)
        assert erase_due_cards(now + timedelta(days=29)) == 0
        assert not card_of(cast).is_empty
        assert erase_due_cards(now + timedelta(days=30)) == 1
        assert card_of(cast).is_empty

    def test_a_group_that_asks_no_more_keeps_none(self, cast: Cast, written: None):
        by = cast["admin"].face
        for _press in range(2):
            change_cards(group=cast.group, asks=False, days=30, by=by, now=timezone.now())
        assert card_of(cast).is_empty
        assert ChainEntry.objects.filter(kind="groups.no_cards").count() == 1

    def test_it_goes_with_the_face_and_the_log_says_so(self, cast: Cast, written: None):
        open_it(cast)
        forgetting.forget(cast["member"].face)
        assert card_of(cast).is_empty
        assert CardOpening.objects.get().reason == "-"
        assert [finding for finding in chain.verify() if finding.is_harm] == []

    def test_an_admin_says_how_long(self, cast: Cast):
        browser = cast["admin"].client()
        assert "a year at most" in browser.post(f"{BASE}settings/door/", {"asks": "on", "days": "999"}).text
        assert browser.post(f"{BASE}settings/door/", {"asks": "on", "days": "7"}).status_code == 302
        assert "erased seven days after" in cast["member"].client().get(f"{BASE}me/card/").text
