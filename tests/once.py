"""Set-ups that many tests share are written once, since writing them costs more than most of the tests that need them.

    gathered = written_once(gather)

    @pytest.fixture
    def cast(gathered: Cast) -> Cast:
        return gathered

The rows stand in a transaction around those of the tests, for as long as the tests that follow one another ask for
them, in whichever module; they are gone before a test that does not ask. Each test has its own copy of what `make`
returned, and nothing that it writes stays. For a test that commits (`transaction=True`) all is written anew; where a
module has rows of its own, by a fixture that opens the database for all of its tests, none stand outside of them.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

Make = Callable[[], Any]
THAT_COMMIT = {"transactional_db", "live_server"}


def written_once(make: Make) -> Any:
    """A fixture of what `make` writes and returns."""

    def written(db: None) -> Any:
        if make not in standing:
            return make()
        return pickle.loads(standing[make].value)  # noqa: S301 - our own, from a moment ago

    written.make = make
    return pytest.fixture(written)


class Standing:
    """The rows of one set-up, until they are dropped, and what was returned when they were written."""

    def __init__(self, make: Make) -> None:
        with ExitStack() as begun:
            begun.enter_context(transaction.atomic())
            begun.callback(transaction.set_rollback, True)
            self.value = pickle.dumps(make())
            self.rows = begun.pop_all()


# In the order in which they were written: each lies within the transaction of the one before.
standing: dict[Make, Standing] = {}


def stand_for(test: pytest.Item, blocker: DjangoDbBlocker) -> None:
    """What a test asks for stands, and nothing else does."""
    wanted = set_ups(test)
    drop(blocker, but=wanted)
    with blocker.unblock():
        for make in wanted:
            if make not in standing:
                standing[make] = Standing(make)


def drop(blocker: DjangoDbBlocker, but: Sequence[Make] = ()) -> None:
    """From the innermost out, until only those are left that may stay."""
    with blocker.unblock():
        while set(standing) - set(but):
            standing.popitem()[1].rows.close()


def opens_database(test: pytest.Item) -> bool:
    """Whether it asks for a database, by its mark or by a fixture, be it one for a whole module."""
    return test.get_closest_marker("django_db") is not None or "django_db_setup" in test.fixturenames


def set_ups(test: pytest.Item) -> list[Make]:
    """Those that a test asks for, in the order in which it does; none for one that commits."""
    mark = test.get_closest_marker("django_db")
    if (mark and mark.kwargs.get("transaction")) or THAT_COMMIT & set(test.fixturenames):
        return []
    fixtures = (test._fixtureinfo.name2fixturedefs.get(name) for name in test.fixturenames)
    return [found[-1].func.make for found in fixtures if found and hasattr(found[-1].func, "make")]
