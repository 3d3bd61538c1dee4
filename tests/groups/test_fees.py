"""Money: what is asked, what falls due, and a treasurer who knows codes and no names."""

from __future__ import annotations

import csv
import json
import zipfile
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO
from re import findall, sub
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts import copies
from groups.actions import fees, take_break
from groups.models import Fee, FeeAccount, FeePayment, FeeWaiver, LogEntry, Membership
from personas import faces
from personas.forgetting import forget
from personas.letterbox import notices_for
from personas.models import ChainEntry
from tests.cast import Person
from tests.groups.conftest import Room, ask_fee, membership

ASKED = {
    "rhythm": "monthly", "currency": "EUR", "least": "2", "suggested": "5,00", "most": "12.50",
    "how_to_pay": "To our account at the bank.", "grace_days": "30",
}  # fmt: skip


def ask_for(room: Room, **more: str) -> Fee:
    """What the founder asks for."""
    return ask_fee(room, ASKED | more)


def begin_long_ago(fee: Fee) -> None:
    """The fee, and everybody's membership, are older than this month."""
    Fee.objects.filter(pk=fee.pk).update(starts_on=date(2024, 1, 1))
    Membership.objects.filter(group_id=fee.pk).update(joined_on=date(2024, 1, 1))


def account_of(person: Person, now: datetime | None = None) -> FeeAccount:
    return fees.account_of(membership=membership(person), now=now or timezone.now())


def code_of(person: Person) -> str:
    [code] = faces.payment_codes([person.face.pk])
    return code


@pytest.fixture
def heron(joined_heron: Person) -> Person:
    return joined_heron


def purse(room: Room, reference: str) -> str:
    return f"{room.url}fees/codes/{reference}/"


# --- asking ----------------------------------------------------------------------------------------------------------


def test_an_admin_asks_for_a_fee_and_members_see_it(room: Room, heron: Person) -> None:
    page = heron.client().get(f"{room.url}fee/").text
    assert "This group asks for nothing." in page
    assert room.founder.client().post(f"{room.url}settings/door/", ASKED).status_code == 302
    fee = Fee.objects.get()
    assert (fee.least, fee.suggested, fee.most, fee.starts_on.day) == (200, 500, 1250, 1)
    assert fee.starts_on > timezone.localdate()
    page = heron.client().get(f"{room.url}fee/").text
    assert "The group asks for 5.00 EUR a month, or what you can: from 2.00 EUR to 12.50 EUR." in page
    assert "Show me my code" in page
    page = heron.client().post(f"{room.url}fee/code/", follow=True).text
    assert "Nothing is due. Thank you." in page
    assert code_of(heron) in page
    ask_for(room)
    assert ChainEntry.objects.filter(kind="groups.fee").count() == 1


@pytest.mark.once
@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("suggested", "five", "Please write an amount, such as 12.50."),
        ("suggested", "1", "lies between the least and the most"),
        ("most", "4", "lies between the least and the most"),
        ("suggested", "0", "or stop asking for a fee"),
        ("how_to_pay", "", "This field"),
        ("currency", "XXX", "XXX"),
        ("grace_days", "999", "A year is the longest."),
    ],
)
def test_what_cannot_be_asked_is_said_at_its_field_and_kept(room: Room, field: str, typed: str, words: str) -> None:
    more = {"least": "", "most": ""} if typed == "0" else {}
    page = room.founder.client().post(f"{room.url}settings/door/", ASKED | more | {field: typed})
    assert page.status_code == 200
    assert words in page.text or "field--attention" in page.text
    assert "To our account" in page.text or field == "how_to_pay"
    assert not Fee.objects.exists()


