"""A reader's own choice about another: hide, or distance."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from groups.models.group import SupportGroup
from supportgroups.lib.constraints import Agrees


class Hiding(models.Model):
    """That a face does not want to see another one. With `is_mutual` it keeps its distance: neither comes near the
    other. The other is told in neither case."""

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="+", db_index=False)
    by = models.ForeignKey("personas.Persona", models.CASCADE, related_name="+")
    about = models.ForeignKey("personas.Persona", models.CASCADE, related_name="+")
    is_mutual = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "by", "about"], name="hiding_once"),
            models.CheckConstraint(condition=~Q(by=F("about")), name="hiding_of_another"),
            Agrees(name="hiding_by_group", via="by", columns={"group": "group_space"}),
            Agrees(name="hiding_about_group", via="about", columns={"group": "group_space"}),
        ]

    def __str__(self) -> str:
        return f"hiding {self.pk}"
