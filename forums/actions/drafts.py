"""Words on their way: written, kept, reread, put off for a few minutes, taken back. Nothing is overwritten unseen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypedDict
from uuid import UUID

from django.db import transaction

from forums.actions import versions
from forums.actions.albums import PicturesNeedWords, copy_to_change, lacks_words, let_go
from forums.actions.publishing import publish_due, publish_seen
from forums.grace import GRACE
from forums.models import Draft, DraftPicture, Forum, Post, Thread
from supportgroups.lib import markup


class DraftFields(TypedDict, total=False):
    """What a form may change; what it does not name stays as it is."""

    title: str
    source: str
    kind: str
    wants: str
    content_notes: str
    as_facilitator: bool


class DraftMovedOn(Exception):
    """Another window saved other words meanwhile; `newer` is the draft as it stands now. These words are set aside."""

    def __init__(self, newer: Draft) -> None:
        super().__init__(f"draft {newer.pk} is at version {newer.version}")
        self.newer = newer


class DraftIsClosed(Exception):
    """The draft is posted, about to be, or thrown away: it takes no more words. `draft` is how it stands."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(f"draft {draft.pk} is {draft.state}")
        self.draft = draft


class RereadAgain(Exception):
    """The words are not the ones that were shown for rereading."""


class NothingWritten(Exception):
    """There are no words to post."""


class NotYourDraft(Exception):
    """The key that came with the form belongs to somebody else's draft."""


def begin_draft(
    *,
    author_id: int,
    forum: Forum,
    key: UUID,
    fields: DraftFields,
    now: datetime,
    thread: Thread | None = None,
    parent: Post | None = None,
    edits: Post | None = None,
    others: DraftFields | None = None,
) -> Draft:
    """The draft with this key, made if there is none: a second press finds the first one's. Raises `NotYourDraft`.

    `others` are what a new draft says beside the fields of its form.
    The caller has asked "forums.write_thread", "forums.reply" or, for a change to a post, "forums.edit".
    """
    place = {"group_id": forum.group_id, "author_id": author_id, "forum": forum, "thread": thread, "parent": parent}
    first = {**place, "edits": edits, **(others or {}), **fields, "made_at": now, "saved_at": now}
    with transaction.atomic():
        draft, is_new = Draft.objects.get_or_create(ref=key, defaults=first)
        if is_new and edits is not None and edits.picture_count:
            copy_to_change(draft, edits)
    expected = (author_id, forum.pk, thread.pk if thread else None, edits.pk if edits else None)
    if (draft.author_id, draft.forum_id, draft.thread_id, draft.edits_id) != expected:
        raise NotYourDraft
    return draft


def keep_words(
    *,
    author_id: int,
    forum: Forum,
    key: UUID,
    fields: DraftFields,
    version: int,
    now: datetime,
    thread: Thread | None = None,
    parent: Post | None = None,
    edits: Post | None = None,
    others: DraftFields | None = None,
) -> Draft:
    """Begin the draft of a form or save it again. Raises as `begin_draft` and `save_draft` do."""
    draft = begin_draft(
        author_id=author_id, forum=forum, key=key, fields=fields, now=now, thread=thread, parent=parent, edits=edits,
        others=others,
    )  # fmt: skip
    return save_draft(draft=draft, fields=fields, version=version, now=now)


def save_draft(*, draft: Draft, fields: DraftFields, version: int, now: datetime) -> Draft:
    """Keep what was typed on top of `version`. Same words again change nothing.

    Raises `DraftMovedOn` when the draft has other words by now that would be lost, once these are kept beside them;
    `DraftIsClosed` when it takes none.
    """
    with transaction.atomic():
        fresh = _locked(draft)
        if not differs(fresh, fields):
            return fresh
        if fresh.state != Draft.State.WRITING:
            raise DraftIsClosed(fresh)
        has_moved = version != fresh.version and not _goes_on_from(fresh, fields)
        if has_moved:
            versions.set_aside(fresh, fields, now)
        else:
            _write(fresh, fields, now)
    if has_moved:
        raise DraftMovedOn(fresh)
    return fresh


def _write(draft: Draft, fields: DraftFields, now: datetime) -> None:
    versions.keep_what_goes(draft, fields, now)
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.version += 1
    draft.reread = ""
    draft.saved_at = now
    draft.save(update_fields=[*fields, "version", "reread", "saved_at"])


@transaction.atomic
def mark_reread(*, draft: Draft, reread_hash: str) -> Draft:
    """Note that the author has seen the words as others will. Raises `RereadAgain` if they are others by now."""
    fresh = _locked(draft)
    if fresh.fingerprint != reread_hash:
        raise RereadAgain
    if fresh.reread != reread_hash:
        fresh.reread = reread_hash
        fresh.save(update_fields=["reread"])
    return fresh


