"""Invitations into a group: a code that is a link, a line on a slip of paper, or a letter."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from groups.models.group import SupportGroup
from groups.models.runs import Cohort
from supportgroups.lib.constraints import Agrees

if TYPE_CHECKING:
    from personas.actors import Actor

CODE_LENGTH = 8


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, by whether they open and by who may look after them."""

    def visible_to(self, actor: Actor) -> InvitationQuerySet:
        """Of the groups whose requests the actor answers. No statement, no join."""
        return self.filter(group_id__in=actor.group_ids_with("admit_members") & actor.reading_group_ids)

    def open(self, now: datetime) -> InvitationQuerySet:
        """Those that can still be used."""
        return self.filter(ended_at__isnull=True, until__gt=now, uses_left__gt=0)


class Invitation(models.Model):
    """A way past the door for whoever holds its code. To whom it was sent is kept nowhere.

    `cohort`: the run that it leads into; without one whoever comes by it chooses.
    """

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="invitations", db_index=False)
    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    made_by = models.ForeignKey("personas.Persona", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    uses_left = models.PositiveSmallIntegerField()
    cohort = models.ForeignKey(Cohort, models.CASCADE, null=True, blank=True, related_name="+")
    is_by_mail = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "group"], name="invitation_key"),
            models.CheckConstraint(condition=Q(until__gt=F("made_at")), name="invitation_ends_later"),
            models.CheckConstraint(condition=Q(uses_left__gte=0), name="invitation_uses_are_counted_down"),
            Agrees(name="invitation_cohort_group", via="cohort", columns={"group": "group"}),
            Agrees(name="invitation_maker_group", via="made_by", columns={"group": "group_space"}),
        ]
        indexes = [models.Index(fields=["group", "-made_at"], name="invitation_newest")]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class InvitationUse(models.Model):
    """That a face came by an invitation, so that a second press uses none up."""

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="+", db_index=False)
    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="uses", db_index=False)
    persona = models.ForeignKey("personas.Persona", models.CASCADE, related_name="+")
    used_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invitation", "persona"], name="invitation_used_once_by_each"),
            Agrees(name="invitationuse_invitation_group", via="invitation", columns={"group": "group"}),
            Agrees(name="invitationuse_persona_group", via="persona", columns={"group": "group_space"}),
        ]

    def __str__(self) -> str:
        return f"use {self.pk}"
