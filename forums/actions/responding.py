"""Responding to a post without words, and taking that back. What has been said is counted beside the post."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from forums.models import COUNTERS, Post, Response
from groups.models import SupportGroup
from personas.models import Persona

# The counters of a post to which nothing has been said, or to which it counts no more.
NOTHING_SAID = dict.fromkeys(COUNTERS.values(), 0)


class NothingToAnswer(Exception):
    """The post is not shown any more."""


@transaction.atomic
def respond(*, post: Post, by: Persona, kind: Response.Kind, now: datetime) -> None:
    """Say it once; a second press changes nothing. The caller has asked "forums.respond". Raises `NothingToAnswer`.

    Holds the post's row lock, so that nothing is said to a post that is being taken back, and nothing is counted twice.
    """
    fresh = Post.objects.published().select_for_update().filter(pk=post.pk).first()
    if fresh is None:
        raise NothingToAnswer
    said = {"group_id": post.group_id, "post": fresh, "persona": by, "kind": kind}
    if not Response.objects.filter(**said).exists():
        Response.objects.create(**said, made_at=now)
        Post.objects.filter(pk=post.pk).update(**_changed(kind, 1))


@transaction.atomic
def take_response_back(*, post: Post, by: Persona, kind: Response.Kind) -> None:
    """As if it had never been said; it may be gone already. Holds the post's row lock."""
    Post.objects.select_for_update().filter(pk=post.pk).values_list("pk").first()
    gone, _by_table = Response.objects.filter(group_id=post.group_id, post=post, persona=by, kind=kind).delete()
    if gone:
        Post.objects.filter(pk=post.pk).update(**_changed(kind, -1))


def forget_responses(post_id: int) -> None:
    """What was said to a post that is gone for good goes along. Two statements. For `forums.actions` only."""
    Response.objects.filter(post_id=post_id).delete()
    Post.objects.filter(pk=post_id).update(**NOTHING_SAID)


def forget_responder(persona: Persona) -> None:
    """All that a face has said goes. Holds the row locks of the posts it was said to. For `forums.actions` only."""
    said = Response.objects.filter(persona=persona)
    list(_to(said).order_by("pk").select_for_update().values_list("pk"))
    for kind in Response.Kind:
        _to(said.filter(kind=kind)).update(**_changed(kind, -1))
    said.delete()


@transaction.atomic
def count_responses(group: SupportGroup) -> int:
    """Set right the counters of a group's posts by what has been said to them; how many were wrong. One statement a
    kind."""
    wrong = 0
    for kind, name in COUNTERS.items():
        said = Response.objects.filter(group_id=OuterRef("group_id"), post_id=OuterRef("pk"), kind=kind).order_by()
        right = Coalesce(Subquery(said.values("post").annotate(number=Count("pk")).values("number")), 0)
        wrong += Post.objects.filter(group=group).annotate(right=right).exclude(right=F(name)).update(**{name: right})
    return wrong


def _to(said: QuerySet[Response]) -> QuerySet[Post]:
    return Post.objects.filter(pk__in=said.values("post"))


def _changed(kind: Response.Kind, by: int) -> dict[str, Greatest]:
    """Never below nothing, whatever was counted wrong before."""
    name = COUNTERS[kind]
    return {name: Greatest(F(name) + by, 0)}
