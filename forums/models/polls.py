"""Polls with secret ballots: that somebody has chosen is a row, what was chosen a number; nothing joins the two."""

from __future__ import annotations

from django.db import models

from forums.models.forum import Thread
from supportgroups.lib.constraints import Agrees


class Poll(models.Model):
    """A question to everybody who reads a thread, by whoever began it."""

    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    thread = models.OneToOneField(Thread, models.CASCADE, related_name="poll")
    question = models.CharField(max_length=160)
    made_by = models.ForeignKey("personas.Persona", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "group"], name="poll_key"),
            Agrees(name="poll_thread_group", via="thread", columns={"group": "group"}),
        ]

    def __str__(self) -> str:
        return f"poll {self.pk}"


class PollOption(models.Model):
    """One answer to choose, and how often it was chosen."""

    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="options", db_index=False)
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=120)
    votes = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "position"], name="poll_option_once"),
            Agrees(name="option_poll_group", via="poll", columns={"group": "group"}),
        ]

    def __str__(self) -> str:
        return f"option {self.pk}"


class Ballot(models.Model):
    """That a face has chosen: neither what, nor when."""

    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="+", db_index=False)
    persona = models.ForeignKey("personas.Persona", models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "persona"], name="ballot_once"),
            Agrees(name="ballot_poll_group", via="poll", columns={"group": "group"}),
            Agrees(name="ballot_persona_group", via="persona", columns={"group": "group_space"}),
        ]

    def __str__(self) -> str:
        return f"ballot {self.pk}"
