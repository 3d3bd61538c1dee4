"""What a group asks at its door beside the one open question, and what was answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models.admission import AdmissionRequest
from groups.models.group import SupportGroup
from supportgroups.lib.constraints import Agrees


class AdmissionQuestion(models.Model):
    """A question in one version of a group's. A change makes a new version: an answer keeps the question it answers."""

    class Kind(models.TextChoices):
        TEXT = "text", _("In their own words")
        CHOICE = "choice", _("One of several answers")
        SEVERAL = "several", _("Any of several answers")
        YES_NO = "yes_no", _("Yes or no")
        DATE = "date", _("A day")
        ACKNOWLEDGE = "ack", _("Something to be read and ticked")

    LISTED = (Kind.CHOICE, Kind.SEVERAL)

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="admission_questions", db_index=False)
    version = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    label = models.CharField(max_length=240)
    choices = models.JSONField(default=list, blank=True)
    is_required = models.BooleanField(default=False)
    may_withhold = models.BooleanField(default=False)
    is_sensitive = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "version", "position"], name="question_once_a_version"),
            models.UniqueConstraint(fields=["id", "group"], name="question_key"),
            models.CheckConstraint(condition=~Q(label=""), name="question_has_words"),
            models.CheckConstraint(
                condition=~Q(kind="ack") | Q(may_withhold=False, is_sensitive=False), name="question_ack_is_plain"
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.pk}"


class AdmissionAnswer(models.Model):
    """An answer to one question: words, a list of words, or that it was rather not said. Erased, it says only that."""

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="+", db_index=False)
    request = models.ForeignKey(AdmissionRequest, models.CASCADE, related_name="answers", db_index=False)
    question = models.ForeignKey(AdmissionQuestion, models.PROTECT, related_name="answers")
    value = models.JSONField(default=list)
    is_withheld = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "question"], name="answer_once"),
            models.CheckConstraint(
                condition=(Q(is_withheld=False) & Q(erased_at__isnull=True)) | Q(value=[]),
                name="answer_withheld_or_erased_is_empty",
            ),
            Agrees(name="answer_request_group", via="request", columns={"group": "group"}),
            Agrees(name="answer_question_group", via="question", columns={"group": "group"}),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"
