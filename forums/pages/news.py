"""What the page of all my groups says about talk. For the page in front."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from forums.models import Forum, Thread
from forums.pages.frames import Paths
from forums.pages.overview import NEWS_FOR, in_forums, waits_for_others
from forums.unread import my_number, unread
from groups.models import Membership
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
    return [_group_news(actor, mine) for mine in _memberships(bare, _forums(bare), now - NEWS_FOR)]


@prepared
def _forums(actor: Actor) -> QuerySet[Forum, int]:
    return Forum.objects.visible_to(actor).order_by("pk").values_list("pk", flat=True)


@prepared
def _memberships(actor: Actor, forum_ids: list[int], since: datetime) -> QuerySet[Membership]:
    """Mine, with their groups: how many of the latest threads there are, how many of them hold something new, however
    long ago, and whether one waits since `since`."""
    visible = in_forums(forum_ids).filter(Q(~hides(actor)) | Q(kind=Thread.Kind.ANNOUNCEMENT))
    latest = visible.filter(group_id=OuterRef(OuterRef("group_id"))).order_by("-last_post_at", "-id")[:LATEST]
    numbers = JSONObject(looked_at=Count("pk"), new=Count("pk", filter=_has_news(actor)))
    marked = Thread.objects.filter(pk__in=latest.values("pk")).annotate(my_number=my_number(actor))
    seen = marked.values("group_id").annotate(numbers=numbers)
    waiting = visible.filter(waits_for_others(actor), group_id=OuterRef("group_id"), last_post_at__gte=since)
    return (
        Membership.objects.filter(group_id__in=actor.group_ids, persona_id__in=actor.face_ids)
        .select_related("group")
        .only("group__code", "group__name")
        .annotate(numbers=Subquery(seen.values("numbers")), is_waiting=Exists(waiting))
        .order_by("group__name", "group_id")
    )


def _has_news(actor: Actor) -> Q:
    """For threads with `my_number`, beside a membership: there is something new, and that is not from before it."""
    return Q(Exists(unread(actor))) & (Q(my_number__isnull=False) | Q(last_post_at__gte=OuterRef("joined_on")))


def _group_news(actor: Actor, mine: Membership) -> GroupNews:
    group, numbers = mine.group, mine.numbers or {}  # type: ignore[attr-defined]
    seat, new = actor.seat_in(group.pk), numbers.get("new", 0)
    is_all = numbers.get("looked_at", 0) < LATEST
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
        waiting=_("Somebody waits for a first answer.") if mine.is_waiting else "",  # type: ignore[attr-defined]
    )
