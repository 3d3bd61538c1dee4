"""Contact: what each face wants to hear by mail, and what was sent. Addresses are not here: the vault gives them."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from supportgroups.lib.constraints import Agrees

if TYPE_CHECKING:
    from personas.actors import Actor


class DigestPreferenceQuerySet(models.QuerySet["DigestPreference"]):
    """Wishes for mail."""

    def due(self, now: datetime) -> DigestPreferenceQuerySet:
        """Regular summaries whose hour has come."""
        return self.filter(cadence__in=DigestPreference.REGULAR, next_at__lte=now)

    def listening(self, now: datetime) -> DigestPreferenceQuerySet:
        """Those who get letters and have had none about a thread they follow for a while."""
        is_rested = Q(followed_next_at__isnull=True) | Q(followed_next_at__lte=now)
        return self.filter(is_rested).exclude(cadence=DigestPreference.Cadence.NONE)

    def rested(self, now: datetime) -> DigestPreferenceQuerySet:
        """Those who want word of each answer and have had none for a while."""
        is_rested = Q(next_at__isnull=True) | Q(next_at__lte=now)
        return self.filter(is_rested, cadence=DigestPreference.Cadence.EACH)


class DigestPreference(models.Model):
    """How often, at which hour of the reader's own day, and how much a letter may say. No row: no mail at all.

    `next_at` is when the next summary is due; with each answer, before when no further letter goes out. `told_up_to` is
    when the newest thing was published that the reader has had word of. `asked_at` is when mail was switched on.
    `followed_next_at` and `followed_up_to` are the same as the first two, for letters about each reply in threads that
    the reader follows so.
    """

    class Cadence(models.TextChoices):
        NONE = "none", _("Nothing")
        NOTICES = "notices", _("Only what is addressed to me, such as word from a facilitator")
        EACH = "each", _("When somebody answers me, at most once an hour")
        DAILY = "daily", _("A summary once a day")
        WEEKLY = "weekly", _("A summary once a week")
        MONTHLY = "monthly", _("A summary once a month")

    class Says(models.TextChoices):
        NOTHING = "nothing", _("Only that there is something new")
        COUNTS = "counts", _("How much is new")
        TITLES = "titles", _("The titles of threads")
        TEXT = "text", _("The words themselves, with the names of those who wrote them")

    REGULAR = (Cadence.DAILY, Cadence.WEEKLY, Cadence.MONTHLY)

    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    persona = models.OneToOneField("personas.Persona", models.CASCADE, primary_key=True, related_name="+")
    cadence = models.CharField(max_length=8, choices=Cadence, default=Cadence.NONE)
    says = models.CharField(max_length=8, choices=Says, default=Says.NOTHING)
    hour = models.PositiveSmallIntegerField(default=8)
    weekday = models.PositiveSmallIntegerField(default=6)
    next_at = models.DateTimeField(null=True, blank=True)
    told_up_to = models.DateTimeField()
    asked_at = models.DateTimeField()
    followed_next_at = models.DateTimeField(null=True, blank=True)
    followed_up_to = models.DateTimeField(null=True, blank=True)

    objects = DigestPreferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(hour__lte=23) & Q(weekday__lte=6), name="digest_hour_of_a_day"),
            models.CheckConstraint(
                condition=Q(cadence__in=("none", "notices", "each", "daily", "weekly", "monthly")),
                name="digest_cadence_known",
            ),
            models.CheckConstraint(
                condition=Q(says__in=("nothing", "counts", "titles", "text")), name="digest_says_known"
            ),
            models.CheckConstraint(
                condition=~Q(cadence__in=("daily", "weekly", "monthly")) | Q(next_at__isnull=False),
                name="digest_regular_has_its_next",
            ),
            Agrees(name="digestpreference_persona_group", via="persona", columns={"group": "group_space"}),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="digest_due"),
            models.Index(fields=["group"], condition=Q(cadence="each"), name="digest_each_in_group"),
        ]

    def __str__(self) -> str:
        return f"digest preference {self.pk}"

    @property
    def followed_from(self) -> datetime:
        """Up to when there has been word of threads that are followed; mail that was never asked for tells nothing."""
        return self.followed_up_to or self.asked_at


class DigestQuerySet(models.QuerySet["Digest"]):
    """Letters on their way."""

    def waiting(self) -> DigestQuerySet:
        """Neither given up nor ever begun to be handed to a mail server."""
        return self.filter(gone_at__isnull=True, handed_over_at__isnull=True)

    def due(self, now: datetime) -> DigestQuerySet:
        """What is to be sent now, oldest first."""
        return self.waiting().filter(due_at__lte=now).order_by("due_at", "pk")


class Digest(models.Model):
    """One letter to one face for one period, whatever its kind: the outbox of list mail.

    A letter goes out at most once. Its life: planned (`due_at`) -> claimed by one worker (`claimed_at`; `due_at` moves
    forward, so that a worker that ends here loses nothing) -> `handed_over_at`, committed before the first word of the
    letter goes to the mail server -> `sent_at`, once the server has said yes. One that was handed over and never
    marked as sent may or may not have arrived: it is never sent again, and the next period covers what it would have
    said. A server that clearly says no takes `handed_over_at` back. `gone_at`: not wanted, or not to be delivered.
    """

    class Kind(models.TextChoices):
        DAILY = "daily", _("once a day")
        WEEKLY = "weekly", _("once a week")
        MONTHLY = "monthly", _("once a month")
        EACH = "each", _("an answer")
        NOTICE = "notice", _("something addressed to me")
        FOLLOWED = "followed", _("a reply in a thread I follow")

    ref = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    persona = models.ForeignKey("personas.Persona", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    period = models.CharField(max_length=40)
    covers_from = models.DateTimeField()
    covers_to = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = DigestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "persona", "kind", "period"], name="digest_once_a_period"),
            models.CheckConstraint(
                condition=Q(handed_over_at__isnull=True) | Q(claimed_at__isnull=False), name="digest_handed_by_claimer"
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(handed_over_at__isnull=False, gone_at__isnull=True),
                name="digest_sent_was_handed_over",
            ),
            models.CheckConstraint(condition=Q(covers_from__lte=F("covers_to")), name="digest_covers_a_time"),
            Agrees(name="digest_persona_group", via="persona", columns={"group": "group_space"}),
        ]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=Q(gone_at__isnull=True, handed_over_at__isnull=True),
                name="digest_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"digest {self.pk}"


class NewsletterIssueQuerySet(models.QuerySet["NewsletterIssue"]):
    """Issues, by who may read them."""

    def visible_to(self, actor: Actor) -> NewsletterIssueQuerySet:
        """Issues of the groups whose talk the actor may read. No statement of its own."""
        return self.filter(group_id__in=actor.reading_group_ids)


class NewsletterIssue(models.Model):
    """A letter an editor writes to the group. `ref` comes with the form: a second press finds the same issue."""

    ref = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="newsletter_issues", db_index=False)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    source = models.TextField()
    html = models.TextField()
    renderer = models.PositiveSmallIntegerField()
    by = models.ForeignKey("personas.Persona", models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    objects = NewsletterIssueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="issue_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="issue_number_from_one"),
            Agrees(name="issue_by_group", via="by", columns={"group": "group_space"}),
        ]

    def __str__(self) -> str:
        return f"issue {self.number}"
