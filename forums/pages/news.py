"""What the page of all my groups says about talk. For the page in front."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from forums.models import Forum, Post, ReadMark, Thread
from forums.pages.claiming import waits_for_others
from forums.pages.frames import Paths
from forums.pages.overview import LATEST, NEWS_FOR, in_forums
from forums.unread import by_others
from groups.models import Membership
from groups.sides import hides
from personas.actors import Actor
from supportgroups.lib import words
from supportgroups.lib.prepared import prepared


@dataclass(frozen=True)
class GroupNews:
    """One of my groups, with what is new in it in words."""

    name: str
    url: str
    handle: str
    news: str
    waiting: str


def home_news(actor: Actor, now: datetime) -> list[GroupNews]:
    """My groups by name, for an actor seated everywhere. One statement, however many groups and threads: looked at are
    those that a group's own page shows, so that what is said costs the same in a large group."""
    return [_group_news(actor, mine) for mine in _memberships(actor.for_statements(), now - NEWS_FOR)]


@prepared
def _memberships(actor: Actor, since: datetime) -> QuerySet[Membership]:
    """Mine, with their groups: how many of the latest threads there are, how many of them hold something new, however
    long ago, and whether one waits since `since`."""
    forums = Forum.objects.visible_to(actor).values("pk")
    visible = in_forums(forums).filter(Q(~hides(actor)) | Q(kind=Thread.Kind.ANNOUNCEMENT))
    here = visible.filter(group_id=OuterRef("group_id"))
    latest = here.annotate(is_new=_is_new(actor)).order_by("-last_post_at", "-id")
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


def _is_new(actor: Actor) -> Case:
    """For threads beside a membership: one where there is something new, else null.

    Of one that was opened, her mark says from where on to look, and is looked up once. One that was not is new if it is
    another's, but for those from before she came.
    """
    # By the face of this very group: by all of the actor's faces, all marks of a thread would be read.
    mark = ReadMark.objects.filter(thread_id=OuterRef("pk"), persona_id=OuterRef(OuterRef("persona_id")))
    above = Post.objects.filter(thread_id=OuterRef("thread_id"), number__gt=OuterRef("number"))
    goes_on = Q(number__lt=OuterRef("last_number")) & Q(Exists(by_others(above, actor)))
    opened = mark.annotate(goes_on=ExpressionWrapper(goes_on, BooleanField())).values("goes_on")[:1]
    said = by_others(Post.objects.filter(thread_id=OuterRef("pk"), number__isnull=False), actor)
    unopened = Q(last_post_at__gte=OuterRef("joined_on")) & (~Q(author_id__in=actor.face_ids) | Q(Exists(said)))
    return Case(When(Coalesce(Subquery(opened), ExpressionWrapper(unopened, BooleanField())), then=1))


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
