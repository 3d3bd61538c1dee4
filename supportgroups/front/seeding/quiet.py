"""Quiet responses for a seeded world."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from forums.models import Post, Response

# How often each kind is given: most people say that they have read.
KINDS = tuple(Response.Kind)
WEIGHTS = (5, 3, 2, 2)
MOST = 5


def responses(
    posts: Iterable[Post], face_ids: Sequence[int], share: float, chance: random.Random
) -> Iterator[Response]:
    """Responses to a share of the published posts, by faces of their group and never by their authors."""
    for post in posts:
        if post.state != Post.State.PUBLISHED or chance.random() >= share:
            continue
        others = [face_id for face_id in chance.sample(face_ids, min(MOST, len(face_ids))) if face_id != post.author_id]
        for persona_id in others[: chance.randint(1, MOST)]:
            kind = chance.choices(KINDS, WEIGHTS)[0]
            made_at = post.published_at + timedelta(minutes=30)
            yield Response(group_id=post.group_id, post_id=post.pk, persona_id=persona_id, kind=kind, made_at=made_at)
