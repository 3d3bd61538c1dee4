"""What the page of all my groups says about talk. For the page in front."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from forums.models import Forum, ReadMark, Thread
from forums.pages.frames import Paths
from forums.pages.overview import NEWS_FOR, in_forums, waits_for_others
from groups.models import Membership, SupportGroup
from groups.sides import hides
from personas.actors import Actor
from supportgroups.lib import words
from supportgroups.lib.prepared import prepared

# So many threads of a group are looked at, those with the newest words: what is said costs the same in a large group.
LATEST = 20


@dataclass(frozen=True)
class GroupNews:
    """One of my groups, with what is new in it in words."""

    name: str
    url: str
    handle: str
    news: str
    waiting: str


def home_news(actor: Actor, now: datetime) -> list[GroupNews]:
    """My groups by name, for an actor seated everywhere. Two statements, however many groups and threads."""
    bare = actor.for_statements()
    return [_group_news(actor, group) for group in _groups(bare, _forums(bare), now - NEWS_FOR)]


@prepared
def _forums(actor: Actor) -> QuerySet[Forum, int]:
    return Forum.objects.visible_to(actor).order_by("pk").values_list("pk", flat=True)


@prepared
def _groups(actor: Actor, forum_ids: list[int], since: datetime) -> QuerySet[SupportGroup]:
    """My groups, with how many of the latest threads there are, how many hold something new, and whether one waits."""
    mine = in_forums(forum_ids).filter(Q(~hides(actor)) | Q(kind=Thread.Kind.ANNOUNCEMENT))
    latest = mine.filter(group_id=OuterRef(OuterRef("pk")), last_post_at__gte=since)
    latest = latest.order_by("-last_post_at", "-id")[:LATEST]
    waiting = mine.filter(waits_for_others(actor), group_id=OuterRef("pk"), last_post_at__gte=since)
    seen = Thread.objects.filter(pk__in=latest.values("pk"))
    return (
        SupportGroup.objects.filter(pk__in=actor.group_ids)
        .annotate(looked_at=_number_of(seen), new=_number_of(_with_news(seen, actor)), is_waiting=Exists(waiting))
        .order_by("name", "pk")
    )


def _with_news(threads: QuerySet[Thread], actor: Actor) -> QuerySet[Thread]:
    """Those with something that the actor's face in their group has not read, and that is not from before her time."""
    faces = {group_id: actor.seat_in(group_id).persona_id for group_id in sorted(actor.group_ids)}
    mine = Case(*(When(group_id=group, then=face) for group, face in faces.items()), output_field=BigIntegerField())
    marks = ReadMark.objects.filter(thread_id=OuterRef("pk"), persona_id=OuterRef("my_face")).values("number")
    joined = Membership.objects.filter(persona_id=OuterRef("my_face")).values("joined_on")
    mark, beginning = Subquery(marks[:1]), Subquery(joined[:1])
    return threads.alias(my_face=mine, mark=mark, beginning=beginning).filter(
        Q(mark__lt=F("last_number")) | Q(mark__isnull=True, last_post_at__date__gte=F("beginning"))
    )


def _number_of(threads: QuerySet[Thread]) -> Any:
    counted = threads.order_by().values("group_id").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _group_news(actor: Actor, group: SupportGroup) -> GroupNews:
    seat, new = actor.seat_in(group.pk), group.new  # type: ignore[attr-defined]
    is_all = group.looked_at < LATEST  # type: ignore[attr-defined]
    news = _("Nothing new since you were last here.") if is_all else _("Nothing new where people talk at the moment.")
    if new:
        threads = words.count_words(new, "thread")
        news = _("Something new in %(threads)s.") if is_all else _("Something new in %(threads)s, at least.")
        news %= {"threads": threads}
    if seat.status == "break":
        news = _("You are on a break. Nothing is sent to you, and your place is kept.")
    if seat.is_suspended:
        news = _("You have been asked to stay away from this group for a while. Your place is kept.")
    return GroupNews(
        name=actor.name_of(group),
        url=Paths(group.code).group,
        handle=seat.handle,
        news=news,
        waiting=_("Somebody waits for a first answer.") if group.is_waiting else "",  # type: ignore[attr-defined]
    )
