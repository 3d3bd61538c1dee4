"""A place, and the face that somebody has in it."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from supportgroups.lib import handles
from supportgroups.lib.picturestore import NAME_LENGTH

PRONOUNS_LENGTH = 30
KEY_LENGTH = 100  # folding can lengthen a name; what grows beyond this is refused


class Space(models.Model):
    """A group or one thread: a place in which an account has one face. A thread's ``parent`` is its group's space."""

    ref = models.UUIDField(unique=True, default=uuid4, editable=False)
    parent = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="space_not_in_itself", condition=Q(parent__isnull=True) | ~Q(parent=models.F("id"))
            ),
        ]

    def __str__(self) -> str:
        return f"space {self.pk}"

    @property
    def group_space_id(self) -> int:
        """Its group's space: itself, unless it is a thread's."""
        return int(self.parent_id or self.pk)


class Persona(models.Model):
    """A member's face in one space. It has no way home: who is behind it is in the vault alone."""

    class State(models.TextChoices):
        ACTIVE = "active", _("active")
        BLANKED = "blanked", _("blanked")
        MEMORIAL = "memorial", _("in memory")

    ref = models.UUIDField(unique=True, default=uuid4, editable=False)
    space = models.ForeignKey(Space, models.PROTECT, related_name="+", editable=False)
    group_space = models.ForeignKey(Space, models.PROTECT, related_name="+", editable=False)
    handle = models.CharField(_("name"), max_length=handles.MAX_LENGTH, blank=True)
    about = models.TextField(_("about me"), max_length=1000, blank=True)
    pronouns = models.CharField(_("pronouns"), max_length=PRONOUNS_LENGTH, blank=True, default="", db_default="")
    # A new one with every picture, so that no address ever shows two; null while the face wears its pattern.
    picture = models.UUIDField(null=True, unique=True, editable=False)
    picture_file = models.CharField(max_length=NAME_LENGTH, blank=True, default="", db_default="", editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE, editable=False)
    # A day and no hour, and shown by the month: the minute of joining links a face to another one.
    made_on = models.DateField(editable=False)
    renamed_on = models.DateField(null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="persona_state", condition=Q(state__in=["active", "blanked", "memorial"])),
            models.CheckConstraint(
                name="persona_blanked_has_no_words",
                condition=(Q(state="blanked") & Q(handle="") & Q(about="")) | (~Q(state="blanked") & ~Q(handle="")),
            ),
            models.CheckConstraint(
                name="persona_blanked_has_no_looks",
                condition=~Q(state="blanked") | Q(pronouns="", picture__isnull=True, renamed_on__isnull=True),
            ),
            models.CheckConstraint(
                name="persona_picture_has_its_file",
                condition=Q(picture__isnull=True, picture_file="") | (Q(picture__isnull=False) & ~Q(picture_file="")),
            ),
            models.UniqueConstraint(name="persona_key_group", fields=["id", "group_space"]),
            models.UniqueConstraint(name="persona_key_space", fields=["id", "space"]),
        ]
        indexes = [models.Index(fields=["group_space", "state"], name="persona_of_group")]

    def __str__(self) -> str:
        return f"persona {self.pk}"

    @property
    def name(self) -> str:
        """What others read: the handle, or words for somebody who has left for good."""
        return name_of(self.handle)

    @property
    def is_one_thread_face(self) -> bool:
        """Whether the face is for one thread only."""
        return self.space_id != self.group_space_id


def name_of(handle: str) -> str:
    """A handle as others read it, or words for somebody who has left for good."""
    return handle or gettext("Someone who has left")


class HandleQuerySet(models.QuerySet["Handle"]):
    """What names a group holds."""

    def current(self) -> "HandleQuerySet":
        """Names that are worn now."""
        return self.filter(until__isnull=True)


class Handle(models.Model):
    """A name that is taken in a group: worn now, or a former one kept until ``until`` so that nobody steps into it."""

    group_space = models.ForeignKey(Space, models.CASCADE, related_name="+")
    handle_key = models.CharField(max_length=KEY_LENGTH)
    persona = models.ForeignKey(Persona, models.CASCADE, related_name="+")
    until = models.DateTimeField(null=True)

    objects = HandleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="handle_taken_once", fields=["group_space", "handle_key"]),
            models.UniqueConstraint(name="handle_worn_once", fields=["persona"], condition=Q(until__isnull=True)),
            models.CheckConstraint(name="handle_has_key", condition=~Q(handle_key="")),
        ]

    def __str__(self) -> str:
        return f"handle {self.pk}"
