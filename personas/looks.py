"""What a face says and shows of itself: a line, pronouns, a picture or its pattern. Nothing here opens the vault."""

from functools import partial
from uuid import UUID, uuid4

from django.db import transaction

from personas.models import Persona
from supportgroups.lib import picturestore
from supportgroups.lib.pictures import Picture


def picture_url(code: str, picture: UUID | str | None) -> str:
    """Where the picture of a face is answered, or "" for a face that wears its pattern."""
    return f"/g/{code}/faces/{picture}/" if picture else ""


@transaction.atomic
def describe(*, persona: Persona, about: str, pronouns: str) -> Persona:
    """Say who one is, in this group. Safe to repeat. Locks the persona's row."""
    persona = _locked(persona)
    persona.about, persona.pronouns = about, pronouns
    persona.save(update_fields=["about", "pronouns"])
    return persona


def show_picture(*, persona: Persona, picture: Picture) -> Persona:
    """Wear this picture from now on, under an address of its own; the one before is erased. Twice is two pictures, of
    which the last stays. Locks the persona's row."""
    name = picturestore.keep(picture)
    try:
        return _wear(persona, uuid4(), name)
    except BaseException:
        picturestore.drop(name)
        raise


def show_pattern(*, persona: Persona) -> Persona:
    """Wear the pattern again; the picture is erased. Safe to repeat. Locks the persona's row."""
    return _wear(persona, None, "")


def picture_file(group_space_id: int, picture: UUID) -> str | None:
    """The file of a picture that a face of this group wears now. One query."""
    worn = Persona.objects.filter(group_space_id=group_space_id, picture=picture)
    return worn.values_list("picture_file", flat=True).first()


def forget(persona: Persona) -> None:
    """Its pronouns and its picture go; its words go with its name, in `faces.forget`. Safe to repeat."""
    show_pattern(persona=persona)
    Persona.objects.filter(pk=persona.pk).update(pronouns="")


@transaction.atomic
def _wear(persona: Persona, picture: UUID | None, name: str) -> Persona:
    persona = _locked(persona)
    before, persona.picture, persona.picture_file = persona.picture_file, picture, name
    persona.save(update_fields=["picture", "picture_file"])
    if before:
        transaction.on_commit(partial(picturestore.drop, before))
    return persona


def _locked(persona: Persona) -> Persona:
    return Persona.objects.select_for_update(no_key=True).get(pk=persona.pk)
