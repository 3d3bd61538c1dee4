"""Statements that PostgreSQL plans once for each connection give their rows whatever happens to the plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from personas.models import Event, Persona, Space
from supportgroups.lib import plans as kept
from supportgroups.lib import prepared as rooms
from supportgroups.lib.prepared import built_once, prepared

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

One = Callable[[int, UUID], list[Persona]]


@pytest.fixture
def person() -> Persona:
    space = Space.objects.create()
    return Persona.objects.create(space=space, group_space=space, handle="100 % Reed", made_on=timezone.now().date())


@pytest.fixture
def one() -> One:
    @prepared
    def one(pk: int, ref: UUID) -> QuerySet[Persona]:
        return Persona.objects.filter(pk=pk, ref=ref, handle__contains="% R").order_by("pk")

    forget_all_plans()
    return one


def forget_all_plans() -> None:
    """As another connection would be, of which nobody has said that it is another one."""
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")


def plans(called: str) -> list[str]:
    """The statements behind plans of this name on the open connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE name ~ %s", [f"^{called}_[0-9a-f]{{16}}$"])
        return [row[0] for row in cursor.fetchall()]


def test_it_is_planned_once_for_a_connection_and_once_more_for_the_next(person: Persona, one: One) -> None:
    assert plans("one") == []
    for _time in range(3):
        assert one(person.pk, person.ref) == [person]
    (statement,) = plans("one")
    assert person.ref.hex not in statement.replace("-", "")  # values are sent, what is always the same stands there
    assert "'%\\% R%'" in statement
    connection.close()
    assert one(person.pk, person.ref) == [person]
    assert len(plans("one")) == 1


def test_several_numbers_are_sent_as_a_list(person: Persona) -> None:
    @prepared
    def listed(pks: list[int], ref: UUID, others: list[int]) -> QuerySet[Persona]:
        found = Persona.objects.filter(pk__in=pks, handle__contains="% R", state__in=["active", "memorial"], ref=ref)
        return found.exclude(pk__in=others).exclude(group_space__in=[0, *others])

    forget_all_plans()
    nobody = person.pk + 1_000
    for _time in range(2):
        assert listed([person.pk, nobody], person.ref, [nobody, nobody + 1]) == [person]
        assert listed([nobody, person.pk], person.ref, [nobody, nobody + 1]) == [person]
        assert listed([nobody, nobody + 1], person.ref, [person.pk, nobody + 2]) == []
    statements = plans("listed")
    assert all("bigint[]" in statement and 'id" = ANY($1)' in statement for statement in statements)
    assert all("IN (0, $" in statement for statement in statements)  # one that is always there stays as it is


def test_what_depends_on_its_values_is_planned_each_time(person: Persona) -> None:
    @built_once
    def some(pk: int) -> QuerySet[Persona]:
        return Persona.objects.filter(pk=pk)

    assert some(person.pk) == some(person.pk) == [person]
    assert plans("some") == []


def test_a_place_that_keeps_no_plans_is_asked_for_none(person: Persona, one: One, settings: Any) -> None:
    settings.DATABASE_KEEPS_PLANS = False
    assert one(person.pk, person.ref) == [person]
    assert plans("one") == []


def test_a_plan_that_has_gone_is_made_anew(person: Persona, one: One) -> None:
    assert one(person.pk, person.ref) == [person]
    forget_all_plans()
    assert one(person.pk, person.ref) == [person]
    assert one(person.pk, person.ref) == [person]
    assert len(plans("one")) == 1


def test_within_a_transaction_the_mistake_is_raised_and_the_next_request_goes_on(person: Persona, one: One) -> None:
    assert one(person.pk, person.ref) == [person]
    forget_all_plans()
    with pytest.raises(DatabaseError), transaction.atomic():
        one(person.pk, person.ref)
    with transaction.atomic():
        assert one(person.pk, person.ref) == [person]


def test_a_column_that_changes_below_a_plan_does_no_harm(person: Persona) -> None:
    @prepared
    def since(moment: datetime) -> QuerySet[Event, Any]:
        return Event.objects.filter(at__gte=moment).values_list("kind", flat=True)

    now = timezone.now()
    Event.objects.create(kind="one", group=person.group_space, subject_id=1, at=now)
    assert since(now) == ["one"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT character_maximum_length FROM information_schema.columns WHERE table_name ="
                       " 'personas_event' AND column_name = 'kind'")  # fmt: skip
        (length,) = cursor.fetchone()
        try:
            cursor.execute(f"ALTER TABLE personas_event ALTER kind TYPE varchar({length + 5})")
            assert since(now) == ["one"]
            assert since(now) == ["one"]
        finally:
            cursor.execute(f"ALTER TABLE personas_event ALTER kind TYPE varchar({length})")


def test_the_oldest_plan_goes_when_there_are_too_many(
    person: Persona, one: One, monkeypatch: pytest.MonkeyPatch
) -> None:
    @prepared
    def some(pks: list[int]) -> QuerySet[Persona]:
        return Persona.objects.filter(pk__in=pks)

    monkeypatch.setattr(rooms, "_KEPT", 3)
    rooms._kept.statements.clear()
    for count in range(1, 7):
        assert some([person.pk + number for number in range(count)]) == [person]
    assert len(plans("some")) == 3


def test_a_statement_that_is_written_out_is_planned_once_for_all_values(
    person: Persona, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def handles(pk: int, word: str, at_most: int = 5) -> list[str]:
        words = f"SELECT handle FROM personas_persona WHERE id = %s AND handle LIKE %s LIMIT {at_most}"  # noqa: S608
        return [handle for (handle,) in kept.rows_of("handles", words, [pk, word])]

    for pk, word, found in ((person.pk, "100%", ["100 % Reed"]), (person.pk, "%Reed", ["100 % Reed"]), (0, "%", [])):
        assert handles(pk, word) == found
    (statement,) = plans("handles")
    assert "id = $1 AND handle LIKE $2" in statement

    forget_all_plans()
    assert handles(person.pk, "100%") == handles(person.pk, "100%") == ["100 % Reed"]
    assert len(plans("handles")) == 1
    forget_all_plans()
    with pytest.raises(DatabaseError, match="does not exist"), transaction.atomic():
        handles(person.pk, "100%")

    monkeypatch.setattr(kept, "_KEPT", 2)
    kept._kept.plans.clear()
    for at_most in (1, 2, 3, 2):
        assert handles(person.pk, "100%", at_most) == ["100 % Reed"]
    assert {statement[-1] for statement in plans("handles")} == {"2", "3"}

    settings.DATABASE_KEEPS_PLANS = False
    forget_all_plans()
    assert handles(person.pk, "100%") == ["100 % Reed"]
    assert plans("handles") == []
