"""Statements that are built once give what building them anew would have given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from personas.models import Event, Persona, Space
from supportgroups.lib.plans import added
from supportgroups.lib.prepared import (
    NotPrepared,
    Word,
    changed_once,
    changing,
    listed,
    numbers_in,
    prepared,
    written_once,
)

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Who:
    """Stands for an actor."""

    ids: frozenset[int]
    by_id: Any
    is_all: bool = False


@pytest.fixture
def people() -> list[Persona]:
    space = Space.objects.create()
    today = timezone.now().date()
    return [
        Persona.objects.create(space=space, group_space=space, handle=f"Reed {number}", made_on=today)
        for number in range(5)
    ]


def test_rows_are_those_of_the_values_of_this_call(people: list[Persona], django_assert_num_queries: Any) -> None:
    built = []

    @prepared
    def one(pk: int, ref: UUID) -> QuerySet[Persona]:
        built.append(pk)
        return Persona.objects.filter(pk=pk, ref=ref).select_related("space").annotate(twice=F("pk"))

    for person in people:
        with django_assert_num_queries(1):
            (found,) = one(person.pk, person.ref)
            assert (found, found.handle, found.space.pk) == (person, person.handle, person.space_id)
        assert found.twice == person.pk
        assert not found._state.adding
    assert one(people[0].pk, people[1].ref) == []
    assert one(people[0].pk, uuid4()) == []
    assert len(built) == 1
    assert people[0].pk not in built


def test_a_row_that_is_added_is_saved_as_ever(people: list[Persona], django_assert_num_queries: Any) -> None:
    now = timezone.now()
    said = "100 % of %s, 'quoted' and \\ more"
    added(Event(kind="warm", group_id=people[0].group_space_id, subject_id=1, at=now))
    for person in (people[0], people[1], None):
        event = Event(kind=said[:40], group_id=people[0].group_space_id, subject_id=1, persona=person, at=now)
        with django_assert_num_queries(1):
            added(event)
        fresh = Event.objects.get(pk=event.pk)
        assert (fresh.kind, fresh.persona, fresh.at, fresh.group_id) == (said[:40], person, now, event.group_id)
        event.subject_id = 2
        event.save()
        assert Event.objects.get(pk=event.pk).subject_id == 2


def test_numbers_that_are_listed_are_one_value_however_many_they_are(people: list[Persona]) -> None:
    built = []

    @prepared
    def some(pks: Word) -> QuerySet[Persona]:
        built.append(pks)
        return Persona.objects.filter(pk__in=numbers_in(pks)).order_by("pk")

    for count in (0, 1, 3):
        assert some(listed(person.pk for person in people[:count])) == people[:count]
    assert len(built) == 1


def test_changes_are_built_once_too_and_say_how_many_rows_they_met(
    people: list[Persona], django_assert_num_queries: Any
) -> None:
    built = []
    now = timezone.now()
    first, second = (
        Event.objects.create(kind="one", group=person.group_space, subject_id=7, persona=person, at=now)
        for person in people[:2]
    )

    @changed_once
    def moved(pk: int, subject_id: int, kind: Word, at: datetime, persona_id: int | None) -> QuerySet[Event]:
        built.append(pk)
        rows = Event.objects.filter(pk=pk, persona=persona_id)
        return changing(rows, subject_id=F("subject_id") + 1, group=subject_id, kind=kind, at=at)

    later = now + timedelta(hours=1)
    for event, person in ((first, people[0]), (second, people[1])):
        with django_assert_num_queries(1):
            assert moved(event.pk, person.group_space_id, Word(f"of {event.pk}"), later, person.pk) == 1
        fresh = Event.objects.get(pk=event.pk)
        assert (fresh.subject_id, fresh.kind, fresh.at) == (8, f"of {event.pk}", later)
    assert moved(first.pk, people[0].group_space_id, Word("x"), later, people[1].pk) == 0
    assert moved(first.pk, people[0].group_space_id, Word("x"), later, None) == 0
    assert Event.objects.filter(kind="x").count() == 0
    assert first.pk not in built


def test_a_statement_can_stand_within_another(people: list[Persona]) -> None:
    @written_once
    def one(pk: int) -> QuerySet[Persona, Any]:
        return Persona.objects.filter(pk=pk).values_list("handle")

    @written_once
    def nobody(pk: int) -> QuerySet[Persona]:
        return Persona.objects.filter(pk=pk).none()

    for person in people:
        written = one(person.pk)
        assert written
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT upper(handle) FROM ({written[0]}) AS within", written[1])  # noqa: S608 - our own words
            assert cursor.fetchall() == [(person.handle.upper(),)]
    assert nobody(people[0].pk) is None


def test_another_number_of_values_is_another_statement(people: list[Persona]) -> None:
    @prepared
    def some(who: Who) -> QuerySet[Persona]:
        chosen = Persona.objects.order_by("pk")
        return chosen if who.is_all else chosen.filter(pk__in=who.ids).filter(pk__in=list(who.by_id))

    pks = [person.pk for person in people]
    for count in (3, 1, 2, 0, 3):
        chosen = frozenset(pks[:count])
        who = Who(chosen, MappingProxyType(dict.fromkeys(reversed(pks[:count]), "x")))
        assert some(who) == people[:count]
    assert some(Who(frozenset(), {}, is_all=True)) == people
    assert some(Who(frozenset(pks[3:]), dict.fromkeys(pks[3:], "x"))) == people[3:]


def test_equal_values_stay_equal(people: list[Persona]) -> None:
    @prepared
    def either(one: int, other: int) -> QuerySet[Persona]:
        return Persona.objects.filter(pk=one) if one == other else Persona.objects.none()

    first, second = people[0].pk, people[1].pk
    assert either(first, first) == [people[0]]
    assert either(first, second) == []
    assert either(second, second) == [people[1]]


def test_values_and_their_lists_come_as_they_would(people: list[Persona]) -> None:
    @prepared
    def named(space_id: int, pks: list[int]) -> QuerySet[Persona, Any]:
        return Persona.objects.filter(space_id=space_id, pk__in=pks).order_by("pk").values("pk", "handle", "ref")

    @prepared
    def listed(space_id: int) -> QuerySet[Persona, Any]:
        return Persona.objects.filter(space_id=space_id).order_by("-pk").values_list("handle", flat=True)[:2]

    space_id = people[0].space_id
    expected = [{"pk": one.pk, "handle": one.handle, "ref": one.ref} for one in people[:2]]
    assert named(space_id, [one.pk for one in people[:2]]) == expected
    assert listed(space_id) == ["Reed 4", "Reed 3"]


def test_times_are_those_of_this_call(people: list[Persona]) -> None:
    now, group = timezone.now(), people[0].group_space

    @prepared
    def since(moment: datetime, *, kind: str) -> QuerySet[Event]:
        return Event.objects.filter(at__gte=moment, kind=kind).order_by("pk")

    events = [
        Event.objects.create(kind=kind, group=group, subject_id=1, at=now - timedelta(hours=hours))
        for hours, kind in ((3, "one"), (1, "one"), (1, "two"))
    ]
    assert since(now - timedelta(hours=2), kind="one") == [events[1]]
    assert since(now - timedelta(hours=4), kind="one") == events[:2]
    assert since(now - timedelta(hours=4), kind="two") == events[2:]


def test_a_word_is_a_value_and_other_text_is_not(people: list[Persona]) -> None:
    built = []

    @prepared
    def named(handle: str) -> QuerySet[Persona]:
        built.append(str(handle))
        return Persona.objects.filter(handle=handle)

    for person in people:
        assert named(Word(person.handle)) == [person]
    assert named(Word("Nobody; DROP TABLE x -- % ' \" \\")) == []
    assert len(built) == 1
    assert [named(person.handle) for person in people[:2]] == [[person] for person in people[:2]]
    assert built[1:] == ["Reed 0", "Reed 1"]


@pytest.mark.parametrize("slip", ["number", "time", "limit", "word"])
def test_calculating_with_a_stand_in_raises(people: list[Persona], slip: str) -> None:
    @prepared
    def wrong(number: int, moment: datetime, word: Word = Word("x")) -> QuerySet[Event]:  # noqa: B008
        if slip == "word":
            return Event.objects.filter(kind__contains=word)
        if slip == "number":
            return Event.objects.filter(pk=number + 1)
        if slip == "time":
            return Event.objects.filter(at__gte=moment - timedelta(days=30))
        return Event.objects.all()[:number]

    with pytest.raises(NotPrepared):
        wrong(3, timezone.now(), Word("Reed"))


def test_what_has_no_stand_in_is_refused() -> None:
    @prepared
    def wrong(thing: object) -> QuerySet[Event]:
        return Event.objects.all()

    with pytest.raises(TypeError, match="stand-in"):
        wrong(object())


@pytest.mark.django_db(transaction=True)
def test_a_row_is_locked_within_a_transaction_only() -> None:
    @prepared
    def locked(pk: int) -> QuerySet[Space]:
        return Space.objects.select_for_update().filter(pk=pk)

    space = Space.objects.create()
    for _time in range(2):
        with pytest.raises(TransactionManagementError):
            locked(space.pk)
        with transaction.atomic():
            assert locked(space.pk) == [space]
