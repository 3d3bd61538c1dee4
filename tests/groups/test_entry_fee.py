"""A fee before entry: one step left, a place that is kept, and a door that opens at the full hour."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from forums.models import Forum
from groups import actions
from groups.actions import fees
from groups.models import AdmissionRequest, Fee, FeeAccount, FeePayment, FeeWaiver, Membership, SupportGroup
from personas import faces
from personas.forgetting import forget
from personas.letterbox import notices_for
from tests.cast import Person
from tests.groups.conftest import Room, ask_as, join_as, membership
from tests.once import written_once

State = AdmissionRequest.State
ASKED = {
    "rhythm": "once", "currency": "EUR", "least": "2", "suggested": "5", "most": "12.50",
    "how_to_pay": "To our account at the bank.", "grace_days": "30", "before_entry": "on",
}  # fmt: skip


def ask_for(room: Room, **more: str) -> None:
    assert room.founder.client().post(f"{room.url}settings/door/", ASKED | more).status_code == 302


def account_of(person: Person) -> FeeAccount:
    return FeeAccount.objects.get(code=faces.payment_code(person.face.pk))


def state_of(person: Person) -> str:
    return AdmissionRequest.objects.filter(persona=person.face).latest("pk").state


def is_in(person: Person) -> bool:
    return Membership.objects.current().filter(persona=person.face).exists()


def titles(room: Room, person: Person) -> list[str]:
    return [notice.title for notice in notices_for(room.actor(person))]


def own(room: Room, person: Person) -> str:
    return person.client().get(f"{room.url}join/request/").text


def press(room: Room, person: Person, **sent: str) -> str:
    return person.client().post(f"{room.url}join/request/fee/", sent, follow=True).text


def pay(room: Room, treasurer: Person, person: Person, amount: str) -> datetime | None:
    """By the treasurer's page; when the place opens, if it does."""
    line = {"amount": amount, "on_day": "2026-01-02", "act": "paid"}
    url = f"{room.url}fees/codes/{account_of(person).code}/"
    assert treasurer.client().post(url, line).status_code == 302
    return account_of(person).opens_at


def asked_room(room: Room) -> Room:
    room.door("request", keeps_list=True)
    ask_for(room)
    return room


def let_in(room: Room, name: str) -> Person:
    """Somebody who asked, whom the founder lets in by the page."""
    person = room.person(name)
    asked = ask_as(room, person, name)
    answer = room.founder.client().post(f"{room.url}admissions/{asked.ref}/admit/", follow=True)
    assert "until the fee is settled" in answer.text
    return person


def keep_a_place(begun_room: Room, treasurer: Person) -> tuple[SupportGroup, Person]:
    """The group asks for a fee, and Heron's place is kept until it is paid."""
    heron = let_in(asked_room(begun_room), "Heron")
    return begun_room.group, heron


kept_place = written_once(keep_a_place)


@pytest.fixture
def heron(room: Room, kept_place: tuple[SupportGroup, Person]) -> Person:
    room.group, heron = kept_place
    return heron


def desk(room: Room, person: Person, *, with_queue: bool = True) -> str:
    """The queue and the request to who answers, without the words that are drawn anew for every form."""
    request = AdmissionRequest.objects.filter(persona=person.face).latest("pk")
    browser = room.founder.client()
    paths = ("?show=theirs", f"{request.ref}/") if with_queue else (f"{request.ref}/",)
    pages = [browser.get(f"{room.url}admissions/{path}").text for path in paths]
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", "".join(pages)).replace(str(request.ref), "")


# --- one step left ---------------------------------------------------------------------------------------------------


def test_one_step_is_left_with_a_code_and_a_tick_of_equal_weight(room: Room, heron: Person) -> None:
    page = own(room, heron)
    for words in ("One step is left", "5.00 EUR, once, before you come in.", account_of(heron).code, "To our account",
                  "I cannot pay at the moment", "Your place is kept for you until"):  # fmt: skip
        assert words in page
    assert page.count('class="panel-title"') == 2
    assert "One step left" in titles(room, heron)
    assert "One step is left." in heron.client().get("/home/").text
    assert not is_in(heron)
    assert heron.client().get(room.url).status_code in (302, 403, 404)


