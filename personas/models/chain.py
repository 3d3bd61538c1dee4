"""The log that cannot be rewritten unnoticed, and beside it the details that can be erased."""

from django.db import models
from django.db.models import Q

from supportgroups.lib.constraints import AppendOnly

DIGEST_LENGTH = 64  # SHA-256 in hexadecimal


class ChainEntry(models.Model):
    """One entry: ``digest`` is the salted hash of its detail, ``previous`` the hash of the whole entry before it."""

    seq = models.BigIntegerField(primary_key=True)
    previous = models.CharField(max_length=DIGEST_LENGTH)
    digest = models.CharField(max_length=DIGEST_LENGTH)
    kind = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        ordering = ["seq"]
        verbose_name_plural = "chain entries"
        constraints = [
            models.UniqueConstraint(name="chain_one_after_each", fields=["previous"]),
            models.CheckConstraint(name="chain_counts_from_one", condition=Q(seq__gte=1)),
            AppendOnly(name="chain_append_only"),
        ]

    def __str__(self) -> str:
        return f"entry {self.seq}"


class ChainDetail(models.Model):
    """What an entry is about. Erasure empties it and names the rule; the entry stays and can still be checked."""

    entry = models.OneToOneField(ChainEntry, models.PROTECT, primary_key=True, related_name="detail")
    salt = models.CharField(max_length=DIGEST_LENGTH, blank=True)
    detail = models.JSONField(null=True)
    erased_under = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="chain_detail_erased_whole",
                condition=(Q(erased_under="") & ~Q(salt="") & Q(detail__isnull=False))
                | (~Q(erased_under="") & Q(salt="") & Q(detail__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"detail {self.pk}"


class ChainHead(models.Model):
    """The one row that knows the end of the chain: a lock for whoever appends, a witness when the last are gone."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    link = models.CharField(max_length=DIGEST_LENGTH)

    class Meta:
        constraints = [models.CheckConstraint(name="chain_one_head", condition=Q(id=1))]

    def __str__(self) -> str:
        return "head of the chain"
