"""The door: how a group lets people in, what somebody wrote at the door, and what she agreed to."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models.group import SupportGroup
from groups.models.membership import Cohort
from supportgroups.lib.constraints import Agrees

if TYPE_CHECKING:
    from personas.actors import Actor


# A promise of an answer may be no longer; an age below 13 asks for a parent, which no tick can stand for.
MOST_ANSWER_DAYS = 30
LEAST_AGES = (13, 99)


class AdmissionPolicy(models.Model):
    """How people come in. One row a group."""

    class Door(models.TextChoices):
        OPEN = "open", _("Anyone who signs up can join.")
        REQUEST = "request", _("You ask to join, and a person answers.")
        INVITATION = "invitation", _("By invitation only.")

    group = models.OneToOneField(SupportGroup, models.CASCADE, primary_key=True, related_name="policy")
    door = models.CharField(max_length=12, choices=Door, default=Door.OPEN)
    question = models.CharField(max_length=240, blank=True)
    answer_days = models.PositiveSmallIntegerField(default=3)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    least_age = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=1), name="policy_has_a_place_at_least"
            ),
            models.CheckConstraint(
                condition=Q(least_age__isnull=True) | Q(least_age__range=LEAST_AGES), name="policy_age_in_its_bounds"
            ),
        ]

    def __str__(self) -> str:
        return f"door of group {self.pk}"


class Agreement(models.Model):
    """A version of the ground rules. The one in force is the latest."""

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="agreements", db_index=False)
    version = models.PositiveSmallIntegerField()
    source = models.TextField()
    html = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "version"], name="agreement_version_once"),
            models.UniqueConstraint(fields=["id", "group"], name="agreement_key"),
        ]

    def __str__(self) -> str:
        return f"ground rules {self.version}"


class Signature(models.Model):
    """That a face agreed to a version of the ground rules."""

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="+", db_index=False)
    persona = models.ForeignKey("personas.Persona", models.CASCADE, related_name="+")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="+", db_index=False)
    agreed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "persona"], name="signature_once"),
            Agrees(name="signature_agreement_group", via="agreement", columns={"group": "group"}),
            Agrees(name="signature_persona_group", via="persona", columns={"group": "group_space"}),
        ]

    def __str__(self) -> str:
        return f"signature {self.pk}"


class Consent(models.Model):
    """Consent to keep and show what a member writes here, which may be about health. Given per group, withdrawable."""

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="+", db_index=False)
    persona = models.ForeignKey("personas.Persona", models.CASCADE, related_name="+")
    wording = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "persona"], condition=Q(withdrawn_at__isnull=True), name="consent_open_once"
            ),
            Agrees(name="consent_persona_group", via="persona", columns={"group": "group_space"}),
        ]

    def __str__(self) -> str:
        return f"consent {self.pk}"


class AdmissionRequestQuerySet(models.QuerySet["AdmissionRequest"]):
    """Requests, by where they stand and by who may read them."""

    def visible_to(self, actor: Actor) -> AdmissionRequestQuerySet:
        """One's own, and those of groups whose requests the actor answers. No statement, no join."""
        mine = Q(persona_id__in=actor.face_ids)
        answered = actor.group_ids_with("admit_members") & actor.reading_group_ids
        return self.filter(mine | Q(group_id__in=answered))

    def open(self) -> AdmissionRequestQuerySet:
        return self.filter(state__in=AdmissionRequest.OPEN)

    def pending(self) -> AdmissionRequestQuerySet:
        """Those that wait for a person of the group."""
        return self.filter(state__in=(AdmissionRequest.State.SUBMITTED, AdmissionRequest.State.CLAIMED))


class AdmissionRequest(models.Model):
    """Somebody at the door. Every step is also a row of `AdmissionStep`; `groups.actions` alone changes the state."""

    class State(models.TextChoices):
        BEGUN = "begun", _("begun")
        SUBMITTED = "submitted", _("sent")
        CLAIMED = "claimed", _("being read")
        OFFERED = "offered", _("a place is offered")
        WAITING = "waiting", _("on the waiting list")
        ADMITTED = "admitted", _("admitted")
        ELSEWHERE = "elsewhere", _("pointed elsewhere")
        WITHDRAWN = "withdrawn", _("taken back")
        LAPSED = "lapsed", _("ran out of time")

    OPEN = (State.BEGUN, State.SUBMITTED, State.CLAIMED, State.OFFERED, State.WAITING)
    DECIDED = (State.ADMITTED, State.ELSEWHERE)

    ref = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="admission_requests", db_index=False)
    persona = models.ForeignKey("personas.Persona", models.PROTECT, related_name="+")
    cohort = models.ForeignKey(Cohort, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.BEGUN)
    words = models.TextField(blank=True, max_length=2000)
    begun_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.ForeignKey("personas.Persona", models.PROTECT, null=True, blank=True, related_name="+")
    waitlisted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("personas.Persona", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True, max_length=2000)

    objects = AdmissionRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "persona"],
                condition=Q(state__in=("begun", "submitted", "claimed", "offered", "waiting")),
                name="request_open_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("begun", "withdrawn", "lapsed")) | Q(submitted_at__isnull=False),
                name="request_sent_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="claimed") | Q(claimed_by__isnull=False), name="request_claimed_has_its_face"
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(waitlisted_at__isnull=False), name="request_waiting_has_its_time"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("admitted", "elsewhere"))
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="request_decided_has_its_face",
            ),
            models.CheckConstraint(
                condition=~Q(state="elsewhere") | ~Q(reason=""), name="request_elsewhere_has_its_reason"
            ),
            models.UniqueConstraint(fields=["id", "group"], name="request_key"),
            Agrees(name="request_persona_group", via="persona", columns={"group": "group_space"}),
            Agrees(name="request_cohort_group", via="cohort", columns={"group": "group"}),
        ]
        indexes = [
            models.Index(
                fields=["group", "submitted_at", "id"],
                condition=Q(state__in=("submitted", "claimed")),
                name="request_queue",
            )
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"


class AdmissionStep(models.Model):
    """The log of a request's life."""

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="+", db_index=False)
    request = models.ForeignKey(AdmissionRequest, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=AdmissionRequest.State)
    by = models.ForeignKey("personas.Persona", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [Agrees(name="step_request_group", via="request", columns={"group": "group"})]

    def __str__(self) -> str:
        return f"{self.state} at {self.at:%Y-%m-%d}"
