"""Limits count who asks, also behind a proxy; and what a sender writes into a header counts for nothing."""

import pytest
from django.core.cache import cache
from django.test import Client

from accounts import entrance
from accounts.models import Letter
from tests.accounts.mailbox import PASSWORD, known

pytestmark = pytest.mark.django_db
PROXY, EVE, ANN = "10.0.0.1", "203.0.113.1", "198.51.100.2"


@pytest.fixture(autouse=True)
def behind_a_proxy(settings):
    settings.TRUSTED_PROXY_COUNT = settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    cache.clear()
    yield
    cache.clear()


def browser(forwarded: str) -> Client:
    return Client(REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=forwarded)


def guess(forwarded: str, address: str) -> str:
    data = {"login": address, "password": "not " + PASSWORD}
    return browser(forwarded).post("/account/login/", data).content.decode()


def test_who_guesses_is_stopped_and_nobody_else_behind_the_proxy_is():
    for number in range(10):
        known(f"n{number}@example.org", password=PASSWORD)
        assert "do not fit" in guess(EVE, f"n{number}@example.org")
    assert "one try too many" in guess(EVE, "n1@example.org")
    assert "do not fit" in guess(ANN, "n2@example.org")


def test_an_invented_header_does_not_begin_anew():
    for number in range(10):
        guess(f"192.0.2.{number}, {EVE}", f"n{number}@example.org")
    assert "one try too many" in guess(f"192.0.2.99, {EVE}", "n99@example.org")


def test_codes_are_counted_by_network(monkeypatch):
    monkeypatch.setattr(entrance, "CODES_PER_NETWORK", 3)
    for number in range(3):
        browser(f"192.0.2.{number}, {EVE}").post("/account/enter/", {"email": f"n{number}@example.org"})
    before = Letter.objects.count()
    assert b"wait an hour" in browser(EVE).post("/account/enter/", {"email": "n4@example.org"}).content
    assert Letter.objects.count() == before == 3
    assert browser(ANN).post("/account/enter/", {"email": "n4@example.org"}).status_code == 302


def test_the_second_step_is_counted_too(settings):
    """By account: whoever knows the password may not try all codes of the app."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(known(password=PASSWORD), generate_totp_secret())
    eve = browser(EVE)
    eve.post("/account/login/", {"login": "ann@example.org", "password": PASSWORD})
    pages = [eve.post("/account/second-step/", {"code": "000000"}).content.decode() for _ in range(6)]
    assert "one try too many" in pages[-1]
