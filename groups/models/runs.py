"""Runs of a group: so many people, so many weeks, from a first day to a last."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models.fees import CURRENCIES
from groups.models.group import SupportGroup
from supportgroups.lib.constraints import Agrees

if TYPE_CHECKING:
    from personas.actors import Actor

MOST_PLACES = 200
MOST_WEEKS = 104
_WEEK = timedelta(days=7)


class CohortQuerySet(models.QuerySet["Cohort"]):
    """Runs, by where they stand and by who may know of them."""

    def visible_to(self, actor: Actor) -> CohortQuerySet:
        """Of the groups that the actor may read in. No statement, no join."""
        return self.filter(group_id__in=actor.reading_group_ids)

    def live(self) -> CohortQuerySet:
        """Announced or under way, the soonest first."""
        return self.filter(state__in=Cohort.LIVE).order_by("starts_on", "pk")

    def readable(self) -> CohortQuerySet:
        """Whose words somebody may still read."""
        return self.filter(state__in=(*Cohort.LIVE, Cohort.State.READ_ONLY))


class Cohort(models.Model):
    """A time-limited run of a group. `groups.actions` alone changes the state; each step is a row of `CohortStep`.

    People come in from `opens_on` until so many weeks after `starts_on`; without `sealed_after_week` until its end.
    After `ends_on` it is read only for `read_only_weeks`, then put away or erased as `afterwards` says.
    `own_amount`: what it costs where the group asks for a fee for each run and this one differs, in the smallest unit
    of `own_currency`; 0 is nothing. `follows`: an earlier run, whose people go on in this one without being asked
    anything. `ended_at`: when it became read only, or was cancelled. `put_away_at`: when nobody
    read it any more.
    """

    class State(models.TextChoices):
        ANNOUNCED = "announced", _("announced")
        RUNNING = "running", _("under way")
        READ_ONLY = "read_only", _("over, and still to be read")
        ARCHIVED = "archived", _("put away")
        ERASED = "erased", _("erased")
        CANCELLED = "cancelled", _("called off")

    class Afterwards(models.TextChoices):
        ARCHIVE = "archive", _("Put it away: nobody reads it any more, and the server keeps it")
        ERASE = "erase", _("Erase what was written. This cannot be undone")

    LIVE = (State.ANNOUNCED, State.RUNNING)

    ref = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="cohorts")
    name = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=State, default=State.ANNOUNCED, db_default=State.ANNOUNCED)
    opens_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    places = models.PositiveSmallIntegerField()
    says_places = models.BooleanField(default=False, db_default=False)
    own_amount = models.PositiveIntegerField(null=True, blank=True)
    own_currency = models.CharField(max_length=3, blank=True, default="", db_default="")
    sealed_after_week = models.PositiveSmallIntegerField(null=True, blank=True)
    read_only_weeks = models.PositiveSmallIntegerField(default=4, db_default=4)
    afterwards = models.CharField(
        max_length=10, choices=Afterwards, default=Afterwards.ARCHIVE, db_default=Afterwards.ARCHIVE
    )
    follows = models.ForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    put_away_at = models.DateTimeField(null=True, blank=True)

    objects = CohortQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "name"], name="cohort_name_once"),
            models.UniqueConstraint(fields=["id", "group"], name="cohort_key"),
            models.CheckConstraint(
                condition=Q(opens_on__lte=models.F("starts_on"), starts_on__lt=models.F("ends_on")),
                name="cohort_days_in_order",
            ),
            models.CheckConstraint(condition=Q(places__range=(1, MOST_PLACES)), name="cohort_has_places"),
            models.CheckConstraint(
                condition=Q(own_amount__isnull=True, own_currency="")
                | Q(own_amount__isnull=False, own_currency__in=sorted(CURRENCIES)),
                name="cohort_amount_has_its_currency",
            ),
            models.CheckConstraint(
                condition=Q(read_only_weeks__lte=MOST_WEEKS)
                & (Q(sealed_after_week__isnull=True) | Q(sealed_after_week__lte=MOST_WEEKS)),
                name="cohort_weeks_in_bounds",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("announced", "running"), ended_at__isnull=True, put_away_at__isnull=True)
                | Q(state__in=("read_only", "cancelled"), ended_at__isnull=False, put_away_at__isnull=True)
                | Q(state__in=("archived", "erased"), ended_at__isnull=False, put_away_at__isnull=False),
                name="cohort_ended_has_its_times",
            ),
            models.CheckConstraint(
                condition=Q(follows__isnull=True) | ~Q(follows=models.F("id")), name="cohort_follows_another"
            ),
            Agrees(name="cohort_follows_group", via="follows", columns={"group": "group"}),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def weeks(self) -> int:
        """How many weeks it has, the last one begun counted whole."""
        return max(1, -(-(self.ends_on - self.starts_on).days // 7))

    @property
    def sealed_on(self) -> date:
        """The first day on which nobody comes in any more."""
        if self.sealed_after_week is None:
            return self.ends_on
        return min(self.ends_on, self.starts_on + self.sealed_after_week * _WEEK)

    @property
    def read_until(self) -> date:
        """The day on which it is put away."""
        return self.ends_on + self.read_only_weeks * _WEEK

    def week_of(self, day: date) -> int:
        """Which of its weeks a day lies in, from one; 0 before it starts, and never more than it has."""
        return 0 if day < self.starts_on else min(self.weeks, (day - self.starts_on).days // 7 + 1)

    def is_shut_on(self, day: date) -> bool:
        """Whether nobody comes in on this day or later."""
        return self.state not in self.LIVE or day >= self.sealed_on

    def takes_people_on(self, day: date) -> bool:
        """Whether somebody may come in on a day, if there is a place."""
        return self.state in self.LIVE and self.opens_on <= day < self.sealed_on


class CohortStep(models.Model):
    """The log of a run's life. It names nobody; who did it stands in the chain."""

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="+", db_index=False)
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=Cohort.State)
    at = models.DateTimeField()

    class Meta:
        constraints = [Agrees(name="cohortstep_cohort_group", via="cohort", columns={"group": "group"})]

    def __str__(self) -> str:
        return f"{self.state} at {self.at:%Y-%m-%d}"
