"""Quiet responses under posts: what has been said, in words, and who said it, for the author alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter

from django.db.models import Case, OuterRef, Q, TextField, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forums.models import COUNTERS, Post, Response, Thread
from forums.pages.frames import Face, Reader
from supportgroups.lib import words
from supportgroups.lib.gathering import gathered, rows_in

Kind = Response.Kind
KINDS = tuple(COUNTERS)
_counted = attrgetter(*COUNTERS.values())
# Beyond this a page of names says no more.
NAMED_AT_MOST = 60


@dataclass(frozen=True)
class Tally:
    """What has been said to one post: how many of each kind, and which kinds are the reader's own."""

    counts: Mapping[str, int] = field(default_factory=dict)
    mine: frozenset[str] = frozenset()


NOTHING_SAID = Tally()


@dataclass(frozen=True)
class Quiet:
    """What `components/post_quiet.html` takes. `presses` are (words, address, is_mine); none where the reader may not
    respond. `who_url` leads the author to the names."""

    said: str = ""
    presses: tuple[tuple[str, str, bool], ...] = ()
    who_url: str = ""


NO_PRESSES = Quiet()


@dataclass(frozen=True)
class Said:
    """One kind of response, and who gave it."""

    words: str
    faces: tuple[Face, ...]


def my_kinds(persona_id: int | None) -> Case:
    """For posts: kinds of what the reader has said to each, gathered.

    One look into the index for each to which something was said, however much that was.
    """
    mine = Response.objects.filter(persona_id=persona_id or 0, post_id=OuterRef("pk")).order_by()
    was_said = Q(*((f"{counter}__gt", 0) for counter in COUNTERS.values()), _connector=Q.OR)
    return Case(When(was_said, then=gathered(mine, "kind")), output_field=TextField())


def tallies(posts: Iterable[Post]) -> dict[int, Tally]:
    """What has been said to posts with `my_kinds`, by post: as it was counted, and which of it is the reader's. No
    statement."""
    found: dict[int, Tally] = {}
    for post in posts:
        said = {kind: count for kind, count in zip(KINDS, _counted(post), strict=True) if count}
        if said:
            mine = rows_in(post.my_kinds)  # type: ignore[attr-defined]
            found[post.pk] = Tally(said, frozenset(kind for (kind,) in mine))
    return found


def quiet_of(post: Post, reader: Reader, thread: Thread, tally: Tally, *, is_mine: bool) -> Quiet:
    """What stands under a post that is shown. No statement."""
    here = f"{reader.paths.thread(thread.ref)}posts/{post.number}/responses/"
    may_respond = not is_mine and reader.actor.can("forums.respond", post)
    return Quiet(
        said=said_words(tally, "" if is_mine else post.author.name),
        presses=_presses(here, tally.mine, reader.language) if may_respond else (),
        who_url=here if is_mine and tally.counts else "",
    )


def said_words(tally: Tally, name: str) -> str:
    """ "You and one more have read this, two say thank you."; to the author, whose name is left out, "of you"."""
    said = ", ".join(_said(kind, tally, name) for kind in Kind if kind in tally.counts)
    return f"{said[0].upper()}{said[1:]}." if said else ""


def who_responded(post: Post, reader: Reader) -> tuple[Said, ...]:
    """Names by kind, for the author. One statement."""
    rows = (
        Response.objects.filter(group_id=post.group_id, post=post).select_related("persona").order_by("made_at", "pk")
    )
    by_kind: dict[str, list[Face]] = defaultdict(list)
    for row in rows[:NAMED_AT_MOST]:
        by_kind[row.kind].append(reader.face(row.persona))
    return tuple(Said(str(kind.label), tuple(by_kind[kind])) for kind in Kind if kind in by_kind)


def _presses(here: str, mine: frozenset[str], language: str | None) -> tuple[tuple[str, str, bool], ...]:
    return tuple(
        (words, f"{here}{kind}/undo/" if kind in mine else f"{here}{kind}/", kind in mine)
        for kind, words in _labels(language)
    )


@lru_cache(maxsize=32)
def _labels(_language: str | None) -> tuple[tuple[str, str], ...]:
    """Kinds with their words, looked up once for each language: a page says them twenty times."""
    return tuple((kind.value, str(kind.label)) for kind in Kind)


def _said(kind: Kind, tally: Tally, name: str) -> str:
    number, is_mine = tally.counts[kind], kind in tally.mine
    who = {"count": _who(number, is_mine=is_mine), "who": name or _("you")}
    verb = 2 if is_mine else number  # "you have", like "two have"
    if kind == Kind.READ:
        return ngettext("%(count)s has read this", "%(count)s have read this", verb) % who
    if kind == Kind.THANKS:
        return ngettext("%(count)s says thank you", "%(count)s say thank you", verb) % who
    if kind == Kind.ME_TOO:
        return ngettext("%(count)s says “me too”", "%(count)s say “me too”", verb) % who
    return ngettext("%(count)s is thinking of %(who)s", "%(count)s are thinking of %(who)s", verb) % who


def _who(number: int, *, is_mine: bool) -> str:
    if not is_mine:
        return words.how_many(number)
    return _("you and %(count)s more") % {"count": words.how_many(number - 1)} if number > 1 else _("you")
