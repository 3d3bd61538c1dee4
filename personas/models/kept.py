"""Words of a long form that is not sent yet."""

from django.db import models

from personas.models.faces import Persona, Space
from supportgroups.lib.constraints import Agrees

PLACE_LENGTH = 80


class TypedWords(models.Model):
    """What somebody has typed into a form that is not sent yet: field -> words."""

    words = models.JSONField()
    version = models.BigIntegerField()
    saved_at = models.DateTimeField()

    class Meta:
        abstract = True


class KeptWords(TypedWords):
    """What one face has typed at one place of its group. Nobody else ever reads it."""

    group = models.ForeignKey(Space, models.CASCADE, related_name="+")
    persona = models.ForeignKey(Persona, models.CASCADE, related_name="+")
    place = models.CharField(max_length=PLACE_LENGTH)

    class Meta:
        verbose_name_plural = "kept words"
        constraints = [
            models.UniqueConstraint(name="kept_once_a_place", fields=["group", "persona", "place"]),
            models.CheckConstraint(name="kept_counts_from_one", condition=models.Q(version__gte=1)),
            Agrees(name="kept_in_its_group", via="persona", columns={"group": "group_space"}),
        ]

    def __str__(self) -> str:
        return f"kept words {self.pk}"
