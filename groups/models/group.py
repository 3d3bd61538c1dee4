"""A support group, the body that may host it, and the powers granted in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from supportgroups.lib.sparing import ReadInPart

if TYPE_CHECKING:
    from personas.actors import Actor

MOST_CARD_DAYS = 365
# For how long a post can be changed, in hours.
NEVER, AN_HOUR, A_DAY, A_WEEK = EDIT_HOURS = (0, 1, 24, 168)

POWERS = (
    ("admit_members", "Answer requests to join"),
    ("moderate", "Work at the desk"),
    ("open_contact_card", "Open a contact card, with a reason"),
    ("unmask", "Look, with a second person, behind a one-thread name"),
    ("unmask_account", "See, with a second person, the e-mail address behind a name"),
    ("manage_roles", "Appoint and dismiss"),
    ("edit_settings", "Change the group"),
    ("keep_fees", "Look after fees"),
    ("write_newsletter", "Write the newsletter"),
)


class Host(models.Model):
    """The body that runs one or several groups: a hospital, a charity."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=80, unique=True)
    about = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


class SupportGroupQuerySet(models.QuerySet["SupportGroup"]):
    """Groups, by who may know of them."""

    def standing_open(self) -> SupportGroupQuerySet:
        """Groups that live: open, or closed to newcomers."""
        return self.filter(state__in=(SupportGroup.State.OPEN, SupportGroup.State.FULL))

    def listed(self) -> SupportGroupQuerySet:
        """Groups whose public face anybody may see."""
        return self.standing_open().filter(is_listed=True)

    def visible_to(self, actor: Actor) -> SupportGroupQuerySet:
        """Listed groups, and those the actor has a seat in or has asked to join. One statement, no join."""
        if actor.is_guest:
            return self.listed()
        known = Q(pk__in=actor.known_group_ids)
        return self.filter(known | Q(is_listed=True, state__in=(SupportGroup.State.OPEN, SupportGroup.State.FULL)))


class SupportGroup(ReadInPart):
    """A group. Its space is its primary key; `code` is its neutral address, `slug` its public one."""

    class State(models.TextChoices):
        AWAITING = "awaiting", _("waits for approval")
        OPEN = "open", _("open")
        FULL = "full", _("takes nobody new for now")
        CLOSED = "closed", _("closed")

    class Readership(models.TextChoices):
        MEMBERS = "members", _("Only members can read what is written here.")
        ANYONE = "anyone", _("Anyone can read what is written here, also without signing in.")

    class Formed(models.TextChoices):
        PEER = "peer", _("run by people with the same experience")
        PROFESSIONAL = "professional", _("run by professionals")
        BOTH = "both", _("run by peers and professionals together")

    space = models.OneToOneField("personas.Space", models.PROTECT, primary_key=True, related_name="support_group")
    slug = models.SlugField(max_length=80, unique=True)
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    summary = models.CharField(max_length=240)
    for_whom = models.CharField(max_length=240)
    about_source = models.TextField(blank=True)
    about_html = models.TextField(blank=True)
    welcome_source = models.TextField(blank=True)
    welcome_html = models.TextField(blank=True)
    host = models.ForeignKey(Host, models.PROTECT, null=True, blank=True, related_name="groups")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    readership = models.CharField(max_length=10, choices=Readership, default=Readership.MEMBERS)
    formed = models.CharField(max_length=14, choices=Formed, default=Formed.PEER)
    is_listed = models.BooleanField(default=True)
    language = models.CharField(max_length=10, default="en")
    zone = models.CharField(max_length=64, default="UTC")
    has_cohorts = models.BooleanField(default=False)
    # Whoever looks after the group can do so only after coming in with a passkey, an app or a spare code.
    asks_second_step = models.BooleanField(default=False, db_default=False)
    # What talk offers beyond the plain: off until an admin turns it on, so that a newcomer meets little.
    allows_kinds = models.BooleanField(default=False)
    allows_polls = models.BooleanField(default=False)
    allows_pictures = models.BooleanField(default=False)
    allows_mentions = models.BooleanField(default=False)
    allows_thread_names = models.BooleanField(default=False)
    # A professional group may have to reach somebody. `card_days`: how long a card is kept after a membership's end.
    asks_contact_card = models.BooleanField(default=False, db_default=False)
    card_days = models.PositiveSmallIntegerField(default=30, db_default=30)
    requires_rereading = models.BooleanField(default=False)
    # For how long a post can be changed by its author; with 0 it stays as it was written.
    edit_hours = models.PositiveSmallIntegerField(default=A_DAY, db_default=A_DAY)
    # What newcomers are asked to write about, as a hint beside an empty box.
    first_words = models.CharField(max_length=240, blank=True, default="", db_default="")
    founded_on = models.DateField()
    # The day of the last act by somebody who facilitates the group; empty until it is first asked for.
    looked_after_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = SupportGroupQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        permissions = POWERS
        constraints = [
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="group_closed_has_its_time",
            ),
            models.CheckConstraint(condition=Q(card_days__lte=MOST_CARD_DAYS), name="group_card_days_in_bounds"),
            models.CheckConstraint(condition=Q(edit_hours__in=EDIT_HOURS), name="group_edit_hours_known"),
            models.UniqueConstraint(fields=["space", "has_cohorts"], name="group_key_has_cohorts"),
        ]

    def __str__(self) -> str:
        return f"group {self.pk}"

    @property
    def takes_newcomers(self) -> bool:
        return self.state == self.State.OPEN


class OldSlug(models.Model):
    """A former public address: it redirects, and no other group may take it."""

    slug = models.SlugField(max_length=80, unique=True)
    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="old_slugs")

    def __str__(self) -> str:
        return self.slug


class GroupPower(UserObjectPermissionBase):
    """One power of one account in one group. Written and read by `personas.keyring` only."""

    # guardian finds the table by this relation, so it cannot be hidden; the underscore keeps templates from it.
    content_object = models.ForeignKey(SupportGroup, models.CASCADE, related_name="_powers")
