"""Finding one's own faces and what holds for them: never another's, and never told to others."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from personas import faces, standings
from personas.actors import GUEST
from personas.models import Persona, Standing


def test_each_sees_their_own_faces_alone(ann, bob, heron, wren, meadow, now):
    maple = faces.take_face(actor=ann, space=meadow, handle="Red Maple", now=now)
    assert set(faces.faces_of(ann)) == {heron, maple}
    assert set(faces.faces_of(bob)) == {wren}
    assert not faces.faces_of(GUEST).exists()
    assert faces.face_in(bob, meadow.pk) is None


def test_mine_is_one_subquery(ann, heron, wren, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert list(Persona.objects.filter(pk__in=faces.mine(ann))) == [heron]
    with django_assert_num_queries(0):
        assert list(Persona.objects.filter(pk__in=faces.mine(GUEST))) == []


def test_a_guest_and_someone_new_own_nothing_alike(bob, heron):
    assert not faces.is_barred(GUEST, heron.group_space)
    assert not faces.is_barred(bob, heron.group_space)


class TestStanding:
    @pytest.mark.parametrize("kind", ["silence", "suspension", "removal"])
    def test_each_kind_holds_for_its_wearer_alone(self, kind, ann, bob, heron, wren, harbour, now):
        standings.impose(persona=heron, kind=kind, now=now)
        assert faces.held_kinds(ann, harbour, now) == {kind}
        assert faces.held_kinds(bob, harbour, now) == set()
        assert faces.held_kinds(GUEST, harbour, now) == set()

    def test_it_holds_in_its_group_and_no_other(self, ann, heron, meadow, now):
        faces.take_face(actor=ann, space=meadow, handle="Red Maple", now=now)
        standings.impose(persona=heron, kind="silence", now=now)
        assert faces.held_kinds(ann, meadow, now) == set()

    def test_what_a_thread_name_did_holds_for_the_group_face_of_its_wearer(self, ann, heron, thread, harbour, now):
        passing = faces.take_face(actor=ann, space=thread, handle="Passing Cloud", now=now)
        standings.impose(persona=passing, kind="silence", now=now)
        assert faces.held_kinds(ann, harbour, now) == {"silence"}
        assert not heron.standings.exists()

    def test_it_ends_at_its_end_and_when_it_is_lifted(self, ann, heron, harbour, now):
        standings.impose(persona=heron, kind="silence", now=now, until=now + timedelta(days=3))
        assert faces.held_kinds(ann, harbour, now + timedelta(days=2)) == {"silence"}
        assert faces.held_kinds(ann, harbour, now + timedelta(days=3)) == set()
        standings.impose(persona=heron, kind="suspension", now=now)
        assert standings.lift(persona=heron, kind="suspension", now=now + timedelta(days=1))
        assert not standings.lift(persona=heron, kind="suspension", now=now + timedelta(days=1))
        assert "suspension" not in faces.held_kinds(ann, harbour, now + timedelta(days=1))

    def test_imposing_twice_is_once_with_the_new_end(self, heron, now):
        first = standings.impose(persona=heron, kind="silence", now=now, until=now + timedelta(days=3))
        again = standings.impose(persona=heron, kind="silence", now=now, until=now + timedelta(days=9))
        assert again == first
        assert again.until == now + timedelta(days=9)
        assert heron.standings.count() == 1

    def test_a_new_one_follows_one_whose_end_has_passed(self, heron, now):
        first = standings.impose(persona=heron, kind="silence", now=now, until=now + timedelta(days=3))
        second = standings.impose(persona=heron, kind="silence", now=now + timedelta(days=5))
        first.refresh_from_db()
        assert first.lifted_at == first.until
        assert list(Standing.objects.open(now + timedelta(days=6))) == [second]

    @pytest.mark.parametrize(
        "nonsense",
        [
            {"kind": "scolding"},
            {"until": timedelta(0)},
            {"lifted_at": timedelta(days=-1)},
        ],
    )
    def test_the_database_refuses_nonsense(self, nonsense, heron, now):
        times = {name: now + value for name, value in nonsense.items() if isinstance(value, timedelta)}
        with pytest.raises(IntegrityError), transaction.atomic():
            Standing.objects.create(
                **{
                    "persona": heron,
                    "group_space": heron.group_space,
                    "kind": "silence",
                    "since": now,
                    **nonsense,
                    **times,
                }
            )

    def test_a_standing_is_of_the_face_s_own_group(self, heron, meadow, now):
        with pytest.raises(IntegrityError), transaction.atomic():
            Standing.objects.create(persona=heron, group_space=meadow, kind="silence", since=now)


class TestBeingBarred:
    def test_whoever_was_removed_is_barred_by_any_of_their_faces(self, ann, bob, thread, heron, wren, harbour, now):
        passing = faces.take_face(actor=ann, space=thread, handle="Passing Cloud", now=now)
        standings.impose(persona=passing, kind="removal", now=now)
        assert faces.is_barred(ann, harbour, now)
        assert faces.is_barred(ann, harbour.pk, now)
        assert faces.is_barred(ann, thread, now)
        assert not faces.is_barred(bob, harbour, now)

    def test_a_silence_bars_nobody_and_a_bar_ends(self, ann, heron, harbour, meadow, now):
        standings.impose(persona=heron, kind="silence", now=now)
        assert not faces.is_barred(ann, harbour, now)
        standings.impose(persona=heron, kind="removal", now=now, until=now + timedelta(days=30))
        assert faces.is_barred(ann, harbour, now)
        assert not faces.is_barred(ann, meadow, now)
        assert not faces.is_barred(ann, harbour, now + timedelta(days=30))

    def test_asking_costs_the_same_whatever_the_answer(
        self, ann, bob, heron, wren, harbour, now, django_assert_num_queries
    ):
        standings.impose(persona=heron, kind="removal", now=now)
        for actor in (ann, bob):
            with django_assert_num_queries(1):
                faces.is_barred(actor, harbour, now)
