"""Kept for signals: in which weeks somebody appointed did something for the group; and that somebody is at its desk."""

from __future__ import annotations

from datetime import datetime, timedelta

from groups.actions.attending import note_presence
from groups.models import FacilitatorWeek, SupportGroup


def note_act(*, persona_id: int, group: SupportGroup, now: datetime) -> None:
    """Keep that somebody appointed acted in this week. Two statements; a second act on the same day changes nothing."""
    monday = now.date() - timedelta(days=now.weekday())
    FacilitatorWeek.objects.bulk_create(
        [FacilitatorWeek(group=group, persona_id=persona_id, week_on=monday)], ignore_conflicts=True
    )
    note_presence(persona_id=persona_id, group=group, now=now)
