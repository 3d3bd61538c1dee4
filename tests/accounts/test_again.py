"""Asked once more: before what matters, and after having been away, with nothing lost that was typed."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils import timezone

from accounts import presence
from accounts.models import Account
from tests.accounts.mailbox import PASSWORD, come_in, is_in, newest_code, shown, sure, waiting
from tests.few import few_of

pytestmark = pytest.mark.django_db
START = timezone.now().replace(minute=5)
MATTERS = (
    "/account/email/", "/account/password/set/", "/account/mailbox/", "/account/keys/app/",
    "/account/keys/passkeys/add/", "/account/keys/codes/new/",
)  # fmt: skip


@pytest.mark.parametrize("path", few_of(MATTERS, MATTERS[:1], others=pytest.mark.once))
def test_what_matters_is_asked_once_more_after_a_while(client, path):
    with time_machine.travel(START, tick=False):
        come_in(client, "ann@example.org")
        assert client.get(path).status_code == 200, "who has just come in is not asked again at once"
    with time_machine.travel(START + timedelta(minutes=11), tick=False):
        answer = client.get(path)
        assert answer.headers["Location"].startswith("/account/again/?next=")
        client.post(answer.headers["Location"], {"action": "send"})
        assert client.get(path).status_code == 302
        done = client.post(answer.headers["Location"], {"code": newest_code()})
        assert done.headers["Location"] == path
        assert client.get(path).status_code == 200


def test_a_page_that_was_opened_in_time_may_be_sent_a_little_later(client):
    with time_machine.travel(START, tick=False):
        come_in(client, "ann@example.org")
    data = {"password1": PASSWORD, "password2": PASSWORD}
    with time_machine.travel(START + timedelta(minutes=16), tick=False):
        client.post("/account/password/set/", data)
        assert not Account.objects.get().has_usable_password()
    with time_machine.travel(START + timedelta(minutes=14), tick=False):
        client.post("/account/password/set/", data)
        assert Account.objects.get().has_usable_password()


def test_a_wrong_code_makes_nobody_sure_and_five_are_the_end_of_it(client, ann):
    client.post("/account/again/", {"action": "send"})
    right = newest_code()
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    for _ in range(5):
        assert client.post("/account/again/", {"code": wrong}).status_code == 200
    client.post("/account/again/", {"code": right})
    assert client.get("/account/email/").status_code == 302


def test_a_code_for_one_browser_does_not_serve_another(ann):
    one, two = Client(), Client()
    for browser in (one, two):
        browser.force_login(ann)
    one.post("/account/again/", {"action": "send"})
    two.post("/account/again/", {"code": newest_code()})
    assert two.get("/account/email/").status_code == 302


def test_mail_does_not_go_around_a_second_step(client, ann):
    TOTP.activate(ann, generate_totp_secret())
    assert client.get("/account/again/").headers["Location"].startswith("/account/reauthenticate/")
    before = len(waiting())
    client.post("/account/again/", {"action": "send"})
    assert len(waiting()) == before


def test_changes_are_told_by_mail_without_a_word_of_groups(client, ann, settings):
    sure(client)
    new = "another long and quiet password"
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    letter = waiting()[-1]
    assert letter["subject"] == "A change in your account"
    assert settings.SITE_NAME not in letter["text"]
    assert "group" not in letter["text"].lower()


@pytest.fixture
def careful(client):
    """ann, who is asked again after five minutes away."""
    with time_machine.travel(START, tick=False):
        come_in(client, "ann@example.org")
        Account.objects.update(asks_again_after=5)
        client.get("/home/")
    return client


def test_after_so_many_minutes_away_everything_waits_behind_one_question(careful):
    with time_machine.travel(START + timedelta(minutes=4), tick=False):
        assert careful.get("/home/").status_code == 200
    with time_machine.travel(START + timedelta(minutes=10), tick=False):
        for path in ("/home/", "/drafts/", "/g/calm-otter/", "/account/", "/account/preferences/", "/"):
            assert careful.get(path).headers["Location"].startswith("/account/away/?next=")
        for path in ("/help-now/", "/leaving/", "/account/away/"):
            shown(careful, path)
        careful.post("/account/again/", {"action": "send"})
        answer = careful.post("/account/again/?next=/drafts/", {"code": newest_code()})
        assert answer.headers["Location"] == "/drafts/"
        assert careful.get("/drafts/").status_code == 200
        assert careful.get("/account/away/?next=/drafts/").headers["Location"] == "/drafts/"


def test_who_was_sure_before_is_not_sure_after_having_been_away(careful):
    with time_machine.travel(START + timedelta(minutes=6), tick=False):
        assert careful.get("/home/").status_code == 302, "coming in six minutes ago is not being here"


def test_waiting_is_not_ended_by_coming_back_later_or_by_asking_often(careful):
    for minutes in (6, 7, 30, 31):
        with time_machine.travel(START + timedelta(minutes=minutes), tick=False):
            assert careful.get("/home/").status_code == 302


def test_a_page_left_open_can_say_so_whatever_the_site_has_heard_since(careful):
    with time_machine.travel(START + timedelta(minutes=1), tick=False):
        careful.get("/drafts/")
        careful.post("/account/away/")
        assert careful.get("/drafts/").headers["Location"] == "/account/away/?next=%2Fdrafts%2F"
        Account.objects.update(asks_again_after=0)
        assert careful.get("/drafts/").status_code == 200
        careful.post("/account/away/")
        assert careful.get("/drafts/").status_code == 200, "who has not chosen it is never asked"


def test_reading_on_is_being_here(careful):
    for minutes in range(1, 20, 3):
        with time_machine.travel(START + timedelta(minutes=minutes), tick=False):
            assert careful.head("/account/here/").status_code == 204
    with time_machine.travel(START + timedelta(minutes=22), tick=False):
        assert careful.get("/home/").status_code == 200


def test_words_that_were_sent_too_late_are_kept_and_shown_again(careful):
    words = "I had just written all of this."
    with time_machine.travel(START + timedelta(minutes=10), tick=False):
        answer = careful.post("/groups/new/?step=2", {"name": "Quiet", "summary": words, "twice": ["a", "b"]})
        assert answer.headers["Location"] == "/account/away/?next=%2Fgroups%2Fnew%2F%3Fstep%3D2"
        assert words not in json.dumps(dict(careful.session.items())), "they lie sealed"
        assert "/account/again/?next=%2Faccount%2Faway%2Fwords%2F" in shown(careful, "/account/away/")
        assert careful.get("/account/away/words/").status_code == 302, "nobody reads them before"
        careful.post("/account/again/", {"action": "send"})
        careful.post("/account/again/", {"code": newest_code()})
        page = shown(careful, "/account/away/words/")
        assert words in page
        assert 'action="/groups/new/?step=2"' in page
        for field in ('name="name" value="Quiet"', 'name="twice" value="a"', 'name="twice" value="b"'):
            assert field in page
        assert careful.post("/groups/new/?step=2", {"name": ""}).status_code == 200
        assert careful.get("/account/away/words/").headers["Location"] == "/home/", "they have arrived"


def test_words_can_be_let_go_and_passwords_are_never_held(careful):
    with time_machine.travel(START + timedelta(minutes=10), tick=False):
        careful.post("/account/password/set/", {"password1": PASSWORD})
        assert presence.WORDS not in careful.session
        careful.post("/groups/new/", {"summary": "some words"})
        assert presence.WORDS in careful.session
        careful.post("/account/again/", {"action": "send"})
        careful.post("/account/again/", {"code": newest_code()})
        careful.post("/account/away/words/")
        assert presence.WORDS not in careful.session


def test_words_on_their_way_from_a_page_are_told_to_stay_there(careful):
    with time_machine.travel(START + timedelta(minutes=10), tick=False):
        answer = careful.post("/drafts/x/save/", {"text": "half a word"}, headers={"accept": "application/json"})
        assert answer.status_code in (401, 404)
        saved = careful.post("/groups/new/", {"text": "half a word"}, headers={"accept": "application/json"})
        assert saved.status_code == 401


def test_nothing_is_written_for_those_who_have_not_chosen_it(client, django_assert_num_queries):
    come_in(client, "ann@example.org")
    client.get("/account/")
    assert presence.SEEN not in client.session
    with django_assert_num_queries(1):  # the session with its account
        client.get("/account/")


@pytest.mark.parametrize("way", ["code", "password"])
def test_on_a_shared_computer_the_session_is_short(way):
    browser = Client()
    with time_machine.travel(START, tick=False):
        if way == "code":
            come_in(browser, "ann@example.org", shared="on")
        else:
            come_in(Client(), "ann@example.org")
            account = Account.objects.get()
            account.set_password(PASSWORD)
            account.save()
            browser.post("/account/login/", {"login": "ann@example.org", "password": PASSWORD, "shared": "on"})
        assert browser.cookies["sessionid"]["max-age"] == ""
        assert browser.cookies["sessionid"]["expires"] == ""
        browser.get("/home/")
    with time_machine.travel(START + timedelta(minutes=7), tick=False):
        assert browser.get("/home/").headers["Location"].startswith("/account/away/")
    with time_machine.travel(START + timedelta(minutes=40), tick=False):
        answer = browser.get("/drafts/")
        assert answer.headers["Location"] == "/account/enter/?next=%2Fdrafts%2F"
        assert not is_in(browser)


def test_elsewhere_the_session_lasts(client):
    come_in(client, "ann@example.org")
    assert client.cookies["sessionid"]["max-age"] == 14 * 24 * 3600


def test_one_browser_can_be_signed_out_from_another(client):
    come_in(client, "ann@example.org")
    phone, stranger = Client(headers={"user-agent": "Firefox/140 Android"}), Client()
    come_in(phone, "ann@example.org")
    come_in(stranger, "eve@example.org")
    theirs = re.findall(r"/account/sessions/(\w+)/end/", shown(client, "/account/sessions/"))
    assert len(theirs) == 1, "one's own is not among them"
    stranger.post(f"/account/sessions/{theirs[0]}/end/")
    assert is_in(phone)
    for _ in range(2):
        assert client.post(f"/account/sessions/{theirs[0]}/end/").status_code == 302
    assert not is_in(phone)
    assert is_in(client)
    third = Client()
    come_in(third, "ann@example.org")
    client.post("/account/sessions/")
    assert not is_in(third)
    assert is_in(client)
    assert is_in(stranger)


def test_the_list_of_browsers_asks_the_same_for_two_and_for_twenty(client, django_assert_max_num_queries):
    counts = []
    come_in(client, "ann@example.org")
    for many in (2, 20):
        for _ in range(many):
            Client().force_login(Account.objects.get())
            other = Client()
            other.force_login(Account.objects.get())
            other.get("/account/")
        with django_assert_max_num_queries(6) as asked:
            client.get("/account/sessions/")
        counts.append(len(asked.captured_queries))
    assert counts[0] == counts[1]
