"""The desk's tables: reports gather in one case per post; a case is closed by decisions that are only ever added."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forums.models import Post
from moderation.appeal import Appeal, AppealQuerySet
from moderation.removal import Removal
from supportgroups.lib.constraints import Agrees, AppendOnly

if TYPE_CHECKING:
    from personas.actors import Actor

__all__ = [
    "AlertWord",
    "Appeal",
    "AppealQuerySet",
    "Approval",
    "Case",
    "Decision",
    "Hold",
    "Reason",
    "Removal",
    "Report",
]


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases, by who may work on them."""

    def visible_to(self, actor: Actor) -> CaseQuerySet:
        """Cases of groups whose desk the actor works at, never one about a face of the actor's own."""
        return self.filter(group_id__in=desks_of(actor)).exclude(about_id__in=actor.face_ids)

    def open(self) -> CaseQuerySet:
        return self.filter(closed_at__isnull=True)

    def in_turn(self) -> CaseQuerySet:
        """What cannot wait first, then what has waited longest."""
        return self.order_by("-is_urgent", "opened_at", "pk")

    def in_full(self) -> CaseQuerySet:
        """With all that the open item shows."""
        return self.select_related("about", "taken_by", "post__thread")


def desks_of(actor: Actor) -> frozenset[int]:
    """Groups whose desk the actor works at: holds the power, is a member and not suspended. No statement."""
    return frozenset(actor.group_ids_with("moderate")) & frozenset(actor.reading_group_ids)


class Case(models.Model):
    """What was reported about one post, or one face, until it is decided. One open case per target."""

    ref = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    post = models.ForeignKey("forums.Post", models.PROTECT, null=True, blank=True, related_name="cases")
    about = models.ForeignKey("personas.Persona", models.PROTECT, related_name="+")
    is_urgent = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    # When the group's admins hear that nobody has taken it; empty once they have, and where it can wait.
    escalate_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey("personas.Persona", models.PROTECT, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "post"], condition=Q(closed_at__isnull=True, post__isnull=False), name="case_open_post"
            ),
            models.UniqueConstraint(
                fields=["group", "about"], condition=Q(closed_at__isnull=True, post__isnull=True), name="case_open_face"
            ),
            models.UniqueConstraint(fields=["id", "group"], name="case_key"),
            models.CheckConstraint(
                condition=Q(taken_by__isnull=True, taken_at__isnull=True)
                | Q(taken_by__isnull=False, taken_at__isnull=False),
                name="case_taken_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=models.F("opened_at")), name="case_closed_later"
            ),
            Agrees(name="case_post_group", via="post", columns={"group": "group"}),
            Agrees(name="case_about_group", via="about", columns={"group": "group_space"}),
        ]
        indexes = [
            models.Index(
                fields=["group", "-is_urgent", "opened_at", "id"],
                condition=Q(closed_at__isnull=True),
                name="case_queue",
            ),
            models.Index(fields=["escalate_at"], condition=Q(escalate_at__isnull=False), name="case_to_escalate"),
        ]

    def __str__(self) -> str:
        return f"case {self.pk}"


class Report(models.Model):
    """One member's word about a post or a face."""

    class Ground(models.TextChoices):
        UNKIND = "unkind", _("It is unkind")
        PERSONAL = "personal", _("It tells personal details about somebody")
        WORRIED = "worried", _("I am worried about this person")
        METHODS = "methods", _("It describes ways to come to harm")
        SELLING = "selling", _("It sells or advertises something")
        OTHER = "other", _("Something else")

    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="reports")
    reporter = models.ForeignKey("personas.Persona", models.PROTECT, related_name="+")
    ground = models.CharField(max_length=10, choices=Ground)
    words = models.TextField(blank=True, max_length=2000)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "reporter"], name="report_once_a_case"),
            Agrees(name="report_case_group", via="case", columns={"group": "group"}),
            Agrees(name="report_reporter_group", via="reporter", columns={"group": "group_space"}),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions, by whom they are for."""

    def visible_to(self, actor: Actor) -> DecisionQuerySet:
        """Decisions about a face of the actor's own, in the groups of the loaded seats."""
        return self.filter(case__about_id__in=actor.face_ids)