def test_the_group_can_stop_asking_and_the_ledger_stays(room: Room, heron: Person) -> None:
    fee = ask_for(room)
    fees.record_payment(account=account_of(heron), amount=500, on_day=date(2026, 1, 2), by=None, now=room.now)
    for _press in range(2):
        assert room.founder.client().post(f"{room.url}settings/door/", {"rhythm": "nothing"}).status_code == 302
    assert not Fee.objects.filter(pk=fee.pk).exists()
    assert FeePayment.objects.count() == 1
    assert FeeAccount.objects.get().back_on == timezone.localdate() + timedelta(days=1)
    assert "5.00 EUR that you had paid ahead is to be sent back to you" in heron.client().get(f"{room.url}fee/").text
    assert heron.client().post(f"{room.url}fee/waiver/", {"cannot_pay": "on"}).status_code == 404
    assert ChainEntry.objects.filter(kind="groups.fee_ended").count() == 1


def test_a_code_goes_along_to_another_currency_while_nothing_is_written_under_it(room: Room, heron: Person) -> None:
    ask_for(room)
    wren = room.member("Wren")
    for person in (heron, wren):
        account_of(person)
    heron.client().post(f"{room.url}fee/", {"amount": "12"})
    fees.record_payment(account=account_of(wren), amount=500, on_day=date(2026, 1, 2), by=None, now=room.now)
    ask_for(room, currency="JPY", least="200", suggested="600", most="900")
    assert (account_of(heron).currency, account_of(heron).wish) == ("JPY", None)
    assert account_of(wren).currency == "EUR", "a ledger stays in its currency"


# --- falling due -----------------------------------------------------------------------------------------------------


def test_each_month_falls_due_once_for_who_was_there(room: Room, heron: Person) -> None:
    fee = ask_for(room)
    begin_long_ago(fee)
    wren = room.member("Wren")
    Membership.objects.filter(persona=wren.face).update(joined_on=timezone.localdate())
    now = timezone.now().replace(day=15)
    assert [fees.charge_due(now=now) for _time in range(2)] == [2, 0]
    owing = FeeAccount.objects.get(code=code_of(heron))
    assert owing.balance == 500
    assert not FeeAccount.objects.filter(code=code_of(wren)).exists()
    assert fees.charge_due(now=now + timedelta(days=31)) == 3
    owing.refresh_from_db()
    assert owing.balance == 1000


def test_nobody_owes_for_the_time_before_or_for_a_break(room: Room, heron: Person) -> None:
    fee = ask_for(room)
    assert fees.charge_due(now=timezone.now()) == 0
    begin_long_ago(fee)
    take_break(membership=membership(heron), now=room.now)
    assert fees.charge_due(now=timezone.now()) == 1
    assert not FeeAccount.objects.filter(code=code_of(heron)).exists()


def test_asking_for_ones_code_begins_nothing_early(room: Room, heron: Person) -> None:
    fee = ask_for(room)
    Fee.objects.filter(pk=fee.pk).update(starts_on=date(2024, 1, 1))
    Membership.objects.filter(persona=heron.face).update(joined_on=timezone.localdate())
    assert "Nothing is due. Thank you." in heron.client().post(f"{room.url}fee/code/", follow=True).text
    begin_long_ago(fee)
    assert "5.00 EUR is due. There is time." in heron.client().post(f"{room.url}fee/code/", follow=True).text


def test_what_is_asked_once_falls_due_by_a_press_and_by_no_look(room: Room, heron: Person) -> None:
    ask_for(room, rhythm="once")
    assert "Show me my code" in heron.client().get(f"{room.url}fee/").text
    assert not FeeAccount.objects.exists()
    assert not faces.payment_code(heron.face.pk)
    for _press in range(2):
        page = heron.client().post(f"{room.url}fee/code/", follow=True).text
        assert "5.00 EUR is due. There is time." in page
    assert FeePayment.objects.count() == 1
    assert code_of(heron) in page


@pytest.mark.parametrize(("today", "period"), [("2026-03-31", "2025"), ("2026-04-01", "2026"), ("2027-05-01", "2027")])
def test_a_year_begins_on_the_day_of_the_first(room: Room, heron: Person, today: str, period: str) -> None:
    fee = ask_for(room, rhythm="yearly")
    begin_long_ago(fee)
    Fee.objects.update(starts_on=date(2024, 4, 1))
    fees.charge_due(now=datetime.fromisoformat(f"{today}T10:00+00:00"))
    assert set(FeePayment.objects.values_list("period", flat=True)) == {period}


