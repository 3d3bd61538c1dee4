"""A button pressed after the session had ended, without scripts: what was sent comes along to whoever sent it."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.utils import timezone

from accounts import presence
from accounts.models import Account
from tests.accounts.device import Device
from tests.accounts.mailbox import PASSWORD, come_in, is_in, known, newest_code, shown

pytestmark = pytest.mark.django_db
REPLY = "/g/calm-otter/threads/00000000-0000-4000-8000-000000000000/reply/"
WORDS = "I had just written all of this."
SENT = {"source": WORDS, "key": "k", "act": "review"}


def held_in(page: str) -> str:
    found = re.search(r'name="held" value="([^"]+)"', page)
    assert found
    return found.group(1)


def press(client: Client, **sent: str) -> str:
    """Press "Go on" as nobody; what comes back shows the words, and keeps nothing."""
    answer = client.post(REPLY, sent or SENT)
    assert answer.status_code == 403
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert not dict(client.session), "nothing is kept before an address is typed"
    return answer.text


def take_along(client: Client, address: str, **more: str):
    page = press(client)
    return client.post("/account/enter/", {"email": address, "held": held_in(page), **more})


def test_the_words_are_shown_and_wait_for_the_address_typed_with_them(client):
    page = press(client)
    assert WORDS in page
    assert "You were signed out meanwhile" in page
    take_along(client, "Ann@example.org")
    assert WORDS not in json.dumps(dict(client.session.items())), "they lie sealed"
    assert client.session.get_expiry_age() <= presence.PARCEL_LASTS
    assert WORDS not in shown(client, "/account/code/")
    answer = client.post("/account/code/", {"code": newest_code()})
    assert answer.headers["Location"] == "/account/away/words/"
    assert client.session.get_expiry_age() > presence.PARCEL_LASTS, "it is a session like any other again"
    page = shown(client, "/account/away/words/")
    assert WORDS in page
    assert f'action="{REPLY}"' in page
    for field in ('name="key" value="k"', 'name="act" value="review"'):
        assert field in page
    client.post(REPLY, SENT)
    assert client.get("/account/away/words/").headers["Location"] == "/home/", "they have arrived"


def test_after_a_slip_in_the_address_they_come_along_to_the_next_one(client):
    take_along(client, "ann@exmaple.org")
    page = shown(client, "/account/code/")
    assert "your words come along" in page
    assert WORDS not in page
    wrong = client.post("/account/code/", {"code": "000000", "held": held_in(page)}).text
    assert held_in(wrong)
    client.post("/account/code/", {"action": "resend", "held": held_in(wrong)})
    page = client.post("/account/code/", {"action": "another", "held": held_in(shown(client, "/account/code/"))}).text
    assert WORDS in page
    assert 'value="ann@exmaple.org"' in page
    client.post("/account/enter/", {"email": "ann@example.org", "held": held_in(page)})
    assert client.post("/account/code/", {"code": newest_code()}).headers["Location"] == "/account/away/words/"
    assert WORDS in shown(client, "/account/away/words/")


def test_whoever_opens_the_entrance_anew_cannot_take_them_along(client):
    take_along(client, "ann@example.org")
    shown(client, "/account/code/")
    page = client.get("/account/enter/", follow=True).text
    assert "Look into your mail" in page
    assert 'name="held"' not in page
    assert client.post("/account/code/", {"action": "another"}).headers["Location"] == "/account/enter/"
    client.post("/account/enter/", {"email": "bob@example.org"})
    assert 'name="held"' not in shown(client, "/account/code/")
    assert client.post("/account/code/", {"code": newest_code()}).headers["Location"] == "/home/"
    assert presence.PARCEL not in client.session


def test_the_page_that_follows_may_carry_them_for_a_minute_and_no_longer(client):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        take_along(client, "ann@example.org")
    with time_machine.travel(start + timedelta(minutes=2), tick=False):
        assert 'name="held"' not in shown(client, "/account/code/")


def test_chosen_for_other_ways_in_they_come_along_to_no_other_address(client):
    take_along(client, "ann@example.org", way="other")
    client.post("/account/enter/", {"email": "bob@example.org"})
    assert 'name="held"' not in shown(client, "/account/code/")


@pytest.mark.parametrize("carried", [True, False])
def test_when_the_code_has_run_out_they_wait_for_the_same_address_still(client, carried):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        take_along(client, "ann@example.org")
        held = held_in(shown(client, "/account/code/"))
    with time_machine.travel(start + timedelta(minutes=25), tick=False):
        sent = {"code": "000000"} | ({"held": held} if carried else {})
        page = client.post("/account/code/", sent, follow=True).text
        assert "That code has run out" in page
        assert (WORDS in page) == carried
        client.post("/account/enter/", {"email": "Ann@example.org"} | ({"held": held} if carried else {}))
        assert client.post("/account/code/", {"code": newest_code()}).headers["Location"] == "/account/away/words/"


def test_another_address_gets_nothing(client):
    take_along(client, "ann@example.org")
    client.post("/account/code/", {"action": "another"})
    assert come_in(client, "bob@example.org").headers["Location"] == "/home/"
    assert client.get("/account/away/words/").headers["Location"] == "/home/"
    assert presence.WORDS not in client.session
    assert presence.PARCEL not in client.session


def test_somebody_else_who_comes_in_by_a_password_gets_nothing(client):
    known("bob@example.org", password=PASSWORD)
    take_along(client, "ann@example.org", way="other")
    client.post("/account/login/", {"login": "bob@example.org", "password": PASSWORD})
    assert is_in(client)
    assert client.get("/account/away/words/").headers["Location"] == "/home/"
    assert {presence.WORDS, presence.PARCEL} & set(client.session.keys()) == set()


def test_other_ways_in_bring_them_along(client):
    known(password=PASSWORD)
    answer = take_along(client, "ann@example.org", way="other")
    assert answer.headers["Location"] == "/account/login/"
    answer = client.post("/account/login/", {"login": "ann@example.org", "password": PASSWORD})
    assert answer.headers["Location"] == "/account/away/words/"
    assert WORDS in shown(client, "/account/away/words/")


def other_ways(client: Client) -> str:
    """The address has a slip in it, and "Other ways to sign in" is pressed; what the page there carries."""
    take_along(client, "ann@exmaple.org", way="other")
    page = shown(client, "/account/login/")
    assert "comes along with whoever signs in from this page" in page
    assert WORDS not in page
    return held_in(page)


def test_after_a_slip_in_the_address_they_come_along_to_whoever_comes_in_by_a_password(client):
    known(password=PASSWORD)
    held = other_ways(client)
    tried = client.post("/account/login/", {"login": "ann@example.org", "password": "another", "held": held}).text
    sent = {"login": "ann@example.org", "password": PASSWORD, "held": held_in(tried)}
    assert client.post("/account/login/", sent).headers["Location"] == "/account/away/words/"
    assert WORDS in shown(client, "/account/away/words/")


def test_after_a_slip_in_the_address_they_come_along_through_a_second_step(client):
    ann = known(password=PASSWORD)
    TOTP.activate(ann, "A" * 32)
    spare = RecoveryCodes.activate(ann).get_unused_codes()[0]
    held = other_ways(client)
    sent = {"login": "ann@example.org", "password": PASSWORD, "held": held}
    assert client.post("/account/login/", sent).headers["Location"] == "/account/second-step/"
    assert client.post("/account/second-step/", {"code": spare}).headers["Location"] == "/account/away/words/"
    assert WORDS in shown(client, "/account/away/words/")


def test_after_a_slip_in_the_address_they_come_along_to_whoever_comes_in_by_a_passkey(client):
    device = Device(known())
    held = other_ways(client)
    client.post("/account/passkey/", {"credential": "{}", "held": held})
    assert held_in(shown(client, "/account/login/")), "a passkey that was not taken has not taken them"
    assert device.come_in(client, held=held).headers["Location"] == "/account/away/words/"
    assert WORDS in shown(client, "/account/away/words/")


def test_a_passkey_of_somebody_else_on_a_page_opened_anew_gets_nothing(client):
    device = Device(known("bob@example.org"))
    other_ways(client)
    assert 'name="held"' not in shown(client, "/account/login/")
    assert device.come_in(client).headers["Location"] == "/home/"
    assert {presence.WORDS, presence.PARCEL} & set(client.session.keys()) == set()


def test_from_the_other_ways_a_press_leads_back_to_the_words(client):
    held = other_ways(client)
    page = client.post("/account/code/", {"action": "another", "held": held}).text
    assert WORDS in page
    client.post("/account/enter/", {"email": "ann@example.org", "held": held_in(page)})
    assert client.post("/account/code/", {"code": newest_code()}).headers["Location"] == "/account/away/words/"


def test_an_address_with_a_slip_in_it_is_asked_again_with_the_words(client):
    answer = take_along(client, "ann at example.org")
    assert answer.status_code == 200
    assert WORDS in answer.text
    client.post("/account/enter/", {"email": "ann@example.org", "held": held_in(answer.text)})
    assert client.post("/account/code/", {"code": newest_code()}).headers["Location"] == "/account/away/words/"


def test_after_an_hour_they_are_gone(client):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        take_along(client, "ann@example.org")
    with time_machine.travel(start + timedelta(minutes=61), tick=False):
        assert presence.PARCEL not in Client(cookies=client.cookies).session
        assert come_in(client, "ann@example.org").headers["Location"] == "/home/"


def test_a_parcel_that_we_did_not_seal_is_none(client):
    client.post("/account/enter/", {"email": "ann@example.org", "held": "gAAAA"})
    assert presence.PARCEL not in client.session
    assert client.post("/account/code/", {"code": newest_code()}).headers["Location"] == "/home/"


def test_on_a_shared_computer_that_was_left_they_are_not_lost_either(client):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        come_in(client, "ann@example.org", shared="on")
        client.get("/home/")
    with time_machine.travel(start + timedelta(minutes=40), tick=False):
        answer = client.post("/groups/new/", {"summary": WORDS})
        assert answer.status_code == 403
        assert WORDS in answer.text
        assert re.search(r'name="shared"[^>]*checked', answer.text)
        assert not is_in(client)


def test_what_somebody_looks_for_is_written_nowhere(client):
    answer = client.post("/g/calm-otter/search/", {"words": "something private"})
    assert answer.headers["Location"] == "/account/enter/?next=/g/calm-otter/search/"


@pytest.mark.parametrize("sent", [{}, {"act": ""}])
def test_a_press_without_words_leads_to_the_entrance_as_before(client, sent):
    answer = client.post(REPLY, sent)
    assert answer.headers["Location"] == f"/account/enter/?next={REPLY}"


def test_a_script_that_saves_is_told_nothing_new(client):
    assert client.post(REPLY, SENT, headers={"accept": "application/json"}).status_code == 302


def test_nobody_is_made_by_it(client):
    press(client)
    assert not Account.objects.exists()


def test_with_an_old_token_what_stood_on_our_own_page_is_shown(settings):
    browser = Client(enforce_csrf_checks=True)
    ours = browser.post(REPLY, SENT, headers={"origin": "http://testserver"})
    theirs = browser.post(REPLY, SENT, headers={"origin": "https://elsewhere.example"})
    unsaid = browser.post(REPLY, SENT)
    assert [answer.status_code for answer in (ours, theirs, unsaid)] == [403] * 3
    assert [WORDS in answer.text for answer in (ours, theirs, unsaid)] == [True, False, False]
