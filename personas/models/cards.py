"""The record of opening a contact card. The card itself is in the vault."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from personas.models.faces import Persona, Space
from supportgroups.lib.constraints import Agrees

# Long enough to dial a number and to write it on a hand; to see it again is another opening.
SHOWN_FOR = timedelta(hours=1)
REVIEWED_WITHIN = timedelta(hours=72)


class CardOpening(models.Model):
    """Who opened whose contact card, why and when; and who looked at it afterwards. One opens, another reviews."""

    ref = models.UUIDField(unique=True, default=uuid4, editable=False)
    group_space = models.ForeignKey(Space, models.PROTECT, related_name="+")
    persona = models.ForeignKey(Persona, models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(Persona, models.PROTECT, related_name="+")
    reason = models.TextField(max_length=2000)
    opened_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(Persona, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    review = models.TextField(max_length=2000, blank=True)
    chased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="cardopening_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="cardopening_reviewed_by_another",
                condition=Q(reviewed_by__isnull=True, reviewed_at__isnull=True, review="")
                | (
                    Q(reviewed_by__isnull=False, reviewed_at__gte=F("opened_at"))
                    & ~Q(reviewed_by=F("opened_by"))
                    & ~Q(review="")
                ),
            ),
            *(
                Agrees(name=f"cardopening_{via}_of_group", via=via, columns={"group_space": "group_space"})
                for via in ("persona", "opened_by", "reviewed_by")
            ),
        ]
        indexes = [
            models.Index(fields=["group_space", "-opened_at", "-id"], name="cardopening_of_group"),
            models.Index(fields=["persona", "-opened_at"], name="cardopening_of_persona"),
        ]

    def __str__(self) -> str:
        return f"opening {self.pk}"

    def is_shown(self, now: datetime) -> bool:
        """Whoever opened the card may still see it."""
        return now < self.opened_at + SHOWN_FOR
