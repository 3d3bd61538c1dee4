"""A migrated database is kept and copied: migrating anew takes longer than many a test run.

What is kept is named after everything that decides what a migrated database looks like, so a changed migration makes a
new one. Kept ones that nobody has made for two days are dropped. That the migrations work is tried whenever one of them
has changed, and on every new machine; of several processes that begin together one migrates, and the others copy.

`python -m tests.schema` keeps one if there is none, so that both databases can be migrated at the same time.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import django
import psycopg2
import pytest
from django.apps import apps
from django.db import connection

KEPT_FOR = timedelta(days=2)
NAME = "supportgroups_schema"
ROOT = Path(__file__).resolve().parent.parent
OF_LIBRARY = re.compile(r"\b(supportgroups\.lib[\w.]*)(?: import (\([^)]*\)|.*))?")


@contextmanager
def copied() -> Iterator[None]:
    """Within it the test database is made from a kept one if there is one, and kept if there was none."""
    kept = Kept() if connection.vendor == "postgresql" else KeptFile()
    make = kept.around(connection.creation.create_test_db)

    def create(**options: Any) -> str:
        with Path(tempfile.gettempdir(), f"{NAME}_{connection.vendor}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            name = make(**options)
        # Django finds it out by three statements when first asked; no test that counts its own shall meet them.
        assert connection.features.supports_json_field
        return name

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection.creation, "create_test_db", create)
        yield


@contextmanager
def migrated_already() -> Iterator[None]:
    """Looking through all migrations to find that there is nothing to do takes seconds in each process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.core.management.call_command", lambda *_arguments, **_options: None)
        yield


def fingerprint() -> str:
    """Of all migrations, of our own ways of writing SQL, and of Django."""
    found = hashlib.sha256(django.get_version().encode())
    for content in sorted(file.read_bytes() for file in what_decides()):
        found.update(content)
    return found.hexdigest()[:12]


def what_decides() -> set[Path]:
    """Migrations and our own way of speaking to PostgreSQL, with what they use of our library, and what that uses."""
    migrations = [file for app in apps.get_app_configs() for file in Path(app.path, "migrations").glob("*.py")]
    found, waiting = set(migrations), [*migrations, *(ROOT / "supportgroups/lib/postgresql").glob("*.py")]
    while waiting:
        file = waiting.pop()
        found.add(file)
        waiting += [each for each in named_of_library(file) if each not in found]
    return found


def named_of_library(file: Path) -> Iterator[Path]:
    """Files of our library that a file names in full or imports, with the packages they lie in."""
    for start, rest in OF_LIBRARY.findall(file.read_text()):
        for name in ("", *re.findall(r"\w+", rest)):
            parts = f"{start}.{name}".strip(".").split(".")
            for place in (ROOT.joinpath(*parts[:end]) for end in range(2, len(parts) + 1)):
                yield from filter(Path.is_file, (place.with_suffix(".py"), place / "__init__.py"))


class Kept:
    """On PostgreSQL: a database that new ones take as their template. Its name holds the day it was made."""

    def __init__(self) -> None:
        self.mark = fingerprint()

    def around(self, make: Callable[..., str]) -> Callable[..., str]:
        """`create_test_db`, from the kept database or keeping one."""

        def create(**options: Any) -> str:
            template = self.find()
            connection.settings_dict["TEST"]["TEMPLATE"] = template
            with nullcontext() if template is None or options.get("keepdb") else migrated_already():
                name = make(**options)
            if template is None:
                self.keep(name)
            return name

        return create

    def is_there(self) -> bool:
        return self.find() is not None

    def find(self) -> str | None:
        return next((name for name in self._names() if name.endswith(self.mark)), None)

    def keep(self, name: str) -> None:
        connection.close()
        for other in self._names():
            if other.split("_")[2] < f"{datetime.now(UTC) - KEPT_FOR:%Y%m%d}":
                self._say(f'DROP DATABASE IF EXISTS "{other}"')
        self._say(f'CREATE DATABASE "{NAME}_{datetime.now(UTC):%Y%m%d}_{self.mark}" TEMPLATE "{name}"')

    def _names(self) -> list[str]:
        with closing(self._connect()) as server, server.cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname ~ %s", [rf"^{NAME}_\d{{8}}_"])
            return [name for (name,) in cursor.fetchall()]

    def _say(self, statement: str) -> None:
        """Another process may do the same at the same moment, and one of the two is enough."""
        with closing(self._connect()) as server:
            server.autocommit = True
            with server.cursor() as cursor, suppress(psycopg2.Error):
                cursor.execute(statement)

    def _connect(self) -> Any:
        places = connection.settings_dict
        return psycopg2.connect(
            dbname="postgres",
            user=places["USER"],
            password=places["PASSWORD"],
            host=places["HOST"],
            port=places["PORT"],
        )


class KeptFile:
    """On SQLite: a file that is copied."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.gettempdir())
        self.file = self.folder / f"{NAME}_{fingerprint()}.sqlite3"

    def around(self, make: Callable[..., str]) -> Callable[..., str]:
        """`create_test_db`, from the kept file or keeping one."""

        def create(**options: Any) -> str:
            was_kept = self.file.exists()
            target = Path(connection.creation._get_test_db_name())
            if was_kept and not (options.get("keepdb") and target.exists()):
                target.unlink(missing_ok=True)
                _copy(self.file, target)
                os.utime(self.file)
                with migrated_already():
                    return make(**options | {"keepdb": True})
            name = make(**options)
            if not was_kept:
                self.keep(Path(name))
            return name

        return create

    def is_there(self) -> bool:
        return self.file.exists()

    def keep(self, made: Path) -> None:
        oldest = (datetime.now(UTC) - KEPT_FOR).timestamp()
        for other in self.folder.glob(f"{NAME}_*.sqlite3"):
            if other.stat().st_mtime < oldest:
                other.unlink(missing_ok=True)
        half = self.file.with_suffix(f".{os.getpid()}")
        _copy(made, half)
        half.replace(self.file)


def _copy(source: Path, target: Path) -> None:
    """Everything in it, also what is still in the journal beside the file."""
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


def keep_one() -> None:
    """For tests that begin later, if they would have to migrate."""
    kept = Kept() if connection.vendor == "postgresql" else KeptFile()
    if not kept.is_there():
        with copied():
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        connection.creation.destroy_test_db("", verbosity=0)


if __name__ == "__main__":
    django.setup()
    keep_one()
