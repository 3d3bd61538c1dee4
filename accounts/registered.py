"""The data register read against the tables: which rows are one account's own, and what of them is given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Field, Model, Q, QuerySet

from accounts.models import Account
from personas.models import Persona
from personas.vault import OfficeHolder, Ownership, PaymentCode
from supportgroups.lib.dataregister import TABLES, Entry, Export, Table, entries


@dataclass(frozen=True)
class Given:
    """A table of which an account's rows are given to it: the columns, and the paths at which they are read."""

    label: str
    table: Table
    model: type[Model]
    columns: tuple[Entry, ...]

    @property
    def name(self) -> str:
        """For a file: "forums-post"."""
        return self.label.replace(".", "-").lower()

    def rows(self, account: Account) -> QuerySet[Any]:
        """The account's own rows, oldest first, as tuples in the order of `columns`."""
        mine = owned(self.label, account).filter(self.table.given).order_by("pk")
        return mine.values_list(*(column.reads for column in self.columns))

    def fields(self) -> list[Field[Any, Any]]:
        """The field behind each column, for the words of its choices."""
        return [field_at(self.model, column.reads) for column in self.columns]


def given_tables() -> list[Given]:
    """In the order of the register."""
    found = []
    for label, table in TABLES.items():
        columns = tuple(entry for entry in entries(label) if entry.export is Export.GIVEN)
        columns = columns if table.is_somebodys else ()
        if columns:
            found.append(Given(label, table, models()[label], columns))
    return found


def owned(label: str, account: Account) -> QuerySet[Any]:
    """An account's own rows of a table, under all of its names. No statement of its own."""
    model, path, table = models()[label], TABLES[label].owner, TABLES[label]
    if table.code:
        return model._default_manager.filter(Q(**{f"{table.code}__in": codes_of(account)}))
    if table.office:
        return model._default_manager.filter(Q(**{f"{table.office}__in": offices_of(account)}))
    owner = model if path == "pk" else field_at(model, path).related_model
    if owner is Persona:
        return model._default_manager.filter(Q(**{f"{path}__in": faces_of(account)}))
    return model._default_manager.filter(Q(**{path: account.pk}))


def faces_of(account: Account) -> QuerySet[Any]:
    """Ids of the account's faces, as a subquery."""
    return Ownership.objects.filter(account=account).values("persona_id")


def codes_of(account: Account) -> QuerySet[Any]:
    """The codes under which the account's faces pay, as a subquery."""
    return PaymentCode.objects.filter(persona__in=faces_of(account)).values("code")


def offices_of(account: Account) -> QuerySet[Any]:
    """The random numbers of the offices that the account holds, as a subquery."""
    return OfficeHolder.objects.filter(account=account).values("office")


def field_at(model: type[Model], path: str) -> Field[Any, Any]:
    """The field at the end of a path over relations. Raises FieldDoesNotExist."""
    *ways, last = path.split("__")
    for way in ways:
        model = model._meta.get_field(way).related_model  # type: ignore[assignment]
    return model._meta.pk if last == "pk" else model._meta.get_field(last)  # type: ignore[return-value]


@cache
def models() -> dict[str, type[Model]]:
    """Every table that a model stands for, by its name in the register."""
    return {model._meta.label: model for model in apps.get_models(include_auto_created=True)}
