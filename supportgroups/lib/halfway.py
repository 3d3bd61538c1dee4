"""What `migrate` looks at first, where one migration has come to stand for many (ADR 28)."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def nothing_stands_half_way(databases: Sequence[str] | None = None, **_options: Any) -> list[checks.CheckMessage]:
    """`migrate` refuses a database that made some of the migrations that one stands for now, and not all.

    Django would leave out that migration without a word, as if its app had none.
    """
    loader = MigrationLoader(None)
    found: list[checks.CheckMessage] = []
    for alias in databases or ():
        made = MigrationRecorder(connections[alias]).applied_migrations()
        for (app, name), migration in loader.replacements.items():
            gone = [earlier for earlier in migration.replaces if earlier not in loader.disk_migrations]
            there = [earlier for earlier in gone if earlier in made]
            if 0 < len(there) < len(gone):
                found.append(_half_way(app, name, f"{len(there)} of the {len(gone)}"))
    return found


def _half_way(app: str, name: str, made: str) -> checks.CheckMessage:
    return checks.Error(
        f"This database has made {made} migrations that {app}.{name} stands for now.",
        hint="Go back to the last version that had them one by one, run `migrate` there, and then update again: "
        "docs/environment.md says how, under “After an update”.",
        id="supportgroups.E002",
    )
