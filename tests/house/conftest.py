"""The cast and what it meets, written once a module; nothing that a test does to them stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from tests.cast import Cast, gather
from tests.house.world import World
from tests.things import Things, furnish

HERE = Path(__file__).parent
Scene = tuple[Cast, Things]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Before any are chosen by their marks."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.house)


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    """A minute ago, so that what is asked for now has happened."""
    with django_db_blocker.unblock(), transaction.atomic():
        now = timezone.now() - timedelta(minutes=1)
        cast = gather(now)
        yield cast, furnish(cast, now)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def world(scene: Scene) -> World:
    """The same, with a browser for each."""
    return World(*scene)
