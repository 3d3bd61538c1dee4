"""People and places for the tests of this floor: two accounts, two groups, a thread."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model

from personas import faces
from personas.actors import Actor
from personas.models import Persona, Space
from personas.seating import actor_of

NOW = datetime(2026, 11, 23, 9, 30, 15, 123456, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def account(db: None) -> Callable[[str], object]:
    return lambda name, **more: get_user_model().objects.create_user(email=f"{name}@example.org", **more)


@pytest.fixture
def ann(account: Callable[..., object]) -> Actor:
    return actor_of(account("ann"))


@pytest.fixture
def bob(account: Callable[..., object]) -> Actor:
    return actor_of(account("bob"))


@pytest.fixture
def harbour(db: None) -> Space:
    return faces.new_space()


@pytest.fixture
def meadow(db: None) -> Space:
    return faces.new_space()


@pytest.fixture
def thread(harbour: Space) -> Space:
    return faces.new_space(parent=harbour)


@pytest.fixture
def heron(ann: Actor, harbour: Space) -> Persona:
    return faces.take_face(actor=ann, space=harbour, handle="Quiet Heron", now=NOW)


@pytest.fixture
def wren(bob: Actor, harbour: Space) -> Persona:
    return faces.take_face(actor=bob, space=harbour, handle="Brown Wren", now=NOW)
