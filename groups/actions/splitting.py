"""A group that has grown: another one like it, and a way in for those who come along. No text moves."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from groups.actions.agreeing import agreement_in_force
from groups.actions.door import copy_door
from groups.actions.founding import Charter, found_group
from groups.actions.inviting import invite
from groups.actions.logbook import log
from groups.actions.questions import ask_questions, asked_now
from groups.actions.tending import copy_ways
from groups.models import Invitation, Membership, SupportGroup
from personas import faces
from personas.actors import Actor
from personas.models import Persona

LASTS_DAYS = 30
MOST_USES = 500


@transaction.atomic
def split_group(
    *, group: SupportGroup, by: Persona, actor: Actor, name: str, for_whom: str, handle: str, key: UUID, now: datetime
) -> Invitation:
    """Found a second group with the rules, door, questions and ways of talking of this one, and make an invitation for
    as many as are in this one. Nothing that was written moves, and nobody is in the new group but its founder, under a
    new name.

    With the `key` of the form a second press gives back the first one's invitation. Raises what `found_group` raises.
    """
    texts = {"name": name, "summary": group.summary, "for_whom": for_whom}
    door, charter = group.policy.door, _charter(group)
    new = found_group(founder_actor=actor, **texts, door=door, handle=handle, charter=charter, key=key, now=now)
    before = Invitation.objects.filter(group=new).order_by("pk").first()
    if before is not None:
        return before
    founder = faces.face_in(actor, new.pk)
    if founder is None:
        raise LookupError("who founds a group has a face in it")
    _copy(group, new, founder, now)
    uses = min(Membership.objects.current().filter(group=group).count(), MOST_USES)
    invitation = invite(group=new, by=founder, uses=uses, days=LASTS_DAYS, now=now)
    log("groups.split", group_id=group.pk, by=by, now=now)
    return invitation


def _copy(group: SupportGroup, new: SupportGroup, founder: Persona, now: datetime) -> None:
    """What holds in the old one and is no part of a charter. What it asks for in money is each group's own."""
    copy_ways(group, new)
    policy = copy_door(group, new)
    asked = asked_now(group.policy)
    ask_questions(group=new, questions=asked, version=policy.questions_version, by=founder, now=now)


def _charter(group: SupportGroup) -> Charter:
    """What the new group has in common with the old one."""
    return Charter(
        rules=agreement_in_force(group).source,
        about=group.about_source,
        welcome=group.welcome_source,
        first_words=group.first_words,
        readership=group.readership,
        formed=group.formed,
        language=group.language,
        zone=group.zone,
        is_listed=group.is_listed,
    )