def test_who_answers_sees_not_yet_and_then_settled_and_no_more(room: Room, treasurer: Person, heron: Person) -> None:
    account = account_of(heron)
    assert account.code not in treasurer.client().get(f"{room.url}fees/").text, "a new code would say who was let in"
    answer = treasurer.client().post(f"{room.url}fees/", {"code": account.code.lower().replace("-", " ")}, follow=True)
    assert "Nothing is written under this code yet." in answer.text
    assert "Nobody here pays under this code" in treasurer.client().post(f"{room.url}fees/", {"code": "AAAA"}).text
    before = desk(room, heron)
    assert "The fee: not yet" in before
    opens_at = pay(room, treasurer, heron, "5")
    assert desk(room, heron) == before, "the minute of a booking is told to nobody"
    assert opens_at is not None
    assert actions.keep_time(opens_at - timedelta(seconds=1)) == 0
    assert actions.keep_time(opens_at) == 1
    after = desk(room, heron)
    assert "The fee: settled." in after
    for canary in (account.code, "5.00", "EUR", "2026-01-02", "2 January"):
        assert canary not in before + after


def test_paid_and_waived_look_the_same_to_who_answers(room: Room, treasurer: Person, heron: Person) -> None:
    wren = let_in(room, "Wren")
    # Asked in the same minute, also where the test began just before noon.
    AdmissionRequest.objects.filter(persona__in=(heron.face, wren.face)).update(
        begun_at=room.now, submitted_at=room.now, decided_at=room.now
    )
    pay(room, treasurer, heron, "5")
    press(room, wren, act="free", cannot_pay="on")
    treasurer.client().post(f"{room.url}fees/waivers/{account_of(wren).code}/grant/")
    kept = [desk(room, one, with_queue=False).replace(one.role, "N") for one in (heron, wren)]
    assert actions.keep_time(timezone.now() + timedelta(hours=1)) == 2
    pages = [desk(room, one, with_queue=False).replace(one.role, "N") for one in (heron, wren)]
    assert kept[0] == kept[1]
    assert pages[0] == pages[1]
    assert "The fee: settled." in pages[0]


def test_a_settled_place_opens_once_at_the_next_full_hour(room: Room, treasurer: Person, heron: Person) -> None:
    opens_at = pay(room, treasurer, heron, "5")
    assert opens_at is not None
    assert (opens_at.minute, opens_at.second, opens_at.microsecond) == (0, 0, 0)
    assert timezone.now() < opens_at <= timezone.now() + timedelta(hours=1)
    page = own(room, heron)
    assert "All is settled. Your place opens at" in page
    assert "I cannot pay" not in page
    assert not is_in(heron)
    assert [actions.keep_time(opens_at) for _run in range(2)] == [1, 0]
    assert is_in(heron)
    assert titles(room, heron)[0] == "You are in"
    account = account_of(heron)
    assert (account.balance, account.entry, account.opens_at) == (0, None, None)
    assert list(account.entries.order_by("pk").values_list("kind", "change")) == [("paid", -500), ("due", 500)]
    assert "Nothing is due. Thank you." in heron.client().post(f"{room.url}fee/code/", follow=True).text
    assert account.entries.count() == 2, "what was asked at the door is not asked again inside"


def test_what_was_taken_back_before_the_hour_opens_nothing(room: Room, treasurer: Person, heron: Person) -> None:
    opens_at = pay(room, treasurer, heron, "5")
    assert opens_at is not None
    fees.correct(line=FeePayment.objects.get(), by=treasurer.face, now=room.now)
    assert actions.keep_time(opens_at) == 0
    assert "5.00 EUR, once, before you come in." in own(room, heron)