class Decision(models.Model):
    """What was decided and by whom. Only ever added to; to take one back is a further one."""

    class Verdict(models.TextChoices):
        STAYS = "stays", _("The post stays")
        HIDDEN = "hidden", _("Hide the post")
        REMOVED = "removed", _("Take the post away for good")
        RELEASED = "released", _("Show the post again")

    ref = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    verdict = models.CharField(max_length=10, choices=Verdict)
    silence_days = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey("personas.Persona", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=("stays", "hidden", "removed", "released")), name="decision_verdict"
            ),
            models.CheckConstraint(
                condition=~Q(verdict="released") | Q(silence_days=0), name="decision_release_is_kind"
            ),
            models.UniqueConstraint(fields=["id", "group", "by"], name="decision_by_key"),
            Agrees(name="decision_case_group", via="case", columns={"group": "group"}),
            Agrees(name="decision_by_group", via="by", columns={"group": "group_space"}),
            AppendOnly(name="decision_only_added"),
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"


class Reason(models.Model):
    """The words that went with a decision. In a row of their own, for they may quote somebody, and go when she goes."""

    decision = models.OneToOneField(Decision, models.PROTECT, primary_key=True, related_name="reason")
    text = models.TextField(max_length=2000)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="decision_reason_has_words")]

    def __str__(self) -> str:
        return f"reason of decision {self.pk}"


class HoldQuerySet(models.QuerySet["Hold"]):
    """Held posts, by who may let them out."""

    def visible_to(self, actor: Actor) -> HoldQuerySet:
        """What waits at desks the actor works at, never a post by a face of the actor's own."""
        waiting = self.filter(group_id__in=desks_of(actor), post__state=Post.State.HELD)
        return waiting.exclude(post__author_id__in=actor.face_ids)

    def in_full(self) -> HoldQuerySet:
        """With all that the open item shows."""
        return self.select_related("post__author", "post__thread")


class Hold(models.Model):
    """That a post waits for a facilitator to let it through."""

    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    post = models.OneToOneField("forums.Post", models.CASCADE, primary_key=True, related_name="hold")
    why = models.CharField(max_length=240)
    made_at = models.DateTimeField()

    objects = HoldQuerySet.as_manager()

    class Meta:
        constraints = [Agrees(name="hold_post_group", via="post", columns={"group": "group"})]

    def __str__(self) -> str:
        return f"hold of post {self.pk}"


class AlertWord(models.Model):
    """A word after which a group's post waits for, or is shown to, a facilitator."""

    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="alert_words", db_index=False)
    word = models.CharField(max_length=60, help_text=_("A word or a few. Small and capital letters are the same."))
    holds = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "word"], name="alert_word_once")]

    def __str__(self) -> str:
        return self.word


class ApprovalQuerySet(models.QuerySet["Approval"]):
    """Words on new groups, by whether they are still to be said and who says them."""

    def visible_to(self, actor: Actor) -> ApprovalQuerySet:
        """Who runs the server sees those that wait, and nobody else any. No statement."""
        return self.waiting() if actor.is_operator else self.none()

    def waiting(self) -> ApprovalQuerySet:
        return self.filter(approved_at__isnull=True, declined_at__isnull=True)


class Approval(models.Model):
    """The operator's word on a new group, where new groups wait for one. `note` goes to who founded it."""

    group = models.OneToOneField("groups.SupportGroup", models.CASCADE, primary_key=True, related_name="approval")
    asked_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True) | (Q(approved_at__isnull=True) & ~Q(note="")),
                name="approval_declined_has_its_reason",
            )
        ]
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=Q(approved_at__isnull=True, declined_at__isnull=True),
                name="approval_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"approval of group {self.pk}"
