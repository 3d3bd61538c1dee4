"""The one table that knows which account is behind a face, and what hangs on it. docs/architecture.md says who may
read it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from personas.models import Persona, Space
from personas.models.kept import TypedWords
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


class ContactCard(models.Model):
    """How to reach a member outside the site, in the member's words; for a group that asks. See `personas.cards`."""

    ownership = models.OneToOneField(Ownership, models.CASCADE, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    somebody = models.CharField(max_length=240, blank=True)
    written_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="card_says_something", condition=~Q(name="", phone="", somebody="")),
        ]

    def __str__(self) -> str:
        return f"card {self.pk}"


class PaymentCode(models.Model):
    """The reference code under which a face pays. Whoever keeps a group's money knows codes, and not whose they are.

    A code is of one currency: where a group asks in another, the face has a further one, and the earlier stay its own.
    """

    persona = models.ForeignKey(Persona, models.CASCADE, related_name="+")
    code = models.CharField(max_length=9, unique=True)
    is_current = models.BooleanField(default=True, db_default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_current_code", fields=["persona"], condition=Q(is_current=True)),
        ]

    def __str__(self) -> str:
        return f"payment code {self.pk}"


class OfficeHolder(models.Model):
    """Whose an office is that a host has given. `office` is its random number and says nothing. See
    `personas.offices`."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    office = models.UUIDField(unique=True)

    def __str__(self) -> str:
        return f"office holder {self.pk}"


class OfficeWords(TypedWords):
    """What the holder of an office has typed of what its host says. They go with the office. See `personas.offices`."""

    holder = models.OneToOneField(OfficeHolder, models.CASCADE, related_name="+")

    class Meta:
        verbose_name_plural = "office words"
        constraints = [models.CheckConstraint(name="office_words_count_from_one", condition=Q(version__gte=1))]

    def __str__(self) -> str:
        return f"office words {self.pk}"
