"""What a person asked to have done with everything that is theirs."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from accounts.models.account import Account


class ExportQuerySet(models.QuerySet["Export"]):
    """Copies, by how far they are."""

    def due(self, now: datetime) -> "ExportQuerySet":
        """What a worker may begin now, oldest first."""
        return self.filter(ready_at=None, due_at__lte=now).order_by("due_at", "pk")

    def run_out(self, now: datetime) -> "ExportQuerySet":
        """Made, not fetched, and too old to lie about."""
        return self.filter(runs_out_at__lte=now).exclude(file="")


class Export(models.Model):
    """A copy of everything that is one person's own: asked for, made by a worker, fetched once. One for an account.

    `due_at` is also the claim: who makes it moves it forward first. `done` of `total` rows are written so far.
    """

    account = models.OneToOneField(Account, models.CASCADE, primary_key=True, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    file = models.CharField(max_length=120, blank=True)
    ready_at = models.DateTimeField(null=True)
    runs_out_at = models.DateTimeField(null=True)
    fetched_at = models.DateTimeField(null=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ready_at=None, runs_out_at=None, file="")
                | Q(ready_at__isnull=False, runs_out_at__isnull=False, runs_out_at__gt=F("ready_at")),
                name="export_ready_has_its_end",
            ),
            models.CheckConstraint(
                condition=Q(fetched_at=None) | Q(ready_at__isnull=False, fetched_at__gte=F("ready_at"), file=""),
                name="export_fetched_once",
            ),
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(ready_at=None), name="export_due")]

    def __str__(self) -> str:
        return f"export {self.pk}"

    @property
    def is_made(self) -> bool:
        """Whether it waits to be fetched."""
        return bool(self.file)

    @property
    def is_on_its_way(self) -> bool:
        """Whether a worker makes it or will."""
        return self.ready_at is None


class ErasureQuerySet(models.QuerySet["Erasure"]):
    """Accounts on their way out."""

    def due(self, now: datetime) -> "ErasureQuerySet":
        """Whose time to come back is over, oldest first."""
        return self.filter(due_at__lte=now).order_by("due_at", "pk")


class Erasure(models.Model):
    """That a person wants to be erased, and when. Until then it can be taken back, which removes the row."""

    account = models.OneToOneField(Account, models.CASCADE, primary_key=True, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(due_at__gt=F("asked_at")), name="erasure_leaves_time_to_come_back"),
        ]

    def __str__(self) -> str:
        return f"erasure {self.pk}"
