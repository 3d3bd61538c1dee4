"""After a face is forgotten its words are nowhere, and its threads can still be read."""

import pytest
from django.db import IntegrityError, transaction

from personas import faces, forgetting
from personas.models import Handle, Persona


def test_a_forgotten_face_has_no_words_left(heron, bob, harbour, now):
    Persona.objects.filter(pk=heron.pk).update(about="I like rain.")
    forgetting.forget(heron)
    assert (heron.handle, heron.about, heron.state) == ("", "", "blanked")
    assert heron.name == "Someone who has left"
    assert not Handle.objects.exists()


def test_its_former_names_go_too_and_are_free(heron, bob, harbour, now):
    faces.rename(persona=heron, handle="Grey Heron", now=now)
    forgetting.forget(heron)
    assert faces.take_face(actor=bob, space=harbour, handle="Quiet Heron", now=now)


def test_forgetting_twice_is_once_and_touches_nobody_else(heron, wren):
    forgetting.forget(heron)
    forgetting.forget(heron)
    wren.refresh_from_db()
    assert (wren.handle, wren.state) == ("Brown Wren", "active")


def test_all_of_it_happens_or_none(heron, monkeypatch):
    def stumble(_persona):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(forgetting, "_FORGETTERS", [stumble, *forgetting._FORGETTERS])
    with pytest.raises(RuntimeError):
        forgetting.forget(heron)
    heron.refresh_from_db()
    assert heron.handle == "Quiet Heron"


def test_each_comes_once_in_the_order_of_registering(heron, monkeypatch):
    order = []
    monkeypatch.setattr(forgetting, "_FORGETTERS", [])
    below, above = (lambda _p: order.append("below")), (lambda _p: order.append("above"))
    for function in (above, below, above):
        forgetting.register(function)
    forgetting.forget(heron)
    assert order == ["above", "below"]


@pytest.mark.parametrize("nonsense", [{"state": "blanked"}, {"handle": ""}, {"state": "asleep"}])
def test_the_database_refuses_a_half_blanked_face(heron, nonsense):
    with pytest.raises(IntegrityError), transaction.atomic():
        Persona.objects.filter(pk=heron.pk).update(**nonsense)


def test_a_row_says_its_number_and_no_name(heron, harbour):
    assert str(heron) == f"persona {heron.pk}"
    assert "Heron" not in repr(heron) + repr(Handle.objects.get()) + str(harbour)


def test_a_face_that_is_laid_down_is_taken_up_again_by_its_own_person_alone(heron, ann, bob, harbour, now):
    for _time in range(2):
        forgetting.lay_down(heron, now=now)
    assert (heron.handle, heron.state) == ("", "blanked")
    assert faces.face_in(ann, harbour.pk) is None
    with pytest.raises(faces.NameTaken):
        faces.take_face(actor=bob, space=harbour, handle="Quiet Heron", now=now)
    again = faces.take_face(actor=ann, space=harbour, handle="Quiet Heron", now=now)
    assert (again.pk, again.handle, again.state) == (heron.pk, "Quiet Heron", "active")
    assert Handle.objects.get(persona=heron).until is None
    assert faces.take_face(actor=bob, space=harbour, handle="Brown Wren", now=now).pk != heron.pk
