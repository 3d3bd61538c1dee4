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


class Merger(models.Model):
    """That everything said in a thread stands in another now. Its own address leads there."""

    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    thread = models.OneToOneField(Thread, models.CASCADE, primary_key=True, related_name="merger")
    into = models.ForeignKey(Thread, models.CASCADE, related_name="+")
    made_by = models.ForeignKey("personas.Persona", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            Agrees(name="merger_thread_group", via="thread", columns={"group": "group"}),
            Agrees(name="merger_into_group", via="into", columns={"group": "group"}),
        ]

    def __str__(self) -> str:
        return f"merger of thread {self.pk}"


class Offshoot(models.Model):
    """That a thread began as an answer in another, and was made one of its own."""

    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    thread = models.OneToOneField(Thread, models.CASCADE, primary_key=True, related_name="offshoot")
    out_of = models.ForeignKey(Thread, models.CASCADE, related_name="+")
    made_by = models.ForeignKey("personas.Persona", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            Agrees(name="offshoot_thread_group", via="thread", columns={"group": "group"}),
            Agrees(name="offshoot_out_of_group", via="out_of", columns={"group": "group"}),
        ]

    def __str__(self) -> str:
        return f"offshoot {self.pk}"
