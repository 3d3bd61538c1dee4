"""What the tests of the private side share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import Account
from tests.accounts.mailbox import PASSWORD, come_in
from tests.cast import Cast, gather
from tests.house.canaries import Cage, high_account_ids, plant
from tests.things import furnish


@pytest.fixture
def ann(client) -> Account:
    """Signed in by a code, with a password."""
    come_in(client, "ann@example.org")
    account = Account.objects.get()
    account.set_password(PASSWORD)
    account.save()
    client.force_login(account)
    return account


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Cast, Cage]]:
    """The cast and its things, every typed word of theirs a canary. Nothing that a test does to them stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        high_account_ids()
        cast = gather()
        furnish(cast, timezone.now() - timedelta(minutes=1))
        yield cast, plant()
        transaction.set_rollback(True)


@pytest.fixture
def storage(settings: Any) -> None:
    """Files lie in memory, so that nothing is left behind."""
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
