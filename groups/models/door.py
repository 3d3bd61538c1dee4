"""The door: how a group lets people in, and what they agree to."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models.group import SupportGroup
from supportgroups.lib.constraints import Agrees
from supportgroups.lib.sparing import ReadInPart

# Neither a promise nor a claim may be longer. An offer lasts two days at least, so that a word can come before its end.
MOST_DAYS = 30
MOST_HOURS = 14 * 24
MOST_SENSITIVE_DAYS = 365
LEAST_OFFER_DAYS = 2
# Below 13 a parent would be asked, whom no tick can stand for.
LEAST_AGES = (13, 99)
# What the body that runs several groups can say of the doors of all of them.
HOST_DOOR = ("door", "answer_days", "sensitive_days")


class AdmissionPolicy(ReadInPart):
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
    keeps_list = models.BooleanField(default=False)
    list_cap = models.PositiveSmallIntegerField(null=True, blank=True)
    questions_version = models.PositiveIntegerField(default=0)
    sensitive_days = models.PositiveSmallIntegerField(default=30)
    offers_first = models.BooleanField(default=False)
    offer_days = models.PositiveSmallIntegerField(default=5)
    claim_hours = models.PositiveSmallIntegerField(default=48)
    # Whether the group goes by what its host says, of its ground rules and of `HOST_DOOR`.
    keeps_host_rules = models.BooleanField(default=False, db_default=False)
    keeps_host_door = models.BooleanField(default=False, db_default=False)
    # The same of `Helplines`, and of how long a contact card is kept.
    keeps_host_helplines = models.BooleanField(default=False, db_default=False)
    keeps_host_cards = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    answer_days__range=(1, MOST_DAYS),
                    offer_days__range=(LEAST_OFFER_DAYS, MOST_DAYS),
                    claim_hours__range=(1, MOST_HOURS),
                ),
                name="policy_times_in_their_bounds",
            ),
            models.CheckConstraint(
                condition=Q(sensitive_days__range=(1, MOST_SENSITIVE_DAYS)), name="policy_sensitive_answers_end"
            ),
            models.CheckConstraint(
                condition=Q(list_cap__isnull=True) | Q(list_cap__gte=1), name="policy_list_has_room_at_least_for_one"
            ),
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
