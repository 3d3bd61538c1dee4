"""Set-ups that are written once a module, since writing them costs more than most of the tests that need them.

    gathered = once_a_module(gather)

    @pytest.fixture
    def cast(gathered: Cast, db: None) -> Cast:
        return deepcopy(gathered)

Each test works on a copy, in a transaction within this one; nothing it writes stays. Not for modules whose tests commit
(`transaction=True`): they would wait for this one to end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction


def once_a_module(make: Callable[[], Any]) -> Any:
    """A fixture of what `make` writes and returns; the rows go when the module's last test has ended."""

    @pytest.fixture(scope="module")
    def written(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
        with django_db_blocker.unblock(), transaction.atomic():
            yield make()
            transaction.set_rollback(True)

    return written