def test_parts_add_up_and_keep_the_place(room: Room, treasurer: Person, heron: Person) -> None:
    assert pay(room, treasurer, heron, "2") is None
    assert "2.00 EUR has come in, thank you. 3.00 EUR is left." in own(room, heron)
    late = timezone.now() + timedelta(days=13, hours=23)
    AdmissionRequest.objects.filter(persona=heron.face).update(due_at=late)
    assert actions.keep_time(late) == 1
    assert state_of(heron) == State.PAYING
    assert pay(room, treasurer, heron, "3") is not None


# --- how much --------------------------------------------------------------------------------------------------------


def test_an_amount_within_what_is_asked_is_ones_own_choice(room: Room, treasurer: Person, heron: Person) -> None:
    page = press(room, heron, act="amount", amount="1,99")
    assert "something between the two amounts" in page
    assert 'value="1,99"' in page
    for _press in range(2):
        press(room, heron, act="amount", amount="2,00")
    assert "2.00 EUR, once, before you come in." in own(room, heron)
    assert pay(room, treasurer, heron, "2") is not None


def test_what_is_asked_holds_when_the_group_asks_for_more(room: Room, treasurer: Person, heron: Person) -> None:
    ask_for(room, least="9", suggested="9", most="9")
    assert "5.00 EUR, once, before you come in." in own(room, heron)
    opens_at = pay(room, treasurer, heron, "5")
    assert opens_at is not None
    actions.keep_time(opens_at)
    assert (is_in(heron), account_of(heron).balance) == (True, 0)


def test_a_gift_opens_no_door(room: Room) -> None:
    page = room.founder.client().post(f"{room.url}settings/door/", ASKED | {"rhythm": "gift"}).text
    assert "A gift is given freely" in page
    assert not Fee.objects.exists()


def test_when_the_group_stops_asking_the_places_open(room: Room, heron: Person) -> None:
    for _press in range(2):
        room.founder.client().post(f"{room.url}settings/door/", {"rhythm": "nothing"})
    assert "All is settled" in own(room, heron)
    actions.keep_time(timezone.now() + timedelta(hours=1))
    assert is_in(heron)
    assert not FeePayment.objects.exists()


def test_a_part_that_came_in_before_the_group_stopped_asking_goes_back(room: Room, heron: Person) -> None:
    fees.record_payment(account=account_of(heron), amount=200, on_day=timezone.localdate(), by=None, now=timezone.now())
    room.founder.client().post(f"{room.url}settings/door/", {"rhythm": "nothing"})
    fees.record_payment(account=account_of(heron), amount=100, on_day=timezone.localdate(), by=None, now=timezone.now())
    assert account_of(heron).back_on is None, "the place is to open yet"
    actions.keep_time(timezone.now() + timedelta(hours=1))
    assert is_in(heron)
    assert (account_of(heron).balance, bool(account_of(heron).back_on)) == (-300, True)


@pytest.mark.parametrize(
    ("today", "period"), [("2026-04-03", "2026-04"), ("2026-04-20", "2026-05"), ("2026-03-02", "2026-04")]
)
def test_the_first_month_past_its_middle_is_the_next(room: Room, heron: Person, today: str, period: str) -> None:
    Fee.objects.update(rhythm="monthly", starts_on="2026-04-01")
    now = datetime.fromisoformat(f"{today}T10:00+00:00")
    fees.record_payment(account=account_of(heron), amount=500, on_day=now.date(), by=None, now=now)
    actions.keep_time(now + timedelta(hours=1))
    assert is_in(heron)
    fees.charge_due(now=datetime.fromisoformat(f"{period}-02T10:00+00:00"))
    assert list(account_of(heron).entries.filter(kind="due").values_list("period", flat=True)) == [period]


# --- who cannot pay --------------------------------------------------------------------------------------------------


