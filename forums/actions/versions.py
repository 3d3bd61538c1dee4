"""What a draft said before: kept where words would be lost, and brought back when somebody asks for them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction

from forums.models import Draft, DraftVersion

if TYPE_CHECKING:
    from forums.actions.drafts import DraftFields

# Typing is saved every second or so; a version of each would be a film of it.
EVERY = timedelta(minutes=5)
# A sentence that goes is kept at once, a word that is mended is not.
A_SENTENCE = 40
AT_MOST = 20
# Where words stand, and as what; a draft that comes of another has the same.
PLACE = (
    "group_id", "author_id", "forum_id", "thread_id", "parent_id", "edits_id", "kind", "wants", "content_notes",
)  # fmt: skip


class VersionIsGone(Exception):
    """The draft has no such version any more, or takes no words. Nothing was changed."""


def keep_what_goes(draft: Draft, fields: DraftFields, now: datetime) -> None:
    """Keep the draft's words if these fields would lose some of them, or if none were kept for a while.

    The caller holds the draft's row and saves it. No statement most of the time.
    """
    new = str(fields.get("source", draft.source))
    is_taking_over = bool(draft.version_kept_at) and _drop_aside(draft, new)
    is_time = now - (draft.version_kept_at or draft.made_at) >= EVERY
    if is_taking_over or is_time or _lost(draft.source, new) >= A_SENTENCE:
        keep(draft, now)


def set_aside(draft: Draft, fields: DraftFields, now: datetime) -> None:
    """Keep words of another window beside the draft's own; as it goes on typing, they go on. The caller holds the row.

    Which window it is, is told by its words: those that share more than half of what was set aside before.
    """
    title, source = str(fields.get("title", "")), str(fields.get("source", ""))
    if not (source.strip() or title):
        return
    asides = draft.versions.filter(is_aside=True)
    same = next((aside for aside in asides if _lost(aside.source, source) * 2 <= len(aside.source)), None)
    if same is not None:
        same.title, same.source, same.saved_at = title, source, now
        same.save(update_fields=["title", "source", "saved_at"])
    else:
        _add(draft, title, source, saved_at=now, is_aside=True, now=now)


@transaction.atomic
def restore_version(*, draft: Draft, ref: UUID, now: datetime) -> Draft:
    """Go on from a version; the draft's words of now become one. Raises `VersionIsGone`."""
    fresh, version = _found(draft, ref)
    keep(fresh, now)
    fresh.title, fresh.source = version.title, version.source
    fresh.version += 1
    fresh.reread, fresh.saved_at = "", now
    fresh.save(update_fields=["title", "source", "version", "reread", "saved_at"])
    version.delete()
    return fresh


@transaction.atomic
def put_aside_away(*, draft: Draft, ref: UUID) -> Draft:
    """Words of another window go to the earlier versions: they no longer stand on the page. Raises `VersionIsGone`."""
    fresh, version = _found(draft, ref)
    if version.is_aside:
        version.is_aside = False
        version.save(update_fields=["is_aside"])
    return fresh


def part_with(draft: Draft, now: datetime) -> None:
    """The draft is posted, and its earlier words go. What another window sent, and is not among the words that were
    posted, is a draft of its own from now on. The caller holds the row; no statement for one that never kept anything.
    """
    if draft.version_kept_at is None:
        return
    for aside in draft.versions.filter(is_aside=True):
        if aside.source.strip() not in draft.source:
            words = {"title": aside.title, "source": aside.source, "saved_at": aside.saved_at}
            Draft.objects.create(ref=uuid4(), made_at=now, **words, **{name: getattr(draft, name) for name in PLACE})
    draft.versions.all().delete()


def hand_on(draft: Draft, to: Draft, now: datetime) -> None:
    """What a draft said before, and what other windows sent, belongs to another one now. When each was saved is not
    told any more, so that no time joins the two. The caller holds both rows."""
    if draft.version_kept_at is not None and draft.versions.update(draft=to, saved_at=now):
        to.version_kept_at = now
        to.save(update_fields=["version_kept_at"])


def keep(draft: Draft, now: datetime) -> None:
    """Keep the draft's words of now, if there are any. The caller holds the row; saves one column of it."""
    if draft.source.strip() or draft.title:
        _add(draft, draft.title, draft.source, saved_at=draft.saved_at, is_aside=False, now=now)


def _add(draft: Draft, title: str, source: str, *, saved_at: datetime, is_aside: bool, now: datetime) -> None:
    draft.versions.create(group_id=draft.group_id, title=title, source=source, saved_at=saved_at, is_aside=is_aside)
    earlier = draft.versions.filter(is_aside=False).order_by("-saved_at", "-pk").values_list("pk", flat=True)
    draft.versions.filter(pk__in=list(earlier[AT_MOST:])).delete()
    draft.version_kept_at = now
    draft.save(update_fields=["version_kept_at"])


def _drop_aside(draft: Draft, source: str) -> bool:
    """Words that are taken over into the draft need not stand beside it. Whether there were such."""
    return draft.versions.filter(is_aside=True, source=source).delete()[0] > 0


def _found(draft: Draft, ref: UUID) -> tuple[Draft, DraftVersion]:
    fresh = Draft.objects.select_for_update().get(pk=draft.pk)
    version = fresh.versions.filter(ref=ref).first()
    if version is None or fresh.state != Draft.State.WRITING:
        raise VersionIsGone
    return fresh, version


def _lost(old: str, new: str) -> int:
    """How many signs between what both begin and end with are no longer there."""
    shortest = min(len(old), len(new))
    start = next((place for place in range(shortest) if old[place] != new[place]), shortest)
    rest = shortest - start
    end = next((place for place in range(rest) if old[-1 - place] != new[-1 - place]), rest)
    return len(old) - start - end
