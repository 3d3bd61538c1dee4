"""Tables made together, databases from before their migrations became one, and what a kept database depends on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations import CreateModel, Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import OperationWriter

from supportgroups.lib.constraints import Agrees
from supportgroups.lib.halfway import nothing_stands_half_way
from supportgroups.lib.migrations_sql import CreateTogether
from tests import schema

TABLES = "0001_tables"


@pytest.fixture
def recorder(db: None) -> MigrationRecorder:
    return MigrationRecorder(connection)


def a_circle() -> CreateTogether:
    """Threads know their first post, and posts their thread, in whose group they are."""
    key = models.BigAutoField(primary_key=True)
    first = models.ForeignKey("tries.Post", models.SET_NULL, null=True, related_name="+")
    thread = models.ForeignKey("tries.Thread", models.CASCADE)
    number = models.IntegerField()
    unique = models.UniqueConstraint(fields=["id", "group"], name="try_thread_key")
    agrees = Agrees(name="try_post_group", via="thread", columns={"group": "group"})
    return CreateTogether(
        [
            CreateModel("Post", [("id", key), ("thread", thread), ("group", number)], {"constraints": [agrees]}),
            CreateModel("Thread", [("id", key), ("first", first), ("group", number)], {"constraints": [unique]}),
        ]
    )


@pytest.fixture
def circle(transactional_db: None) -> Iterator[ProjectState]:
    """Made the way `migrate` does it, after other models were drawn up; unmade likewise."""
    before, step = ProjectState(), Migration(TABLES, "tries")
    step.operations = [a_circle()]
    assert not before.apps.get_models()
    with connection.schema_editor(atomic=True) as editor:
        after = step.apply(before.clone(), editor)
    yield after
    with connection.schema_editor(atomic=True) as editor:
        step.unapply(before, editor)
    assert not [name for name in connection.introspection.table_names() if name.startswith("tries_")]


def test_tables_that_lead_to_one_another_are_made_together(circle: ProjectState) -> None:
    thread, post = (circle.apps.get_model("tries", name) for name in ("Thread", "Post"))
    begun = thread.objects.create(group=7)
    thread.objects.update(first=post.objects.create(thread=begun, group=7))
    assert thread.objects.values_list("first__thread", "first__group").get() == (begun.pk, 7)
    with pytest.raises(IntegrityError), transaction.atomic():
        post.objects.create(thread=begun, group=8)


def test_a_step_that_makes_tables_together_can_be_written_and_told() -> None:
    written, imports = OperationWriter(a_circle(), indentation=0).serialize()
    assert written.count("migrations.CreateModel(") == 2
    assert "import supportgroups.lib.migrations_sql" in imports
    assert a_circle().describe() == "Create 2 models together"


def test_a_database_that_was_migrated_one_by_one_is_taken_as_it_is(recorder: MigrationRecorder) -> None:
    replacing = {app: step for (app, name), step in executor().loader.replacements.items() if name == TABLES}
    assert sum(len(step.replaces) for step in replacing.values()) == 83
    for app in replacing:
        recorder.record_unapplied(app, TABLES)
    after = executor()
    assert after.migration_plan(after.loader.graph.leaf_nodes()) == []
    assert nothing_stands_half_way(["default"]) == []


def test_a_database_that_made_only_some_of_them_is_refused(recorder: MigrationRecorder) -> None:
    for name in (TABLES, "0002_each_reply"):
        recorder.record_unapplied("newsletters", name)
    with pytest.raises(SystemCheckError, match=r"made 1 of the 2 migrations that newsletters\.0001_tables"):
        call_command("migrate", skip_checks=False, verbosity=0)


def executor() -> MigrationExecutor:
    return MigrationExecutor(connection)


def test_only_what_writes_tables_decides_whether_a_kept_database_will_do() -> None:
    library = schema.ROOT / "supportgroups" / "lib"
    deciding = {str(file.relative_to(library)) for file in schema.what_decides() if library in file.parents}
    through_others = {"searchengines/sqlite.py", "searchengines/postgresql.py", "searchengines/shapes.py"}
    assert {"constraints.py", "migrations_sql.py", "postgresql/base.py"} | through_others <= deciding
    assert deciding.isdisjoint({"pictures.py", "markup.py", "mail.py"})
