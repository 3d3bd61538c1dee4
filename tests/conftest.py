"""What every test gets: the watch over templates, a clean cache, and tables that can be emptied between tests."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test.signals import template_rendered

from directory.models import LISTING_WORDS
from forums.textindex import POSTS
from supportgroups.lib.constraints import without_append_only
from tests import leaks, once, schema
from tests.cast import Cast, gather

# Marks of tests that may be about a database without opening one here: they start programs, or are about a server.
SAY_MORE = ("deep", "house", "browser", "postgres")

WRITTEN_BY_MIGRATIONS = {"django_content_type", "auth_permission"}

# Modules and tests are read in; of that there is next to nothing to throw away.
gc.set_threshold(50_000)

gathered = once.written_once(gather)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What opens no database says nothing about one, unless it starts programs that do or is about a server. Tests that
    share a set-up follow one another."""
    for item in items:
        if not once.opens_database(item) and not any(map(item.get_closest_marker, SAY_MORE)):
            item.add_marker(pytest.mark.once)
    items.sort(key=lambda item: [f"{make.__module__}.{make.__qualname__}" for make in once.set_ups(item)])


def pytest_collection_finish() -> None:
    """What is there by now stays to the end; nobody need look through it for garbage again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest) -> Any:
    """What is written once is seen to just before the database is opened, for a test, a module or the whole run."""
    opens_for_many = fixturedef.scope in {"module", "session"} and "django_db_blocker" in fixturedef.argnames
    if opens_for_many:
        once.drop(request.getfixturevalue("django_db_blocker"))
    elif fixturedef.argname == "_django_db_helper":
        once.stand_for(request.node, request.getfixturevalue("django_db_blocker"))
    result = yield
    if opens_for_many:
        fixturedef.addfinalizer(partial(once.drop, request.getfixturevalue("django_db_blocker")))
    return result


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """The test database has its name by now; it is made from one that was migrated before, if there is one."""
    with schema.copied():
        yield


@pytest.fixture(autouse=True, scope="session")
def tables_can_be_emptied() -> Iterator[None]:
    """Between tests with real transactions tables are emptied row by row; what is only added to must let it. Words that
    can be found go along."""
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def flush_all(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
        with without_append_only(self.connection):
            flush(self, sql_list)
            POSTS.clear()
            LISTING_WORDS.clear()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "execute_sql_flush", flush_all)
        patch.setattr(operations, "sql_flush", rows_deleted)
        patch.setattr("django.core.management.commands.flush.emit_post_migrate_signal", lambda *_, **__: None)
        yield


def rows_deleted(self: BaseDatabaseOperations, _style: object, tables: Sequence[str], **_options: bool) -> list[str]:
    """In place of TRUNCATE, which makes a file anew for each table and each of its indexes, full or not. What Django
    writes after a migration stays: to write it again takes longer than many a test."""
    names = [self.quote_name(table) for table in tables if table not in WRITTEN_BY_MIGRATIONS]
    with self.connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"EXISTS (SELECT 1 FROM {name})" for name in names))  # noqa: S608 - our tables
        return [f"DELETE FROM {name}" for name, is_full in zip(names, cursor.fetchone(), strict=True) if is_full]  # noqa: S608


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


@pytest.fixture
def cast(gathered: Cast) -> Cast:
    """The named cast."""
    return gathered
