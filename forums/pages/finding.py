"""Search: in one group, and in all of mine. What is found is what I may read, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F, FilteredRelation, Q, QuerySet

from forums.models import Forum, Post, Thread
from forums.pages.frames import PAGE, Face, Reader, notes_of, thread_notes, title_of
from forums.textindex import POSTS
from groups.models import SupportGroup
from groups.sides import hides
from personas.actors import Actor
from personas.models import Handle
from supportgroups.lib import pages, snippets
from supportgroups.lib.handles import handle_key
from supportgroups.lib.searchwords import Query, parse
from supportgroups.lib.snippets import Part

# Where much that was found is not mine to see, more is looked at: so many at a time, so many times.
MORE, ROUNDS = 200, 4
POSITION = "forums.search"


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
    """What was found, `is_close` if only by words that look alike; `older` is the place to go on from, or nothing."""

    rows: tuple[FoundRow, ...]
    is_close: bool = False
    older: str = ""


@dataclass(frozen=True)
class Lookout:
    """Who looks, and through which groups; `names_groups` where there are several."""

    actor: Actor
    groups: Mapping[int, SupportGroup]
    now: datetime
    names_groups: bool = False

    @property
    def languages(self) -> list[str]:
        return sorted({group.language for group in self.groups.values()})

    def reader(self, group_id: int) -> Reader:
        return Reader(self.actor, self.groups[group_id], self.now)


def one_group(reader: Reader) -> Lookout:
    """Through the group of the address."""
    return Lookout(reader.actor, {reader.group.pk: reader.group}, reader.now)


def all_my_groups(actor: Actor, now: datetime) -> Lookout:
    """Through every group that the actor, seated everywhere, may read. One statement."""
    return Lookout(actor, SupportGroup.objects.in_bulk(sorted(actor.reading_group_ids)), now, names_groups=True)


def places_in(reader: Reader) -> list[Forum]:
    """The forums of a group that the reader may choose from. One statement."""
    return list(Forum.objects.visible_to(reader.actor).filter(group=reader.group).order_by("position", "pk"))


def found(lookout: Lookout, wish: Wish, before: str | None = None) -> FoundPage:
    """A page of what was found. Two statements where there is enough, four where only words that look alike help."""
    at = pages.unsealed(before, POSITION)
    query = parse(wish.words)
    if not query.wanted:
        return _without_words(lookout, wish, at) if wish.is_narrowed else FoundPage(())
    posts = _matching(lookout, wish, query, at)
    is_close = not posts
    if is_close:
        query = POSTS.widened(wish.words)
        posts = _matching(lookout, wish, query, at) if any(len(term.phrases) > 1 for term in query.wanted) else []
    return _page(lookout, posts, query, is_close=is_close)


def _matching(lookout: Lookout, wish: Wish, query: Query, at: int | None) -> list[Post]:
    """One more than a page, if there are so many; what I may not read is passed over."""
    among = _narrowed(lookout, wish).values("pk") if wish.is_narrowed else None
    posts: list[Post] = []
    scopes, size = sorted(lookout.groups), PAGE + 1
    for _round in range(ROUNDS):
        keys = POSTS.matches(query, scopes, size, before=at, languages=lookout.languages, among=among)
        posts += _readable(lookout, Q(pk__in=keys))[: PAGE + 1 - len(posts)] if keys else []
        if len(posts) > PAGE or len(keys) < size:
            break
        at, size = keys[-1], MORE
    return posts[: PAGE + 1]


def _without_words(lookout: Lookout, wish: Wish, at: int | None) -> FoundPage:
    """The newest that fit, when somebody names everything but words. One statement."""
    older = Q(pk__lt=at) if at else Q()
    posts = _readable(lookout, Q(pk__in=_narrowed(lookout, wish).values("pk")) & older)[: PAGE + 1]
    return _page(lookout, list(posts), Query((), ()), is_close=False)


def _readable(lookout: Lookout, condition: Q) -> QuerySet[Post]:
    return (
        Post.objects.visible_to(lookout.actor)
        .published()
        .filter(condition, Q(~hides(lookout.actor)) | Q(as_facilitator=True), group_id__in=lookout.groups)
        .select_related("author", "thread")
        .annotate(
            first=FilteredRelation("thread__posts", condition=Q(thread__posts__number=1)), first_state=F("first__state")
        )
        .defer("source", "author__about")
        .order_by("-pk")
    )


def _narrowed(lookout: Lookout, wish: Wish) -> QuerySet[Post]:
    """The posts that all but the words leave over."""
    actor, zone = lookout.actor, ZoneInfo(lookout.actor.preferences.zone)
    posts = Post.objects.visible_to(actor).published().filter(group_id__in=lookout.groups)
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
        alone = Q(number=1, thread__first_reply_at__isnull=True) & ~Q(thread__kind=Thread.Kind.ANNOUNCEMENT)
        posts = posts.filter(alone)
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
        reader, state = lookout.reader(post.group_id), post.first_state  # type: ignore[attr-defined]
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
