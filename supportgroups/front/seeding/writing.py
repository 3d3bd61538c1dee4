"""What people of the small world are writing: drafts that only they see."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import uuid4

from forums.actions import DraftMovedOn, apply_edit, begin_draft, save_draft
from forums.models import Post, Thread
from supportgroups.front.seeding.world import SeededGroup

BEGUN = (
    "I keep starting this and stopping. He asked me my name on Tuesday, and I told him, and he said what a nice name."
)
GONE_ON = "He asked me my name on Tuesday. I told him. He said it was a nice name, and that his wife had the same one."
ON_THE_PHONE = "Typed on the bus: he asked me my name."


def seed_drafts(seeded: SeededGroup, now: datetime) -> None:
    """One of the group's people has begun an answer, begun it again, and typed a line of it on the telephone."""
    face = seeded.faces["Heron"]
    thread = Thread.objects.select_related("forum").filter(group=seeded.group).latest("last_post_at")
    draft = begin_draft(
        author_id=face.pk, forum=thread.forum, thread=thread, key=uuid4(), fields={"source": BEGUN},
        now=now - timedelta(hours=9),
    )  # fmt: skip
    draft = save_draft(draft=draft, fields={"source": GONE_ON}, version=draft.version, now=now - timedelta(hours=2))
    with suppress(DraftMovedOn):
        save_draft(draft=draft, fields={"source": ON_THE_PHONE}, version=1, now=now - timedelta(hours=1))


def seed_change(seeded: SeededGroup, now: datetime) -> None:
    """Somebody has mended a post; members can look up what it said before."""
    post = Post.objects.published().filter(group=seeded.group, author=seeded.faces["Kettle"], number__gt=1)
    mended = post.select_related("thread__forum").latest("published_at")
    draft = begin_draft(
        author_id=mended.author_id, forum=mended.thread.forum, thread=mended.thread, edits=mended, key=uuid4(),
        fields={"source": f"{mended.source}\n\n(Mended: I had written Tuesday and meant Wednesday.)"}, now=now,
    )  # fmt: skip
    apply_edit(draft=draft, reread_hash=draft.fingerprint, now=now - timedelta(minutes=30))
