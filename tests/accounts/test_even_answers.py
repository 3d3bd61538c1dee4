"""Whether an address has an account is told by nothing: status, words, cookies, number of letters, time."""

import re
import statistics
import time
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from accounts import entrance
from accounts.models import Account, Letter
from groups.views import inviting
from tests.accounts.mailbox import PASSWORD
from tests.groups.conftest import Room, make_room

pytestmark = pytest.mark.django_db
ASKED = 200
WITHIN = 0.10

Ask = Callable[[Client, str], object]


def enter(client: Client, address: str):
    """Signing up and signing in: one page for both."""
    return client.post("/account/enter/", {"email": address})


def sign_in(client: Client, address: str):
    """With a password that is not the right one."""
    return client.post("/account/login/", {"login": address, "password": "not " + PASSWORD})


def reset(client: Client, address: str):
    """Wishing for a new password."""
    return client.post("/account/password/reset/", {"email": address})


def invite(room: Room) -> Ask:
    """Sending somebody an invitation: the one who sends it learns nothing either."""
    browser = room.founder.client()

    def send(client: Client, address: str):
        return browser.post(f"{room.url}invitations/mail/", {"addresses": address})

    return send


WAYS = {"enter": enter, "sign in": sign_in, "reset": reset}


@pytest.fixture(params=[*WAYS, "invite"])
def ask(request) -> Ask:
    """Every place where somebody types an address."""
    return WAYS[request.param] if request.param in WAYS else invite(make_room())


@pytest.fixture
def no_limits(monkeypatch, settings):
    """More questions are asked here in a minute than anybody may ask in an hour."""
    monkeypatch.setattr(entrance, "CODES_PER_NETWORK", 100_000)
    monkeypatch.setattr(inviting, "MOST_LETTERS", 100_000)
    settings.ACCOUNT_RATE_LIMITS = False
    cache.clear()


def people(count: int) -> list[str]:
    """Addresses that have an account, some with a password and some without."""
    accounts = [Account(email=f"ann{number:03}@example.org") for number in range(count)]
    accounts[0].set_password(PASSWORD)
    for number, account in enumerate(accounts):
        account.password = accounts[0].password if number % 2 else "!"
    made = Account.objects.bulk_create(accounts)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=account, email=account.email, verified=True, primary=True) for account in made
    )
    return [account.email for account in made]


def outside(client: Client, answer, address: str) -> tuple:
    """All that is seen from outside, without what is random by design."""
    text = re.sub(r'value="[^"]{40,}"', "", answer.content.decode()).replace(address, "ADDRESS")
    cookies = {
        name: (len(morsel.value), sorted((key, value) for key, value in morsel.items() if key != "expires"))
        for name, morsel in client.cookies.items()
    }
    headers = {name: value for name, value in answer.headers.items() if name not in ("Expires", "Last-Modified")}
    return answer.status_code, text, cookies, headers


def test_known_and_unknown_look_the_same(no_limits, ask: Ask):
    seen = []
    for address in (people(2)[1], "nob001@example.org"):
        client, before = Client(), Letter.objects.count()
        answer = ask(client, address)
        seen.append([outside(client, answer, address), Letter.objects.count() - before])
        if answer.status_code == 302:
            seen[-1].append(outside(client, client.get(answer.headers["Location"]), address))
    assert seen[0] == seen[1]


@pytest.mark.deep
def test_known_and_unknown_take_the_same_time(no_limits, settings, ask: Ask):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    known, unknown = people(ASKED + 10), [f"nob{number:03}@example.org" for number in range(ASKED + 10)]
    spent: tuple[list[float], list[float]] = ([], [])
    for number, pair in enumerate(zip(known, unknown, strict=True)):
        for which in (0, 1) if number % 2 else (1, 0):  # neither is always the second
            started = time.perf_counter()
            ask(Client(), pair[which])
            if number >= 10:  # the first few warm up
                spent[which].append(time.perf_counter() - started)
    medians = [statistics.median(times) for times in spent]
    assert len(spent[0]) == len(spent[1]) == ASKED
    assert abs(medians[0] - medians[1]) <= WITHIN * max(medians), medians
