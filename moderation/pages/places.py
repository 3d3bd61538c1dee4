"""Addresses that pages of the desk lead to, and the reader's own clock."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from forums.models import Post
from forums.pages.frames import Paths
from groups.models import SupportGroup
from moderation.models import Appeal, Case, Hold
from personas.actors import Actor
from supportgroups.lib import words


def post_url(post: Post, group: SupportGroup) -> str:
    """A post in its place; the thread's beginning for one that has no number yet."""
    paths = Paths(group.code)
    return paths.post(post.thread.ref, post.number) if post.number else paths.thread(post.thread.ref)


def desk_url(thing: Appeal | Case | Hold, group: SupportGroup) -> str:
    base = f"/g/{group.code}/desk/"
    if isinstance(thing, Appeal):
        return f"{base}appeals/{thing.ref}/"
    return f"{base}held/{thing.post.ref}/" if isinstance(thing, Hold) else f"{base}cases/{thing.ref}/"


def when(moment: datetime, actor: Actor, now: datetime) -> str:
    return words.when(moment, now, zone(actor))


def zone(actor: Actor) -> ZoneInfo:
    return ZoneInfo(actor.preferences.zone)
