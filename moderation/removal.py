"""That somebody was sent away from a group: by whom, why, and until when. What it does is a standing of the face."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from personas import faces
from supportgroups.lib.constraints import Agrees

if TYPE_CHECKING:
    from personas.actors import Actor


class RemovalQuerySet(models.QuerySet["Removal"]):
    """Removals, by whether they hold and by whom they are for."""

    def visible_to(self, actor: Actor) -> RemovalQuerySet:
        """Those of a face of the actor's own, in whatever group: they have no seat there any more. No statement."""
        return self.filter(about__in=faces.mine(actor))

    def at_desks_of(self, actor: Actor) -> RemovalQuerySet:
        """Those of groups whose desk the actor works at, never one of a face of the actor's own."""
        desks = actor.group_ids_with("moderate") & actor.reading_group_ids
        return self.filter(group_id__in=desks).exclude(about_id__in=actor.face_ids)

    def standing(self) -> RemovalQuerySet:
        return self.filter(lifted_at__isnull=True)


class Removal(models.Model):
    """A removal. `reason` is read by the one it is about; `until` is empty where it is for good."""

    ref = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    about = models.ForeignKey("personas.Persona", models.PROTECT, related_name="+")
    reason = models.TextField(max_length=2000, blank=True)
    by = models.ForeignKey("personas.Persona", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey("personas.Persona", models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = RemovalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["about"], condition=Q(lifted_at__isnull=True), name="removal_standing_once"
            ),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gt=F("at")), name="removal_ends_later"),
            models.CheckConstraint(condition=~Q(about=F("by")), name="removal_of_somebody_else"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | Q(lifted_at__gte=F("at")), name="removal_lifted_later"
            ),
            models.UniqueConstraint(fields=["id", "group", "about", "by"], name="removal_by_key"),
            Agrees(name="removal_about_group", via="about", columns={"group": "group_space"}),
            Agrees(name="removal_by_group", via="by", columns={"group": "group_space"}),
            Agrees(name="removal_lifted_by_group", via="lifted_by", columns={"group": "group_space"}),
        ]
        indexes = [models.Index(fields=["group", "-at", "-id"], name="removal_newest")]

    def __str__(self) -> str:
        return f"removal {self.pk}"