@transaction.atomic
def schedule(
    *,
    draft: Draft,
    reread_hash: str,
    now: datetime,
    grace: timedelta = GRACE,
    for_group: bool | None = None,
    week: int | None = None,
) -> Draft:
    """Let the draft be posted when its grace is over. Once is enough: a second call changes nothing.

    `for_group` says in whose name, where the button that was pressed says it; None leaves it as it was shown. `week`:
    the week of its run that it waits for; when the run is moved, so is the draft. The
    caller has asked "forums.publish_draft", and "forums.speak_for_group" for that. Raises `RereadAgain`,
    `NothingWritten`, `PicturesNeedWords`, `markup.TooLong`, and `DraftIsClosed` for one that was thrown away.
    """
    fresh = _locked(draft)
    if fresh.state in (Draft.State.SCHEDULED, Draft.State.PUBLISHED):
        return fresh
    if fresh.state != Draft.State.WRITING:
        raise DraftIsClosed(fresh)
    if not fresh.source.strip():
        raise NothingWritten
    if len(fresh.source) > markup.MAX_SOURCE:
        raise markup.TooLong
    if lacks_words(fresh):
        raise PicturesNeedWords
    if fresh.fingerprint != reread_hash:
        raise RereadAgain
    if for_group is not None:
        fresh.as_facilitator = for_group
    fresh.reread = fresh.fingerprint
    fresh.state = Draft.State.SCHEDULED
    fresh.publish_at, fresh.week = now + grace, week
    fresh.save(update_fields=["state", "publish_at", "week", "as_facilitator", "reread"])
    return fresh


def post_at_once(*, draft: Draft, reread_hash: str, now: datetime) -> Draft:
    """Post without the minutes of grace, also when they have begun. Raises as `schedule` does.

    `draft` is as it was just read: if it still is when it is posted, that is one transaction.
    """
    if _may_go(draft, reread_hash) and publish_seen(draft, now):
        return draft
    waiting = schedule(draft=draft, reread_hash=reread_hash, now=now, grace=timedelta(0))
    if waiting.state == Draft.State.SCHEDULED and (waiting.publish_at or now) > now:
        Draft.objects.filter(pk=waiting.pk, state=Draft.State.SCHEDULED, publish_at__gt=now).update(publish_at=now)
    publish_due(now=now, draft=waiting)
    return Draft.objects.select_related("post").get(pk=waiting.pk)


def _may_go(draft: Draft, reread_hash: str) -> bool:
    """Whether it can be posted as it is, which is what was read over."""
    is_open = draft.state in (Draft.State.WRITING, Draft.State.SCHEDULED) and draft.edits_id is None
    return is_open and bool(draft.source.strip()) and draft.fingerprint == reread_hash and not lacks_words(draft)


def answer_findings(*, draft: Draft, digests: Sequence[str]) -> Draft:
    """Remember that the writer has looked at these, so that she is not asked again. Safe to repeat."""
    return _answer_findings(draft, digests) if digests else draft


@transaction.atomic
def _answer_findings(draft: Draft, digests: Sequence[str]) -> Draft:
    fresh = _locked(draft)
    fresh.answered = " ".join(sorted({*fresh.answered.split(), *digests}))
    fresh.save(update_fields=["answered"])
    return fresh


@transaction.atomic
def take_back(*, draft: Draft) -> Draft:
    """Make a scheduled draft one that is being written again. Raises `DraftIsClosed` if it was posted meanwhile."""
    fresh = _locked(draft)
    if fresh.state == Draft.State.WRITING:
        return fresh
    if fresh.state != Draft.State.SCHEDULED:
        raise DraftIsClosed(fresh)
    fresh.state = Draft.State.WRITING
    fresh.publish_at = None
    fresh.reread = ""
    fresh.save(update_fields=["state", "publish_at", "reread"])
    return fresh


@transaction.atomic
def discard(*, draft: Draft) -> Draft:
    """Throw a draft away: its words are gone for good. Raises `DraftIsClosed` if it was posted."""
    fresh = _locked(draft)
    if fresh.state == Draft.State.DISCARDED:
        return fresh
    if fresh.state == Draft.State.PUBLISHED:
        raise DraftIsClosed(fresh)
    fresh.state = Draft.State.DISCARDED
    fresh.title = fresh.source = fresh.content_notes = fresh.reread = fresh.answered = fresh.picture_mark = ""
    fresh.publish_at = fresh.version_kept_at = None
    fresh.version += 1
    fresh.save()
    fresh.versions.all().delete()
    let_go(DraftPicture.objects.filter(draft=fresh))
    return fresh


def differs(draft: Draft, fields: DraftFields) -> bool:
    """Whether the fields say something else than the draft does."""
    return any(getattr(draft, name) != value for name, value in fields.items())


def _goes_on_from(draft: Draft, fields: DraftFields) -> bool:
    """Whether the draft's words all stand at the beginning of the new ones: an answer of ours was lost on the way."""
    return all(str(value).startswith(str(getattr(draft, name))) for name, value in fields.items())


def _locked(draft: Draft) -> Draft:
    return Draft.objects.select_for_update().get(pk=draft.pk)
