"""What is new to one reader in one group, as it may be read at this moment. Never as it was planned before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from forums.models import Post, ReadMark, Watch
from groups.models import SupportGroup
from groups.sides import hides
from newsletters.models import Digest
from personas.actors import Actor, Seat


@dataclass(frozen=True)
class News:
    """How much is new: posts that begin a thread, and all others. `newest` is when the newest was published."""

    threads: int
    replies: int
    newest: datetime


def may_hear(seat: Seat) -> bool:
    """Whether letters about what is said may go to this seat: a member who is neither on a break nor suspended."""
    return seat.status == "active" and not seat.is_suspended


def posts_since(actor: Actor, group: SupportGroup, since: datetime, kind: str) -> QuerySet[Post]:
    """Published posts that the actor may read and has not, by others who are not hidden, in threads not put to silence.

    No statement. For a letter about each answer: only answers to what a face of the actor's began or wrote. Threads of
    which the actor wants each reply have letters of their own, and are in no other.
    """
    seat = actor.seat_in(group.pk)
    here = {"thread": OuterRef("thread"), "persona_id": seat.persona_id}
    posts = (
        Post.objects.visible_to(actor)
        .published()
        .filter(group=group, published_at__gt=since)
        .exclude(author_id__in=seat.face_ids)
        .filter(~hides(actor) | Q(as_facilitator=True))
        .exclude(Exists(ReadMark.objects.filter(**here, number__gte=OuterRef("number"))))
        .exclude(Exists(Watch.objects.filter(**here, level=Watch.Level.NONE)))
    )
    follows = Exists(Watch.objects.filter(**here, level=Watch.Level.EACH, since__lt=OuterRef("published_at")))
    posts = posts.filter(follows if kind == Digest.Kind.FOLLOWED else ~follows)
    if kind == Digest.Kind.EACH:
        mine = Q(thread__author_id__in=seat.face_ids) | Q(parent__author_id__in=seat.face_ids)
        return posts.filter(mine)
    return posts


def count(posts: QuerySet[Post]) -> News | None:
    """How much there is, or None for nothing. One statement."""
    begun = Count("pk", filter=Q(number=1))
    found = posts.aggregate(threads=begun, posts=Count("pk"), newest=Max("published_at"))
    if not found["posts"]:
        return None
    return News(found["threads"], found["posts"] - found["threads"], found["newest"])
