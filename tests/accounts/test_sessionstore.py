"""Sessions and their accounts are found by a statement of our own: it lets in nobody whom Django's own would not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from accounts import backends
from accounts.backends import AccountBackend, account_behind
from accounts.models import Account
from accounts.sessionstore import SessionStore
from tests.cast import come_back

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


@pytest.mark.parametrize("come_in", [come_back, Client.force_login], ids=["noted", "not noted"])
def test_an_account_that_is_shut_or_gone_is_nobody_at_the_next_page(client: Client, come_in: Any) -> None:
    for leave in (lambda: Account.objects.update(is_active=False), lambda: Account.objects.all().delete()):
        come_in(client, Account.objects.create_user("ann@people.example"))
        assert client.get("/home/").status_code == 200
        leave()
        assert client.get("/home/").status_code == 302
        Account.objects.all().delete()


def signed_in(email: str = "ann@people.example") -> tuple[Account, HttpRequest]:
    """An account, and a request of the browser in which it came in."""
    account, browser, request = Account.objects.create_user(email), Client(), HttpRequest()
    come_back(browser, account)
    request.session = SessionStore(browser.cookies[settings.SESSION_COOKIE_NAME].value)
    return account, request


def test_the_account_comes_with_its_session(django_assert_num_queries: Any) -> None:
    account, request = signed_in()
    with django_assert_num_queries(1):
        assert account_behind(request) == account
    assert not hasattr(account_behind(request), "kept")


def test_a_session_is_its_own_word_for_whose_it_is(django_assert_num_queries: Any) -> None:
    account, request = signed_in()
    other = Account.objects.create_user("bea@people.example")
    UserSession.objects.update(user=other)
    with django_assert_num_queries(2):
        assert account_behind(request) == account


def test_a_session_in_which_nobody_came_in_opens_nothing_whatever_is_noted_of_it() -> None:
    request = HttpRequest()
    request.session = SessionStore(kept())
    ann = Account.objects.create_user("ann@people.example")
    UserSession.objects.create(user=ann, session_key=request.session.session_key, ip="192.0.2.1")
    assert account_behind(request).is_anonymous
    assert request.session["colour"] == "blue"


@pytest.mark.parametrize("end", [
    lambda: Session.objects.all().delete(),
    lambda: Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1)),
], ids=["ended", "over"])  # fmt: skip
def test_a_session_that_is_only_noted_any_more_opens_nothing(end: Any) -> None:
    _account, request = signed_in()
    end()
    assert account_behind(request).is_anonymous
    assert request.session.session_key is None


def test_another_password_ends_a_session_that_its_account_came_with() -> None:
    account, request = signed_in()
    account.set_password("another one, and a long one")
    account.save()
    assert account_behind(request).is_anonymous
    assert not Session.objects.exists()


def test_whoever_came_with_a_session_is_given_out_once_and_to_that_request_alone() -> None:
    account, request = signed_in()
    other, another = signed_in("bea@people.example")
    assert request.session[SESSION_KEY] == str(account.pk)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert AccountBackend().get_user(account.pk) is None
    assert account_behind(another) == other
    assert account_behind(request) == account  # as it was when its session was read
    del request.__dict__["_cached_user"]
    assert account_behind(request).is_anonymous


def test_the_session_is_not_remembered_where_asking_for_it_went_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    _account, request = signed_in()
    monkeypatch.setattr(AccountBackend, "user_can_authenticate", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        account_behind(request)
    assert backends._asked.get() is None
