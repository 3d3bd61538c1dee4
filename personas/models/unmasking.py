"""The record of looking behind a face for a human eye."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from personas.models.faces import Persona, Space
from supportgroups.lib.constraints import Agrees

# A question that nobody agreed to in this time was not needed.
ANSWERED_WITHIN = timedelta(days=7)
# What came out can be looked up by the two for as long as somebody may have to be reached.
SHOWN_FOR = timedelta(hours=72)
LONGEST_DELAY = 30  # days, until the member is told


class Unmasking(models.Model):
    """Who asked what is behind a name, why, who agreed, when. Two people; the member is told.

    Behind a one-thread name is a group face; behind a group face, the account's address.

    It ends in one of three ways: `opened_at` with a second person, `closed_at` without, or neither in time.
    """

    ref = models.UUIDField(unique=True, default=uuid4, editable=False)
    group_space = models.ForeignKey(Space, models.PROTECT, related_name="+")
    persona = models.ForeignKey(Persona, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Persona, models.PROTECT, related_name="+")
    reason = models.TextField(max_length=2000)
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Persona, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    tell_days = models.PositiveSmallIntegerField(default=0, db_default=0)
    delay_reason = models.TextField(max_length=2000, blank=True, default="", db_default="")
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="unmasking_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="unmasking_takes_two",
                condition=Q(agreed_by__isnull=True, opened_at__isnull=True)
                | (Q(agreed_by__isnull=False, opened_at__gte=F("asked_at")) & ~Q(agreed_by=F("asked_by"))),
            ),
            models.CheckConstraint(
                name="unmasking_opened_or_closed", condition=Q(opened_at__isnull=True) | Q(closed_at__isnull=True)
            ),
            models.CheckConstraint(
                name="unmasking_delay_has_reason",
                condition=Q(tell_days=0) | (Q(tell_days__lte=LONGEST_DELAY) & ~Q(delay_reason="")),
            ),
            models.CheckConstraint(
                name="unmasking_told_of_what_was_seen",
                condition=Q(told_at__isnull=True) | Q(opened_at__isnull=False, told_at__gte=F("opened_at")),
            ),
            models.UniqueConstraint(
                name="unmasking_one_waiting",
                fields=["persona"],
                condition=Q(opened_at__isnull=True, closed_at__isnull=True),
            ),
            *(
                Agrees(name=f"unmasking_{via}_of_group", via=via, columns={"group_space": "group_space"})
                for via in ("persona", "asked_by", "agreed_by")
            ),
        ]
        indexes = [models.Index(fields=["group_space", "-asked_at", "-id"], name="unmasking_of_group")]

    def __str__(self) -> str:
        return f"unmasking {self.pk}"

    @property
    def tell_at(self) -> datetime | None:
        """When the member is told; None while nobody has looked."""
        return self.opened_at and self.opened_at + timedelta(days=self.tell_days)

    def is_waiting(self, now: datetime) -> bool:
        """A second person can still agree."""
        return self.opened_at is None and self.closed_at is None and now < self.asked_at + ANSWERED_WITHIN

    def is_shown(self, now: datetime) -> bool:
        """What came out can be looked up by the two."""
        return self.opened_at is not None and now < self.opened_at + SHOWN_FOR
