"""The data register leaves nothing out, and speaks of nothing that is not there."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import StringIO

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, models
from django.utils.functional import Promise

from supportgroups.lib import dataregister
from supportgroups.lib.dataregister import FOLDERS, TABLES, Entry, Erasure, Export, Seen, Table, entries
from tests.house.walls import PACKAGES

OURS = set(PACKAGES) - {"supportgroups"}
DAYS = (models.DateField, models.DateTimeField)
PEOPLE = {"personas.Persona", settings.AUTH_USER_MODEL}
# Words that stay when their writer goes: a letter of the group's, and the proof of what was agreed to.
WORDS_THAT_STAY = {
    "newsletters.NewsletterIssue.title",
    "newsletters.NewsletterIssue.source",
    "newsletters.NewsletterIssue.html",
    "groups.Consent.wording",
}


def every_model() -> dict[str, type[models.Model]]:
    return {model._meta.label: model for model in apps.get_models(include_auto_created=True)}


def gaps(tables: Mapping[str, Table]) -> list[str]:
    """What the register leaves out, each with what to write."""
    found = []
    for label, model in every_model().items():
        is_ours = model._meta.app_label in OURS and not model._meta.auto_created
        where = f"{model._meta.app_label if is_ours else 'accounts'}/dataregister.py"
        if label not in tables:
            found.append(f"{label} has no entry. Write a Table for it in {where}, after the others there.")
        elif is_ours:
            found += [
                f'{label}.{column.name} has no line. In {where}, at "{label}", write "{column.name}": '
                '_("what it is for"), or a Column(...) where it is not treated as the rest of its table.'
                for column in model._meta.concrete_fields
                if column.name not in tables[label].columns
            ]
    return found


def strays(tables: Mapping[str, Table]) -> list[str]:
    """What the register speaks of that is not there."""
    every = every_model()
    found = [f"{label} is no table any more. Take its entry out." for label in set(tables) - set(every) - unmodelled()]
    for label, model in every.items():
        there = {column.name for column in model._meta.concrete_fields}
        written = set(tables[label].columns) if label in tables else set()
        found += [f"{label}.{name} is no column any more. Take its line out." for name in written - there]
    return found


def unmodelled() -> set[str]:
    """Tables of the database that no model stands for; one that an index keeps beside itself counts as the index."""
    modelled = {model._meta.db_table for model in every_model().values()}
    names = sorted(set(connection.introspection.table_names()) - modelled)
    return {name for name in names if not any(name.startswith(f"{other}_") for other in names)}


def all_entries() -> Iterator[tuple[type[models.Model], Entry]]:
    for label, model in every_model().items():
        for entry in entries(label) if label in TABLES else ():
            yield model, entry


def follow(model: type[models.Model], path: str) -> models.Field:
    """The field at the end of a path. Raises FieldDoesNotExist."""
    *ways, last = path.split("__")
    for way in ways:
        model = model._meta.get_field(way).related_model
    return model._meta.pk if last == "pk" else model._meta.get_field(last)


@pytest.mark.django_db
def test_every_column_has_its_line_and_every_line_its_column():
    assert gaps(TABLES) == []
    assert strays(TABLES) == []
    assert unmodelled() <= set(TABLES), "a table that no model stands for needs an entry too"


@pytest.mark.django_db
def test_a_column_without_a_line_is_found_and_told_what_to_write():
    post = TABLES["forums.Post"]
    without = TABLES | {"forums.Post": replace(post, columns={k: v for k, v in post.columns.items() if k != "wants"})}
    (sentence,) = set(gaps(without)) - set(gaps(TABLES))
    assert sentence.startswith(
        'forums.Post.wants has no line. In forums/dataregister.py, at "forums.Post", write "wants":'
    )
    less = {label: table for label, table in TABLES.items() if label not in {"forums.Pin", "mfa.Authenticator"}}
    assert {sentence.split(".")[0] for sentence in set(gaps(less)) - set(gaps(TABLES))} == {"forums", "mfa"}
    more = TABLES | {"forums.Smile": post, "forums.Post": replace(post, columns={**post.columns, "mood": "the mood"})}
    assert len(strays(more)) == 2


@pytest.mark.django_db
def test_no_table_is_registered_twice():
    with pytest.raises(ValueError, match=r"forums\.Post"):
        dataregister.register({"forums.Post": replace(TABLES["forums.Post"])})


@pytest.mark.parametrize("label", sorted(TABLES))
def test_owners_paths_and_times_are_there(label):
    table, model = TABLES[label], every_model().get(label)
    if model is None:
        return
    if table.owner and table.owner != "pk":
        assert follow(model, table.owner).related_model._meta.label in PEOPLE
    if table.office:
        assert not table.owner, "a row whose owner stands in the vault alone has no way to her of its own"
        assert isinstance(follow(model, table.office), models.UUIDField)
    if table.code:
        assert not table.owner, "a row whose owner stands in the vault alone has no way to her of its own"
        assert follow(model, table.code).name == "code"
    for end in table.ends:
        assert isinstance(follow(model, end.since), DAYS)
        assert set(end.empties) <= set(table.columns)
        model._default_manager.filter(end.where)  # raises where a name is wrong
    for entry in entries(label):
        if entry.reads not in ("*", entry.column):
            follow(model, entry.reads)


def test_what_is_given_is_somebody_s_and_has_words_in_every_language():
    for _model, entry in all_entries():
        if entry.export is Export.GIVEN:
            table = TABLES[entry.table]
            written = table.columns[entry.column]
            purpose = getattr(written, "purpose", written)
            assert table.is_somebodys, entry
            assert isinstance(table.title, Promise), f'{entry.table}: give it a title=_("What I ..."), for an export'
            assert isinstance(purpose, Promise), f'{entry.table}.{entry.column}: write _("{purpose}")'


def test_words_go_when_their_owner_is_erased():
    """A column that somebody typed into stays after her only where this file says why."""
    staying = {
        f"{entry.table}.{entry.column}"
        for model, entry in all_entries()
        if TABLES[entry.table].owner and entry.erasure is Erasure.STAYS and entry.column != "*"
        if _is_typed(model._meta.get_field(entry.column))
    }
    assert staying == WORDS_THAT_STAY


def _is_typed(column: models.Field) -> bool:
    return isinstance(column, models.CharField | models.TextField | models.JSONField) and not (
        column.choices or column.name in {"kind", "language", "path"}
    )


def test_what_nobody_sees_is_not_marked_as_seen_and_the_other_way_round():
    assert Seen(0) == Seen.NOBODY
    seen = {f"{entry.table}.{entry.column}": entry.seen_by for _model, entry in all_entries()}
    assert seen["accounts.Account.password"] == "nobody"
    assert seen["forums.Draft.source"] == "its owner"
    assert seen["groups.AdmissionRequest.words"] == "its owner, who answers requests to join"
    assert seen["personas.Ownership.account"] == "nobody"


def test_the_register_is_printed_for_people_and_for_sheets():
    said, sheet = StringIO(), StringIO()
    call_command("data_register", stdout=said)
    assert (
        "    last_visit_on: the day of the last visit; nobody; as long as the group; given to its owner; stays\n"
        in said.getvalue()
    )
    call_command("data_register", csv=True, stdout=sheet)
    rows = list(csv.DictReader(StringIO(sheet.getvalue())))
    assert len(rows) == sum(len(list(entries(label))) for label in TABLES) + len(FOLDERS)
    assert "logs (files): What went wrong and when" in said.getvalue()
    by_name = {(row["table"], row["column"]): row for row in rows}
    assert by_name["usersessions.UserSession", "ip"]["kept"] == "1 day after created_at or until its owner is erased"
    assert by_name["django_migrations", "*"]["purpose"] == "Which changes of the tables were made."
