"""Pictures as one reader sees them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, OuterRef, TextField, When

from forums.models import Draft, Post, PostPicture
from forums.models.pictures import AnyPicture
from forums.pages.frames import Reader
from supportgroups.lib.gathering import gathered, rows_in


@dataclass(frozen=True)
class PictureView:
    """One picture: its address, what is said for who cannot see it (empty if it needs no words), and its size."""

    url: str
    alt: str
    width: int
    height: int


Pictures = tuple[PictureView, ...]


def its_pictures() -> Case:
    """For posts: the pictures of each that has any, gathered."""
    pictures = PostPicture.objects.filter(post_id=OuterRef("pk")).order_by("position")
    shown = gathered(pictures, "ref", "alt", "width", "height")
    return Case(When(picture_count__gt=0, then=shown), output_field=TextField())


def pictures_of(reader: Reader, post: Post) -> Pictures:
    """The pictures of a post with `its_pictures`, if its words are shown. No statement."""
    if not post.picture_count or not post.is_readable:
        return ()
    here = f"{reader.paths.group}pictures/"
    rows = rows_in(post.its_pictures)  # type: ignore[attr-defined]
    return tuple(PictureView(f"{here}{UUID(ref)}/", alt, width, height) for ref, alt, width, height in rows)


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
