from typing import Any

from django.db import migrations

DEFERRED = (
    "SELECT conrelid::regclass::text, quote_ident(conname) FROM pg_constraint "
    "WHERE contype = 'f' AND condeferred AND connamespace = current_schema()::regnamespace ORDER BY 1, 2"
)


def look_at_once(_apps: Any, schema_editor: Any) -> None:
    """Foreign keys of every table that stands already; new ones are made so (lib/postgresql)."""
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(DEFERRED)
        for table, key in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} ALTER CONSTRAINT {key} DEFERRABLE INITIALLY IMMEDIATE")


class Migration(migrations.Migration):
    # Each key for itself: no table is held while another is waited for. Reads go on. Safe to repeat.
    atomic = False

    dependencies = [
        ("forums", "0018_prompts_of_weeks"),
    ]

    operations = [
        migrations.RunPython(look_at_once, migrations.RunPython.noop),
    ]
