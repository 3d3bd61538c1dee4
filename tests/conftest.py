"""What every test gets: the watch over templates, a clean cache, and tables that can be emptied between tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test.signals import template_rendered

from tests import leaks


@pytest.fixture(autouse=True)
def leak_watch() -> Iterator[None]:
    """Every page, mail and include that any test renders is searched for accounts, requests and other leaks."""
    template_rendered.connect(leaks.look, dispatch_uid="leaks")
    yield
    template_rendered.disconnect(dispatch_uid="leaks")


@pytest.fixture(autouse=True)
def clean_cache() -> None:
    """Limits are counted in the cache; no test inherits another's."""
    cache.clear()