def test_a_member_chooses_within_what_is_asked(room: Room, heron: Person) -> None:
    fee = ask_for(room)
    browser = heron.client()
    page = browser.post(f"{room.url}fee/", {"amount": "1"})
    assert "something between the two amounts" in page.text
    assert 'value="1"' in page.text
    assert browser.post(f"{room.url}fee/", {"amount": "12,50"}).status_code == 302
    begin_long_ago(fee)
    fees.charge_due(now=timezone.now())
    assert FeeAccount.objects.get(code=code_of(heron)).balance == 1250


def test_a_gift_is_welcome_and_never_due(room: Room, treasurer: Person, heron: Person) -> None:
    fee = ask_for(room, rhythm="gift")
    begin_long_ago(fee)
    assert fees.charge_due(now=timezone.now()) == 0
    browser = heron.client()
    assert "Nobody has to give anything." in browser.get(f"/groups/{room.group.slug}/").text
    page = browser.post(f"{room.url}fee/code/", follow=True).text
    assert "Nothing is asked of you." in page
    for words in ("cannot pay", "Give another amount", "due"):
        assert words not in page.partition('id="stands"')[2].partition("</main>")[0], words
    url = purse(room, code_of(heron))
    treasurer.client().post(url, {"amount": "7", "on_day": "2026-01-02", "act": "paid"})
    page = browser.get(f"{room.url}fee/").text
    assert "You have given 7.00 EUR. Thank you." in page
    assert "A receipt" in page
    assert "7.00 EUR given" in treasurer.client().get(url).text
    assert "7.00 EUR given" in treasurer.client().get(f"{room.url}fees/").text
    assert fees.charge_due(now=timezone.now() + timedelta(days=400)) == 0


def test_money_shuts_nobody_out(room: Room, heron: Person) -> None:
    fee = ask_for(room)
    begin_long_ago(fee)
    fees.charge_due(now=timezone.now() - timedelta(days=90))
    browser = heron.client()
    assert "has been due for a while. All stays open to you." in browser.get(f"{room.url}fee/").text
    for open_still in (room.url, f"{room.url}forums/talk/", f"{room.url}forums/talk/write/", "/drafts/", "/help-now/"):
        assert browser.get(open_still).status_code == 200, open_still
    assert "A copy to take with you" in browser.get("/account/data/").text


# --- who keeps the money ---------------------------------------------------------------------------------------------


def test_a_treasurer_writes_down_what_came_in(room: Room, treasurer: Person, heron: Person) -> None:
    ask_for(room, rhythm="once")
    reference = account_of(heron).code
    browser, url = treasurer.client(), purse(room, reference)
    assert "5.00 EUR due" in browser.get(f"{room.url}fees/?due").text
    form = {"amount": "5", "on_day": "2026-01-02", "act": "paid"}
    assert browser.post(url, form).status_code == 302
    assert FeeAccount.objects.get(code=reference).balance == 0
    assert "Nothing is due" in browser.get(f"{room.url}fees/?due").text
    page = heron.client().get(f"{room.url}fee/").text
    assert "Nothing is due. Thank you." in page
    assert "A receipt" in page


def test_a_second_press_writes_no_second_line(room: Room, treasurer: Person, heron: Person) -> None:
    ask_for(room)
    url, browser = purse(room, account_of(heron).code), treasurer.client()
    [key] = findall(r'name="key" value="([0-9a-f-]{36})"', browser.get(url).text)
    assert key not in browser.get(url).text, "each form has its own"
    for act in ("paid", "paid", "refund", "refund"):
        form = {"amount": "5", "on_day": "2026-01-02", "act": act, "key": key}
        assert browser.post(url, form).status_code == 302
    assert sorted(FeePayment.objects.values_list("kind", "change")) == [("paid", -500), ("refunded", 500)]
    assert LogEntry.objects.filter(kind="groups.fee_refunded").count() == 1
    browser.post(url, form | {"key": str(uuid4()), "act": "paid"})
    assert FeePayment.objects.filter(kind="paid").count() == 2


