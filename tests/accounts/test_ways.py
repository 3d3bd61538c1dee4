"""A password, another address: other ways in, and what looks after them."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import Account
from tests.accounts.mailbox import PASSWORD, come_in, newest_code, shown, sure

pytestmark = pytest.mark.django_db


def test_no_password_yet_leads_to_choosing_one(client):
    come_in(client, "ann@example.org")
    assert client.get("/account/password/change/").headers["Location"] == "/account/password/set/"
    shown(client, "/account/password/set/")
    answer = client.post("/account/password/set/", {"password1": PASSWORD, "password2": PASSWORD})
    assert answer.status_code == 302
    assert Account.objects.get().check_password(PASSWORD)


def test_a_password_lets_one_in_and_goes_on(ann):
    client = Client()
    answer = client.post(
        "/account/login/", {"login": "ann@example.org", "password": PASSWORD, "next": "/g/calm-otter/"}
    )
    assert answer.headers["Location"] == "/g/calm-otter/"
    stranger = Client()
    answer = stranger.post("/account/login/", {"login": "ann@example.org", "password": "x", "next": "//evil.example"})
    assert answer.status_code == 200
    assert "do not fit" in answer.content.decode()


def test_a_password_can_be_replaced_by_a_code(ann):
    client = Client()
    assert client.post("/account/password/reset/", {"email": "ann@example.org"}).status_code == 302
    shown(client, "/account/password/reset/confirm/")
    code = newest_code()
    assert client.post("/account/password/reset/confirm/", {"code": code}).status_code == 302
    shown(client, "/account/password/reset/complete/")
    data = {"password1": "another long password", "password2": "another long password"}
    assert client.post("/account/password/reset/complete/", data).status_code == 302
    assert Account.objects.get().check_password("another long password")


def test_a_password_reset_answers_known_and_unknown_alike(ann):
    answers = []
    for address in ("ann@example.org", "eve@example.org"):
        client = Client()
        first = client.post("/account/password/reset/", {"email": address})
        page = re.sub(r'value="[^"]{40,}"', "", client.get(first.headers["Location"]).content.decode()).replace(
            address, ""
        )
        answers.append((first.status_code, first.headers["Location"], page))
    assert answers[0] == answers[1]


def test_the_address_changes_after_its_code(client, ann):
    sure(client)
    answer = client.post("/account/email/", {"action_add": "", "email": "new@example.org"})
    assert answer.headers["Location"] == "/account/confirm-email/"
    shown(client, "/account/confirm-email/")
    assert Account.objects.get().email == "ann@example.org"
    shown(client, "/account/email/")
    client.post("/account/confirm-email/", {"code": newest_code()})
    assert Account.objects.get().email == "new@example.org"
    assert [row.email for row in EmailAddress.objects.all()] == ["new@example.org"]


def test_the_change_of_an_address_cannot_skip_its_code(client, ann):
    sure(client)
    client.post("/account/email/", {"action_add": "", "email": "new@example.org"})
    client.post("/account/confirm-email/", {"action": "change", "email": "third@example.org"})
    assert Account.objects.get().email == "ann@example.org"
