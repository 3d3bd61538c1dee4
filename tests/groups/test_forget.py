"""What the door forgets with a face."""

from __future__ import annotations

from groups.models import AdmissionRequest, Consent
from personas import forgetting
from personas.models import Persona
from tests.groups.conftest import Room, ask_as, membership


def test_a_forgotten_member_leaves_a_row_and_no_words(room: Room) -> None:
    ann = room.member("Heron", "screener")
    for _time in range(2):
        forgetting.forget(Persona.objects.get(pk=ann.face.pk))
    mine = membership(ann)
    assert (mine.status, mine.ended_how, mine.is_appointed) == ("left", "erased", False)
    assert not Consent.objects.filter(persona=ann.face, withdrawn_at=None).exists()
    assert Persona.objects.get(pk=ann.face.pk).handle == ""


def test_what_was_written_at_the_door_goes(room: Room) -> None:
    room.door("request")
    eve = room.person("eve")
    request = ask_as(room, eve, "Heron", words="Something of mine.")
    forgetting.forget(request.persona)
    assert not AdmissionRequest.objects.filter(words__contains="mine").exists()
