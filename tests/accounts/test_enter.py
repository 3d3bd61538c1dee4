"""One way in: the same for known and unknown, and back to where one was going."""

import re
import socket
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from accounts import entrance
from accounts.models import Account, Letter
from supportgroups.lib.patientcache import PatientRedisCache
from tests.accounts.mailbox import ask_for_code, come_in, is_in, known, newest_code, waiting
from tests.few import few_of

pytestmark = pytest.mark.django_db


def seen(client: Client, answer) -> tuple:
    """All that somebody at the keyboard can see of an answer, without what is random by design."""
    text = re.sub(rb'(name="csrfmiddlewaretoken" value=")[^"]*', rb"\1", answer.content)
    cookies = {
        name: (len(morsel.value), sorted((key, value) for key, value in morsel.items() if key != "expires"))
        for name, morsel in client.cookies.items()
    }
    headers = {name: value for name, value in answer.headers.items() if name not in ("Expires", "Last-Modified")}
    return answer.status_code, text, headers, cookies


def walk(address: str) -> list[tuple]:
    client = Client()
    shown = [seen(client, client.get("/account/enter/"))]
    before = Letter.objects.count()
    shown.append(seen(client, client.post("/account/enter/", {"email": address})))
    shown.append(seen(client, client.get("/account/code/")))
    wrong = "000000" if newest_code() != "000000" else "000001"
    shown.append(seen(client, client.post("/account/code/", {"code": wrong})))
    shown.append(seen(client, client.post("/account/code/", {"action": "resend"})))
    shown.append((Letter.objects.count() - before, [sorted(letter) for letter in waiting()[-1:]]))
    return shown


def test_known_and_unknown_addresses_are_answered_alike():
    known("aaaa@example.org")
    known("cccc@example.org").is_active = False
    Account.objects.filter(email="cccc@example.org").update(is_active=False)
    unknown, confirmed, closed = walk("bbbb@example.org"), walk("aaaa@example.org"), walk("cccc@example.org")
    plain = [str(steps).replace("aaaa@", "bbbb@").replace("cccc@", "bbbb@") for steps in (unknown, confirmed, closed)]
    assert plain[0] == plain[1] == plain[2]


def test_an_address_alone_makes_no_account():
    asker = Client()
    code = ask_for_code(asker, "new@example.org")
    assert not Account.objects.exists()
    assert not EmailAddress.objects.exists()
    asker.post("/account/code/", {"code": code})
    assert Account.objects.get().email == "new@example.org"


def test_the_letters_to_known_and_unknown_say_the_same(client):
    known("aaaa@example.org")
    texts = []
    for address in ("aaaa@example.org", "bbbb@example.org"):
        ask_for_code(Client(), address)
        letter = waiting()[-1]
        texts.append([re.sub(r"\d{6}", "CODE", letter[part]) for part in ("subject", "text", "html")])
    assert texts[0] == texts[1]


def test_the_code_signs_in_confirms_the_address_and_goes_on(client):
    answer = come_in(client, "New@Example.org ", next="/g/calm-otter/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/g/calm-otter/")
    assert is_in(client)
    account = Account.objects.get()
    assert account.email == "new@example.org"
    assert not account.has_usable_password()
    assert EmailAddress.objects.get().verified


def test_coming_back_finds_the_same_account():
    come_in(Client(), "ann@example.org")
    come_in(Client(), "ANN@example.org")
    assert Account.objects.count() == EmailAddress.objects.count() == 1


def test_an_address_without_a_row_of_its_own_is_confirmed_too(client):
    Account.objects.create_superuser("op@example.org")
    assert come_in(client, "op@example.org").headers["Location"] == "/home/"
    assert EmailAddress.objects.get().verified


@pytest.mark.once
@pytest.mark.parametrize("form", ["{0}{1}", "{0} {1}", " {0}-{1} ", "{0}\u00a0{1}\n", "{0}.{1}"])
def test_a_pasted_code_may_carry_spaces_along(client, form):
    code = ask_for_code(client, "ann@example.org")
    client.post("/account/code/", {"code": form.format(code[:3], code[3:])})
    assert is_in(client)


def test_full_width_digits_are_digits(client):
    code = ask_for_code(client, "ann@example.org")
    client.post("/account/code/", {"code": code.translate({ord("0") + n: 0xFF10 + n for n in range(10)})})
    assert is_in(client)


NO_CODES = ("", "12345", "1234567", "abcdef", "\x00", "12345x6", "9" * 5000)


@pytest.mark.parametrize("code", few_of(NO_CODES, ("", "1234567", "abcdef")))
def test_what_is_no_code_costs_no_try(client, code):
    right = ask_for_code(client, "ann@example.org")
    for _ in range(6):
        assert client.post("/account/code/", {"code": code}).status_code == 200
    client.post("/account/code/", {"code": right})
    assert is_in(client)


def test_five_wrong_codes_are_the_end_of_this_one(client):
    right = ask_for_code(client, "ann@example.org", next="/g/calm-otter/")
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    for _ in range(4):
        answer = client.post("/account/code/", {"code": wrong})
        assert b"not the code we sent" in answer.content
    assert client.post("/account/code/", {"code": wrong}).headers["Location"] == "/account/enter/"
    assert b"one try too many" in client.get("/account/enter/").content
    client.post("/account/code/", {"code": right})
    assert not is_in(client)
    assert come_in(client, "ann@example.org").headers["Location"] == "/g/calm-otter/"


def test_tries_are_counted_over_all_browsers(monkeypatch):
    monkeypatch.setattr(entrance, "TRIES_PER_ADDRESS", 2)
    for _ in range(2):
        other = Client()
        right = ask_for_code(other, "ann@example.org")
        other.post("/account/code/", {"code": f"{(int(right) + 1) % 1_000_000:06d}"})
    last = Client()
    come_in(last, "ann@example.org")
    assert not is_in(last)


