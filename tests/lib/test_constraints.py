"""What the database itself refuses, on both databases, and after tables were made anew."""

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import MigrationWriter

from supportgroups.lib import constraints
from supportgroups.lib.constraints import Agrees, AppendOnly, without_append_only

# Tables are made and changed in these tests, which SQLite does outside of transactions only.
pytestmark = pytest.mark.django_db(transaction=True)

POST_GROUP = Agrees(name="try_post_group", via="thread", columns={"group": "group"})
POST_PARENT = Agrees(name="try_post_parent", via="parent", columns={"thread": "thread"})
ONLY_ADDED = AppendOnly(name="try_only_added")


def a_world(*, post_constraints=(POST_GROUP, POST_PARENT), log_constraints=(ONLY_ADDED,)):
    """Three tables that belong to no app of ours: threads, posts, a log."""
    key = {"id": models.BigAutoField(primary_key=True), "group": models.IntegerField()}
    thread_key = models.UniqueConstraint(name="try_thread_key", fields=["id", "group"])
    post_key = models.UniqueConstraint(name="try_post_key", fields=["id", "thread"])
    state = ProjectState()
    state.add_model(ModelState("tries", "Thread", [*key.items()], {"constraints": [thread_key]}))
    fields = [
        *((name, field.clone()) for name, field in key.items()),
        ("thread", models.ForeignKey("tries.Thread", models.CASCADE, null=True)),
        ("parent", models.ForeignKey("tries.Post", models.CASCADE, null=True)),
    ]
    state.add_model(ModelState("tries", "Post", fields, {"constraints": [post_key, *post_constraints]}))
    log = [("id", models.BigAutoField(primary_key=True)), ("text", models.CharField(max_length=9))]
    state.add_model(ModelState("tries", "Log", log, {"constraints": list(log_constraints)}))
    return state.apps


@pytest.fixture
def world():
    apps = a_world()
    tables = [apps.get_model("tries", name) for name in ("Thread", "Post", "Log")]
    with connection.schema_editor() as editor:
        for table in tables:
            editor.create_model(table)
    yield tables
    with connection.schema_editor() as editor:
        for table in reversed(tables):
            editor.execute(f"DROP TABLE {table._meta.db_table}", params=None)


def refused():
    return pytest.raises(IntegrityError)


def test_a_row_that_agrees_goes_in_and_one_that_does_not_is_refused_at_once(world):
    thread, post, _log = world
    thread.objects.create(id=1, group=7)
    post.objects.create(thread_id=1, group=7)
    with transaction.atomic(), refused(), transaction.atomic():
        post.objects.create(thread_id=1, group=8)
    assert post.objects.count() == 1


def test_a_row_cannot_come_to_disagree(world):
    thread, post, _log = world
    thread.objects.create(id=1, group=7)
    thread.objects.create(id=2, group=8)
    row = post.objects.create(thread_id=1, group=7)
    for change in ({"group": 8}, {"thread_id": 2}):
        with refused(), transaction.atomic():
            post.objects.filter(pk=row.pk).update(**change)
    post.objects.filter(pk=row.pk).update(thread_id=2, group=8)


def test_the_other_side_cannot_part_from_its_rows(world):
    thread, post, _log = world
    thread.objects.create(id=1, group=7)
    post.objects.create(thread_id=1, group=7)
    with refused(), transaction.atomic():
        thread.objects.filter(pk=1).update(group=8)


def test_nothing_is_asked_where_there_is_no_other_side(world):
    _thread, post, _log = world
    assert post.objects.create(thread_id=None, group=9).pk


def test_a_table_can_agree_with_itself(world):
    thread, post, _log = world
    for number in (1, 2):
        thread.objects.create(id=number, group=7)
    first = post.objects.create(thread_id=1, group=7)
    post.objects.create(thread_id=1, group=7, parent=first)
    with refused(), transaction.atomic():
        post.objects.create(thread_id=2, group=7, parent=first)


def test_rows_that_agree_can_still_be_deleted_together(world):
    thread, post, _log = world
    kept = thread.objects.create(id=1, group=7)
    first = post.objects.create(thread_id=1, group=7)
    post.objects.create(thread_id=1, group=7, parent=first)
    post.objects.all().delete()
    kept.delete()
    assert not thread.objects.exists()


