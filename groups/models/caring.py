"""Looking after a group: powers given alone, what a group needs, and the log that its members read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models.group import SupportGroup
from groups.models.membership import Membership
from supportgroups.lib.constraints import Agrees, AppendOnly

if TYPE_CHECKING:
    from personas.actors import Actor


# What each power of `SupportGroup` lets somebody do, in words.
POWER_WORDS = (
    ("admit_members", _("Answer requests to join")),
    ("moderate", _("Work at the desk")),
    ("open_contact_card", _("Open a contact card, with a reason")),
    ("manage_roles", _("Give and end roles")),
    ("edit_settings", _("Change the group")),
    ("keep_fees", _("Look after fees")),
    ("write_newsletter", _("Write the newsletter")),
    ("unmask", _("Look, with a second person, behind a one-thread name")),
    ("unmask_account", _("See, with a second person, the e-mail address behind a name")),
)


class Grant(models.Model):
    """One power given to a member alone, without a role. Only `groups.actions.granting` writes it."""

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="grants", db_index=False)
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="grants")
    power = models.CharField(max_length=20, choices=POWER_WORDS)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "membership", "power"], condition=Q(ended_at__isnull=True), name="grant_open_once"
            ),
            Agrees(name="grant_membership_group", via="membership", columns={"group": "group"}),
        ]

    def __str__(self) -> str:
        return f"grant {self.pk}"


class NeedQuerySet(models.QuerySet["Need"]):
    """Needs, by whether they stand and who is asked to see to them."""

    def open(self) -> NeedQuerySet:
        return self.filter(met_at__isnull=True)

    def shutting(self) -> NeedQuerySet:
        """Those for which the group takes in nobody new."""
        return self.open().filter(why__in=Need.SHUTTING)

    def visible_to(self, actor: Actor) -> NeedQuerySet:
        """Who runs the server sees what it is asked to see to, and nobody else anything. No statement."""
        return self.open().exclude(why=Need.Why.HUSHED) if actor.is_operator else self.none()


class Need(models.Model):
    """That a group needs somebody, from when to when. Nobody is named. `groups.actions.attending` alone writes it.

    `shut_door`: the group took in people until then, and will again by itself once the need is met.
    """

    class Why(models.TextChoices):
        NO_ADMIN = "no_admin", _("Nobody can give roles or change the group.")
        NO_FACILITATOR = "no_facilitator", _("Nobody works at the desk.")
        SILENT = "silent", _("Nobody who facilitates the group has done anything for two weeks.")
        HUSHED = "hushed", _("Nobody who facilitates the group has done anything for ten days.")
        CLOSING = "closing", _("The only one who looks after it asks to close it, and a second person has to agree.")
        REPORTED = "reported", _("A report is about the only facilitator, so nobody in the group can look at it.")

    SHUTTING = (Why.NO_ADMIN, Why.NO_FACILITATOR, Why.SILENT)

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="needs")
    why = models.CharField(max_length=16, choices=Why)
    since = models.DateTimeField()
    shut_door = models.BooleanField(default=False)
    met_at = models.DateTimeField(null=True, blank=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "why"], condition=Q(met_at__isnull=True), name="need_open_once"),
            models.CheckConstraint(
                condition=Q(met_at__isnull=True) | Q(met_at__gte=models.F("since")), name="need_met_later"
            ),
        ]
        indexes = [models.Index(fields=["since", "id"], condition=Q(met_at__isnull=True), name="need_list")]

    def __str__(self) -> str:
        return f"need {self.pk}"


class Offer(models.Model):
    """That a member offers to look after a group that needs somebody. Gone once somebody is found."""

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="offers")
    membership = models.OneToOneField(Membership, models.CASCADE, related_name="offer")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [Agrees(name="offer_membership_group", via="membership", columns={"group": "group"})]

    def __str__(self) -> str:
        return f"offer {self.pk}"


class LogEntryQuerySet(models.QuerySet["LogEntry"]):
    """What was changed, by who may read it."""

    def visible_to(self, actor: Actor) -> LogEntryQuerySet:
        """Of the groups that the actor may read in. No statement, no join."""
        return self.filter(group_id__in=actor.reading_group_ids)


class LogEntry(models.Model):
    """What was changed in a group, when and by which role: never by whom. Only added to; `groups.actions.logbook`."""

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="log", db_index=False)
    kind = models.CharField(max_length=40)
    role = models.CharField(max_length=12, blank=True)
    about = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        constraints = [AppendOnly(name="group_log_append_only")]
        indexes = [models.Index(fields=["group", "-id"], name="group_log_newest")]

    def __str__(self) -> str:
        return f"{self.kind} at {self.at:%Y-%m-%d}"
