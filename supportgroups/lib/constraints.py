"""Rules that the database keeps and Django's own constraints cannot say: ``Agrees`` and ``AppendOnly``.

``Agrees`` is a composite foreign key and not a trigger: on SQLite a trigger that names a second table stops every later
change of that table (``ALTER TABLE ... RENAME`` looks at all triggers), and a key watches both sides.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.core import checks
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Columns, Statement, Table
from django.db.models import BaseConstraint, Model, UniqueConstraint

_REFUSAL = "rows of this table are only added"
_POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING MESSAGE = '{_REFUSAL}', ERRCODE = '23000', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
END $$;
"""


class _OwnConstraint(BaseConstraint):
    """What both have in common: no check in Python, since the database's answer is the only true one."""

    def validate(
        self, model: type[Model], instance: Model, exclude: Iterable[str] | None = None, using: str = DEFAULT_DB_ALIAS
    ) -> None:
        """Nothing: the database refuses."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _OwnConstraint) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash((type(self), self.name))


class Agrees(_OwnConstraint):
    """Columns of this row equal those of the row behind ``via``: ``self.group_id == self.thread.group_id``.

    ``Agrees(name="post_group", via="thread", columns={"group": "group"})``: keys are fields here, values are fields of
    the model behind ``via``. A row in which ``via`` or one of the columns is null is not looked at. Also refused: a
    change on the other side that would part them. Raises IntegrityError at the statement, not at the commit.

    The other model needs ``UniqueConstraint(fields=["id", "group"], name=...)`` over its key and the columns; `check`
    names the missing ones.
    """

    def __init__(self, *, name: str, via: str, columns: dict[str, str], **others: Any) -> None:
        super().__init__(name=name, **others)
        self.via = via
        self.columns = dict(columns)

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """For migrations."""
        path, args, kwargs = super().deconstruct()
        return path, tuple(args), kwargs | {"via": self.via, "columns": self.columns}

    def constraint_sql(self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor) -> str | None:
        """Inline on SQLite; on PostgreSQL at the end of the migration, when the other table has its unique key."""
        if schema_editor.connection.vendor == "sqlite":
            return f"CONSTRAINT {schema_editor.quote_name(self.name)} {self._key(model, schema_editor)}"
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))
        return None

    def create_sql(self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor) -> Statement:
        """For a table that exists; only PostgreSQL comes here."""
        return Statement(
            "ALTER TABLE %(table)s ADD CONSTRAINT %(name)s %(key)s",
            table=Table(model._meta.db_table, schema_editor.quote_name),
            name=schema_editor.quote_name(self.name),
            key=self._key(model, schema_editor),
        )

    def remove_sql(self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor) -> Statement:
        """For a table that exists; only PostgreSQL comes here."""
        return Statement(
            "ALTER TABLE %(table)s DROP CONSTRAINT %(name)s",
            table=Table(model._meta.db_table, schema_editor.quote_name),
            name=schema_editor.quote_name(self.name),
        )

    def missing_key(self, model: type[Model]) -> list[str] | None:
        """The fields over which the other model lacks a unique constraint; None when it has one."""
        via: Any = model._meta.get_field(self.via)
        other = via.related_model._meta
        needed = {via.target_field.name, *(other.get_field(name).name for name in self.columns.values())}
        uniques = [set(fields) for fields in other.unique_together]
        uniques += [set(c.fields) for c in other.constraints if isinstance(c, UniqueConstraint) and not c.condition]
        return None if needed in uniques else sorted(needed)

    def _key(self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor) -> Statement:
        via: Any = model._meta.get_field(self.via)
        other = via.related_model._meta
        near = [via.column, *(_column(model, name) for name in self.columns)]
        far = [via.target_field.column, *(_column(via.related_model, name) for name in self.columns.values())]
        quote = schema_editor.quote_name
        return Statement(
            "FOREIGN KEY (%(near)s) REFERENCES %(other)s (%(far)s) DEFERRABLE INITIALLY IMMEDIATE",
            near=Columns(model._meta.db_table, near, quote),
            other=Table(other.db_table, quote),
            far=Columns(other.db_table, far, quote),
        )


class AppendOnly(_OwnConstraint):
    """Rows may be added and read; UPDATE and DELETE raise IntegrityError.

    TRUNCATE is not caught, nor is somebody who may change the schema: that is what the chain is for.
    """

    def constraint_sql(self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor) -> None:
        """Nothing inside CREATE TABLE; the triggers follow when the table has its final name."""
        schema_editor.deferred_sql.extend(self._statements(model, schema_editor))

    def create_sql(self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor) -> Statement:
        """For a table that exists."""
        *first, last = self._statements(model, schema_editor)
        schema_editor.deferred_sql.extend(first)
        return last

    def remove_sql(self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor) -> Statement:
        """For a table that exists; only PostgreSQL comes here, SQLite makes the table anew without the triggers."""
        return Statement(
            "DROP TRIGGER %(name)s ON %(table)s",
            name=schema_editor.quote_name(self.name),
            table=Table(model._meta.db_table, schema_editor.quote_name),
        )

    def _statements(self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor) -> list[Statement]:
        quote = schema_editor.quote_name
        if schema_editor.connection.vendor == "postgresql":
            form = "CREATE TRIGGER %(name)s BEFORE UPDATE OR DELETE ON %(table)s FOR EACH ROW "
            parts = [(f"{_POSTGRES_FUNCTION}{form}EXECUTE FUNCTION refuse_change()", self.name)]
        else:
            form = f"CREATE TRIGGER %(name)s BEFORE {{}} ON %(table)s BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            parts = [(form.format(verb.upper()), f"{self.name}_{verb}") for verb in ("update", "delete")]
        return [Statement(sql, name=quote(name), table=Table(model._meta.db_table, quote)) for sql, name in parts]


@contextmanager
def looked_at_afterwards(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Within it ``Agrees`` may be broken for a while: where rows that lean on one another move together.

    Only inside a transaction. On PostgreSQL what is still broken raises IntegrityError at the end of the block, on
    SQLite at the commit.
    """
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA defer_foreign_keys = ON" if is_sqlite else "SET CONSTRAINTS ALL DEFERRED")
        yield
        cursor.execute("PRAGMA defer_foreign_keys = OFF" if is_sqlite else "SET CONSTRAINTS ALL IMMEDIATE")


