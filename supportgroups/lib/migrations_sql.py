"""Steps for migrations that Django has not: many tables at once, and what differs between PostgreSQL and SQLite."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from supportgroups.lib.search import TextIndex


class CreateTogether(Operation):
    """Make the tables of these models, which may lead to one another in any order; going back drops them.

    After each operation Django draws up anew all models that lead to what was changed: for a table at a time that was
    nine tenths of the time of a new database. Here they are drawn up once, when all are known.
    """

    reversible = True
    reduces_to_sql = True
    serialization_expand_args = ["models"]

    def __init__(self, models: list[CreateModel]) -> None:
        self.models = models

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models that were drawn up so far are forgotten; Django draws them up when they are next asked for."""
        state.__dict__.pop("apps", None)
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        for model in self.models:
            model.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        for model in reversed(self.models):
            model.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self.models)} models together"

    @property
    def migration_name_fragment(self) -> str:
        return "tables"


class CreateTextIndex(Operation):
    """Make the table behind ``TextIndex(name, scope, typos)``; going back drops it. No model stands for it."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, name: str, scope: bool = True, typos: bool = False) -> None:
        self.index = TextIndex(name, scope, typos)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing: the table is no model."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        for statement in self.index.create_sql(schema_editor.connection.vendor):
            schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        for statement in self.index.drop_sql(schema_editor.connection.vendor):
            schema_editor.execute(statement)

    def describe(self) -> str:
        return f"Create the text index {self.index.name}"

    @property
    def migration_name_fragment(self) -> str:
        return f"text_index_{self.index.name}"
