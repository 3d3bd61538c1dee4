"""Contact: what each face wants to hear by mail, and what was sent. Addresses are not here; the vault gives them last."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from supportgroups.lib.constraints import Agrees


class DigestPreference(models.Model):
    """How often, at which hour of the reader's own day, and how much a letter may say. No row: no mail at all."""

    class Cadence(models.TextChoices):
        NONE = "none", _("no mail")
        NOTICES = "notices", _("only what is addressed to me")
        EACH = "each", _("each answer")
        DAILY = "daily", _("once a day")
        WEEKLY = "weekly", _("once a week")
        MONTHLY = "monthly", _("once a month")

    class Says(models.TextChoices):
        NOTHING = "nothing", _("only that there is something new")
        COUNTS = "counts", _("how much is new")
        TITLES = "titles", _("titles")
        TEXT = "text", _("the words themselves")

    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    persona = models.OneToOneField("personas.Persona", models.CASCADE, primary_key=True, related_name="+")
    cadence = models.CharField(max_length=8, choices=Cadence, default=Cadence.NONE)
    says = models.CharField(max_length=8, choices=Says, default=Says.NOTHING)
    hour = models.PositiveSmallIntegerField(default=8)
    weekday = models.PositiveSmallIntegerField(default=6)
    next_at = models.DateTimeField(null=True, blank=True)
    told_up_to = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(hour__lte=23) & Q(weekday__lte=6), name="digest_hour_of_a_day"),
            models.CheckConstraint(
                condition=~Q(cadence__in=("daily", "weekly", "monthly")) | Q(next_at__isnull=False),
                name="digest_regular_has_its_next",
            ),
            Agrees(name="digestpreference_persona_group", via="persona", columns={"group": "group_space"}),
        ]
        indexes = [models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="digest_due")]

    def __str__(self) -> str:
        return f"digest preference {self.pk}"


class Digest(models.Model):
    """One letter to one face for one period: the row is claimed before sending, so that nothing goes out twice."""

    ref = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    persona = models.ForeignKey("personas.Persona", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8)
    period = models.CharField(max_length=40)
    covers_from = models.DateTimeField()
    covers_to = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "persona", "kind", "period"], name="digest_once_a_period"),
            Agrees(name="digest_persona_group", via="persona", columns={"group": "group_space"}),
        ]
        indexes = [models.Index(fields=["covers_to"], condition=Q(sent_at__isnull=True), name="digest_waiting")]

    def __str__(self) -> str:
        return f"digest {self.pk}"


class NewsletterIssue(models.Model):
    """A letter an editor writes to the group."""

    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="newsletter_issues", db_index=False)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    source = models.TextField()
    html = models.TextField()
    by = models.ForeignKey("personas.Persona", models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="issue_number_once"),
            Agrees(name="issue_by_group", via="by", columns={"group": "group_space"}),
        ]

    def __str__(self) -> str:
        return f"issue {self.number}"


class Mailbox(models.Model):
    """How an address has behaved, by account: bounces count, and a full count pauses all list mail to it."""

    account = models.OneToOneField("accounts.Account", models.CASCADE, primary_key=True, related_name="+")
    score = models.FloatField(default=0)
    scored_on = models.DateField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"mailbox {self.pk}"
