"""The rows and files of pictures: copied, carried over, let go. What is dropped is gone once the transaction is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from forums.models import Draft, DraftPicture, Post, PostPicture
from supportgroups.lib import picturestore

CARRIED = ("group_id", "position", "alt", "is_plain", "width", "height")


class PicturesNeedWords(Exception):
    """A picture has neither words for who cannot see it, nor the tick that it needs none."""


def mark_of(draft: Draft) -> str:
    """What of a draft's pictures others will see, as a hash; empty without any. One statement."""
    rows = draft.pictures.order_by("position").values_list("picture_file", "alt", "is_plain")
    seen = [list(row) for row in rows]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest() if seen else ""


def lacks_words(draft: Draft) -> bool:
    """Whether a picture of the draft has nothing said for it yet. No statement for a draft without pictures."""
    return bool(draft.picture_mark) and draft.pictures.filter(alt="", is_plain=False).exists()


def copy_to_change(draft: Draft, post: Post) -> None:
    """A change begins with the pictures of the post, each in a file of its own. In the caller's transaction."""
    for picture in post.pictures.order_by("position"):
        name = picturestore.copy(picture.picture_file)
        if name:
            draft.pictures.create(picture_file=name, **{field: getattr(picture, field) for field in CARRIED})
    draft.picture_mark = mark_of(draft)
    draft.save(update_fields=["picture_mark"])


def carry_over(draft: Draft, post: Post) -> None:
    """The draft's pictures are the post's from now on, under new addresses. Three statements; none without pictures."""
    if not draft.picture_mark:
        return
    rows = list(draft.pictures.order_by("position"))
    draft.pictures.all().delete()
    PostPicture.objects.bulk_create(
        PostPicture(post=post, picture_file=row.picture_file, **{field: getattr(row, field) for field in CARRIED})
        for row in rows
    )


def put_in_place(draft: Draft, post: Post) -> None:
    """The pictures of a change take the place of the post's, which are gone for good; `post` is saved by the caller."""
    if not draft.picture_mark and not post.picture_count:
        return
    let_go(PostPicture.objects.filter(post=post))
    carry_over(draft, post)
    post.picture_count = post.pictures.count()


def let_go(pictures: QuerySet[DraftPicture] | QuerySet[PostPicture]) -> None:
    """Rows go now, files when that is certain."""
    names = list(pictures.values_list("picture_file", flat=True))
    if names:
        pictures.delete()
        transaction.on_commit(partial(_drop, names))


def _drop(names: Iterable[str]) -> None:
    for name in names:
        picturestore.drop(name)
