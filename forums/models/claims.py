"""That somebody is answering a thread that waits, and that others were told that it waits."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from forums.models.forum import Thread
from supportgroups.lib.constraints import Agrees


class Claim(models.Model):
    """Who has said "I'm answering this". It lapses by itself: after `lapses_at` anybody may take the thread up."""

    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    thread = models.OneToOneField(Thread, models.CASCADE, primary_key=True, related_name="claim")
    made_by = models.ForeignKey("personas.Persona", models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    lapses_at = models.DateTimeField()

    class Meta:
        constraints = [
            Agrees(name="claim_thread_group", via="thread", columns={"group": "group"}),
            Agrees(name="claim_persona_group", via="made_by", columns={"group": "group_space"}),
            models.CheckConstraint(condition=models.Q(lapses_at__gt=models.F("made_at")), name="claim_lapses_later"),
        ]

    def __str__(self) -> str:
        return f"claim of thread {self.pk}"


class Nudge(models.Model):
    """That some people were told, once, of a thread that waits for a first reply."""

    class Told(models.TextChoices):
        WILLING = "willing", _("members who are there for first posts")
        FACILITATORS = "facilitators", _("facilitators")

    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="nudges", db_index=False)
    told = models.CharField(max_length=14, choices=Told)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "told"], name="nudge_once"),
            Agrees(name="nudge_thread_group", via="thread", columns={"group": "group"}),
        ]

    def __str__(self) -> str:
        return f"nudge {self.pk}"
