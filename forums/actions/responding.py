"""Responding to a post without words, and taking that back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from forums.models import Post, Response
from personas.models import Persona


class NothingToAnswer(Exception):
    """The post is not shown any more."""


@transaction.atomic
def respond(*, post: Post, by: Persona, kind: Response.Kind, now: datetime) -> None:
    """Say it once; a second press changes nothing. The caller has asked "forums.respond". Raises `NothingToAnswer`.

    Holds the post's row lock, so that nothing is said to a post that is being taken back.
    """
    fresh = Post.objects.published().select_for_update().filter(pk=post.pk).first()
    if fresh is None:
        raise NothingToAnswer
    response = Response(group_id=post.group_id, post=fresh, persona=by, kind=kind, made_at=now)
    Response.objects.bulk_create([response], ignore_conflicts=True)


def take_response_back(*, post: Post, by: Persona, kind: Response.Kind) -> None:
    """As if it had never been said. One statement; it may be gone already."""
    Response.objects.filter(group_id=post.group_id, post=post, persona=by, kind=kind).delete()


def forget_responses(post_id: int) -> None:
    """What was said to a post that is gone for good goes along. One statement. For `forums.actions` only."""
    Response.objects.filter(post_id=post_id).delete()
