"""Pictures of drafts and of posts. Each row has a file of its own, made anew from what can be seen."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from forums.models.post import Draft, Post
from supportgroups.lib.constraints import Agrees
from supportgroups.lib.picturestore import NAME_LENGTH

if TYPE_CHECKING:
    from personas.actors import Actor

MOST_PICTURES = 4
ALT_LENGTH = 400
IN_PLACE = Q(position__gte=1, position__lte=MOST_PICTURES)


class AnyPicture(models.Model):
    """What both have: `alt` are words for who cannot see it; with `is_plain` there is nothing that words would add.

    `ref` is its address. It says nothing of the file, and no two uploads ever share one.
    """

    ref = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    position = models.PositiveSmallIntegerField()
    alt = models.CharField(max_length=ALT_LENGTH, blank=True)
    is_plain = models.BooleanField(default=False)
    picture_file = models.CharField(max_length=NAME_LENGTH, unique=True, editable=False)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True

    @property
    def has_words(self) -> bool:
        """Its words, or that it needs none, have been said."""
        return self.is_plain or bool(self.alt)


class DraftPicture(AnyPicture):
    """A picture on its way, seen by its author alone. Words for it may still be missing."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="pictures", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "position"], name="draft_picture_place"),
            models.CheckConstraint(condition=IN_PLACE, name="draft_picture_in_place"),
            models.CheckConstraint(condition=Q(is_plain=False) | Q(alt=""), name="draft_picture_plain_has_no_words"),
            Agrees(name="draft_picture_group", via="draft", columns={"group": "group"}),
        ]

    def __str__(self) -> str:
        return f"picture {self.pk} of a draft"


class PostPictureQuerySet(models.QuerySet["PostPicture"]):
    """Pictures of posts."""

    def visible_to(self, actor: Actor) -> PostPictureQuerySet:
        """Of posts that the actor may look up; whether the words are shown now is the rule's to say."""
        return self.filter(post__in=Post.objects.visible_to(actor))


class PostPicture(AnyPicture):
    """A picture of a post: shown wherever and to whomever its words are."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="pictures", db_index=False)

    objects = PostPictureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "position"], name="post_picture_place"),
            models.CheckConstraint(condition=IN_PLACE, name="post_picture_in_place"),
            models.CheckConstraint(
                condition=Q(is_plain=True, alt="") | (Q(is_plain=False) & ~Q(alt="")),
                name="post_picture_has_its_words",
            ),
            Agrees(name="post_picture_group", via="post", columns={"group": "group"}),
        ]

    def __str__(self) -> str:
        return f"picture {self.pk} of a post"
