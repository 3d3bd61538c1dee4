"""How far each face has read, and what it wants to hear of."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from forums.models.forum import Thread
from supportgroups.lib.constraints import Agrees


class ReadMark(models.Model):
    """The number of the last post a group face has seen in a thread. It never goes down and is never forgotten."""

    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="marks", db_index=False)
    persona = models.ForeignKey("personas.Persona", models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "persona"], name="mark_once"),
            Agrees(name="mark_thread_group", via="thread", columns={"group": "group"}),
            Agrees(name="mark_persona_group", via="persona", columns={"group": "group_space"}),
        ]

    def __str__(self) -> str:
        return f"mark {self.pk}"


class Watch(models.Model):
    """That a group face wants word of a thread: each post, with the digest, or none.

    `since` is when word of each post was asked for: of what stood there before, none is given.
    """

    class Level(models.TextChoices):
        EACH = "each", _("each reply")
        DIGEST = "digest", _("with my summary")
        NONE = "none", _("nothing")

    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="watches", db_index=False)
    persona = models.ForeignKey("personas.Persona", models.CASCADE, related_name="+")
    level = models.CharField(max_length=8, choices=Level, default=Level.DIGEST)
    since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "persona"], name="watch_once"),
            Agrees(name="watch_thread_group", via="thread", columns={"group": "group"}),
            Agrees(name="watch_persona_group", via="persona", columns={"group": "group_space"}),
        ]
        indexes = [models.Index(fields=["thread"], condition=models.Q(level="each"), name="watch_each")]

    def __str__(self) -> str:
        return f"watch {self.pk}"


class ThreadView(models.Model):
    """How a group face likes to read the threads of its group, where it has chosen: kept until it chooses again."""

    class View(models.TextChoices):
        TIME = "time", _("in the order of writing")
        CONVERSATION = "conversation", _("by conversation")

    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    persona = models.OneToOneField("personas.Persona", models.CASCADE, primary_key=True, related_name="+")
    view = models.CharField(max_length=12, choices=View, default=View.TIME)

    class Meta:
        constraints = [Agrees(name="view_persona_group", via="persona", columns={"group": "group_space"})]

    def __str__(self) -> str:
        return f"view of persona {self.pk}"
