"""What happened is one row; what is addressed to a face is read by its wearer alone."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from personas import faces, letterbox
from personas.actors import GUEST
from personas.letterbox import NoticeText, notices_for, record, tell
from personas.models import Event, Notice


@pytest.fixture
def asked(monkeypatch):
    """A teller that words everything but subject 13, and what it was asked."""
    asked = []

    def words(ids):
        asked.append(ids)
        return {number: NoticeText(f"Word {number}", "Come and see.", "/home/") for number in ids if number != 13}

    monkeypatch.setattr(letterbox, "_TELLERS", {})
    letterbox.teller("x.word", words)
    return asked


def write(face, number, now):
    return tell(face.pk, "x.word", group_id=face.group_space_id, subject_id=number, now=now)


def test_an_event_is_one_row_however_many_will_hear(harbour, heron, now, django_assert_num_queries):
    with django_assert_num_queries(1):
        event = record("x.posted", group_id=harbour.pk, subject_id=3, persona_id=heron.pk, at=now)
    assert (event.group_id, event.subject_id, event.persona_id, event.at) == (harbour.pk, 3, heron.pk, now)
    assert record("x.closed", group_id=harbour.pk, subject_id=3, at=now).persona_id is None


def test_one_reads_what_is_addressed_to_one_s_own_faces(ann, bob, heron, wren, meadow, now, asked):
    maple = faces.take_face(actor=ann, space=meadow, handle="Red Maple", now=now)
    write(heron, 1, now)
    write(maple, 2, now + timedelta(hours=1))
    write(wren, 3, now)
    assert [row.title for row in notices_for(ann)] == ["Word 2", "Word 1"]
    assert [row.title for row in notices_for(bob)] == ["Word 3"]
    assert notices_for(GUEST) == []


def test_what_is_gone_is_not_told(ann, heron, now, asked):
    write(heron, 13, now)
    write(heron, 14, now)
    assert [row.title for row in notices_for(ann)] == ["Word 14"]


def test_a_kind_that_nobody_words_is_kept_and_not_shown(ann, heron, harbour, now, asked):
    tell(heron.pk, "x.unheard", group_id=harbour.pk, subject_id=1, now=now)
    assert notices_for(ann) == []
    assert Notice.objects.count() == 1


def test_the_cost_is_the_same_for_two_and_for_twenty(ann, heron, now, asked, django_assert_num_queries):
    for number in range(2):
        write(heron, 20 + number, now)
    with django_assert_num_queries(1):
        assert len(notices_for(ann)) == 2
    for number in range(18):
        write(heron, 40 + number, now)
    with django_assert_num_queries(1):
        assert len(notices_for(ann)) == 20
    assert len(asked) == 2
    assert len(notices_for(ann, limit=5)) == 5


def test_marking_read_touches_one_s_own_alone_and_once(ann, bob, heron, wren, now, asked):
    write(heron, 1, now)
    write(wren, 2, now)
    assert letterbox.mark_read(ann, now=now + timedelta(minutes=1)) == 1
    assert letterbox.mark_read(ann, now=now + timedelta(minutes=2)) == 0
    assert letterbox.mark_read(GUEST, now=now) == 0
    assert [row.is_read for row in notices_for(ann)] == [True]
    assert [row.is_read for row in notices_for(bob)] == [False]


def test_a_notice_is_of_the_face_s_own_group(heron, meadow, now, asked):
    with pytest.raises(IntegrityError), transaction.atomic():
        tell(heron.pk, "x.word", group_id=meadow.pk, subject_id=1, now=now)


def test_a_kind_has_one_teller(asked):
    with pytest.raises(ValueError, match="worded already"):
        letterbox.teller("x.word", lambda ids: {})


def test_what_was_said_of_a_forgotten_face_goes(heron, wren, harbour, now, asked):
    write(heron, 1, now)
    write(wren, 2, now)
    record("x.posted", group_id=harbour.pk, subject_id=3, persona_id=heron.pk, at=now)
    letterbox.forget(heron)
    assert Notice.objects.get().persona == wren
    assert Event.objects.get().persona is None
