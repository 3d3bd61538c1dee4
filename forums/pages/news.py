"""What the page of all my groups says about talk. For the page in front."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.utils.translation import gettext as _

from forums.models import Forum, ReadMark, Thread
from forums.pages.claiming import waits_for_others
from forums.pages.frames import Paths
from forums.pages.overview import NEWS_FOR, in_forums
from forums.unread import unread
from groups.models import Membership
from groups.sides import hides
from personas.actors import Actor
from supportgroups.lib import words
from supportgroups.lib.prepared import prepared

# So many threads of a group are looked at, those with the newest words: what is said costs the same in a large group.
LATEST = 12


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
    # By the face of this very group: by all of the actor's faces, all marks of a thread would be read.
    mark = ReadMark.objects.filter(thread_id=OuterRef("pk"), persona_id=OuterRef(OuterRef("persona_id")))
    here = visible.filter(group_id=OuterRef("group_id")).annotate(my_number=Subquery(mark.values("number")[:1]))
    latest = here.annotate(is_new=Case(When(_has_news(actor), then=1))).order_by("-last_post_at", "-id")
    waiting = visible.filter(waits_for_others(actor), group_id=OuterRef("group_id"), last_post_at__gte=since)
    return (
        Membership.objects.filter(group_id__in=actor.group_ids, persona_id__in=actor.face_ids)
        .select_related("group")
        .only("group__code", "group__name")
        .annotate(numbers=_Numbers(latest.values("is_new")[:LATEST]), is_waiting=Exists(waiting))
        .order_by("group__name", "group_id")
    )


class _Numbers(Subquery):
    """Of rows with `is_new`, one or null: how many are new, and a thousand for each that there is.

    Asked of the rows themselves: to come back to them by their keys, PostgreSQL would read all threads of the site.
    """

    template = "(SELECT COUNT(is_new) + 1000 * COUNT(*) FROM (%(subquery)s) few)"
    output_field = IntegerField()


def _has_news(actor: Actor) -> Q:
    """For threads with `my_number`, beside a membership: there is something new, and that is not from before it."""
    is_mine = Q(last_post_at__gte=OuterRef("joined_on")) | Q(my_number__isnull=False)
    return is_mine & Q(Exists(unread(actor)))


def _group_news(actor: Actor, mine: Membership) -> GroupNews:
    group, seat = mine.group, actor.seat_in(mine.group_id)
    looked_at, new = divmod(mine.numbers, 1_000)  # type: ignore[attr-defined]
    is_all = looked_at < LATEST
    news = _("Nothing new since you were last here.") if is_all else _("Nothing new where people talk at the moment.")
    if new:
        threads = words.count_words(new, "thread")
        news = _("Something new in %(threads)s.") if is_all else _("Something new in at least %(threads)s.")
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
