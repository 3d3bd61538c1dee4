"""Pictures as one reader sees them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from forums.models import Draft, Post, PostPicture
from forums.models.pictures import AnyPicture
from forums.pages.frames import Reader
from supportgroups.lib.prepared import prepared


@dataclass(frozen=True)
class PictureView:
    """One picture: its address, what is said for who cannot see it (empty if it needs no words), and its size."""

    url: str
    alt: str
    width: int
    height: int


Pictures = tuple[PictureView, ...]


def pictures_of(reader: Reader, posts: Sequence[Post]) -> dict[int, Pictures]:
    """The pictures of posts that are shown, by post. One statement; none if no post has any."""
    shown = {post.pk for post in posts if post.picture_count and post.is_readable}
    if not shown:
        return {}
    found: dict[int, list[PictureView]] = defaultdict(list)
    for row in _beside([post.pk for post in posts]):
        if row.post_id in shown:
            found[row.post_id].append(_view(row, f"{reader.paths.group}pictures/{row.ref}/"))
    return {key: tuple(views) for key, views in found.items()}


@prepared
def _beside(post_ids: list[int]) -> QuerySet[PostPicture]:
    """Of all posts of a page, so that there is one statement for pages of one length."""
    return PostPicture.objects.filter(post_id__in=post_ids).order_by("post_id", "position")


def pictures_to_judge(reader: Reader, post: Post) -> Pictures:
    """The pictures of a post that somebody is to decide about, whatever its state. One statement, or none."""
    if not post.picture_count:
        return ()
    rows = post.pictures.order_by("position")
    return tuple(_view(row, f"{reader.paths.group}pictures/{row.ref}/") for row in rows)


def draft_pictures(draft: Draft) -> Pictures:
    """The pictures of one's own draft, as others will see them. One statement; none if it has none."""
    if not draft.picture_mark:
        return ()
    return tuple(_view(row, draft_picture_url(draft, row.ref)) for row in draft.pictures.order_by("position"))


def draft_picture_url(draft: Draft, ref: UUID) -> str:
    """Where a picture of a draft is answered, to its author alone."""
    return f"/drafts/{draft.ref}/pictures/{ref}/"


def find_picture(reader: Reader, ref: UUID) -> PostPicture | None:
    """A picture with the post it belongs to, of those the reader may look up. One statement."""
    pictures = PostPicture.objects.visible_to(reader.actor).filter(group=reader.group, ref=ref)
    picture = pictures.select_related("post__thread__forum").first()
    if picture is not None:
        picture.post.group = picture.post.thread.group = picture.post.thread.forum.group = reader.group
    return picture


def _view(row: AnyPicture, url: str) -> PictureView:
    return PictureView(url, row.alt, row.width, row.height)
