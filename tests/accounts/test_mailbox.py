"""A mailbox that may not open its account, and the way back in that takes seven days."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils import timezone

from accounts import mailbox
from accounts.models import Account, Letter
from tests.accounts.mailbox import PASSWORD, ask_for_code, come_in, is_in, newest_code, shown, sure, waiting

pytestmark = pytest.mark.django_db
START = timezone.now().replace(minute=5)


def passkey(account: Account, *, is_enough: bool = True) -> Authenticator:
    credential = {"clientExtensionResults": {"credProps": {"rk": is_enough}}}
    data = {"name": "my phone", "credential": credential}
    return Authenticator.objects.create(user=account, type=Authenticator.Type.WEBAUTHN, data=data)


def app_and_codes(account: Account) -> list[str]:
    TOTP.activate(account, generate_totp_secret())
    return RecoveryCodes.activate(account).get_unused_codes()


@pytest.fixture
def closed(ann) -> Account:
    """ann, whose mailbox may not open her account; she has a password, an app and spare codes."""
    app_and_codes(ann)
    return mailbox.close_mailbox(account=ann, now=timezone.now())


def test_without_another_way_in_the_mailbox_stays_open(client, ann):
    sure(client)
    assert "First you need another way in" in shown(client, "/account/mailbox/")
    client.post("/account/mailbox/", {"action": "close"})
    ann.refresh_from_db()
    assert ann.opens_by_mail
    passkey(ann, is_enough=False)
    with pytest.raises(mailbox.NoOtherWay):
        mailbox.close_mailbox(account=ann, now=timezone.now())
    passkey(ann)
    client.post("/account/mailbox/", {"action": "close"})
    ann.refresh_from_db()
    assert not ann.opens_by_mail
    assert "does not open your account any more" in waiting()[-1]["text"]
    client.post("/account/mailbox/", {"action": "open"})
    ann.refresh_from_db()
    assert ann.opens_by_mail


def test_a_password_counts_with_spare_codes_alone(ann):
    assert not mailbox.has_other_way(ann)
    RecoveryCodes.activate(ann)
    assert not mailbox.has_other_way(ann), "they would go with the second step that is not there"
    TOTP.activate(ann, generate_totp_secret())
    assert mailbox.has_other_way(ann)


def test_who_came_in_long_ago_is_asked_once_more_before(client, ann):
    passkey(ann)
    assert client.get("/account/mailbox/").headers["Location"].startswith("/account/keys/passkeys/again/?next=")
    client.post("/account/mailbox/", {"action": "close"})
    assert Account.objects.get().opens_by_mail


def test_the_code_opens_nothing_and_looks_the_same_until_it_is_typed(closed):
    thief = Client()
    before = Letter.objects.count()
    code = ask_for_code(thief, "ann@example.org")
    assert Letter.objects.count() == before + 1
    answer = thief.post("/account/code/", {"code": code})
    assert answer.headers["Location"] == "/account/way-back/"
    assert not is_in(thief)
    assert "does not open by mail alone" in shown(thief, "/account/way-back/")


def test_a_new_password_by_mail_is_not_to_be_had(closed):
    thief = Client()
    answer = thief.post("/account/password/reset/", {"email": "ann@example.org"})
    assert answer.headers["Location"] == "/account/password/reset/confirm/"
    assert "switched off" in waiting()[-1]["text"]
    stolen = thief.session["account_password_reset_verification"]["code"]
    assert stolen not in waiting()[-1]["text"]


def test_password_and_spare_code_still_open_it(closed):
    codes = Authenticator.objects.get(user=closed, type="recovery_codes").wrap().get_unused_codes()
    mine = Client()
    mine.post("/account/login/", {"login": "ann@example.org", "password": PASSWORD})
    assert not is_in(mine)
    mine.post("/account/second-step/", {"code": codes[0]})
    assert is_in(mine)


def test_the_last_way_in_cannot_be_taken_away(client, closed):
    sure(client)
    assert client.post("/account/keys/app/remove/").headers["Location"] == "/account/mailbox/"
    assert Authenticator.objects.filter(user=closed, type="totp").exists()
    key = passkey(closed)
    assert client.post("/account/keys/app/remove/").headers["Location"] != "/account/mailbox/"
    assert client.post(f"/account/keys/passkeys/{key.pk}/remove/").headers["Location"] == "/account/mailbox/"
    assert Authenticator.objects.filter(pk=key.pk).exists()


def lost(address: str = "ann@example.org") -> Client:
    """A browser that holds the mailbox and nothing else."""
    browser = Client()
    come_in(browser, address)
    return browser


def test_the_way_back_takes_seven_days_and_makes_all_that_was_lost_worthless(client, closed):
    with time_machine.travel(START, tick=False):
        lost().post("/account/way-back/")
    assert "In seven days" in waiting()[-1]["text"]
    with time_machine.travel(START + timedelta(days=6, hours=23), tick=False):
        early = lost()
        assert "You have asked to come back in" in shown(early, "/account/way-back/")
        early.post("/account/way-back/")
        assert not is_in(early)
    with time_machine.travel(START + timedelta(days=7, hours=1), tick=False):
        back = lost()
        assert "You can come in now" in shown(back, "/account/way-back/")
        assert back.post("/account/way-back/").headers["Location"] == "/account/keys/"
        assert is_in(back)
        assert not is_in(client)
    closed.refresh_from_db()
    assert (closed.opens_by_mail, closed.way_back_at, closed.has_usable_password()) == (True, None, False)
    assert not Authenticator.objects.exists()


def test_it_is_shown_on_every_page_and_can_be_stopped_there(client, closed):
    lost().post("/account/way-back/")
    for path in ("/home/", "/account/", "/drafts/", "/help-now/"):
        assert "Was it you who lost the keys" in shown(client, path)
    assert "Was it you who lost the keys" not in shown(Client(), "/help-now/")
    other = Client()
    come_in(other, "bob@example.org")
    assert "Was it you" not in shown(other, "/home/")
    other.post("/account/way-back/stop/")
    closed.refresh_from_db()
    assert closed.way_back_at
    assert client.post("/account/way-back/stop/").headers["Location"] == "/account/mailbox/"
    assert "Was it you" not in shown(client, "/home/")
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        thief = lost()
        thief.post("/account/way-back/")
        assert not is_in(thief)
        closed.refresh_from_db()
        assert closed.way_back_at > timezone.now() + timedelta(days=6), "the seven days begin anew"


def test_asking_twice_does_not_begin_anew_and_stopping_twice_is_once(closed):
    first = mailbox.ask_way_back(account=closed, now=START).way_back_at
    assert mailbox.ask_way_back(account=closed, now=START + timedelta(days=3)).way_back_at == first
    letters = Letter.objects.count()
    for _ in range(2):
        mailbox.stop_way_back(account=closed, now=START)
    assert Letter.objects.count() == letters + 1
    with pytest.raises(mailbox.NotYet):
        mailbox.take_way_back(account=closed, now=START + timedelta(days=8))


def test_a_way_back_that_nobody_took_does_not_stand_open_for_ever(closed):
    mailbox.ask_way_back(account=closed, now=START)
    late = START + mailbox.WAY_BACK_TAKES + mailbox.WAY_BACK_STANDS
    with pytest.raises(mailbox.NotYet):
        mailbox.take_way_back(account=closed, now=late)
    from accounts import actions

    actions.tidy(now=late)
    assert Account.objects.get(pk=closed.pk).way_back_at is None


def test_without_the_code_nobody_comes_near_it(client, closed):
    stranger = Client()
    assert stranger.get("/account/way-back/").headers["Location"] == "/account/enter/"
    stranger.post("/account/way-back/")
    assert Account.objects.get(pk=closed.pk).way_back_at is None
    assert client.get("/account/way-back/").headers["Location"] == "/home/"
    browser = lost()
    with time_machine.travel(timezone.now() + timedelta(minutes=21)):
        assert browser.get("/account/way-back/").headers["Location"] == "/account/enter/"


def test_who_lost_the_second_step_comes_back_the_same_way(ann):
    app_and_codes(ann)
    browser = Client()
    assert come_in(browser, "ann@example.org").headers["Location"] == "/account/second-step/"
    assert "/account/way-back/" in shown(browser, "/account/second-step/")
    browser.post("/account/way-back/")
    ann.refresh_from_db()
    assert ann.way_back_at is not None
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1), tick=False):
        again = lost()
        again.post("/account/way-back/")
        assert is_in(again)


def test_asked_again_the_mailbox_is_not_among_the_ways(client, closed):
    for path in ("/account/again/", "/account/reauthenticate/"):
        answer = client.get(path, follow=True)
        assert "With a code by e-mail" not in answer.content.decode()
    assert newest_code_is_none()


def newest_code_is_none() -> bool:
    try:
        return not newest_code()
    except (AssertionError, IndexError):
        return True
