"""Posts, and the drafts they come from."""

from __future__ import annotations

import hashlib
import json
import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forums.models.forum import Forum, Thread, readable_by
from forums.models.tallies import Tallied
from forums.paths import LONGEST, MOST_POSTS
from personas import faces
from supportgroups.lib.constraints import Agrees

if TYPE_CHECKING:
    from personas.actors import Actor


class Wants(models.TextChoices):
    """What the author hopes for."""

    HEARD = "heard", _("to be heard")
    EXPERIENCE = "experience", _("your experience")
    ADVICE = "advice", _("advice")
    HELP = "help", _("practical help")
    COMPANY = "company", _("company")


class PostQuerySet(models.QuerySet["Post"]):
    """Posts, by who may read them."""

    def visible_to(self, actor: Actor) -> PostQuerySet:
        """Posts of threads the actor may read. One without a number has never been shown: it is there for its author
        and for the desk only. Hidden, withdrawn, removed and blanked posts with a number are there as placeholders."""
        shown = Q(number__isnull=False)
        own = Q(author_id__in=actor.face_ids)
        desk = Q(group_id__in=actor.group_ids_with("moderate"))
        return self.filter(readable_by(actor, "thread__forum__")).filter(shown | own | desk)

    def published(self) -> PostQuerySet:
        return self.filter(state=Post.State.PUBLISHED)


class Post(Tallied):
    """What somebody said. Never deleted before a purge; `state` is written by `forums.actions` only.

    `number` is given when it is first shown, under the thread's row lock: a held post has none, so that it leaves no
    gap that others could see. `path` is its place in the conversation (see forums/paths.py), given with the number.
    `published_at` is the moment it was shown; for one without a number, when it was due.
    """

    class State(models.TextChoices):
        PUBLISHED = "published", _("published")
        HELD = "held", _("waits to be read by a facilitator")
        HIDDEN = "hidden", _("hidden by a facilitator")
        WITHDRAWN = "withdrawn", _("taken back by its author")
        REMOVED = "removed", _("taken away by a facilitator")
        BLANKED = "blanked", _("its author has gone")

    ref = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    thread = models.ForeignKey(Thread, models.PROTECT, related_name="posts", db_index=False)
    number = models.PositiveIntegerField(null=True, blank=True)
    path = models.CharField(max_length=LONGEST, blank=True, default="")
    author = models.ForeignKey("personas.Persona", models.PROTECT, related_name="+", db_index=False)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.PUBLISHED)
    published_at = models.DateTimeField()
    source = models.TextField()
    html = models.TextField()
    excerpt = models.CharField(max_length=200, blank=True)
    renderer = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=10, default="en")
    content_notes = models.TextField(blank=True)
    wants = models.CharField(max_length=12, choices=Wants, blank=True)
    as_facilitator = models.BooleanField(default=False)
    picture_count = models.PositiveSmallIntegerField(default=0)
    edited_at = models.DateTimeField(null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="post_number_once"),
            models.UniqueConstraint(fields=["id", "group"], name="post_key"),
            models.UniqueConstraint(fields=["id", "thread"], name="post_key_thread"),
            models.CheckConstraint(
                condition=Q(number__isnull=False, number__gte=1)
                | (Q(number__isnull=True) & ~Q(state__in=("published", "hidden"))),
                name="post_shown_has_its_number",
            ),
            models.CheckConstraint(condition=~Q(state="held") | Q(number__isnull=True), name="post_held_has_no_number"),
            models.CheckConstraint(
                condition=Q(number__isnull=True, path="") | (Q(number__lte=MOST_POSTS) & ~Q(path="")),
                name="post_numbered_has_its_path",
            ),
            models.CheckConstraint(
                condition=~Q(state="blanked") | Q(source="", html="", excerpt=""), name="post_blanked_is_empty"
            ),
            Agrees(name="post_thread_group", via="thread", columns={"group": "group"}),
            Agrees(name="post_author_group", via="author", columns={"group": "group_space"}),
            Agrees(name="post_parent_thread", via="parent", columns={"thread": "thread"}),
        ]
        indexes = [
            models.Index(fields=["group", "author", "-published_at", "-id"], name="post_by_author"),
            models.Index(fields=["group", "-published_at"], name="post_by_group"),
            models.Index(fields=["thread", "path"], name="post_by_conversation"),
        ]

    def __str__(self) -> str:
        return f"post {self.pk}"

    @property
    def is_readable(self) -> bool:
        return self.state == self.State.PUBLISHED


class Revision(models.Model):
    """An earlier text of a post; of the one that begins a thread, with its title.

    Members may read it unless a facilitator hides it or its author has asked to have it erased; erased, it is empty.
    """

    ref = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    post = models.ForeignKey(Post, models.CASCADE, related_name="revisions")
    title = models.CharField(max_length=160, blank=True)
    source = models.TextField()
    replaced_at = models.DateTimeField()
    is_hidden = models.BooleanField(default=False)
    asked_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            Agrees(name="revision_post_group", via="post", columns={"group": "group"}),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(title="", source=""), name="revision_erased_is_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"revision {self.pk}"

    @property
    def is_for_members(self) -> bool:
        return not self.is_hidden and self.asked_at is None and self.erased_at is None


