"""Words of long forms: kept for one face at one place, never overwritten unseen, gone with the face."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from personas import faces, kept
from personas.forgetting import forget
from personas.models import KeptWords

pytestmark = pytest.mark.django_db


@pytest.fixture
def heron(ann, harbour, now):
    return faces.take_face(actor=ann, space=harbour, handle="Heron", now=now)


@pytest.fixture
def wren(bob, harbour, now):
    return faces.take_face(actor=bob, space=harbour, handle="Wren", now=now)


def keep(face, now, version=0, place="newsletter", **words):
    return kept.keep(
        persona_id=face.pk, group_id=face.group_space_id, place=place, words=words, version=version, now=now
    )


def found(face, place="newsletter"):
    return kept.kept(face.pk, face.group_space_id, place)


def drop(face, version, place="newsletter", **sent):
    return kept.drop(persona_id=face.pk, group_id=face.group_space_id, place=place, sent=sent, version=version)


def test_words_are_kept_for_one_face_at_one_place(heron, wren, now) -> None:
    first = keep(heron, now, title="Winter", source="It")
    second = keep(heron, now, first, title="Winter", source="It snows")
    assert second == first + 1
    assert found(heron) == kept.Kept({"title": "Winter", "source": "It snows"}, second)
    assert found(wren) is None
    assert found(heron, "settings") is None


def test_the_same_words_again_change_nothing(heron, now) -> None:
    first = keep(heron, now, title="Winter")
    assert keep(heron, now + timedelta(hours=1), 0, title="Winter") == first
    assert KeptWords.objects.get().saved_at == now


def test_what_a_form_does_not_name_stays(heron, now) -> None:
    first = keep(heron, now, title="Winter", source="It snows")
    keep(heron, now, first, title="Spring")
    assert found(heron).words == {"title": "Spring", "source": "It snows"}
    assert keep(heron, now, first + 1) == first + 1


def test_nothing_typed_makes_no_row(heron, now) -> None:
    assert keep(heron, now, title="", source="") == 0
    assert not KeptWords.objects.exists()


def test_words_of_another_window_are_not_overwritten(heron, now) -> None:
    first = keep(heron, now, title="Winter")
    second = keep(heron, now, first, title="Spring")
    with pytest.raises(kept.MovedOn) as moved:
        keep(heron, now, first, title="Autumn")
    assert moved.value.newer == kept.Kept({"title": "Spring"}, second)
    assert found(heron).words == {"title": "Spring"}


def test_an_answer_lost_on_the_way_stops_nobody(heron, now) -> None:
    keep(heron, now, source="It sn")
    keep(heron, now, 0, source="It snows")
    assert found(heron).words == {"source": "It snows"}


def test_a_window_that_stood_on_words_sent_since_stands_on_no_others(heron, now) -> None:
    first = keep(heron, now, source="It snows")
    assert drop(heron, first)
    keep(heron, now + timedelta(minutes=1), 0, source="It thaws")
    with pytest.raises(kept.MovedOn):
        keep(heron, now + timedelta(minutes=2), first, source="It rains")


def test_what_was_sent_is_dropped_and_another_windows_words_stay(heron, now) -> None:
    first = keep(heron, now, source="It snows")
    keep(heron, now, first, source="It thaws")
    assert not drop(heron, first, source="It snows")
    assert found(heron).words == {"source": "It thaws"}
    assert drop(heron, first, source="It thaws at last.")
    assert found(heron) is None
    assert drop(heron, first)


def test_only_the_fields_of_the_place_are_kept(heron, now) -> None:
    keep(heron, now, title="Winter", password="opensesame", csrfmiddlewaretoken="x")
    assert found(heron).words == {"title": "Winter"}


def test_a_null_byte_stops_nobody(heron, now) -> None:
    keep(heron, now, title="Win\x00ter")
    assert found(heron).words == {"title": "Winter"}


def test_there_are_limits(heron, now, monkeypatch) -> None:
    keep(heron, now, source="x" * kept.LONGEST_FIELD)
    with pytest.raises(kept.TooMuch):
        keep(heron, now, 0, source="x" * (kept.LONGEST_FIELD + 1))
    monkeypatch.setattr(kept, "MOST_PLACES", 1)
    with pytest.raises(kept.TooMuch):
        keep(heron, now, place="settings", name="Nights")
    keep(heron, now, 0, source="x" * kept.LONGEST_FIELD, title="Winter")
    assert KeptWords.objects.count() == 1


@pytest.mark.parametrize("place", ["", "password", "decide-1", "newsletter-2", "settings\n", "report-x-1"])
def test_a_place_nobody_knows_keeps_nothing(heron, now, place: str) -> None:
    with pytest.raises(kept.NoSuchPlace):
        keep(heron, now, place=place, title="Winter")
    assert not KeptWords.objects.exists()


def test_words_are_forgotten_with_their_face(heron, wren, now) -> None:
    keep(heron, now, title="Winter")
    keep(wren, now, title="Spring")
    forget(heron)
    assert found(heron) is None
    assert found(wren).words == {"title": "Spring"}


def test_a_face_keeps_words_in_its_own_group_alone(heron, meadow, now) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        kept.keep(persona_id=heron.pk, group_id=meadow.pk, place="newsletter", words={"title": "x"}, version=0, now=now)


def test_reading_costs_one_statement(heron, now) -> None:
    keep(heron, now, title="Winter")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found(heron)
    assert len(asked) == 1
