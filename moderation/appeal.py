"""That somebody asks for a second look at what was decided about them, and what came of it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from supportgroups.lib.constraints import Agrees

if TYPE_CHECKING:
    from moderation.models import Decision, Removal
    from personas.actors import Actor

# One sentence or a few: who looks reads the post and the reason beside it.
LONGEST_APPEAL = 500


class AppealQuerySet(models.QuerySet["Appeal"]):
    """Appeals, by whether they wait and by whose desk they stand on."""

    def visible_to(self, actor: Actor) -> AppealQuerySet:
        """Those at desks the actor works at, never one of a face of the actor's own. No statement."""
        desks = actor.group_ids_with("moderate") & actor.reading_group_ids
        return self.filter(group_id__in=desks).exclude(about_id__in=actor.face_ids)

    def open(self) -> AppealQuerySet:
        return self.filter(outcome="")

    def answerable_by(self, actor: Actor) -> AppealQuerySet:
        """Those that do not wait for somebody else because the actor decided."""
        return self.filter(~Q(decided_by_id__in=actor.face_ids) | Q(is_left_to_decider=True))

    def in_full(self) -> AppealQuerySet:
        """With all that the open item shows."""
        return self.select_related(
            "about", "decided_by", "answered_by", "removal", "decision__reason", "decision__by",
            "decision__case__post__thread",
        )  # fmt: skip


class Appeal(models.Model):
    """One for a decision or a removal. Whoever decided answers it only where it is left to them: nobody else is there.

    It is final, but for an appeal that is taken back before anybody looked: then its row goes.
    """

    class Outcome(models.TextChoices):
        STANDS = "stands", _("It stays as it was decided")
        TAKEN_BACK = "taken_back", _("What was decided is taken back")
        SETTLED = "settled", _("Over before anybody looked")

    ref = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    decision = models.OneToOneField("moderation.Decision", models.PROTECT, null=True, blank=True, related_name="appeal")
    removal = models.OneToOneField("moderation.Removal", models.PROTECT, null=True, blank=True, related_name="appeal")
    about = models.ForeignKey("personas.Persona", models.PROTECT, related_name="+")
    decided_by = models.ForeignKey("personas.Persona", models.PROTECT, related_name="+")
    words = models.TextField(blank=True, max_length=LONGEST_APPEAL)
    asked_at = models.DateTimeField()
    is_left_to_decider = models.BooleanField(default=False)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("personas.Persona", models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(blank=True, max_length=2000)

    objects = AppealQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__isnull=False, removal__isnull=True)
                | Q(decision__isnull=True, removal__isnull=False),
                name="appeal_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", ended_at__isnull=True, answered_by__isnull=True, answer="")
                | Q(outcome="settled", ended_at__gte=F("asked_at"), answered_by__isnull=True, answer="")
                | Q(outcome__in=("stands", "taken_back"), ended_at__gte=F("asked_at"), answered_by__isnull=False),
                name="appeal_ends_as_it_says",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | Q(is_left_to_decider=True) | ~Q(answered_by=F("decided_by")),
                name="appeal_goes_to_somebody_else",
            ),
            models.CheckConstraint(
                condition=~Q(about=F("decided_by")) & (Q(answered_by__isnull=True) | ~Q(answered_by=F("about"))),
                name="appeal_by_nobody_about_oneself",
            ),
            Agrees(name="appeal_decision_by", via="decision", columns={"group": "group", "decided_by": "by"}),
            Agrees(
                name="appeal_removal_by",
                via="removal",
                columns={"group": "group", "about": "about", "decided_by": "by"},
            ),
            Agrees(name="appeal_about_group", via="about", columns={"group": "group_space"}),
            Agrees(name="appeal_answered_by_group", via="answered_by", columns={"group": "group_space"}),
        ]
        indexes = [
            models.Index(fields=["group", "asked_at", "id"], condition=Q(outcome=""), name="appeal_queue"),
        ]

    def __str__(self) -> str:
        return f"appeal {self.pk}"

    @property
    def thing(self) -> Decision | Removal:
        """What a second look is asked for at."""
        if self.decision is not None:
            return self.decision
        if self.removal is None:
            raise LookupError(f"{self} is about nothing")
        return self.removal
