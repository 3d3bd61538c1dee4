"""One's own face in a group, to the one who wears it."""

from __future__ import annotations

from dataclasses import dataclass

from groups.models import SupportGroup
from personas import looks
from personas.actors import Actor
from personas.models import Persona


@dataclass(frozen=True)
class MyFace:
    """How others see it, and where it can be changed; an address is "" for what may not be changed now."""

    handle: str
    ref: str
    picture_url: str
    pronouns: str
    about: str
    seen_url: str
    name_url: str
    words_url: str
    new_picture_url: str
    pattern_url: str
    distances_url: str
    card_url: str
    label_url: str
    group_url: str


def my_face(actor: Actor, group: SupportGroup, face: Persona) -> MyFace:
    """No statement."""
    here = f"/g/{group.code}/me/"
    may_describe = actor.can("groups.describe_face", group)
    return MyFace(
        handle=face.handle,
        ref=str(face.ref),
        picture_url=looks.picture_url(group.code, face.picture),
        pronouns=face.pronouns,
        about=face.about,
        seen_url=f"/g/{group.code}/people/{face.ref}/",
        name_url=f"{here}name/",
        words_url=f"{here}words/" if may_describe else "",
        new_picture_url=f"{here}picture/" if may_describe else "",
        pattern_url=f"{here}pattern/" if face.picture else "",
        distances_url=f"{here}distances/",
        card_url=f"{here}card/" if group.asks_contact_card else "",
        label_url=f"{here}label/",
        group_url=f"/g/{group.code}/",
    )
