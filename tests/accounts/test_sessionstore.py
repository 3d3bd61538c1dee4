"""Sessions are found by a statement of our own: it lets in nobody whom Django's own would not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts.models import Account
from accounts.sessionstore import SessionStore

pytestmark = pytest.mark.django_db


def kept() -> str:
    session = SessionStore()
    session["colour"] = "blue"
    session.create()
    return str(session.session_key)


def test_what_was_kept_is_found_again() -> None:
    assert dict(SessionStore(kept()).items()) == {"colour": "blue"}


def test_each_key_finds_its_own() -> None:
    first, other = kept(), SessionStore()
    other["colour"] = "green"
    other.create()
    assert [SessionStore(key)["colour"] for key in (first, other.session_key, first)] == ["blue", "green", "blue"]


def test_a_key_that_nobody_was_given_is_not_taken_over() -> None:
    session = SessionStore("k" * 32)
    session["colour"] = "red"
    session.save()
    assert session.session_key != "k" * 32
    assert not Session.objects.filter(session_key="k" * 32).exists()


def test_a_session_whose_time_is_over_holds_nothing() -> None:
    key = kept()
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert dict(SessionStore(key).items()) == {}


def test_an_account_that_is_shut_or_gone_is_nobody_at_the_next_page(client: Client) -> None:
    for leave in (lambda: Account.objects.update(is_active=False), lambda: Account.objects.all().delete()):
        client.force_login(Account.objects.create_user("ann@people.example"))
        assert client.get("/home/").status_code == 200
        leave()
        assert client.get("/home/").status_code == 302
        Account.objects.all().delete()
