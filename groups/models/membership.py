"""Belonging to a group: memberships, cohorts, and who is appointed to look after it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from groups.models.group import SupportGroup
from groups.models.runs import Cohort
from personas.models import Handle
from supportgroups.lib.constraints import Agrees
from supportgroups.lib.handles import handle_key

if TYPE_CHECKING:
    from personas.actors import Actor


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships, by whether they hold and by who may know of them."""

    def visible_to(self, actor: Actor) -> MembershipQuerySet:
        """Of the groups that the actor may read in; where people meet in runs, of no other run than the actor's own.

        Who serves the whole group meets everybody and is met by everybody, and so is who has no place in a run. A place
        that has ended still keeps its holder apart. No statement.
        """
        places = CohortSeat.objects.filter(membership=OuterRef("pk"))
        serves = actor.group_ids_with("moderate") | actor.group_ids_with("manage_roles")
        return self.filter(group_id__in=actor.reading_group_ids).filter(
            Q(group_id__in=serves)
            | Q(is_appointed=True)
            | Q(persona_id__in=actor.face_ids)
            | ~Exists(places)
            | Exists(places.filter(cohort_id__in=actor.cohort_ids))
        )

    def reading_run(self, cohort: Any) -> MembershipQuerySet:
        """Who reads what is written for a run (its id, or an expression): who has a place in it, and who serves."""
        places = CohortSeat.objects.filter(membership=OuterRef("pk"), cohort=cohort, ended_at__isnull=True)
        roles = Appointment.objects.filter(
            membership=OuterRef("pk"), role__in=Appointment.SERVING, ended_at__isnull=True
        )
        return self.filter(Exists(places) | Exists(roles))

    def named(self, handle: str) -> MembershipQuerySet:
        """Who wears this name, or one that looks the same; one at most in a group."""
        worn = Handle.objects.current().filter(handle_key=handle_key(handle))
        return self.filter(persona__in=worn.values("persona"))

    def current(self) -> MembershipQuerySet:
        return self.filter(status__in=Membership.CURRENT)


class Membership(models.Model):
    """A face in a group. One row for one face: who comes back after leaving takes up the same row again.

    `last_visit_on` and `ended_how` are kept for signals about the group and shown to nobody.
    """

    class Status(models.TextChoices):
        ACTIVE = "active", _("member")
        BREAK = "break", _("on a break")
        LEFT = "left", _("left")
        REMOVED = "removed", _("removed")

    class Ending(models.TextChoices):
        LEFT = "left", _("left")
        REMOVED = "removed", _("removed")
        DIED = "died", _("died")
        COHORT = "cohort", _("the run ended")
        ERASED = "erased", _("the account was erased")
        CLOSED = "closed", _("the group was closed")

    CURRENT = (Status.ACTIVE, Status.BREAK)

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="memberships", db_index=False)
    persona = models.OneToOneField("personas.Persona", models.PROTECT, related_name="membership")
    status = models.CharField(max_length=10, choices=Status, default=Status.ACTIVE)
    is_appointed = models.BooleanField(default=False)
    is_willing_to_welcome = models.BooleanField(default=False)
    # What this member's own pages call the group in place of its name; seen by nobody else.
    label = models.CharField(max_length=40, blank=True, default="", db_default="")
    joined_on = models.DateField()
    last_visit_on = models.DateField(null=True, blank=True)
    first_posted_at = models.DateTimeField(null=True, blank=True)
    skips_rereading = models.BooleanField(default=False)
    ended_on = models.DateField(null=True, blank=True)
    ended_how = models.CharField(max_length=10, choices=Ending, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=("active", "break"), ended_on__isnull=True, ended_how="")
                | (Q(status__in=("left", "removed"), ended_on__isnull=False) & ~Q(ended_how="")),
                name="membership_ended_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(is_appointed=False) | Q(status__in=("active", "break")),
                name="membership_appointed_is_current",
            ),
            models.UniqueConstraint(fields=["id", "group"], name="membership_key"),
            Agrees(name="membership_persona_group", via="persona", columns={"group": "group_space"}),
        ]
        indexes = [models.Index(fields=["group", "status", "persona"], name="membership_by_group")]

    def __str__(self) -> str:
        return f"membership {self.pk}"


