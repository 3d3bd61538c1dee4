"""What a group's own page says about talk. For the page in front."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Exists, OuterRef, QuerySet, When

from forums.actions import publish_due
from forums.models import Draft, Forum, Thread
from forums.pages.claiming import Claiming, claiming_of, waits_for_others
from forums.pages.frames import Reader, ThreadRow
from forums.pages.lists import in_sight, thread_row, with_facts
from forums.waiting import ORDER
from groups.models import SupportGroup
from personas.actors import Actor
from supportgroups.lib.prepared import prepared

LATEST, WAITING = 8, 4
# What is older is found in the group itself; here it would be a reproach.
NEWS_FOR = timedelta(days=30)


@dataclass(frozen=True)
class ForumRow:
    """A forum in the list of a group's forums."""

    name: str
    url: str
    about: str
    when: str


@dataclass(frozen=True)
class WaitingRow:
    """A thread that waits, and whether somebody is answering it."""

    row: ThreadRow
    claiming: Claiming


@dataclass(frozen=True)
class Overview:
    """The inside of a group: what waits for an answer, what else was said lately, and the forums; any may be empty.

    `waits_first`: what waits stands on top, for one who is there for first posts or looks after the group.
    """

    name: str
    forums: tuple[ForumRow, ...]
    latest: tuple[ThreadRow, ...]
    waiting: tuple[WaitingRow, ...]
    waits_first: bool
    write_url: str
    search_url: str


def group_overview(actor: Actor, group: SupportGroup, now: datetime) -> Overview:
    """The inside of one group, for an actor seated in it who may read it. Three statements, whatever it holds."""
    reader = Reader(actor, group, now)
    forums = _forums(reader)
    bare = actor.for_statements()
    names = {forum.pk: forum.name for forum in forums}
    open_ids = [forum.pk for forum in forums if actor.can("forums.write_thread", forum)]
    waiting = list(_lonely(bare, group.pk, open_ids, now - NEWS_FOR)) if open_ids else []
    latest = [row for row in _latest(bare, group.pk, list(names)) if row not in waiting]
    has_several = len(forums) > 1
    first = next(iter(forums), None)
    return Overview(
        name=actor.name_of(group),
        forums=tuple(_forum_row(forum, reader) for forum in forums),
        latest=tuple(
            thread_row(row, reader, place=names[row.forum_id] if has_several else "") for row in latest[:LATEST]
        ),
        waiting=tuple(WaitingRow(thread_row(row, reader), claiming_of(row, reader)) for row in waiting),
        waits_first=reader.seat.is_willing or reader.seat.is_appointed,
        write_url=reader.paths.write(first.slug) if first and actor.can("forums.write_thread", first) else "",
        search_url=reader.paths.search,
    )


@prepared
def _lonely(actor: Actor, group_id: int, forum_ids: list[int], since: datetime) -> QuerySet[Thread]:
    waiting = _in_forums(actor, group_id, forum_ids).filter(waits_for_others(actor), begun_at__gte=since)
    return waiting.select_related("claim__made_by").order_by(*ORDER)[:WAITING]


@prepared
def _latest(actor: Actor, group_id: int, forum_ids: list[int]) -> QuerySet[Thread]:
    return _in_forums(actor, group_id, forum_ids).order_by("-last_post_at", "-id")[: LATEST + WAITING]


def _in_forums(actor: Actor, group_id: int, forum_ids: list[int]) -> QuerySet[Thread]:
    """Threads of the forums that `_forums` has found for this reader."""
    return with_facts(in_forums(forum_ids).filter(group_id=group_id), actor, group_id).filter(in_sight(actor))


def in_forums(forums: list[int] | QuerySet[Forum, Any]) -> QuerySet[Thread]:
    """Threads of all the forums that somebody may read, to be asked for by their group.

    Nearly all of a group stands there. PostgreSQL, which would expect little, gathers and sorts all of it; a case it
    does not look into, and walks the group's index instead.
    """
    return Thread.objects.filter(Case(When(forum_id__in=forums, then=True), default=False), last_number__gt=0)


def _forums(reader: Reader) -> list[Forum]:
    """The group's forums; what is due in them is posted first."""
    forums = _readable(reader.actor.for_statements(), reader.group.pk, reader.now)
    for forum in forums:
        forum.group = reader.group
        if forum.is_due:  # type: ignore[attr-defined]
            publish_due(now=reader.now, forum=forum)
    return forums


@prepared
def _readable(actor: Actor, group_id: int, now: datetime) -> QuerySet[Forum]:
    is_due = Exists(Draft.objects.due(now).filter(forum_id=OuterRef("pk")))
    visible = Forum.objects.visible_to(actor).filter(group_id=group_id)
    return visible.annotate(is_due=is_due).order_by("position", "pk")


def _forum_row(forum: Forum, reader: Reader) -> ForumRow:
    when = reader.when(forum.last_post_at) if forum.last_post_at else ""
    return ForumRow(forum.name, reader.paths.forum(forum.slug), forum.about, when)