def test_log_rows_are_only_added(world):
    *_others, log = world
    row = log.objects.create(text="a")
    with refused(), transaction.atomic():
        log.objects.filter(pk=row.pk).update(text="b")
    with refused(), transaction.atomic():
        log.objects.filter(pk=row.pk).delete()
    assert list(log.objects.values_list("text", flat=True)) == ["a"]


def test_what_touches_no_row_is_not_refused(world):
    *_others, log = world
    assert log.objects.filter(text="nobody").update(text="b") == 0


def test_both_survive_a_table_made_anew_and_stop_nobody_from_making_one(world):
    thread, post, log = world
    thread.objects.create(id=1, group=7)
    post.objects.create(thread_id=1, group=7)
    log.objects.create(text="a")
    for table in world:
        field = models.IntegerField(default=3)
        field.set_attributes_from_name("more")
        with connection.schema_editor() as editor:
            editor.add_field(table, field)
    with refused(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute('INSERT INTO tries_post (thread_id, "group", more) VALUES (1, 8, 3)')
    with refused(), transaction.atomic():
        thread.objects.filter(pk=1).update(group=8)
    with refused(), transaction.atomic():
        log.objects.all().delete()


def test_both_can_be_added_to_a_table_and_taken_away(world):
    thread, post, log = world
    bare = a_world(post_constraints=(), log_constraints=())
    bare_post, bare_log = bare.get_model("tries", "Post"), bare.get_model("tries", "Log")
    with connection.schema_editor() as editor:
        editor.remove_constraint(bare_post, POST_GROUP)
        editor.remove_constraint(bare_log, ONLY_ADDED)
    thread.objects.create(id=1, group=7)
    stray = post.objects.create(thread_id=1, group=8)
    log.objects.create(text="a")
    log.objects.all().delete()
    stray.delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(post, POST_GROUP)
        editor.add_constraint(log, ONLY_ADDED)
    with refused(), transaction.atomic():
        post.objects.create(thread_id=1, group=8)
    log.objects.create(text="a")
    with refused(), transaction.atomic():
        log.objects.all().delete()


@pytest.mark.parametrize("constraint", [POST_GROUP, ONLY_ADDED])
def test_migrations_can_write_them_down(constraint):
    path, args, kwargs = constraint.deconstruct()
    assert path == f"supportgroups.lib.constraints.{type(constraint).__name__}"
    again = type(constraint)(*args, **kwargs)
    assert again == constraint
    assert again.clone() == constraint
    written, imports = MigrationWriter.serialize(constraint)
    assert eval(written, {"supportgroups": __import__("supportgroups.lib.constraints")}) == constraint  # noqa: S307
    assert "import supportgroups.lib.constraints" in imports


def test_two_that_differ_are_not_equal():
    assert Agrees(name="a", via="x", columns={"g": "g"}) != Agrees(name="a", via="y", columns={"g": "g"})
    assert AppendOnly(name="a") != AppendOnly(name="b")
    assert AppendOnly(name="a") != Agrees(name="a", via="x", columns={})


def test_a_missing_key_on_the_other_side_is_named():
    apps = a_world()
    post = apps.get_model("tries", "Post")
    assert POST_GROUP.missing_key(post) is None
    other = Agrees(name="try_other", via="parent", columns={"group": "group"})
    assert other.missing_key(post) == ["group", "id"]


def test_every_key_of_ours_is_there():
    assert constraints.keys_missing() == []


def test_spoiling_a_log_needs_the_tests_own_door_which_shuts_behind_it(monkeypatch, world):
    *_others, log = world
    monkeypatch.setattr(constraints, "append_only_tables", lambda: {log._meta.db_table: ONLY_ADDED.name})
    log.objects.create(text="a")
    log.objects.create(text="b")
    with without_append_only(connection):
        log.objects.filter(text="a").update(text="c")
        log.objects.filter(text="b").delete()
    with refused(), transaction.atomic():
        log.objects.all().delete()
    with pytest.raises(ZeroDivisionError), without_append_only(connection):
        _stumble_after(log.objects.all().delete)
    assert list(log.objects.values_list("text", flat=True)) == ["c"]
    with refused(), transaction.atomic():
        log.objects.all().delete()


def test_the_list_of_tables_that_are_only_added_to_knows_the_chain():
    assert constraints.append_only_tables()["personas_chainentry"] == "chain_append_only"


def _stumble_after(act):
    act()
    raise ZeroDivisionError
