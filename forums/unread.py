"""What is new to somebody in a thread: one rule for lists of threads, for the way into one, and for the thread itself.

New is what others wrote above her mark. Her own words never are, under whichever of her names: her seat knows them
while she reads, and nothing that is kept does. What is covered or gone, and what somebody wrote whom she has hidden,
has its place in the thread all the same, and is new there like the rest.
"""

from __future__ import annotations

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from forums.models import Post, ReadMark
from personas.actors import Actor, Seat


def my_number(actor: Actor, thread: str = "pk") -> Subquery:
    """How far the actor has read a thread; null for one never opened."""
    marks = ReadMark.objects.filter(thread_id=OuterRef(thread), persona_id__in=actor.face_ids)
    return Subquery(marks.values("number")[:1], output_field=IntegerField())


def unread(actor: Actor) -> QuerySet[Post]:
    """For threads annotated with `my_number`: their posts that are new to the actor. In no order."""
    above = Post.objects.filter(thread_id=OuterRef("pk"), number__gt=Coalesce(OuterRef("my_number"), 0))
    return by_others(above, actor).order_by()


def by_others(posts: QuerySet[Post], actor: Actor) -> QuerySet[Post]:
    """Posts that no face of the actor's wrote."""
    return posts.exclude(author_id__in=actor.face_ids)


def how_many_unread(actor: Actor, at_most: int) -> Subquery:
    """For the same threads: how many those are, counted no further than `at_most`."""
    return _HowMany(unread(actor).values("pk")[:at_most])


def is_unread(post: Post, mark: int | None, seat: Seat) -> bool:
    """The same of one post for one reader; in a thread never opened nothing came since she was last there."""
    return mark is not None and (post.number or 0) > mark and post.author_id not in seat.face_ids


class _HowMany(Subquery):
    """How many rows a subquery has."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) few)"
    output_field = IntegerField()