def test_one_tick_and_a_yes(room: Room, treasurer: Person, heron: Person) -> None:
    assert "Please tick the box" in press(room, heron, act="free")
    assert not FeeWaiver.objects.exists()
    for _press in range(2):
        page = press(room, heron, act="free", cannot_pay="on")
    assert "it counts as a yes" in page
    assert FeeWaiver.objects.count() == 1
    treasurer.client().post(f"{room.url}fees/waivers/{account_of(heron).code}/grant/")
    assert "All is settled. Your place opens at" in own(room, heron)
    actions.keep_time(timezone.now() + timedelta(hours=1))
    assert is_in(heron)
    assert account_of(heron).balance == 0


def test_no_answer_in_time_is_a_yes(room: Room, heron: Person) -> None:
    press(room, heron, act="free", cannot_pay="on")
    end = timezone.now() + timedelta(days=15)
    actions.keep_time(end)
    assert (state_of(heron), FeeWaiver.objects.get().state) == (State.PAYING, "granted")
    actions.keep_time(end + timedelta(hours=1))
    assert is_in(heron)
    assert "A place is kept for you" not in titles(room, heron), "nothing was left for her to do"


def test_a_no_has_words_and_a_week(room: Room, treasurer: Person, heron: Person) -> None:
    press(room, heron, act="free", cannot_pay="on")
    url = f"{room.url}fees/waivers/{account_of(heron).code}/decline/"
    assert treasurer.client().post(url, {"reason": "The purse is empty."}).status_code == 302
    assert "The purse is empty." in own(room, heron)
    [notice] = [one for one in notices_for(room.actor(heron)) if one.title == "An answer about your membership"]
    assert heron.client().get(notice.url).status_code == 200
    end = timezone.now() + timedelta(hours=1)
    AdmissionRequest.objects.filter(persona=heron.face).update(due_at=end)
    actions.keep_time(end)
    assert state_of(heron) == State.PAYING
    actions.keep_time(end + timedelta(days=8))
    assert state_of(heron) == State.LAPSED


def test_who_would_rather_pay_says_so(room: Room, treasurer: Person, heron: Person) -> None:
    press(room, heron, act="free", cannot_pay="on")
    treasurer.client().post(f"{room.url}fees/waivers/{account_of(heron).code}/grant/")
    for _press in range(2):
        press(room, heron, act="pay")
    assert account_of(heron).opens_at is None
    assert "5.00 EUR, once, before you come in." in own(room, heron)


# --- time and places -------------------------------------------------------------------------------------------------


def test_a_place_ends_with_a_word_before_and_after_and_goes_to_the_next(room: Room, treasurer: Person) -> None:
    asked_room(room)
    room.door("request", capacity=3, keeps_list=True)
    heron, wren = let_in(room, "Heron"), room.person("Wren")
    asked = ask_as(room, wren, "Wren")
    assert (
        "All places in this group are taken"
        in room.founder.client().post(f"{room.url}admissions/{asked.ref}/admit/", follow=True).text
    )
    actions.put_on_list(request=asked, by=room.founder.face, now=room.now)
    actions.keep_time(room.now + timedelta(days=12))
    assert "A place is kept for you" in titles(room, heron)
    assert state_of(wren) == State.WAITING
    actions.keep_time(room.now + timedelta(days=15))
    assert (state_of(heron), state_of(wren)) == (State.LAPSED, State.OFFERED)
    assert titles(room, heron)[0] == "A place has gone on"
    wren.client().post(f"{room.url}join/request/place/")
    assert state_of(wren) == State.PAYING
    assert "One step is left" in own(room, wren)


def test_money_that_comes_too_late_stays_hers_and_counts(room: Room, treasurer: Person, heron: Person) -> None:
    actions.keep_time(room.now + timedelta(days=15))
    assert pay(room, treasurer, heron, "5") is None
    page = own(room, heron)
    assert f"5.00 EUR came in under your code {account_of(heron).code}." in page
    assert "is asked to send it back" in page
    again = ask_as(room, heron, "Heron", now=timezone.now())
    actions.admit(request=again, by=room.founder.face, now=timezone.now())
    assert "All is settled." in own(room, heron)
    assert account_of(heron).back_on is None
    actions.keep_time(timezone.now() + timedelta(hours=1))
    assert (is_in(heron), account_of(heron).balance) == (True, 0)


