"""The one table that knows which account is behind a face. docs/architecture.md says who may read it."""

from django.conf import settings
from django.db import models

from personas.models import Persona, Space
from supportgroups.lib.constraints import Agrees


class Ownership(models.Model):
    """An account's face in a space: one account, one face, one space. Neither side has an attribute that leads here."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    persona = models.OneToOneField(Persona, models.CASCADE, related_name="+")
    space = models.ForeignKey(Space, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_face_in_a_space", fields=["account", "space"]),
            Agrees(name="face_of_its_space", via="persona", columns={"space": "space"}),
        ]

    def __str__(self) -> str:
        return f"ownership {self.pk}"
