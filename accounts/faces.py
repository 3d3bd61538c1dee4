"""A person's own names, one beside the other: shown to their owner alone."""

from dataclasses import dataclass

from groups.models import SupportGroup
from personas.actors import Actor
from personas.faces import faces_of


@dataclass(frozen=True)
class FaceLine:
    """One name and where it is used."""

    handle: str
    ref: str
    group_name: str
    group_url: str


def listed(actor: Actor) -> list[FaceLine]:
    """The actor's faces, by group and name. Two statements."""
    faces = list(faces_of(actor))
    groups = {group.pk: group for group in SupportGroup.objects.filter(pk__in={face.group_space_id for face in faces})}
    lines = [
        FaceLine(
            face.handle,
            str(face.ref),
            actor.name_of(groups[face.group_space_id]),
            f"/g/{groups[face.group_space_id].code}/",
        )
        for face in faces
        if face.group_space_id in groups
    ]
    return sorted(lines, key=lambda line: (line.group_name, line.handle))
