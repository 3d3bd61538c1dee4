"""Forums and threads."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from supportgroups.lib.constraints import Agrees
from supportgroups.lib.sparing import ReadInPart

if TYPE_CHECKING:
    from personas.actors import Actor


class ForumQuerySet(models.QuerySet["Forum"]):
    """Forums, by who may read them."""

    def visible_to(self, actor: Actor) -> ForumQuerySet:
        """Forums of the actor's groups that are for all members or for a cohort of the actor's.

        No statement and no join: what the actor may see was read with the seat.
        """
        return self.filter(readable_by(actor))


def readable_by(actor: Actor, prefix: str = "") -> Q:
    """The condition under which a row hanging below a forum (at `prefix`, such as "forum__") may be read."""
    mine = Q(**{f"{prefix}group_id__in": actor.reading_group_ids})
    for_all = Q(**{f"{prefix}cohort__isnull": True})
    my_runs = Q(**{f"{prefix}cohort_id__in": actor.cohort_ids})
    return mine & (for_all | my_runs)


class Forum(ReadInPart):
    """A place for threads. `cohort` is the unit of visibility: null means all members.

    `ending_round` is the thread in which the people of a run part; it takes their goodbyes while the run can be read.
    """

    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="forums", db_index=False)
    cohort = models.ForeignKey("groups.Cohort", models.PROTECT, null=True, blank=True, related_name="forums")
    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=80)
    about = models.CharField(max_length=240, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    thread_count = models.PositiveIntegerField(default=0)
    post_count = models.PositiveIntegerField(default=0)
    last_post_at = models.DateTimeField(null=True, blank=True)
    ending_round = models.OneToOneField("forums.Thread", models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ForumQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "slug"], name="forum_slug_once"),
            models.UniqueConstraint(fields=["id", "group"], name="forum_key"),
            Agrees(name="forum_cohort_group", via="cohort", columns={"group": "group"}),
            Agrees(name="forum_ending_group", via="ending_round", columns={"group": "group"}),
            models.CheckConstraint(
                condition=Q(ending_round__isnull=True) | Q(cohort__isnull=False), name="forum_ending_is_of_a_run"
            ),
        ]

    def __str__(self) -> str:
        return f"forum {self.pk}"


class ThreadQuerySet(models.QuerySet["Thread"]):
    """Threads, by who may read them."""

    def visible_to(self, actor: Actor) -> ThreadQuerySet:
        """Threads with something published in forums the actor may read."""
        return self.filter(readable_by(actor, "forum__"), last_number__gt=0)


class Thread(ReadInPart):
    """A conversation. Numbers of its posts are given out under its row lock and never reused.

    `numbering` goes up when posts are numbered anew: what somebody has read by the old numbers is then not taken down.
    `title` is empty once its author has gone. `first_reply_at` is the first reply by somebody else.
    `first_peer_reply_at` is kept for signals: the first reply by another who speaks as oneself, not for the group.
    """

    class Kind(models.TextChoices):
        SHARE = "share", _("sharing")
        QUESTION = "question", _("question")
        CHECK_IN = "check_in", _("check-in")
        PROMPT = "prompt", _("prompt")
        ANNOUNCEMENT = "announcement", _("announcement")

    # These say that whoever began the thread facilitates, and so are never begun under a name for it alone.
    FOR_FACILITATORS = (Kind.PROMPT, Kind.ANNOUNCEMENT)

    ref = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="threads", db_index=False)
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="threads", db_index=False)
    space = models.OneToOneField("personas.Space", models.PROTECT, null=True, blank=True, related_name="thread")
    author = models.ForeignKey("personas.Persona", models.PROTECT, related_name="+")
    title = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=14, choices=Kind, default=Kind.SHARE)
    content_notes = models.TextField(blank=True)
    language = models.CharField(max_length=10, default="en")
    has_poll = models.BooleanField(default=False)
    is_first_of_author = models.BooleanField(default=False)
    last_number = models.PositiveIntegerField(default=0)
    post_count = models.PositiveIntegerField(default=0)
    numbering = models.PositiveSmallIntegerField(default=0)
    calls_nobody = models.BooleanField(default=False, db_default=False)
    begun_at = models.DateTimeField()
    last_post_at = models.DateTimeField()
    first_reply_at = models.DateTimeField(null=True, blank=True)
    first_peer_reply_at = models.DateTimeField(null=True, blank=True)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "group"], name="thread_key"),
            Agrees(name="thread_forum_group", via="forum", columns={"group": "group"}),
            Agrees(name="thread_author_group", via="author", columns={"group": "group_space"}),
            models.CheckConstraint(condition=Q(post_count__lte=models.F("last_number")), name="thread_counts_agree"),
        ]
        indexes = [
            models.Index(fields=["forum", "-last_post_at", "-id"], name="thread_list"),
            models.Index(fields=["group", "-last_post_at", "-id"], name="thread_by_group"),
            models.Index(
                fields=["group", "-is_first_of_author", "-begun_at", "-id"],
                condition=Q(first_reply_at__isnull=True),
                name="thread_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"thread {self.pk}"

    @property
    def is_locked(self) -> bool:
        """Whether only those who facilitate may write. One statement unless it came with `select_related("lock")`."""
        return hasattr(self, "lock")


class Lock(models.Model):
    """That nobody but those who facilitate may write in a thread for now."""

    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    thread = models.OneToOneField(Thread, models.CASCADE, primary_key=True, related_name="lock")
    made_by = models.ForeignKey("personas.Persona", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    reason = models.CharField(max_length=240, blank=True)

    class Meta:
        constraints = [Agrees(name="lock_thread_group", via="thread", columns={"group": "group"})]

    def __str__(self) -> str:
        return f"lock of thread {self.pk}"


class Pin(models.Model):
    """That a thread stands on top of its forum."""

    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    thread = models.OneToOneField(Thread, models.CASCADE, primary_key=True, related_name="pin")
    made_by = models.ForeignKey("personas.Persona", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [Agrees(name="pin_thread_group", via="thread", columns={"group": "group"})]
        indexes = [models.Index(fields=["group"], name="pin_by_group")]

    def __str__(self) -> str:
        return f"pin of thread {self.pk}"
