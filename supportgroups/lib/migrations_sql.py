"""Steps for migrations that differ between PostgreSQL and SQLite."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from supportgroups.lib.search import TextIndex
from supportgroups.lib.searchengines import ENGINES


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


class PutScopes(Operation):
    """Put the scope of each text beside its words, in an index made before they were kept so. There is no way back."""

    reversible = False
    reduces_to_sql = True

    def __init__(self, name: str) -> None:
        self.index = TextIndex(name)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing: the table is no model."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        for statement in ENGINES[schema_editor.connection.vendor].put_scopes_sql(self.index):
            schema_editor.execute(statement)

    def describe(self) -> str:
        return f"Put the scope beside the words of {self.index.name}"

    @property
    def migration_name_fragment(self) -> str:
        return f"scopes_of_{self.index.name}"


class SortSooner(Operation):
    """Let fewer new words wait before they are sorted into a text index that is there; a setting, left as it is on the
    way back."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, name: str) -> None:
        self.index = TextIndex(name)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing: the table is no model."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        for statement in ENGINES[schema_editor.connection.vendor].sort_sooner_sql(self.index):
            schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Nothing: fewer may wait under the earlier release as well."""

    def describe(self) -> str:
        return f"Sort new words sooner into {self.index.name}"

    @property
    def migration_name_fragment(self) -> str:
        return f"sooner_in_{self.index.name}"


class KnowWords(Operation):
    """Give a text index that is there its list of words, to forgive typos by; going back drops it."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, name: str) -> None:
        self.index = TextIndex(name, typos=True)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing: the table is no model."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        for statement in ENGINES[schema_editor.connection.vendor].words_sql(self.index):
            schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        schema_editor.execute(f'DROP TABLE IF EXISTS "{self.index.name}_words"')

    def describe(self) -> str:
        return f"Keep a list of the words of {self.index.name}"

    @property
    def migration_name_fragment(self) -> str:
        return f"words_of_{self.index.name}"