@pytest.mark.once
@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"amount": "0", "on_day": "2026-01-02"}, "Please write an amount above nothing."),
        ({"amount": "x", "on_day": "2026-01-02"}, "Please write an amount, such as"),
        ({"amount": "5", "on_day": "2999-01-02"}, "This day has not come yet."),
        ({"amount": "5", "on_day": "2026-01-02", "act": "refund"}, "Less than this was paid with this code."),
    ],
)
def test_a_slip_is_said_and_nothing_is_written(
    room: Room, treasurer: Person, heron: Person, form: dict[str, str], words: str
) -> None:
    ask_for(room)
    page = treasurer.client().post(purse(room, account_of(heron).code), {"act": "paid"} | form)
    assert words in page.text
    assert not FeePayment.objects.exists()


def test_part_payments_refunds_and_corrections_add_up(room: Room, treasurer: Person, heron: Person) -> None:
    ask_for(room, rhythm="once")
    account = account_of(heron)
    day, by = date(2026, 1, 2), treasurer.face
    for amount in (200, 300, 100):
        fees.record_payment(account=account, amount=amount, on_day=day, by=by, now=room.now)
    fees.record_refund(account=account, amount=50, on_day=day, by=by, now=room.now)
    wrong = FeePayment.objects.get(change=-100)
    url = f"{purse(room, account.code)}{wrong.ref}/correct/"
    browser = treasurer.client()
    assert "Take back the line of 1.00 EUR" in browser.get(url).text
    for _press in range(2):
        assert browser.post(url).status_code == 302
    account.refresh_from_db()
    assert account.balance == sum(FeePayment.objects.values_list("change", flat=True)) == 50
    with pytest.raises(fees.NothingToPayBack):
        fees.record_refund(account=account, amount=451, on_day=day, by=by, now=room.now)