class DraftQuerySet(models.QuerySet["Draft"]):
    """Drafts: their owner's alone."""

    def visible_to(self, actor: Actor) -> DraftQuerySet:
        """Drafts of any face the actor owns, also in groups she has left. One subselect through the vault."""
        return self.filter(author_id__in=faces.mine(actor))

    def kept(self) -> DraftQuerySet:
        """Not posted and not thrown away; also what a facilitator reads before others do."""
        return self.filter(Q(state__in=(Draft.State.WRITING, Draft.State.SCHEDULED)) | Q(post__state=Post.State.HELD))

    def due(self, now: datetime) -> DraftQuerySet:
        return self.filter(state=Draft.State.SCHEDULED, publish_at__lte=now)


class Draft(models.Model):
    """Words on their way, seen by their author alone. Scheduled: it waits out its grace and is published when due.

    With `edits` they are new words for a post that stands already: they take their place at once, and `post` stays
    empty.

    `version` goes up with every save; `reread` is the SHA-256 of what was shown for rereading. `ref` comes with the
    form it is first written in, so that a second press finds the same draft. Several drafts for one thread may stand
    side by side: two tabs are two drafts, and neither is lost. `version_kept_at` is when a `DraftVersion` was last
    kept; null says, without a statement, that there is none. `answered` are the digests of what the writer was asked to
    look at once more, with spaces between: what was answered once is not asked again.
    `week` is the week of a run, from one, that it waits for while it is scheduled; null for all that waits for an hour.
    `picture_mark` is a hash of its pictures; empty says, without a statement, that there are none.
    """

    class State(models.TextChoices):
        WRITING = "writing", _("being written")
        SCHEDULED = "scheduled", _("about to be posted")
        PUBLISHED = "published", _("posted")
        DISCARDED = "discarded", _("thrown away")

    ref = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    author = models.ForeignKey("personas.Persona", models.PROTECT, related_name="+", db_index=False)
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    thread = models.ForeignKey(Thread, models.PROTECT, null=True, blank=True, related_name="drafts")
    parent = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    post = models.OneToOneField(Post, models.PROTECT, null=True, blank=True, related_name="+")
    edits = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.WRITING)
    title = models.CharField(max_length=160, blank=True)
    source = models.TextField(blank=True)
    kind = models.CharField(max_length=14, choices=Thread.Kind, default=Thread.Kind.SHARE)
    wants = models.CharField(max_length=12, choices=Wants, blank=True)
    content_notes = models.TextField(blank=True)
    as_facilitator = models.BooleanField(default=False)
    picture_mark = models.CharField(max_length=64, blank=True, default="", db_default="")
    version = models.PositiveIntegerField(default=1)
    reread = models.CharField(max_length=64, blank=True)
    answered = models.TextField(blank=True)
    made_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    version_kept_at = models.DateTimeField(null=True, blank=True)
    publish_at = models.DateTimeField(null=True, blank=True)
    week = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="scheduled") | (Q(publish_at__isnull=False) & ~Q(reread="")),
                name="draft_scheduled_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(state="published", post__isnull=False, edits__isnull=True)
                | (~Q(state="published") & Q(post__isnull=True))
                | Q(post__isnull=True, edits__isnull=False),
                name="draft_published_has_its_post",
            ),
            models.CheckConstraint(
                condition=Q(edits__isnull=True) | (Q(thread__isnull=False) & ~Q(state="scheduled")),
                name="draft_of_a_change_goes_at_once",
            ),
            Agrees(name="draft_forum_group", via="forum", columns={"group": "group"}),
            Agrees(name="draft_author_group", via="author", columns={"group": "group_space"}),
            Agrees(name="draft_thread_group", via="thread", columns={"group": "group"}),
            Agrees(name="draft_edits_thread", via="edits", columns={"thread": "thread"}),
            Agrees(name="draft_parent_thread", via="parent", columns={"thread": "thread"}),
            models.UniqueConstraint(fields=["id", "group"], name="draft_key"),
        ]
        indexes = [
            models.Index(fields=["publish_at"], condition=Q(state="scheduled"), name="draft_due"),
            models.Index(fields=["thread", "publish_at"], condition=Q(state="scheduled"), name="draft_due_in_thread"),
            models.Index(fields=["forum", "publish_at"], condition=Q(state="scheduled"), name="draft_due_in_forum"),
            models.Index(fields=["author", "-saved_at", "-id"], name="draft_by_author"),
            models.Index(fields=["author", "thread"], condition=Q(state="writing"), name="draft_begun"),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"

    @property
    def is_opening(self) -> bool:
        """Whether a thread begins with these words, so that they have a title. Needs `edits` loaded."""
        return self.thread_id is None or (self.edits is not None and self.edits.number == 1)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of everything that others will see, and of where they will see it."""
        place = [self.forum_id, self.thread_id, self.parent_id, self.author_id, self.edits_id]
        words = [self.title, self.source, self.kind, self.wants, self.content_notes, self.as_facilitator]
        words += [self.picture_mark] if self.picture_mark else []
        return hashlib.sha256(json.dumps([place, words]).encode()).hexdigest()


class DraftVersion(models.Model):
    """Earlier words of a draft; with `is_aside`, words that another window sent while others stood in the draft.

    As much their writer's alone as the draft. They go when it is posted or thrown away.
    """

    ref = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="versions")
    is_aside = models.BooleanField(default=False)
    title = models.CharField(max_length=160, blank=True)
    source = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [Agrees(name="version_draft_group", via="draft", columns={"group": "group"})]

    def __str__(self) -> str:
        return f"version {self.pk} of a draft"
