"""The record of looking behind a face for a human eye."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from personas.models.faces import Persona, Space
from supportgroups.lib.constraints import Agrees


class Unmasking(models.Model):
    """Who asked which group face is behind a one-thread name, why, who agreed, when. Two people; the member is told."""

    ref = models.UUIDField(unique=True, default=uuid4, editable=False)
    group_space = models.ForeignKey(Space, models.PROTECT, related_name="+")
    persona = models.ForeignKey(Persona, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Persona, models.PROTECT, related_name="+")
    reason = models.TextField(max_length=2000)
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Persona, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="unmasking_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="unmasking_takes_two",
                condition=Q(agreed_by__isnull=True, opened_at__isnull=True)
                | (Q(agreed_by__isnull=False, opened_at__gte=F("asked_at")) & ~Q(agreed_by=F("asked_by"))),
            ),
            models.UniqueConstraint(name="unmasking_one_open", fields=["persona"], condition=Q(opened_at__isnull=True)),
            *(
                Agrees(name=f"unmasking_{via}_of_group", via=via, columns={"group_space": "group_space"})
                for via in ("persona", "asked_by", "agreed_by")
            ),
        ]

    def __str__(self) -> str:
        return f"unmasking {self.pk}"
