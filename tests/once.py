"""Set-ups that many tests share are written once, since writing them costs more than most of the tests that need them.

    gathered = written_once(gather)

    @pytest.fixture
    def cast(gathered: Cast) -> Cast:
        return gathered

The rows stand in a transaction around those of the tests, for as long as the tests that follow one another ask for
them, in whichever module; they are gone before a test that does not ask. Each test has its own copy of what `make`
returned, and nothing that it writes stays. For a test that commits (`transaction=True`) all is written anew; where a
module has rows of its own, by a fixture that opens the database for all of its tests, none stand outside of them.

A set-up may go on from another one, which it names as a test names a fixture; it is given a copy of it, too:

    def pay_a_part(begun_room: Room) -> tuple[Room, Person]:
        ...

    paid = written_once(pay_a_part)
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection
from contextlib import ExitStack
from inspect import Parameter, signature
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

Make = Callable[[], Any]
THAT_COMMIT = {"transactional_db", "live_server"}


def written_once(make: Make) -> Any:
    """A fixture of what `make` writes and returns. What `make` must be given are other fixtures of this kind."""

    def written(db: None, **given: Any) -> Any:
        if make not in standing:
            return make(**given)
        return standing[make].copy()

    opens = Parameter("db", Parameter.KEYWORD_ONLY)
    written.make = make
    written.__signature__ = signature(written).replace(parameters=[opens, *needed(make)])
    return pytest.fixture(written)


def needed(make: Make) -> list[Parameter]:
    """What `make` cannot do without."""
    return [
        each.replace(kind=Parameter.KEYWORD_ONLY)
        for each in signature(make).parameters.values()
        if each.default is Parameter.empty
    ]


class Standing:
    """The rows of one set-up, until they are dropped, and what was returned when they were written."""

    def __init__(self, make: Make, given: dict[str, Make]) -> None:
        with ExitStack() as begun:
            begun.enter_context(transaction.atomic())
            begun.callback(transaction.set_rollback, True)
            self.value = pickle.dumps(make(**{name: standing[other].copy() for name, other in given.items()}))
            self.rows = begun.pop_all()

    def copy(self) -> Any:
        """What was returned, for one test alone."""
        return pickle.loads(self.value)  # noqa: S301 - our own, from a moment ago


# In the order in which they were written: each lies within the transaction of the one before.
standing: dict[Make, Standing] = {}


def stand_for(test: pytest.Item, blocker: DjangoDbBlocker) -> None:
    """What a test asks for stands, and nothing else does."""
    wanted = set_ups(test)
    drop(blocker, but=wanted)
    with blocker.unblock():
        for make, given in wanted.items():
            if make not in standing:
                standing[make] = Standing(make, given)


def drop(blocker: DjangoDbBlocker, but: Collection[Make] = ()) -> None:
    """From the innermost out, until only those are left that may stay."""
    with blocker.unblock():
        while set(standing) - set(but):
            standing.popitem()[1].rows.close()


def opens_database(test: pytest.Item) -> bool:
    """Whether it asks for a database, by its mark or by a fixture, be it one for a whole module."""
    return test.get_closest_marker("django_db") is not None or "django_db_setup" in test.fixturenames


def set_ups(test: pytest.Item) -> dict[Make, dict[str, Make]]:
    """Those that a test asks for, each with those that it is given, which come first; none for one that commits."""
    mark = test.get_closest_marker("django_db")
    if (mark and mark.kwargs.get("transaction")) or THAT_COMMIT & set(test.fixturenames):
        return {}
    named = {name: found[-1] for name, found in test._fixtureinfo.name2fixturedefs.items()}
    found: dict[Make, dict[str, Make]] = {}

    def find(name: str) -> None:
        make = getattr(named[name].func, "make", None) if name in named else None
        if make is not None and make not in found:
            others = [each.name for each in needed(make)]
            for other in others:
                find(other)
            found[make] = {other: named[other].func.make for other in others}

    for name in test.fixturenames:
        find(name)
    return found
