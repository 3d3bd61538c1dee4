"""What the tests of the private side share."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Account
from tests.accounts.mailbox import PASSWORD, known
from tests.cast import Cast, gather
from tests.house.canaries import Cage, high_account_ids, plant
from tests.once import written_once
from tests.things import furnish


@pytest.fixture
def ann(client) -> Account:
    """Signed in, with a password."""
    account = known("ann@example.org", password=PASSWORD)
    client.force_login(account)
    return account


def plant_all() -> tuple[Cast, Cage]:
    """The cast and its things, every typed word of theirs a canary."""
    high_account_ids()
    cast = gather()
    furnish(cast, timezone.now() - timedelta(minutes=1))
    return cast, plant()


planted = written_once(plant_all)


@pytest.fixture
def storage(settings: Any) -> None:
    """Files lie in memory, so that nothing is left behind."""
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}


@pytest.fixture
def own_files(tmp_path: Path, settings: Any) -> None:
    """A folder for pictures that is empty, so that nobody looks through those of all tests before."""
    settings.MEDIA_ROOT = tmp_path / "files"