def test_a_code_lasts_twenty_minutes():
    start = timezone.now().replace(minute=5)
    for minutes, works in ((19, True), (21, False), (40, False)):
        client = Client()
        with time_machine.travel(start, tick=False):
            code = ask_for_code(client, "ann@example.org", next="/g/calm-otter/")
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            answer = client.post("/account/code/", {"code": code}, follow=True)
            assert is_in(client) is works
            if minutes == 21:
                assert b"run out" in answer.content


def test_a_new_code_replaces_the_old_one_and_lasts_its_own_twenty_minutes(client):
    start = timezone.now().replace(minute=5)
    with time_machine.travel(start, tick=False):
        old = ask_for_code(client, "ann@example.org")
    with time_machine.travel(start + timedelta(minutes=15), tick=False):
        client.post("/account/code/", {"action": "resend"})
        new = newest_code()
    with time_machine.travel(start + timedelta(minutes=30), tick=False):
        if old != new:
            client.post("/account/code/", {"code": old})
            assert not is_in(client)
        client.post("/account/code/", {"code": new})
        assert is_in(client)


def test_a_new_tab_goes_on_where_the_first_one_is(client):
    code = ask_for_code(client, "ann@example.org", next="/g/calm-otter/")
    assert client.get("/account/enter/").headers["Location"] == "/account/code/"
    assert client.get("/account/enter/", {"next": "/g/quiet-fox/"}).headers["Location"] == "/account/code/"
    assert client.post("/account/code/", {"code": code}).headers["Location"] == "/g/quiet-fox/"
    assert client.get("/account/code/").headers["Location"] == "/g/quiet-fox/"
    assert client.get("/account/enter/?next=/g/calm-otter/").headers["Location"] == "/g/calm-otter/"


def test_another_address_can_be_given(client):
    ask_for_code(client, "typo@example.org", next="/g/calm-otter/")
    assert client.post("/account/code/", {"action": "another"}).headers["Location"] == "/account/enter/"
    assert client.get("/account/enter/").status_code == 200
    assert come_in(client, "ann@example.org").headers["Location"] == "/g/calm-otter/"


def test_the_code_pressed_twice_signs_in_once_and_stays(client):
    code = ask_for_code(client, "ann@example.org", next="/g/calm-otter/")
    twin = Client()
    twin.cookies.load({name: morsel.value for name, morsel in client.cookies.items()})
    client.post("/account/code/", {"code": code})
    answer = twin.post("/account/code/", {"code": code})
    assert answer.headers["Location"] == "/account/code/"
    assert "sessionid" not in answer.cookies
    assert client.get("/account/code/").headers["Location"] == "/g/calm-otter/"


def test_a_code_belongs_to_the_browser_that_asked(client):
    code = ask_for_code(client, "ann@example.org")
    stranger = Client()
    stranger.post("/account/code/", {"code": code})
    assert not is_in(stranger)


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b", "a b@example.org", "x" * 250 + "@example.org", "a@example.org\n<b"]
)
def test_what_is_no_address_is_told_kindly(client, address):
    answer = client.post("/account/enter/", {"email": address})
    assert answer.status_code == 200
    assert Account.objects.count() == Letter.objects.count() == 0
    assert b"Enter a valid" not in answer.content
    assert b"field-notes" in answer.content


def test_too_many_wishes_for_one_address_wait(client, monkeypatch):
    monkeypatch.setattr(entrance, "CODES_PER_ADDRESS", 2)
    known("aaaa@example.org")
    for address in ("aaaa@example.org", "bbbb@example.org"):
        for _ in range(2):
            ask_for_code(Client(), address)
        before = Letter.objects.count()
        answer = Client().post("/account/enter/", {"email": address})
        assert answer.status_code == 200
        assert b"wait an hour" in answer.content
        assert Letter.objects.count() == before


def test_a_second_step_is_asked_for(client):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(known(), generate_totp_secret())
    assert come_in(client, "ann@example.org").headers["Location"] == "/account/second-step/"
    assert not is_in(client)
    assert client.get("/account/second-step/").status_code == 200


def test_an_address_that_somebody_else_has_claimed_leads_to_its_owner(client):
    eve = known("eve@example.org")
    EmailAddress.objects.create(user=eve, email="ann@example.org", verified=False)
    come_in(client, "ann@example.org")
    assert Account.objects.get(pk=client.session["_auth_user_id"]).email == "ann@example.org"


def test_an_account_that_was_closed_stays_outside(client):
    known(is_active=False)
    assert come_in(client, "ann@example.org").headers["Location"] == "/account/inactive/"
    assert not is_in(client)
    assert client.get("/account/inactive/").status_code == 200


def test_the_code_page_helps_the_phone(client):
    ask_for_code(client, "ann@example.org")
    page = client.get("/account/code/").content.decode()
    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page


def test_without_the_cache_people_still_come_in(client, settings):
    known(password="a long and quiet password")
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        settings.CACHES = {
            "default": {
                "BACKEND": "supportgroups.lib.patientcache.PatientRedisCache",
                "LOCATION": f"redis://127.0.0.1:{nobody.getsockname()[1]}/0",
            }
        }
        assert come_in(client, "ann@example.org").headers["Location"] == "/home/"
        data = {"login": "ann@example.org", "password": "a long and quiet password"}
        assert Client().post("/account/login/", data).headers["Location"] == "/home/"
        assert Client().post("/account/login/", data | {"password": "wrong"}).status_code == 200
    PatientRedisCache._away_until = 0.0
