"""What happened, and what is addressed to one face. ``newsletters`` alone turns either into mail."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from personas.models.faces import Persona, Space
from supportgroups.lib.constraints import Agrees


class Event(models.Model):
    """One thing that happened in a group. Who gets word of it is worked out at delivery."""

    group = models.ForeignKey(Space, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    persona = models.ForeignKey(Persona, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["group", "at"], name="event_of_group"),
            models.Index(fields=["kind", "subject_id"], name="event_of_subject"),
        ]

    def __str__(self) -> str:
        return f"event {self.pk}"


class Notice(models.Model):
    """Something addressed to one face; its words are made when it is read, by the app that knows the subject."""

    ref = models.UUIDField(unique=True, default=uuid4, editable=False)
    persona = models.ForeignKey(Persona, models.CASCADE, related_name="+")
    group = models.ForeignKey(Space, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="notice_read_later", condition=Q(read_at__isnull=True) | Q(read_at__gte=F("made_at"))
            ),
            models.CheckConstraint(
                name="notice_sent_later", condition=Q(sent_at__isnull=True) | Q(sent_at__gte=F("made_at"))
            ),
            Agrees(name="notice_of_its_group", via="persona", columns={"group": "group_space"}),
        ]
        indexes = [
            models.Index(fields=["persona", "-made_at"], name="notice_newest"),
            models.Index(fields=["made_at"], condition=Q(sent_at__isnull=True), name="notice_unsent"),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"
