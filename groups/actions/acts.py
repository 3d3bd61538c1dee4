"""Kept for signals: in which weeks somebody appointed did something for the group."""

from __future__ import annotations

from datetime import datetime, timedelta

from groups.models import FacilitatorWeek, SupportGroup


def note_act(*, persona_id: int, group: SupportGroup, now: datetime) -> None:
    """Keep that somebody appointed acted in this week. One statement; a second act in the week changes nothing."""
    monday = now.date() - timedelta(days=now.weekday())
    FacilitatorWeek.objects.bulk_create(
        [FacilitatorWeek(group=group, persona_id=persona_id, week_on=monday)], ignore_conflicts=True
    )
