"""What a post said before it was changed."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from forums.models import Post, Revision, Thread
from forums.pages.frames import Reader, notes_of, title_of
from supportgroups.lib.notes import Regard


@dataclass(frozen=True)
class RevisionRow:
    """An earlier text. `words` say what became of it, if something did; then `source` may be empty."""

    ref: str
    when: str
    title: str
    source: str
    words: str
    may_ask: bool
    may_hide: bool
    may_show: bool
    may_erase: bool


@dataclass(frozen=True)
class RevisionsPage:
    """The earlier texts of one post that this reader may see, the last first. `notes` are what the post talks about
    now, where she does not want to meet that unasked; with `is_away`, not at all."""

    title: str
    url: str
    post_url: str
    handle: str
    rows: tuple[RevisionRow, ...]
    is_mine: bool
    notes: tuple[str, ...]
    is_away: bool


def revisions_page(reader: Reader, thread: Thread, post: Post) -> RevisionsPage:
    """Members see those that are neither hidden, asked about nor erased; author and desk see all. One statement."""
    is_mine = reader.actor.can("forums.wish_erasure", post)
    tends = reader.actor.can("forums.tend_revisions", post)
    revisions = post.revisions.order_by("-replaced_at", "-pk")
    return RevisionsPage(
        title=title_of(thread, thread.first_state, reader),  # type: ignore[attr-defined]
        url=f"{reader.paths.thread(thread.ref)}posts/{post.number}/revisions/",
        post_url=reader.paths.post(thread.ref, post.number or 1),
        handle=post.author.name,
        rows=tuple(
            _row(revision, reader, is_mine=is_mine, tends=tends)
            for revision in revisions
            if is_mine or tends or revision.is_for_members
        ),
        is_mine=is_mine,
        notes=() if is_mine or reader.opens(post.content_notes) else notes_of(post.content_notes),
        is_away=not is_mine and reader.regard(post.content_notes) is Regard.AWAY,
    )


def _row(revision: Revision, reader: Reader, *, is_mine: bool, tends: bool) -> RevisionRow:
    is_there = revision.erased_at is None
    return RevisionRow(
        ref=str(revision.ref),
        when=reader.when(revision.replaced_at),
        title=revision.title,
        source=revision.source,
        words=_words(revision),
        may_ask=is_mine and is_there and revision.asked_at is None,
        may_hide=tends and is_there and not revision.is_hidden,
        may_show=tends and is_there and revision.is_hidden,
        may_erase=tends and is_there and revision.asked_at is not None,
    )


def _words(revision: Revision) -> str:
    if revision.erased_at is not None:
        return _("Erased at its author's wish.")
    if revision.asked_at is not None:
        return _("Its author asks to have it erased. Members cannot read it.")
    return _("A facilitator has hidden this text. Members cannot read it.") if revision.is_hidden else ""