# So long somebody who has left a run before its end may still say goodbye.
GOODBYE_LASTS = timedelta(days=30)


class CohortSeatQuerySet(models.QuerySet["CohortSeat"]):
    """Places in runs."""

    def left_early(self, now: datetime) -> CohortSeatQuerySet:
        """Of those who went of themselves, lately, from a run that can still be read."""
        return self.left_early_since(now - GOODBYE_LASTS)

    def left_early_since(self, since: datetime) -> CohortSeatQuerySet:
        """The same, from a moment on."""
        went = Q(membership__status=Membership.Status.LEFT, membership__ended_how=Membership.Ending.LEFT)
        can_be_read = Q(cohort__state__in=(*Cohort.LIVE, Cohort.State.READ_ONLY))
        return self.filter(went, can_be_read, ended_at__gt=since)


class CohortSeat(models.Model):
    """A face's place in a run; one face can be in several runs. One that was given up stays, with its end."""

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="+", db_index=False)
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="seats", db_index=False)
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="cohort_seats")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CohortSeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "membership"], name="cohort_seat_once"),
            Agrees(name="cohortseat_cohort_group", via="cohort", columns={"group": "group"}),
            Agrees(name="cohortseat_membership_group", via="membership", columns={"group": "group"}),
        ]

    def __str__(self) -> str:
        return f"cohort seat {self.pk}"


class Appointment(models.Model):
    """A role held in a group, from a day to a day. Only `groups.actions.appointing` and `terms` write it.

    A credential is stated by its holder, or `checked_by` another face `checked_on` a day. `ends_on` is the last day of
    a term; `end_told_at` says that its end was announced.
    """

    class Role(models.TextChoices):
        ADMIN = "admin", _("admin")
        FACILITATOR = "facilitator", _("facilitator")
        SCREENER = "screener", _("screener")
        TREASURER = "treasurer", _("treasurer")
        EDITOR = "editor", _("newsletter editor")

    # Who serves the whole group, whatever run somebody is in.
    SERVING = (Role.ADMIN, Role.FACILITATOR)

    class Kind(models.TextChoices):
        PEER = "peer", _("peer")
        PROFESSIONAL = "professional", _("professional")

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="appointments", db_index=False)
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="appointments")
    role = models.CharField(max_length=12, choices=Role)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.PEER)
    profession = models.CharField(max_length=80, blank=True)
    credential = models.CharField(max_length=120, blank=True)
    checked_by = models.ForeignKey("personas.Persona", models.PROTECT, null=True, blank=True, related_name="+")
    checked_on = models.DateField(null=True, blank=True)
    credential_ends_on = models.DateField(null=True, blank=True)
    # Given by the body that runs several groups, and ended by it.
    host = models.ForeignKey("groups.Host", models.PROTECT, null=True, blank=True, related_name="+")
    ends_on = models.DateField(null=True, blank=True)
    end_told_at = models.DateTimeField(null=True, blank=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "membership", "role"], condition=Q(ended_at__isnull=True), name="appointment_open_once"
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True, checked_on__isnull=True)
                | (Q(checked_by__isnull=False, checked_on__isnull=False) & ~Q(credential="")),
                name="appointment_checked_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(credential_ends_on__isnull=True) | ~Q(credential=""), name="appointment_end_of_a_credential"
            ),
            models.CheckConstraint(
                condition=Q(end_told_at__isnull=True) | Q(ends_on__isnull=False), name="appointment_told_of_an_end"
            ),
            Agrees(name="appointment_membership_group", via="membership", columns={"group": "group"}),
            Agrees(name="appointment_checked_by_group", via="checked_by", columns={"group": "group_space"}),
        ]
        indexes = [
            models.Index(
                fields=["ends_on"],
                condition=Q(ended_at__isnull=True, ends_on__isnull=False),
                name="appointment_terms",
            )
        ]

    def __str__(self) -> str:
        return f"appointment {self.pk}"


class FacilitatorWeek(models.Model):
    """That somebody appointed did something for the group in a week (`week_on` is its Monday). Kept for signals."""

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="+", db_index=False)
    persona = models.ForeignKey("personas.Persona", models.CASCADE, related_name="+")
    week_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "week_on", "persona"], name="facilitator_week_once")]

    def __str__(self) -> str:
        return f"week {self.week_on}"
