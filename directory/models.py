"""What can be found: listings of our own groups and of groups that meet elsewhere."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from supportgroups.lib.search import TextIndex

if TYPE_CHECKING:
    from personas.actors import Actor

# The words of every listing that can be found, by its id; a group that is not listed is not in it.
LISTING_WORDS = TextIndex("directory_words", scope=False, typos=True)


class Source(models.Model):
    """Where listings of groups elsewhere come from: one feed. `changed_at`: the last import that changed anything."""

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    changed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class ListingQuerySet(models.QuerySet["Listing"]):
    """Listings, by who may find them."""

    def visible_to(self, actor: Actor) -> ListingQuerySet:
        """The same for everybody: a group that is not listed is nowhere in the directory."""
        return self.filter(
            Q(group__isnull=True, is_gone=False) | Q(group__is_listed=True, group__state__in=("open", "full"))
        )


class Listing(models.Model):
    """One result of the directory: a group here (`group`), or one that meets elsewhere (`source` and `key`).

    Of a group here nothing is copied: name and words are the group's own, and whether it is found follows the group.
    `facts` of one elsewhere: days, start, end, types, address, is_approximate, has_phone.
    """

    class Medium(models.TextChoices):
        HERE = "here", _("In writing, here")
        ONLINE = "online", _("Online")
        PLACE = "place", _("In a place")
        BOTH = "both", _("Online and in a place")
        ASK = "ask", _("They say where when you ask")

    ref = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    group = models.OneToOneField("groups.SupportGroup", models.CASCADE, null=True, blank=True, related_name="listing")
    source = models.ForeignKey(Source, models.CASCADE, null=True, blank=True, related_name="listings")
    key = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    medium = models.CharField(max_length=8, choices=Medium, default=Medium.HERE)
    place = models.CharField(max_length=255, blank=True)
    region = models.CharField(max_length=255, blank=True)
    zone = models.CharField(max_length=64, blank=True)
    url = models.URLField(max_length=500, blank=True)
    join_url = models.URLField(max_length=500, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    is_paused = models.BooleanField(default=False)
    is_gone = models.BooleanField(default=False)
    confirmed_on = models.DateField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    objects = ListingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(group__isnull=False, source__isnull=True, key="", name="")
                | (Q(group__isnull=True, source__isnull=False) & ~Q(key="") & ~Q(name="")),
                name="listing_is_ours_or_elsewhere",
            ),
            models.UniqueConstraint(
                fields=["source", "key"], condition=Q(source__isnull=False), name="listing_key_once"
            ),
        ]
        indexes = [models.Index(fields=["confirmed_on"], name="listing_by_confirmed")]

    def __str__(self) -> str:
        return f"listing {self.pk}"


class Concern(models.Model):
    """What a listing is about; `slug` is one of `directory.taxonomy`."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="concerns", db_index=False)
    slug = models.SlugField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slug", "listing"], name="concern_once")]
        indexes = [models.Index(fields=["listing"], name="concern_by_listing")]

    def __str__(self) -> str:
        return self.slug


class Signal(models.Model):
    """A quality measure of a group in a week, as a band; never of a person."""

    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=24)
    week_on = models.DateField()
    value = models.FloatField()
    events = models.PositiveIntegerField()
    band = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "kind", "week_on"], name="signal_once_a_week")]

    def __str__(self) -> str:
        return f"{self.kind} {self.week_on}"
