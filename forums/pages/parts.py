"""A thread in parts of twenty: in the order of writing, or as conversations, each answer below what it answers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet, Subquery
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from forums.models import Post, Thread, ThreadView
from forums.pages.frames import PAGE, Reader
from forums.pages.posts import with_faces
from forums.pages.responses import my_kinds
from forums.unread import by_others
from groups.models import SupportGroup
from personas.actors import Actor
from supportgroups.lib.pages import Window, number_window
from supportgroups.lib.prepared import prepared

# Of a long thread's parts the first, the last and those on either side are shown.
NEAR = 1
LONGEST_NUMBER = 9
View = ThreadView.View
Link = tuple[str, str, bool]


@dataclass(frozen=True)
class Asked:
    """What an address asks of a thread: the part with number `at`, or the one before number `before`; in a view, or in
    the one the reader has chosen. `walk` came with the link from the part before, see `_walk_on`."""

    at: int = 1
    before: int = 0
    view: str = ""
    walk: str = ""


@dataclass(frozen=True)
class Part:
    """Posts in the order in which they are shown. `read_to` is the number up to which nothing is unseen any more, 0
    where something before this part is; `leaps`: the reader is to be told so."""

    view: str
    posts: Sequence[Post]
    read_to: int
    leaps: bool = False
    links: tuple[Link, ...] = ()
    earlier_url: str = ""
    later_url: str = ""


def part_of(reader: Reader, thread: Thread, asked: Asked) -> Part:
    """One part of a thread, the same cost at its end as at its beginning. One statement, and one for a leap."""
    chosen: str = thread.my_view or View.TIME  # type: ignore[attr-defined]
    view = asked.view if asked.view in View.values else chosen
    if view == View.CONVERSATION:
        return _by_conversation(reader, thread, asked, "&view=conversation" if view != chosen else "")
    return _by_time(reader, thread, asked, "&view=time" if view != chosen else "")


def _by_time(reader: Reader, thread: Thread, asked: Asked, suffix: str) -> Part:
    window = number_window(thread.last_there, asked.at, PAGE)  # type: ignore[attr-defined]
    actor = reader.actor.for_statements()
    posts = _numbered(actor, reader.group.pk, thread.pk, window.first, window.last, reader.now)
    here = reader.paths.thread(thread.ref)
    leaps = _leaps(reader, thread, window.first)
    return Part(
        view=View.TIME,
        posts=posts,
        read_to=0 if leaps else window.last,
        leaps=leaps,
        links=_links(thread, window, here, suffix),
        earlier_url=f"{here}?from={window.older}{suffix}" if window.older else "",
        later_url=f"{here}?from={window.newer}{suffix}" if window.newer else "",
    )


def _leaps(reader: Reader, thread: Thread, first: int) -> bool:
    """Whether something of others stands unread before a number. One statement for a part that does not go on from what
    was read."""
    mark: int = thread.my_number or 0  # type: ignore[attr-defined]
    if first <= mark + 1:
        return False
    return bool(_between(reader.actor.for_statements(), thread.pk, mark, first))


@prepared
def _between(actor: Actor, thread_id: int, above: int, below: int) -> QuerySet[Post, int]:
    between = Post.objects.filter(thread_id=thread_id, number__gt=above, number__lt=below)
    return by_others(between, actor).order_by("number").values_list("pk", flat=True)[:1]


@prepared
def _numbered(actor: Actor, group_id: int, thread_id: int, first: int, last: int, now: datetime) -> QuerySet[Post]:
    posts = Post.objects.filter(thread_id=thread_id, number__gte=first, number__lte=last)
    return _shown(posts, Reader(actor, SupportGroup(pk=group_id), now)).order_by("number")


def _by_conversation(reader: Reader, thread: Thread, asked: Asked, suffix: str) -> Part:
    number = asked.before or asked.at
    posts, has_later = _walk(reader, thread, asked)
    if not posts and number > 1:  # no such place: begin at the beginning
        return _by_conversation(reader, thread, Asked(), suffix)
    has_earlier = bool(posts) and posts[0].number != 1
    here, walked = (
        reader.paths.thread(thread.ref),
        _walked(reader, thread, asked) if has_earlier else thread.last_number,
    )
    on = f"{suffix}&walk={_walk_on(reader, thread, walked)}" if walked else suffix
    read_to = _read_to(reader, thread, posts[:PAGE], seen=0 if has_later else walked)
    return Part(
        view=View.CONVERSATION,
        posts=posts[:PAGE],
        read_to=read_to,
        leaps=has_earlier and not has_later and read_to < thread.last_there,  # type: ignore[attr-defined]
        earlier_url=f"{here}?before={posts[0].number}{suffix}" if has_earlier else "",
        later_url=_later_url(here, posts, number if asked.before else 0, on) if has_later else "",
    )


def _walk_on(reader: Reader, thread: Thread, number: int) -> str:
    """That the reader walks through all parts one after the other, since the thread had so many posts: goes along with
    the links, and holds for her alone. Who comes to the end that way has been shown all of those."""
    said = f"{reader.seat.persona_id}:{thread.pk}:{thread.numbering}:{number}"
    return f"{number}-{salted_hmac('forums.walk', said, algorithm='sha256').hexdigest()[:16]}"


def _walked(reader: Reader, thread: Thread, asked: Asked) -> int:
    """How many posts there were when she began; 0 for who came another way."""
    began = asked.walk.partition("-")[0]
    number = int(began) if began.isascii() and began.isdigit() and len(began) < LONGEST_NUMBER else 0
    is_hers = number and not asked.before and constant_time_compare(asked.walk, _walk_on(reader, thread, number))
    return number if is_hers else 0


def _walk(reader: Reader, thread: Thread, asked: Asked) -> tuple[list[Post], bool]:
    """Twenty posts from a place on, and one more to say that there is more; or the twenty before it."""
    actor = reader.actor.for_statements()
    if asked.before:
        return _nested_before(actor, reader.group.pk, thread.pk, asked.before, reader.now)[::-1], True
    found = _nested_from(actor, reader.group.pk, thread.pk, asked.at, reader.now)
    return found, len(found) > PAGE


@prepared
def _nested_before(actor: Actor, group_id: int, thread_id: int, number: int, now: datetime) -> QuerySet[Post]:
    posts = _nested(actor, group_id, thread_id, now)
    return posts.filter(path__lt=_path_of(thread_id, number)).order_by("-path")[:PAGE]


@prepared
def _nested_from(actor: Actor, group_id: int, thread_id: int, number: int, now: datetime) -> QuerySet[Post]:
    posts = _nested(actor, group_id, thread_id, now)
    return posts.filter(path__gte=_path_of(thread_id, number)).order_by("path")[: PAGE + 1]


def _nested(actor: Actor, group_id: int, thread_id: int, now: datetime) -> QuerySet[Post]:
    posts = Post.objects.filter(thread_id=thread_id, number__isnull=False)
    return _shown(posts, Reader(actor, SupportGroup(pk=group_id), now))


def _shown(posts: QuerySet[Post], reader: Reader) -> QuerySet[Post]:
    return with_faces(posts, reader).annotate(my_kinds=my_kinds(reader.seat.persona_id))


def _path_of(thread_id: int, number: int) -> Subquery:
    return Subquery(Post.objects.filter(thread_id=thread_id, number=number).values("path")[:1])


def _later_url(here: str, posts: Sequence[Post], before: int, suffix: str) -> str:
    return f"{here}?from={before or posts[PAGE].number}{suffix}"


def _read_to(reader: Reader, thread: Thread, posts: Sequence[Post], *, seen: int) -> int:
    """Conversations show numbers with gaps: what was skipped stays unread, but for what one wrote oneself. Up to `seen`
    all was shown, here or in the parts before.

    One statement where something is shown behind the first gap.
    """
    mark: int = max(thread.my_number or 0, seen)  # type: ignore[attr-defined]
    shown = {post.number or 0 for post in posts}
    mark = _up_to_a_gap(mark, shown)
    if max(shown, default=0) > mark:
        mark = _up_to_a_gap(mark, shown.union(_own(thread.pk, sorted(reader.seat.face_ids), mark, mark + PAGE)))
    return mark


@prepared
def _own(thread_id: int, face_ids: list[int], above: int, to: int) -> QuerySet[Post, int | None]:
    mine = Post.objects.filter(thread_id=thread_id, author_id__in=face_ids, number__gt=above, number__lte=to)
    return mine.order_by().values_list("number", flat=True)


def _up_to_a_gap(mark: int, numbers: Collection[int | None]) -> int:
    while mark + 1 in numbers:
        mark += 1
    return mark


def _links(thread: Thread, window: Window, here: str, suffix: str) -> tuple[Link, ...]:
    """Links to the parts of a thread: the first, those nearby, the last; gaps between have no address."""
    last_there: int = thread.last_there  # type: ignore[attr-defined]
    last_part = (last_there - 1) // PAGE
    current = (window.first - 1) // PAGE
    shown = sorted({0, last_part, *range(max(0, current - NEAR), min(last_part, current + NEAR) + 1)})
    parts: list[Link] = []
    for place, part in enumerate(shown):
        if place and part > shown[place - 1] + 1:
            parts.append(("…", "", False))
        first, last = part * PAGE + 1, min((part + 1) * PAGE, last_there)
        label = _("%(first)s to %(last)s") % {"first": first, "last": last}
        address = f"{here}?from={first}{suffix}" if first > 1 or suffix else here
        parts.append((label, address, part == current))
    return tuple(parts)
