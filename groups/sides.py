"""Who does not see whom, as conditions inside the queries of pages: no statement of their own.

A choice is a face's, about a face: a one-thread name stays seen when somebody's usual name is hidden, and the other way
round, or hiding would show that the two are one. What somebody must not come near is asked of all their faces: with
another name they come no nearer.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from groups.models import Hiding
from personas import faces
from personas.actors import Actor


def hides(actor: Actor, author: str = "author_id", group: str = "group_id") -> Exists:
    """That the actor has hidden whoever stands in this column."""
    return Exists(_in_group(group).filter(by_id__in=actor.face_ids, about_id=OuterRef(author)))


def are_apart(actor: Actor, author: str = "author_id", group: str = "group_id", *, is_seated: bool = True) -> Q:
    """That the actor and whoever stands in this column keep their distance, whoever of the two began.

    Not seated yet, an actor's faces are found inside the query. Asked one by one, each way is one look into an index;
    asked as one, PostgreSQL reads all distances of the group.
    """
    mine = actor.face_ids if is_seated else faces.mine(actor)
    mutual = _in_group(group).filter(is_mutual=True)
    there = mutual.filter(by_id__in=mine, about_id=OuterRef(author))
    back = mutual.filter(by_id=OuterRef(author), about_id__in=mine)
    return Q(Exists(there)) | Q(Exists(back))


def has_hidden(actor: Actor, author: str) -> Q:
    """As `hides`, for many rows: whom the actor has hidden is looked up once for all of them. Faces are of one group
    each, and hidden within it."""
    return Q(**{f"{author}__in": Hiding.objects.filter(by_id__in=actor.face_ids).values("about_id")})


def keep_apart(actor: Actor, author: str) -> Q:
    """As `are_apart`, for many rows."""
    mutual = Hiding.objects.filter(is_mutual=True)
    there = mutual.filter(by_id__in=actor.face_ids).values("about_id")
    back = mutual.filter(about_id__in=actor.face_ids).values("by_id")
    return Q(**{f"{author}__in": there}) | Q(**{f"{author}__in": back})


def is_kept_away(actor: Actor, author: str = "author_id", group: str = "group_id") -> Exists:
    """That whoever stands in this column keeps their distance from the actor."""
    return Exists(_in_group(group).filter(by_id=OuterRef(author), about_id__in=actor.face_ids, is_mutual=True))


def _in_group(group: str) -> QuerySet[Hiding]:
    return Hiding.objects.filter(group_id=OuterRef(group))
