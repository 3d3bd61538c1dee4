"""What comes of having written for a while: leaving the reading over out, and when answers usually come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from forums.models import Post, Thread
from forums.pages.frames import Reader

# Before that nobody knows yet how it feels to see one's own words stand there.
POSTS_FIRST = 5
# So many threads are looked at, and no word is said about fewer than the least.
LATEST, LEAST = 50, 10
# A thread of an hour ago that nobody has answered says nothing yet.
RIPE, RECENT = timedelta(days=3), timedelta(days=120)
HOUR, HOURS, DAY, DAYS = timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=3)


@dataclass(frozen=True)
class Rereading:
    """Whether reading over is left out, and whether that can be chosen: not where the group asks it of everybody."""

    skips: bool
    is_required: bool
    has_posted_often: bool
    url: str
    back_url: str


def skips_rereading(reader: Reader) -> bool:
    """Whether words go to their minutes without being read over. No statement."""
    return reader.seat.skips_rereading and not reader.group.requires_rereading


def rereading(reader: Reader) -> Rereading:
    """What the page of this choice shows. One statement, that reads five rows."""
    return Rereading(
        skips=skips_rereading(reader),
        is_required=reader.group.requires_rereading,
        has_posted_often=_has_posted_often(reader),
        url=f"{reader.paths.group}rereading/",
        back_url=reader.paths.group,
    )


def may_skip(reader: Reader) -> bool:
    """Whether it is hers to choose. One statement at most."""
    return not reader.group.requires_rereading and _has_posted_often(reader)


def usual_answer(reader: Reader) -> str:
    """When a first answer usually comes in this group, in a sentence. One statement.

    Half of the threads of the last months had one by then; those that never had one count as waiting for ever.
    """
    threads = Thread.objects.filter(
        group=reader.group, last_number__gt=0, begun_at__gte=reader.now - RECENT, begun_at__lte=reader.now - RIPE
    ).exclude(kind=Thread.Kind.ANNOUNCEMENT)
    times = list(threads.order_by("-begun_at").values_list("begun_at", "first_reply_at")[:LATEST])
    waits = sorted(answered - begun if answered else timedelta.max for begun, answered in times)
    return _in_words(waits[(len(waits) - 1) // 2] if len(waits) >= LEAST else DAY)


def _in_words(wait: timedelta) -> str:
    if wait <= HOUR:
        return _("A first answer here often comes within an hour.")
    if wait <= HOURS:
        return _("A first answer here often comes within a few hours.")
    if wait <= DAY:
        return _("A first answer often comes within a day or two.")
    if wait <= DAYS:
        return _("A first answer here often takes a few days. It is not about you.")
    return _("Answers here can take a while. It is not about you; a facilitator sees who still waits.")


def _has_posted_often(reader: Reader) -> bool:
    mine = Post.objects.filter(group=reader.group, author_id=reader.seat.persona_id, number__isnull=False)
    return len(mine.values_list("pk", flat=True)[:POSTS_FIRST]) >= POSTS_FIRST