def test_the_ledger_only_grows(room: Room, heron: Person) -> None:
    ask_for(room)
    line = fees.record_payment(account=account_of(heron), amount=500, on_day=date(2026, 1, 2), by=None, now=room.now)
    for change in (
        lambda: FeePayment.objects.update(change=-1),
        lambda: FeePayment.objects.filter(pk=line.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("kind", "change"), [("paid", 5), ("due", -5), ("waived", 5), ("refunded", -5), ("corrected", 5)]
)
def test_a_line_with_the_wrong_sign_is_refused(room: Room, heron: Person, kind: str, change: int) -> None:
    ask_for(room)
    account = account_of(heron)
    with pytest.raises(IntegrityError), transaction.atomic():
        FeePayment.objects.create(
            group=room.group, account=account, kind=kind, change=change, currency="EUR", on_day=room.now.date(),
            made_at=room.now,
        )  # fmt: skip


def test_news_that_comes_twice_is_written_once(room: Room, heron: Person) -> None:
    ask_for(room)
    account = account_of(heron)
    told = {"amount": 500, "on_day": date(2026, 1, 2), "by": None, "now": room.now, "provider": "bank", "event": "e1"}
    lines = {fees.record_payment(account=account, **told).pk for _time in range(3)}
    assert len(lines) == 1
    account.refresh_from_db()
    assert account.balance == -500


def test_no_page_of_the_treasurer_names_anybody(room: Room, treasurer: Person, heron: Person) -> None:
    ask_for(room, rhythm="once")
    account = account_of(heron)
    fees.ask_for_waiver(account=account, now=room.now)
    line = fees.record_payment(account=account, amount=100, on_day=date(2026, 1, 2), by=treasurer.face, now=room.now)
    browser, base = treasurer.client(), f"{room.url}fees/"
    urls = (
        base, f"{base}?due", f"{base}waivers/", f"{base}waivers/{account.code}/decline/", purse(room, account.code),
        f"{purse(room, account.code)}{line.ref}/correct/", f"{base}statement/", f"{base}export/",
    )  # fmt: skip
    for url in urls:
        page = browser.get(url)
        assert page.status_code == 200, url
        words = sub(r"(?s)<svg.*?</svg>", "", page.text)  # what is drawn has numbers of its own
        for canary in ("Heron", str(heron.face.ref), f'"{heron.face.pk}"'):
            assert canary not in words, (url, canary)


def test_no_member_sees_anothers_code(room: Room, treasurer: Person, heron: Person) -> None:
    ask_for(room)
    account = account_of(heron)
    line = fees.record_payment(account=account, amount=100, on_day=date(2026, 1, 2), by=treasurer.face, now=room.now)
    wren = room.member("Wren").client()
    assert account.code not in wren.post(f"{room.url}fee/code/", follow=True).text
    assert wren.get(f"{room.url}fee/receipts/{line.ref}/").status_code == 404
    assert wren.get(purse(room, account.code)).status_code == 403
    assert account.code not in treasurer.client().get(f"{room.url}people/{heron.face.ref}/").text


def test_a_forgotten_faces_code_leads_nowhere(room: Room, heron: Person) -> None:
    ask_for(room)
    account = account_of(heron)
    fees.record_payment(account=account, amount=100, on_day=date(2026, 1, 2), by=None, now=room.now)
    forget(heron.face)
    assert faces.payer_behind(account.code) is None
    assert FeePayment.objects.count() == 1


# --- who cannot pay --------------------------------------------------------------------------------------------------


def test_one_tick_and_no_proof(room: Room, treasurer: Person, heron: Person) -> None:
    fee = ask_for(room, rhythm="once")
    browser = heron.client()
    assert browser.post(f"{room.url}fee/waiver/").status_code == 302
    assert not FeeWaiver.objects.exists()
    for _press in range(2):
        browser.post(f"{room.url}fee/waiver/", {"cannot_pay": "on"})
    assert FeeWaiver.objects.count() == 1
    assert "You need do nothing more" in browser.get(f"{room.url}fee/").text
    reference = code_of(heron)
    assert "Somebody cannot pay" in treasurer.client().get(f"{room.url}fees/").text
    for _press in range(2):
        treasurer.client().post(f"{room.url}fees/waivers/{reference}/grant/")
    page = browser.get(f"{room.url}fee/").text
    assert "You owe nothing until" in page
    assert "Nothing is due" in page
    assert [notice.title for notice in notices_for(room.actor(heron))] == ["An answer about your membership"]
    Fee.objects.filter(pk=fee.pk).update(rhythm="monthly")
    begin_long_ago(fee)
    fees.charge_due(now=timezone.now() + timedelta(days=62))
    assert FeeAccount.objects.get(code=reference).balance == 0


def test_a_no_has_words_and_may_be_asked_again(room: Room, treasurer: Person, heron: Person) -> None:
    ask_for(room)
    account = account_of(heron)
    fees.ask_for_waiver(account=account, now=room.now)
    url = f"{room.url}fees/waivers/{account.code}/decline/"
    assert treasurer.client().post(url, {"reason": " "}).status_code == 200
    assert FeeWaiver.objects.get().state == "asked"
    assert treasurer.client().post(url, {"reason": "The purse is empty <b>now</b>."}).status_code == 302
    page = heron.client().get(f"{room.url}fee/").text
    assert "The purse is empty &lt;b&gt;now&lt;/b&gt;." in page
    heron.client().post(f"{room.url}fee/waiver/", {"cannot_pay": "on"})
    assert FeeWaiver.objects.filter(state="asked").count() == 1


def test_two_treasurers_get_a_polite_conflict(room: Room, treasurer: Person, heron: Person) -> None:
    ask_for(room)
    account = account_of(heron)
    waiver = fees.ask_for_waiver(account=account, now=room.now)
    fees.grant_waiver(waiver=waiver, by=treasurer.face, now=room.now)
    answer = room.founder.client().post(f"{room.url}fees/waivers/{account.code}/grant/", follow=True)
    assert "This was answered just before you." in answer.text
    assert FeeWaiver.objects.get().by_id == treasurer.face.pk


def test_who_can_pay_again_says_so(room: Room, heron: Person, treasurer: Person) -> None:
    ask_for(room)
    waiver = fees.ask_for_waiver(account=account_of(heron), now=room.now)
    fees.grant_waiver(waiver=waiver, by=treasurer.face, now=room.now)
    for _press in range(2):
        assert heron.client().post(f"{room.url}fee/waiver/over/").status_code == 302
    assert FeeWaiver.objects.get().state == "ended"


# --- statements, tables, receipts ------------------------------------------------------------------------------------

BANK = """Our account;;;
Buchungstag;Name;Verwendungszweck;Betrag
02.01.2026;CANARY Name;Mitgliedschaft {code};12,50
02.01.2026;CANARY Name;Mitgliedschaft {code};12,50
03.01.2026;Shop;Paper for {code};-4,00
04.01.2026;Nobody;AAAA-AAAA;9,00
05.01.2026;Somebody;{spaced};lots
"""


def upload(browser: Client, room: Room, text: str, encoding: str = "utf-8") -> str:
    file = BytesIO(text.encode(encoding))
    file.name = "list.csv"
    answer = browser.post(f"{room.url}fees/statement/", {"statement": file})
    assert answer.status_code == 200
    return answer.text


def ticked(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split('name="line"')[1:] for part in [part.split('value="')[1]]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_banks_list_is_read_shown_and_written_once(
    room: Room, treasurer: Person, heron: Person, encoding: str
) -> None:
    ask_for(room)
    wren = room.member("Wren")
    code, unclear = account_of(heron).code, account_of(wren).code
    text = BANK.format(code=code.lower(), spaced=unclear.replace("-", " "))
    browser = treasurer.client()
    page = upload(browser, room, text, encoding)
    assert page.count(f"{code}: 12.50 EUR") == 2
    assert "CANARY" not in page
    assert f"write them down by hand: {unclear}" in page
    lines = ticked(page)
    assert not FeePayment.objects.exists()
    for _press in range(2):
        assert browser.post(f"{room.url}fees/statement/", {"line": lines}).status_code == 302
    assert FeeAccount.objects.get(code=code).balance == -2500
    assert "All that we found stands in the ledger already." in upload(browser, room, text, encoding)


EVENT = "0" * 40


def test_each_code_is_read_in_its_own_currency(room: Room, treasurer: Person, heron: Person) -> None:
    """A group that went from yen to euro has codes of both."""
    ask_for(room, currency="JPY", least="200", suggested="500", most="900")
    old = account_of(heron)
    fees.record_payment(account=old, amount=500, on_day=date(2026, 1, 2), by=None, now=room.now)
    ask_for(room)
    new = account_of(room.member("Wren"))
    lines = f"Date;What;Amount\n2026-01-03;{old.code};700\n2026-01-03;{new.code};7,00\n"
    page = upload(treasurer.client(), room, lines)
    for value in (f"{old.code} 700 2026-01-03 ", f"{new.code} 700 2026-01-03 "):
        assert value in page
    assert "700 JPY" in page
    assert "7.00 EUR" in page


@pytest.mark.once
@pytest.mark.parametrize(
    "line",
    [
        "",
        "x",
        f"AAAA-AAAA 5 2026-01-02 {EVENT}",
        f"{{code}} -5 2026-01-02 {EVENT}",
        f"{{code}} 0 2026-01-02 {EVENT}",
        f"{{code}} 5 2999-01-02 {EVENT}",
        f"{{code}} 5 nonsense {EVENT}",
        "{code} 5 2026-01-02 short",
    ],
)
def test_lines_that_are_not_ours_are_passed_over(room: Room, treasurer: Person, heron: Person, line: str) -> None:
    ask_for(room)
    code = account_of(heron).code
    answer = treasurer.client().post(f"{room.url}fees/statement/", {"line": [line.format(code=code)]})
    assert answer.status_code == 302
    assert not FeePayment.objects.exists()


def test_a_file_that_is_no_list_gets_a_kind_word(room: Room, treasurer: Person) -> None:
    ask_for(room)
    browser = treasurer.client()
    assert "There is nothing in this file." in upload(browser, room, "")
    assert "None of your members' codes" in upload(browser, room, '"\x00"""\r\n;;;\n\t' * 50)
    assert "larger than 2 MB" in upload(browser, room, "x" * (2 * 1024 * 1024 + 1))


def test_the_table_holds_no_formula_and_no_name(room: Room, treasurer: Person, heron: Person) -> None:
    ask_for(room)
    fees.record_payment(account=account_of(heron), amount=1250, on_day=date(2026, 1, 2), by=None, now=room.now)
    answer = treasurer.client().get(f"{room.url}fees/export/")
    assert answer.headers["Content-Type"].startswith("text/csv")
    head, row = list(csv.reader(StringIO(answer.text)))
    assert row[:6] == [code_of(heron), "paid", "12.50", "EUR", "less due", "2026-01-02"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in (*head, *row))


def test_a_receipt_says_membership_and_keeps_no_name(room: Room, heron: Person) -> None:
    ask_for(room)
    line = fees.record_payment(account=account_of(heron), amount=1250, on_day=date(2026, 1, 2), by=None, now=room.now)
    url = f"{room.url}fee/receipts/{line.ref}/"
    page = heron.client().post(url, {"name": "Canary Payer"}).text
    receipt = page.split('<dl class="receipt">')[1].split("</dl>")[0]
    for words in ("Membership", "12.50 EUR", "Canary Payer"):
        assert words in receipt
    assert "Nights" not in receipt
    assert "Canary Payer" not in heron.client().get(url).text
    ask_for(room, rhythm="once")
    assert heron.client().get(url).status_code == 200, "what is asked now takes no receipt away"
    fees.correct(line=line, by=heron.face, now=room.now)
    assert heron.client().get(url).status_code == 404


# --- what is told of it ----------------------------------------------------------------------------------------------


def test_the_log_says_what_was_changed_and_nobodys_amounts(room: Room, treasurer: Person, heron: Person) -> None:
    ask_for(room)
    ask_for(room)
    account = account_of(heron)
    form = {"amount": "5", "on_day": "2026-01-02"}
    for act in ("paid", "refund"):
        treasurer.client().post(purse(room, account.code), form | {"act": act})
    line = FeePayment.objects.get(kind="refunded")
    for _press in range(2):
        treasurer.client().post(f"{purse(room, account.code)}{line.ref}/correct/")
    room.founder.client().post(f"{room.url}settings/door/", {"rhythm": "nothing"})
    page = heron.client().get(f"{room.url}log/").text
    for words in (
        "What the group asks for was changed.", "The group asks for no fee any more.",
        "Somebody was paid back a part of the fee.", "A line in the ledger of fees was taken back.",
    ):  # fmt: skip
        assert page.count(words) == 1, words
    assert "by a treasurer" in page
    for canary in ("5.00", "500", "EUR", account.code, "Otter", "Lantern", "waive"):
        assert canary not in page
    assert room.person("eve").client().get(f"{room.url}log/").status_code == 403


def test_my_copy_holds_my_lines_and_no_others(room: Room, treasurer: Person, heron: Person) -> None:
    ask_for(room, rhythm="once")
    wren = room.member("Wren")
    for person, amount in ((heron, 501), (wren, 777)):
        account = account_of(person)
        fees.record_payment(account=account, amount=amount, on_day=date(2026, 1, 2), by=treasurer.face, now=room.now)
    fees.ask_for_waiver(account=account_of(heron), now=room.now)
    file = BytesIO()
    assert heron.account is not None
    list(copies.write(file, account=heron.account, now=room.now))
    copy = zipfile.ZipFile(file)
    lines = json.loads(copy.read("data/groups-feepayment.json"))
    assert [(one["kind"], one["change"], one["account"]) for one in lines] == [
        ("due", 500, code_of(heron)), ("paid", -501, code_of(heron)),
    ]  # fmt: skip
    [waiver] = json.loads(copy.read("data/groups-feewaiver.json"))
    assert waiver["state"] == "asked"
    assert "What I paid, and what was asked" in copy.read("index.html").decode()
    whole = b"".join(copy.read(name) for name in copy.namelist())
    assert code_of(wren).encode() not in whole
    assert b"777" not in whole
