"""A way back in after being away: what was answered to me, and what facilitators said for the group or keep on top."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from forums.models import Post
from forums.pages.frames import Reader, ThreadRow
from forums.pages.lists import my_beginning
from forums.pages.people import post_row, with_threads
from forums.unread import by_others, my_number
from groups.sides import hides

# The newest of each: who was away for long needs a way in, not a list of everything.
ANSWERS, HIGHLIGHTS = 20, 5


@dataclass(frozen=True)
class ComingBack:
    """Unread answers to one's own posts, and unread words that facilitators said for the group or threads that they
    keep on top; each with its own address."""

    answers: tuple[ThreadRow, ...]
    highlights: tuple[ThreadRow, ...]


def coming_back(reader: Reader) -> ComingBack:
    """However long ago the last visit was. Two statements."""
    unread = _unread(reader)
    mine = list(reader.seat.face_ids)
    to_me = unread.filter(Q(parent__author_id__in=mine) | Q(parent__isnull=True, thread__author_id__in=mine))
    kept_on_top = Q(number=1, thread__pin__isnull=False) & Q(~hides(reader.actor))
    return ComingBack(
        answers=_rows(to_me.filter(~hides(reader.actor)), reader, ANSWERS),
        highlights=_rows(unread.filter(Q(as_facilitator=True) | kept_on_top), reader, HIGHLIGHTS),
    )


def _unread(reader: Reader) -> QuerySet[Post]:
    """Posts of others above one's mark; of threads never opened those since one joined."""
    shown = Post.objects.visible_to(reader.actor).published().filter(group=reader.group)
    facts = shown.annotate(
        my_number=Coalesce(my_number(reader.actor, "thread_id"), 0), joined=my_beginning(reader.actor, reader.group.pk)
    )
    is_new = Q(my_number__gt=0) | Q(published_at__date__gte=F("joined"))
    return by_others(facts.filter(is_new, number__gt=F("my_number")), reader.actor)


def _rows(posts: QuerySet[Post], reader: Reader, most: int) -> tuple[ThreadRow, ...]:
    newest = with_threads(posts).order_by("-published_at", "-id")[:most]
    return tuple(post_row(post, reader) for post in newest)
