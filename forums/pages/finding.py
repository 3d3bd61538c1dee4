"""Search: in one group, and in all of mine. What is found is what I may read, the newest first."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property, partial
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, When

from forums.models import Forum, Post, Thread
from forums.pages.frames import PAGE, Face, Reader, notes_of, thread_notes, title_of
from forums.textindex import POSTS
from forums.waiting import is_waiting
from groups.models import SupportGroup
from groups.sides import hides
from personas.actors import Actor
from personas.models import Handle
from supportgroups.lib import pages, snippets
from supportgroups.lib.handles import handle_key
from supportgroups.lib.prepared import Word, listed, numbers_in, prepared, written_once
from supportgroups.lib.search import HIT
from supportgroups.lib.searchwords import Query, parse
from supportgroups.lib.snippets import Part

POSITION = "forums.search"
# Of names with a slip: "herno" and "heron" are 0.8 alike, "wern" and "wren" 0.75, "heron" and "robin" 0.4.
_ALIKE, _SHORTEST_ALIKE = 0.75, 4
# So many names are looked at, that very one first: in a large group hundreds begin alike.
_MOST_ALIKE = 200
# Of a post, its author and its thread, what a row shows: all else of a page of them is a millisecond.
_SHOWN = (
    *("group", "number", "published_at", "html", "excerpt", "content_notes"),
    *("author__ref", "author__handle", "author__state", "author__picture"),
    *("thread__ref", "thread__title", "thread__content_notes"),
)


@dataclass(frozen=True)
class Wish:
    """What somebody looks for; `by` is a name, `forum` a slug, and days are on the reader's calendar."""

    words: str = ""
    by: str = ""
    forum: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    mine: bool = False
    unanswered: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Whether more than words is asked for."""
        return any(getattr(self, each.name) for each in fields(self) if each.name != "words")


@dataclass(frozen=True)
class FoundRow:
    """A post that was found. `parts` are its words around what was found; empty behind a content note."""

    title: str
    url: str
    opener: Face
    when: str
    place: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class FoundPage:
    """What was found, `is_close` if only by words that look alike, `is_by_another` if by somebody whose name does;
    `older` is the place to go on from, or nothing."""

    rows: tuple[FoundRow, ...]
    is_close: bool = False
    is_by_another: bool = False
    older: str = ""


@dataclass(frozen=True)
class Lookout:
    """Who looks, and through which groups; `names_groups` where there are several."""

    actor: Actor
    groups: Mapping[int, SupportGroup]
    now: datetime
    names_groups: bool = False

    @cached_property
    def group_ids(self) -> tuple[int, ...]:
        return tuple(sorted(self.groups))

    @property
    def languages(self) -> list[str]:
        return sorted({group.language for group in self.groups.values()})

    @cached_property
    def readers(self) -> Mapping[int, Reader]:
        """Who looks, in each group."""
        return {pk: Reader(self.actor, group, self.now) for pk, group in self.groups.items()}


def one_group(reader: Reader) -> Lookout:
    """Through the group of the address."""
    return Lookout(reader.actor, {reader.group.pk: reader.group}, reader.now)


def all_my_groups(actor: Actor, now: datetime) -> Lookout:
    """Through every group that the actor, seated everywhere, may read. One statement."""
    groups = {group.pk: group for group in _groups(listed(sorted(actor.reading_group_ids)))}
    return Lookout(actor, groups, now, names_groups=True)


@prepared
def _groups(ids: Word) -> QuerySet[SupportGroup]:
    return SupportGroup.objects.filter(pk__in=numbers_in(ids)).only("code", "name", "language")


def places_in(reader: Reader) -> list[Forum]:
    """The forums of a group that the reader may choose from. One statement."""
    return list(Forum.objects.visible_to(reader.actor).filter(group=reader.group).order_by("position", "pk"))


def found(lookout: Lookout, wish: Wish, before: str | None = None) -> FoundPage:
    """A page of what was found. Two statements where there is something, four where only words that look alike help;
    one more for a name."""
    if wish.by and (worn := _closest_name(lookout, wish.by)):
        page = _found(lookout, replace(wish, by=worn), before)
        return replace(page, is_by_another=worn != handle_key(wish.by) and bool(page.rows))
    return FoundPage(()) if wish.by else _found(lookout, wish, before)


def _closest_name(lookout: Lookout, name: str) -> str:
    """The key of this name if it is worn in one of these groups, else of the one most like it, of those that begin or
    end alike. Nothing if none is. One statement.

    They are compared as they are written: in a key "rn" is "m", so that a slip there would be a large one.
    """
    key = handle_key(name)
    alike = Q(handle_key=key)
    if len(key) >= _SHORTEST_ALIKE:
        alike |= Q(handle_key__startswith=key[:2]) | Q(handle_key__endswith=key[-2:])
    worn = Handle.objects.current().filter(alike, group_space__in=lookout.groups)
    worn = worn.order_by(Case(When(handle_key=key, then=0), default=1), "handle_key")[:_MOST_ALIKE]
    keys = {handle.casefold(): worn_key for worn_key, handle in worn.values_list("handle_key", "persona__handle")}
    if key in keys.values():
        return key
    closest = difflib.get_close_matches(name.casefold(), sorted(keys), n=1, cutoff=_ALIKE)
    return keys[closest[0]] if closest else ""


def _found(lookout: Lookout, wish: Wish, before: str | None) -> FoundPage:
    at = pages.unsealed(before, POSITION)
    query = parse(wish.words)
    if not query.wanted:
        return _without_words(lookout, wish, at) if wish.is_narrowed else FoundPage(())
    keys = _matching(lookout, wish, query, at)
    is_close = not keys
    if is_close:
        query = POSTS.widened(wish.words)
        keys = _matching(lookout, wish, query, at) if any(len(term.phrases) > 1 for term in query.wanted) else []
    posts = _loaded(lookout.actor.for_statements(), lookout.group_ids, listed(keys)) if keys else []
    return _page(lookout, posts, query, is_close=is_close)


def _matching(lookout: Lookout, wish: Wish, query: Query, at: int | None) -> list[int]:
    """Posts that I may read, one more than a page if there are so many. One statement."""
    matching = partial(POSTS.matches, query, lookout.group_ids, PAGE + 1, before=at, languages=lookout.languages)
    if wish.is_narrowed:
        return matching(among=_narrowed(lookout, wish).values("pk"))
    seen = _seen(lookout.actor.for_statements(), lookout.group_ids)
    return matching(seen=seen) if seen else []


def _without_words(lookout: Lookout, wish: Wish, at: int | None) -> FoundPage:
    """The newest that fit, when somebody names everything but words. One statement."""
    older = Q(pk__lt=at) if at else Q()
    posts = _with_faces(_narrowed(lookout, wish).filter(older))[: PAGE + 1]
    return _page(lookout, list(posts), Query((), ()), is_close=False)


def _readable(actor: Actor, group_ids: Sequence[int]) -> QuerySet[Post]:
    """What may be found at all."""
    not_hidden = Q(~hides(actor)) | Q(as_facilitator=True)
    return Post.objects.visible_to(actor).published().filter(not_hidden, group_id__in=group_ids)


@written_once
def _seen(actor: Actor, group_ids: Sequence[int]) -> QuerySet[Post, Any]:
    return _readable(actor, group_ids).filter(pk=HIT).values("pk")


@prepared
def _loaded(actor: Actor, group_ids: Sequence[int], keys: Word) -> QuerySet[Post]:
    return _with_faces(_readable(actor, group_ids).filter(pk__in=numbers_in(keys)))


def _with_faces(posts: QuerySet[Post]) -> QuerySet[Post]:
    first = FilteredRelation("thread__posts", condition=Q(thread__posts__number=1))
    return (
        posts.select_related("author", "thread")
        .annotate(first=first, first_state=F("first__state"))
        .only(*_SHOWN)
        .order_by("-pk")
    )


def _narrowed(lookout: Lookout, wish: Wish) -> QuerySet[Post]:
    """The posts that all but the words leave over."""
    actor, zone = lookout.actor, ZoneInfo(lookout.actor.preferences.zone)
    posts = _readable(actor, lookout.group_ids)
    if wish.by:
        worn = Handle.objects.current().filter(group_space__in=lookout.groups, handle_key=handle_key(wish.by))
        posts = posts.filter(author_id__in=worn.values("persona"))
    if wish.mine:
        posts = posts.filter(author_id__in=actor.face_ids)
    if wish.forum:
        posts = posts.filter(thread__forum__slug=wish.forum)
    if wish.kind:
        posts = posts.filter(thread__kind=wish.kind)
    if wish.since:
        posts = posts.filter(published_at__gte=datetime.combine(wish.since, time.min, zone))
    if wish.until:
        posts = posts.filter(published_at__lt=datetime.combine(wish.until, time.min, zone) + timedelta(days=1))
    if wish.unanswered:
        waiting = Thread.objects.filter(is_waiting(), group_id=OuterRef("group_id"), pk=OuterRef("thread_id"))
        posts = posts.filter(Exists(waiting), number=1)
    return posts


def _page(lookout: Lookout, posts: list[Post], query: Query, *, is_close: bool) -> FoundPage:
    shown = posts[:PAGE]
    return FoundPage(
        rows=tuple(_rows(lookout, shown, query)),
        is_close=is_close and bool(shown),
        older=pages.sealed(shown[-1].pk, POSITION) if len(posts) > PAGE else "",
    )


def _rows(lookout: Lookout, posts: list[Post], query: Query) -> Iterable[FoundRow]:
    for post in posts:
        reader, state = lookout.readers[post.group_id], post.first_state  # type: ignore[attr-defined]
        is_shown = reader.opens(post.content_notes, post.thread.content_notes)
        yield FoundRow(
            title=title_of(post.thread, state, reader),
            url=reader.paths.post(post.thread.ref, post.number or 1),
            opener=reader.face(post.author),
            when=reader.when(post.published_at),
            place=reader.actor.name_of(reader.group) if lookout.names_groups else "",
            parts=_glance(post, query) if is_shown else (),
            notes=notes_of(post.content_notes) or thread_notes(post.thread, state),
        )


def _glance(post: Post, query: Query) -> tuple[Part, ...]:
    """The words around what was found; how the post begins, where that stands in the title."""
    return snippets.snippet(snippets.words_in(post.html), query) or ((post.excerpt, False),)
