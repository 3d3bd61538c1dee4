"""Putting a face under a standing, and lifting it. Who may decide so, and why it was decided, is moderation's."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from personas.models import Persona, Standing


@transaction.atomic
def impose(*, persona: Persona, kind: str, now: datetime, until: datetime | None = None) -> Standing:
    """Let it hold from now on, to ``until`` or for good. One that holds gets the new end. Locks the persona's row."""
    persona = Persona.objects.select_for_update(no_key=True).get(pk=persona.pk)
    _lift_lapsed(persona, kind, now)
    standing, is_new = Standing.objects.get_or_create(
        persona=persona,
        kind=kind,
        lifted_at=None,
        defaults={"group_space_id": persona.group_space_id, "since": now, "until": until},
    )
    if not is_new and standing.until != until:
        standing.until = until
        standing.save(update_fields=["until"])
    return standing


def lift(*, persona: Persona, kind: str, now: datetime) -> bool:
    """End it now; False when none was open. Safe to repeat."""
    return bool(Standing.objects.filter(persona=persona, kind=kind, lifted_at__isnull=True).update(lifted_at=now))


def _lift_lapsed(persona: Persona, kind: str, now: datetime) -> None:
    lapsed = Q(until__isnull=False, until__lte=now)
    Standing.objects.filter(lapsed, persona=persona, kind=kind, lifted_at__isnull=True).update(lifted_at=F("until"))
