"""What a face may not do in its group for a while."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from personas.models.faces import Persona, Space
from supportgroups.lib.constraints import Agrees


class StandingQuerySet(models.QuerySet["Standing"]):
    """Open or past."""

    def open(self, now: datetime) -> "StandingQuerySet":
        """Holding at ``now``: begun, not lifted, and its end not reached."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=now), lifted_at__isnull=True, since__lte=now)


class Standing(models.Model):
    """A silence, a suspension or a removal; the decision that led to it is moderation's.

    One open row of each kind for a face. A row whose ``until`` has passed no longer holds, but it is lifted before
    another of its kind is made.
    """

    class Kind(models.TextChoices):
        SILENCE = "silence", _("silence")
        SUSPENSION = "suspension", _("suspension")
        REMOVAL = "removal", _("removal")

    persona = models.ForeignKey(Persona, models.PROTECT, related_name="standings")
    group_space = models.ForeignKey(Space, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="standing_kind", condition=Q(kind__in=["silence", "suspension", "removal"])),
            models.CheckConstraint(
                name="standing_ends_later", condition=Q(until__isnull=True) | Q(until__gt=F("since"))
            ),
            models.CheckConstraint(
                name="standing_lifted_later", condition=Q(lifted_at__isnull=True) | Q(lifted_at__gte=F("since"))
            ),
            models.UniqueConstraint(
                name="standing_one_open", fields=["persona", "kind"], condition=Q(lifted_at__isnull=True)
            ),
            Agrees(name="standing_of_its_group", via="persona", columns={"group_space": "group_space"}),
        ]
        indexes = [
            models.Index(
                fields=["group_space", "kind"], condition=Q(lifted_at__isnull=True), name="standing_open_in_group"
            ),
        ]

    def __str__(self) -> str:
        return f"standing {self.pk}"
