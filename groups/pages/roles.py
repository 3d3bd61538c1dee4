"""Who looks after a group."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from groups.models import SupportGroup
from groups.pages.face import appointments_of, kind_words
from personas.actors import Actor


@dataclass(frozen=True)
class RoleRow:
    """A role somebody holds."""

    handle: str
    ref: UUID
    role: str
    words: str
    credential: str
    end_url: str


def roles(actor: Actor, group: SupportGroup) -> list[RoleRow]:
    """Who holds which role, facilitators first. One statement; the way to end one is there for who may."""
    may_end = actor.can("groups.roles", group)
    return [
        RoleRow(
            handle=one.membership.persona.name,
            ref=one.membership.persona.ref,
            role=str(one.get_role_display()),
            words=kind_words(one),
            credential=one.credential,
            end_url=f"/g/{group.code}/roles/{one.membership.persona.ref}/{one.role}/end/" if may_end else "",
        )
        for one in appointments_of(group)
    ]