def append_only_tables() -> dict[str, str]:
    """Table -> name of its ``AppendOnly``, for all models."""
    return {
        model._meta.db_table: constraint.name
        for model in apps.get_models(include_auto_created=True)
        for constraint in model._meta.constraints
        if isinstance(constraint, AppendOnly)
    }


@contextmanager
def without_append_only(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """For tests that empty or spoil tables: within it ``AppendOnly`` lets pass and foreign keys wait for the end.

    Opens a transaction. On PostgreSQL it needs a superuser, and foreign keys are not looked at afterwards either.
    """
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        put_back = _step_aside_sqlite(cursor) if connection.vendor == "sqlite" else _step_aside_postgres(cursor)
        try:
            yield
        finally:
            for statement in put_back:
                cursor.execute(statement)


def keys_missing() -> list[str]:
    """A sentence for each ``Agrees`` whose other model lacks the unique key; empty when all is well."""
    return [
        f"{model._meta.label}: {constraint.name} needs UniqueConstraint(fields={missing}) on the model behind "
        f"{constraint.via!r}"
        for model in apps.get_models(include_auto_created=True)
        for constraint in model._meta.constraints
        if isinstance(constraint, Agrees) and (missing := constraint.missing_key(model))
    ]


@checks.register(checks.Tags.models)
def every_key_is_there(**_options: Any) -> list[checks.CheckMessage]:
    """`manage.py check` names what ``Agrees`` lacks before a migration does."""
    return [checks.Error(sentence, id="supportgroups.E001") for sentence in keys_missing()]


def _column(model: type[Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.column)


def _step_aside_postgres(cursor: Any) -> list[str]:
    cursor.execute("SET LOCAL session_replication_role = replica")
    return ["SET LOCAL session_replication_role = origin"]


def _step_aside_sqlite(cursor: Any) -> list[str]:
    cursor.execute("PRAGMA defer_foreign_keys = ON")
    put_back = []
    for name in (f"{name}_{verb}" for name in append_only_tables().values() for verb in ("update", "delete")):
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = %s", [name])
        if row := cursor.fetchone():
            put_back.append(row[0])
            cursor.execute(f'DROP TRIGGER "{name}"')
    return put_back
