"""Marks on a thread, each a row that says who made it and when; `Lock` and `Pin` stand beside the thread."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from forums.models.forum import Thread
from supportgroups.lib.constraints import Agrees


class Settled(models.Model):
    """That a thread waits for nobody: its question is answered, or its author wants no answer. It stays open."""

    class How(models.TextChoices):
        ANSWERED = "answered", _("Answered")
        NO_REPLY = "no-reply", _("Needs no reply")

    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    thread = models.OneToOneField(Thread, models.CASCADE, primary_key=True, related_name="settled")
    how = models.CharField(max_length=10, choices=How)
    made_by = models.ForeignKey("personas.Persona", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [Agrees(name="settled_thread_group", via="thread", columns={"group": "group"})]

    def __str__(self) -> str:
        return f"settled thread {self.pk}"
