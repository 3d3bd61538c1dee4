"""What an account is, and what is forgotten about it."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts import actions
from accounts.models import Account
from tests.accounts.mailbox import come_in, known

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_files")]


def test_addresses_are_one_whatever_their_capitals():
    known()
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create(email="ANN@example.org")


def test_who_never_confirms_is_forgotten_after_two_days():
    now = timezone.now()
    with time_machine.travel(now - timedelta(days=4), tick=False):
        Account.objects.create_user("gone@example.org")
        come_in(Client(), "stays@example.org")
        Account.objects.create_superuser("op@example.org")
        Account.objects.create_user("old@example.org", "a long password")
    Account.objects.create_user("fresh@example.org")
    assert actions.tidy(now=now) == 1
    assert actions.tidy(now=now) == 0
    kept = set(Account.objects.values_list("email", flat=True))
    assert kept == {"stays@example.org", "op@example.org", "old@example.org", "fresh@example.org"}


def test_where_somebody_signed_in_from_is_forgotten_after_a_day():
    now = timezone.now()
    with time_machine.travel(now - timedelta(days=2), tick=False):
        come_in(Client(REMOTE_ADDR="203.0.113.7"), "ann@example.org")
    actions.tidy(now=now - timedelta(days=2))
    assert UserSession.objects.get().ip == "203.0.113.7"
    actions.tidy(now=now)
    assert UserSession.objects.get().ip != "203.0.113.7"
    actions.tidy(now=now + timedelta(days=20))
    assert not UserSession.objects.exists()


def test_an_account_shows_no_address():
    account = known()
    assert str(account) == f"account {account.pk}"
    assert account.last_login is None
