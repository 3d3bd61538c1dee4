"""Somebody at the door: what was written there, and each step until there is an answer."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models.group import SupportGroup
from groups.models.runs import Cohort
from supportgroups.lib.constraints import Agrees

if TYPE_CHECKING:
    from personas.actors import Actor


_OPEN_STATES = ("begun", "submitted", "claimed", "asked_back", "offered", "waiting", "paying")
_HOLDING_STATES = ("offered", "paying")


class AdmissionRequestQuerySet(models.QuerySet["AdmissionRequest"]):
    """Requests, by where they stand and by who may read them."""

    def visible_to(self, actor: Actor) -> AdmissionRequestQuerySet:
        """One's own, and those that were sent to groups whose requests the actor answers. No statement, no join."""
        mine = Q(persona_id__in=actor.face_ids)
        answered = actor.group_ids_with("admit_members") & actor.reading_group_ids
        return self.filter(mine | (Q(group_id__in=answered) & ~Q(state=AdmissionRequest.State.BEGUN)))

    def open(self) -> AdmissionRequestQuerySet:
        return self.filter(state__in=AdmissionRequest.OPEN)

    def pending(self) -> AdmissionRequestQuerySet:
        """Those that wait for a person of the group."""
        return self.filter(state__in=AdmissionRequest.PENDING)

    def waiting(self) -> AdmissionRequestQuerySet:
        """The waiting list, in its order."""
        return self.filter(state=AdmissionRequest.State.WAITING).order_by("waitlisted_at", "pk")

    def taking(self, runs: Iterable[int]) -> AdmissionRequestQuerySet:
        """Those who would take a place in any of these runs: asked for, or whichever comes first."""
        return self.filter(Q(wanted__isnull=True) | Q(wanted_gone_at__isnull=False) | Q(wanted__in=list(runs)))


class AdmissionRequest(models.Model):
    """Somebody at the door. Every step is also a row of `AdmissionStep`; `groups.actions` alone changes the state.

    `due_at`: by when the next word reaches the person, whatever it is; every open request has one. `promised_at`: the
    first promise of an answer, and `answered_at`: when a person first answered, kept to measure it by. `cohort`: the
    run in which a place is kept; `by_runs`: whether the group has runs, said only while a place is kept, so that none
    is kept beside them. `wanted`: the run that was asked for, None for whichever has a place first; `wanted_gone_at`:
    when its person was told that this run takes nobody any more.
    """

    class State(models.TextChoices):
        BEGUN = "begun", _("begun")
        SUBMITTED = "submitted", _("sent")
        CLAIMED = "claimed", _("being read")
        ASKED_BACK = "asked_back", _("asked back")
        OFFERED = "offered", _("a place is offered")
        WAITING = "waiting", _("on the waiting list")
        PAYING = "paying", _("a place is kept until the fee is settled")
        ADMITTED = "admitted", _("admitted")
        ELSEWHERE = "elsewhere", _("pointed elsewhere")
        WITHDRAWN = "withdrawn", _("taken back")
        LAPSED = "lapsed", _("ran out of time")

    OPEN = (State.BEGUN, State.SUBMITTED, State.CLAIMED, State.ASKED_BACK, State.OFFERED, State.WAITING, State.PAYING)
    PENDING = (State.SUBMITTED, State.CLAIMED)
    # Nobody else gets the place that is kept for these.
    HOLDING = (State.OFFERED, State.PAYING)
    DECIDED = (State.ADMITTED, State.ELSEWHERE)
    # Before a place is kept, a person can say which run it shall be.
    CHOOSING = (State.BEGUN, State.SUBMITTED, State.CLAIMED, State.ASKED_BACK, State.WAITING)

    ref = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="admission_requests", db_index=False)
    persona = models.ForeignKey("personas.Persona", models.PROTECT, related_name="+")
    cohort = models.ForeignKey(Cohort, models.RESTRICT, null=True, blank=True, related_name="+")
    by_runs = models.BooleanField(null=True, blank=True)
    wanted = models.ForeignKey(Cohort, models.RESTRICT, null=True, blank=True, related_name="wishes")
    wanted_gone_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.BEGUN)
    words = models.TextField(blank=True, max_length=2000)
    begun_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)
    promised_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.ForeignKey("personas.Persona", models.PROTECT, null=True, blank=True, related_name="+")
    claimed_until = models.DateTimeField(null=True, blank=True)
    waitlisted_at = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("personas.Persona", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True, max_length=2000)
    alternatives = models.JSONField(default=list, blank=True)
    again_on = models.DateField(null=True, blank=True)

    objects = AdmissionRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "persona"],
                condition=Q(state__in=_OPEN_STATES),
                name="request_one_open",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_OPEN_STATES) | Q(due_at__isnull=False),
                name="request_open_has_its_next_word",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("begun", "withdrawn", "lapsed")) | Q(submitted_at__isnull=False),
                name="request_sent_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="claimed") | Q(claimed_by__isnull=False, claimed_until__isnull=False),
                name="request_claimed_has_face_and_end",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(waitlisted_at__isnull=False), name="request_waiting_has_its_time"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("admitted", "elsewhere")) | Q(decided_at__isnull=False),
                name="request_decided_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="elsewhere") | Q(decided_by__isnull=False), name="request_elsewhere_has_its_face"
            ),
            models.CheckConstraint(
                condition=~Q(state="elsewhere") | ~Q(reason=""), name="request_elsewhere_has_its_reason"
            ),
            models.UniqueConstraint(fields=["id", "group"], name="request_key"),
            Agrees(name="request_persona_group", via="persona", columns={"group": "group_space"}),
            Agrees(name="request_cohort_group", via="cohort", columns={"group": "group"}),
            Agrees(name="request_wanted_group", via="wanted", columns={"group": "group"}),
            Agrees(name="request_kept_as_the_group_goes", via="group", columns={"by_runs": "has_cohorts"}),
            models.CheckConstraint(
                condition=Q(by_runs__isnull=True) & ~Q(state__in=_HOLDING_STATES)
                | Q(by_runs__isnull=False, state__in=_HOLDING_STATES, by_runs=True, cohort__isnull=False)
                | Q(by_runs__isnull=False, state__in=_HOLDING_STATES, by_runs=False, cohort__isnull=True),
                name="request_kept_in_a_run_where_there_are_runs",
            ),
            models.CheckConstraint(
                condition=Q(wanted_gone_at__isnull=True) | Q(wanted__isnull=False), name="request_gone_was_wanted"
            ),
        ]
        indexes = [
            models.Index(
                fields=["group", "submitted_at", "id"],
                condition=Q(state__in=("submitted", "claimed")),
                name="request_queue",
            ),
            models.Index(
                fields=["group", "waitlisted_at", "id"], condition=Q(state="waiting"), name="request_waiting_list"
            ),
            models.Index(fields=["group", "-id"], condition=Q(state="admitted"), name="request_came_in"),
            models.Index(
                fields=["due_at"],
                condition=Q(state__in=_OPEN_STATES),
                name="request_due",
            ),
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


class AdmissionMessage(models.Model):
    """Words about a request: a question back to the person, their answer, or a note among those who answer."""

    class Kind(models.TextChoices):
        ASKED = "asked", _("asked back")
        ANSWERED = "answered", _("answered")
        NOTE = "note", _("a note")

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="+", db_index=False)
    request = models.ForeignKey(AdmissionRequest, models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.ForeignKey("personas.Persona", models.PROTECT, related_name="+")
    words = models.TextField(max_length=2000)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="admission_message_has_words"),
            Agrees(name="admission_message_request_group", via="request", columns={"group": "group"}),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"
