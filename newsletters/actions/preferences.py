"""What somebody wants to hear by mail. Without asking for it nobody gets any."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from groups.models import SupportGroup
from newsletters import delivery
from newsletters.models import Digest, DigestPreference
from newsletters.rhythm import Rhythm
from personas.models import Persona

Cadence, Says = DigestPreference.Cadence, DigestPreference.Says


@transaction.atomic
def set_preference(
    *, persona: Persona, group: SupportGroup, cadence: str, says: str, now: datetime, hour: int = 8, weekday: int = 6
) -> DigestPreference:
    """Note what letters may come to this face, and when the first one is due. Safe to repeat.

    What was said before mail was switched on is never written about. `weekday`: Monday is 0. Raises ValueError for a
    cadence or saying that is not known, and for a name that is for one thread only.
    """
    if persona.is_one_thread_face:
        raise ValueError("letters are for the face of the whole group")
    chosen = {"cadence": Cadence(cadence), "says": Says(says), "hour": hour, "weekday": weekday, "group": group}
    current = DigestPreference.objects.select_for_update().filter(pk=persona.pk).first()
    if current is None or current.cadence == Cadence.NONE:
        chosen |= {"told_up_to": now, "asked_at": now, "followed_up_to": now}
    chosen["next_at"] = None
    if cadence in DigestPreference.REGULAR:
        chosen["next_at"] = Rhythm(cadence, hour, weekday, delivery.zone_behind(persona.pk)).following(now)
    preference, _is_new = DigestPreference.objects.update_or_create(persona=persona, defaults=chosen)
    return preference


def stop_letters(*, persona_id: int) -> None:
    """No more letters to this face, from this moment on. Safe to repeat; quiet for a face that never asked for any."""
    DigestPreference.objects.filter(pk=persona_id).update(cadence=Cadence.NONE, next_at=None)


def forget(persona: Persona) -> None:
    """What a face wanted to hear, and what was sent to it. Issues that it wrote are the group's and stay."""
    DigestPreference.objects.filter(persona=persona).delete()
    Digest.objects.filter(persona=persona).delete()
