"""One's own face in a group: what it says, and how often its name may change."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from groups.actions.refusals import RenamedLately
from groups.models import Membership
from personas import faces, looks
from personas.models import Persona

# Others learn who somebody is by the name; a newcomer may still look for one that fits.
BETWEEN_NAMES = timedelta(days=30)
FIRST_DAYS = timedelta(days=14)


def renaming_opens_on(membership: Membership, persona: Persona, today: date) -> date | None:
    """The day from which the name may be changed for no reason; None if that is now. No statement."""
    if persona.renamed_on is None or today < membership.joined_on + FIRST_DAYS:
        return None
    opens_on = persona.renamed_on + BETWEEN_NAMES
    return opens_on if today < opens_on else None


@transaction.atomic
def rename_face(*, membership: Membership, handle: str, points_to_me: bool, now: datetime) -> Persona:
    """Change the name of a group face, everywhere it stands; the former one is kept from others.

    Safe to repeat. Raises `RenamedLately` unless it points to the person, and `HandleRefused` and `NameTaken` of
    `personas.faces`. Locks the persona's row.
    """
    persona = Persona.objects.select_for_update(no_key=True).get(pk=membership.persona_id)
    if persona.handle == handle:
        return persona
    if not points_to_me and renaming_opens_on(membership, persona, timezone.localdate(now)):
        raise RenamedLately
    return faces.rename(persona=persona, handle=handle, now=now)


def describe_face(*, persona: Persona, about: str, pronouns: str) -> Persona:
    """Say a line about oneself, and how one likes to be spoken of. Safe to repeat."""
    return looks.describe(persona=persona, about=about, pronouns=pronouns)
