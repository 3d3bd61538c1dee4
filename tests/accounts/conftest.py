"""What the tests of the private side share."""

import pytest

from accounts import entrance


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    """The even answering time is tried by a test of its own; the others need not wait for it."""
    monkeypatch.setattr(entrance, "EVEN_SECONDS", 0.0)