def test_who_thinks_again_frees_the_place(room: Room, heron: Person) -> None:
    for _press in range(2):
        assert heron.client().post(f"{room.url}join/request/taken-back/").status_code == 302
    assert (state_of(heron), account_of(heron).entry) == (State.WITHDRAWN, None)
    assert "Something has changed since" in press(room, heron, act="free", cannot_pay="on")
    assert not FeeWaiver.objects.exists()


def test_whoever_is_let_in_twice_has_one_place(room: Room, treasurer: Person, heron: Person) -> None:
    request = AdmissionRequest.objects.get(persona=heron.face)
    room.founder.client().post(f"{room.url}admissions/{request.ref}/admit/")
    with pytest.raises(actions.DecidedMeanwhile):
        actions.admit(request=request, by=treasurer.face, now=room.now)
    assert [one.state for one in request.steps.order_by("pk")] == ["begun", "submitted", "paying"]


def test_a_forgotten_face_keeps_no_place(room: Room, treasurer: Person, heron: Person) -> None:
    account = account_of(heron)
    pay(room, treasurer, heron, "5")
    forget(heron.face)
    actions.keep_time(timezone.now() + timedelta(hours=1))
    account.refresh_from_db()
    assert (account.entry, account.opens_at, account.balance) == (None, None, -500)
    assert not is_in(heron)


# --- the other ways in -----------------------------------------------------------------------------------------------


def test_an_open_door_has_the_same_step(room: Room) -> None:
    ask_for(room)
    browser = room.person("Heron").client()
    assert "5.00 EUR" in browser.get(f"/groups/{room.group.slug}/").text
    agreed = {"handle": "Heron", "version": "1", "has_agreed": "on", "has_consented": "on"}
    for _press in range(2):
        page = browser.post(f"{room.url}join/rules/", agreed, follow=True).text
        assert "One step is left" in page
    assert AdmissionRequest.objects.get().state == State.PAYING


def test_an_invitation_has_the_same_step(room: Room) -> None:
    ask_for(room)
    invitation = actions.invite(group=room.group, by=room.founder.face, uses=1, days=9, now=room.now)
    browser = room.person("Heron").client()
    assert "5.00 EUR" in browser.get(f"/invited/{invitation.code}/").text
    agreed = {"handle": "Heron", "version": "1", "has_agreed": "on", "has_consented": "on"}
    page = browser.post(f"/invited/{invitation.code}/", agreed, follow=True).text
    assert "One step is left" in page
    assert "All places are taken" not in page


def test_who_gave_it_once_comes_back_for_nothing(room: Room, treasurer: Person, heron: Person) -> None:
    pay(room, treasurer, heron, "5")
    actions.keep_time(timezone.now() + timedelta(hours=1))
    actions.leave(membership=membership(heron), now=room.now)
    room.door("open", keeps_list=False)
    join_as(room, heron, "Heron")
    assert is_in(heron)
    assert account_of(heron).balance == 0


def test_money_locks_out_nobody_who_is_in(room: Room) -> None:
    """A fee that is late, and one that is asked before entry from now on: reading, drafts and the copy go on."""
    heron = room.member("Heron")
    ask_for(room)
    heron.client().post(f"{room.url}fee/code/")
    browser: Client = heron.client()
    forum = Forum.objects.filter(group=room.group).first()
    assert forum is not None
    for url in (room.url, f"{room.url}forums/{forum.slug}/write/", "/drafts/", "/account/data/", "/help-now/"):
        assert browser.get(url).status_code == 200, url
    assert is_in(heron)
    assert not AdmissionRequest.objects.filter(persona=heron.face).exists()
