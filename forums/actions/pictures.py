"""Pictures of a draft: added, given words, taken out again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from forums.actions.albums import let_go, mark_of
from forums.actions.drafts import DraftIsClosed
from forums.models import Draft, DraftPicture
from forums.models.pictures import MOST_PICTURES
from supportgroups.lib import picturestore
from supportgroups.lib.pictures import Picture

# For one picture: the words for who cannot see it, and whether it needs none.
Said = tuple[str, bool]


class TooManyPictures(Exception):
    """There is no room for another one."""


def add_picture(*, draft: Draft, picture: Picture, now: datetime) -> DraftPicture:
    """Put a picture at the end of the draft's. Twice is two pictures, of which nothing says that they are the same.

    The caller has asked "forums.add_picture". Raises `TooManyPictures`, `DraftIsClosed`. Locks the draft's row.
    """
    name = picturestore.keep(picture)
    try:
        return _add(draft, picture, name, now)
    except BaseException:
        picturestore.drop(name)
        raise


@transaction.atomic
def describe_pictures(*, draft: Draft, said: Mapping[UUID, Said], now: datetime) -> Draft:
    """Words for pictures of the draft, by their refs; of others nothing is taken. Same words again change nothing.

    Raises `DraftIsClosed`. Locks the draft's row.
    """
    fresh = _writing(draft)
    changed = []
    for row in fresh.pictures.filter(ref__in=list(said)):
        alt, is_plain = said[row.ref]
        alt = "" if is_plain else alt
        if (row.alt, row.is_plain) != (alt, is_plain):
            row.alt, row.is_plain = alt, is_plain
            changed.append(row)
    if changed:
        DraftPicture.objects.bulk_update(changed, ["alt", "is_plain"])
        _note(fresh, now)
    return fresh


@transaction.atomic
def take_pictures_out(*, draft: Draft, refs: list[UUID], now: datetime) -> Draft:
    """These pictures are gone for good; those behind them move up. Safe to repeat. Raises `DraftIsClosed`."""
    fresh = _writing(draft)
    leaving = fresh.pictures.filter(ref__in=refs)
    if not leaving.exists():
        return fresh
    let_go(leaving)
    for place, row in enumerate(fresh.pictures.order_by("position"), start=1):
        if row.position != place:
            row.position = place
            row.save(update_fields=["position"])
    _note(fresh, now)
    return fresh


@transaction.atomic
def _add(draft: Draft, picture: Picture, name: str, now: datetime) -> DraftPicture:
    fresh = _writing(draft)
    place = fresh.pictures.count() + 1
    if place > MOST_PICTURES:
        raise TooManyPictures
    added: DraftPicture = fresh.pictures.create(
        group_id=fresh.group_id, position=place, picture_file=name, width=picture.width, height=picture.height
    )
    _note(fresh, now)
    return added


def _writing(draft: Draft) -> Draft:
    fresh = Draft.objects.select_for_update().get(pk=draft.pk)
    if fresh.state != Draft.State.WRITING:
        raise DraftIsClosed(fresh)
    return fresh


def _note(draft: Draft, now: datetime) -> None:
    """What was read over before is something else now, and another window builds on an older version."""
    draft.picture_mark, draft.reread, draft.saved_at = mark_of(draft), "", now
    draft.version += 1
    draft.save(update_fields=["picture_mark", "reread", "saved_at", "version"])
