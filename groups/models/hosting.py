"""Offices: what the body that runs several groups asks of one person in each of them. Whose an office is, the vault
alone knows, and no table here says which faces belong to one."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from groups.models.door import MOST_DAYS, MOST_SENSITIVE_DAYS, AdmissionPolicy
from groups.models.group import MOST_CARD_DAYS, Host, SupportGroup
from groups.models.membership import Appointment
from personas import offices

if TYPE_CHECKING:
    from personas.actors import Actor

OFFICE_CODE_LENGTH = 10


class OfficeQuerySet(models.QuerySet["Office"]):
    """Offices, by who may know of them."""

    def visible_to(self, actor: Actor) -> OfficeQuerySet:
        """One's own that have not ended. No statement."""
        return self.filter(ref__in=offices.held_by(actor), ended_at__isnull=True)

    def standing(self) -> OfficeQuerySet:
        return self.filter(ended_at__isnull=True)


class Office(models.Model):
    """One person's post at a host. `title` stands beside the name in each group; `code` is gone once it was used."""

    ref = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    host = models.ForeignKey(Host, models.PROTECT, related_name="offices")
    title = models.CharField(max_length=80)
    role = models.CharField(max_length=12, choices=Appointment.Role)
    code = models.CharField(max_length=OFFICE_CODE_LENGTH, blank=True)
    code_until = models.DateTimeField()
    made_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="office_code_once"),
            models.CheckConstraint(
                condition=Q(code="") | Q(taken_at__isnull=True, ended_at__isnull=True), name="office_code_used_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("made_at")), name="office_ends_later"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="office_has_a_title"),
        ]

    def __str__(self) -> str:
        return f"office {self.pk}"


class HostDefaults(models.Model):
    """What a host says for its groups. What is empty each group says for itself. Times in days.

    `helplines` are as `supportgroups.lib.phonelines` writes them, `helplines_confirmed_on` the day on which somebody
    called them all; `card_days` is how long a contact card is kept after a membership has ended.
    """

    host = models.OneToOneField(Host, models.CASCADE, primary_key=True, related_name="defaults")
    version = models.PositiveIntegerField(default=0)
    rules = models.TextField(blank=True, default="")
    door = models.CharField(max_length=12, choices=AdmissionPolicy.Door, blank=True, default="")
    answer_days = models.PositiveSmallIntegerField(default=3)
    sensitive_days = models.PositiveSmallIntegerField(default=30)
    helplines = models.TextField(blank=True, default="", db_default="")
    helplines_confirmed_on = models.DateField(null=True, blank=True)
    card_days = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer_days__range=(1, MOST_DAYS), sensitive_days__range=(1, MOST_SENSITIVE_DAYS)),
                name="defaults_times_in_their_bounds",
            ),
            models.CheckConstraint(
                condition=Q(door__in=("", *AdmissionPolicy.Door.values)), name="defaults_door_known"
            ),
            models.CheckConstraint(
                condition=Q(helplines_confirmed_on__isnull=True) | ~Q(helplines=""),
                name="defaults_confirmed_is_something",
            ),
            models.CheckConstraint(
                condition=Q(card_days__isnull=True) | Q(card_days__lte=MOST_CARD_DAYS),
                name="defaults_card_days_in_bounds",
            ),
        ]

    def __str__(self) -> str:
        return f"defaults of host {self.pk}"


class Helplines(models.Model):
    """Whom to call in a crisis, said by a group or for it by its host, and shown before what the site knows. A group
    that says nothing has no row. `lines` and `confirmed_on` as in `HostDefaults`."""

    group = models.OneToOneField(SupportGroup, models.CASCADE, primary_key=True, related_name="+")
    lines = models.TextField()
    confirmed_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "helplines"
        constraints = [models.CheckConstraint(condition=~Q(lines=""), name="helplines_say_something")]

    def __str__(self) -> str:
        return f"helplines of group {self.pk}"
