"""Looking behind a one-thread name takes two people and a reason, and the one who wears it is told."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from personas import faces, letterbox, unmasking
from personas.models import ChainEntry, Notice, Unmasking
from personas.seating import actor_of


@pytest.fixture
def passing(ann, heron, thread, now):
    return faces.take_face(actor=ann, space=thread, handle="Passing Cloud", now=now)


@pytest.fixture
def owl(account, harbour, now):
    return faces.take_face(actor=actor_of(account("owl")), space=harbour, handle="Tawny Owl", now=now)


@pytest.fixture
def question(passing, wren, now):
    return unmasking.ask(persona=passing, by=wren, reason="Wrote under two names to the same person.", now=now)


def test_it_gives_the_group_face_and_tells_the_thread_name(question, passing, heron, owl, ann, now):
    assert unmasking.agree(unmasking=question, by=owl, now=now + timedelta(hours=1)) == heron
    assert Notice.objects.get().persona == passing
    assert len(letterbox.notices_for(ann)) == 1
    assert ChainEntry.objects.get().kind == unmasking.TOLD


def test_the_one_who_asked_cannot_agree(question, wren, now):
    with pytest.raises(PermissionDenied):
        unmasking.agree(unmasking=question, by=wren, now=now)
    question.refresh_from_db()
    assert question.opened_at is None
    assert not Notice.objects.exists()


def test_the_database_refuses_one_person_for_two(question, wren, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        Unmasking.objects.filter(pk=question.pk).update(agreed_by=wren, opened_at=now)


def test_opening_it_again_tells_and_logs_nothing_more(question, heron, owl, wren, now):
    for by in (owl, owl, wren):
        assert unmasking.agree(unmasking=question, by=by, now=now) == heron
    assert Notice.objects.count() == ChainEntry.objects.count() == 1


def test_asking_twice_is_one_question(question, passing, owl, now):
    assert unmasking.ask(persona=passing, by=owl, reason="The same.", now=now) == question


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_there_is_no_question(passing, wren, now, reason):
    with pytest.raises(ValueError, match="reason"):
        unmasking.ask(persona=passing, by=wren, reason=reason, now=now)


def test_a_group_face_is_not_asked_about(heron, wren, now):
    with pytest.raises(ValueError, match="one-thread"):
        unmasking.ask(persona=heron, by=wren, reason="Who is it?", now=now)


def test_nobody_from_another_group_can_ask(passing, bob, meadow, now):
    maple = faces.take_face(actor=bob, space=meadow, handle="Red Maple", now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        unmasking.ask(persona=passing, by=maple, reason="From elsewhere.", now=now)


def test_who_has_no_face_in_the_group_is_found_by_nobody(bob, thread, wren, owl, now, account):
    stranger = faces.take_face(actor=actor_of(account("sue")), space=thread, handle="Soft Rain", now=now)
    question = unmasking.ask(persona=stranger, by=wren, reason="Who is it?", now=now)
    assert unmasking.agree(unmasking=question, by=owl, now=now) is None
