"""Closing a group: asked for by one, agreed to by another, announced, and put away or erased in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from groups.models.group import SupportGroup
from supportgroups.lib.constraints import Agrees

if TYPE_CHECKING:
    from personas.actors import Actor

# From being agreed to until the day itself, so that everybody hears of it and can keep what is theirs.
LEAST_NOTICE_DAYS = 14
MOST_KEEP_DAYS = 365


class ClosingQuerySet(models.QuerySet["Closing"]):
    """Closings, by whether they stand."""

    def visible_to(self, actor: Actor) -> ClosingQuerySet:
        """Of the groups that the actor may read in. No statement, no join."""
        return self.filter(group_id__in=actor.reading_group_ids)

    def standing(self) -> ClosingQuerySet:
        return self.filter(withdrawn_at__isnull=True)

    def announced(self) -> ClosingQuerySet:
        """Agreed to by a second person, and the day is still to come."""
        return self.standing().filter(agreed_at__isnull=False, closed_at__isnull=True)


class Closing(models.Model):
    """That a group is to close. `agreed_by` is empty where who runs the server agreed, since nobody else was there.

    After `closes_on` what was written can be read until `ends_on`; then it is put away, or erased.
    """

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="closings")
    asked_by = models.ForeignKey("personas.Persona", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    words = models.CharField(max_length=1000, blank=True)
    closes_on = models.DateField()
    ends_on = models.DateField()
    erases = models.BooleanField(default=False)
    agreed_by = models.ForeignKey("personas.Persona", models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    shut_door = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ClosingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=Q(withdrawn_at__isnull=True), name="closing_standing_once"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("closes_on")), name="closing_days_in_order"),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | (Q(agreed_at__isnull=False) & ~Q(agreed_by=F("asked_by"))),
                name="closing_agreed_by_a_second",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(agreed_at__isnull=False, withdrawn_at__isnull=True),
                name="closing_agreed_before_closed",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(closed_at__isnull=False), name="closing_closed_before_ended"
            ),
            Agrees(name="closing_asked_by_group", via="asked_by", columns={"group": "group_space"}),
            Agrees(name="closing_agreed_by_group", via="agreed_by", columns={"group": "group_space"}),
        ]
        indexes = [
            models.Index(
                fields=["closes_on"],
                condition=Q(withdrawn_at__isnull=True, ended_at__isnull=True),
                name="closing_due",
            )
        ]

    def __str__(self) -> str:
        return f"closing {self.pk}"
