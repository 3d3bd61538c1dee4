"""Pictures below the words of made-up people: hills and a sun that nobody took."""

from __future__ import annotations

from typing import BinaryIO

from forums.models import Post, PostPicture
from supportgroups.front.seeding.drawing import landscape
from supportgroups.front.world.looks import POST_PICTURES
from supportgroups.lib import pictures, picturestore


def show_pictures(group_id: int) -> None:
    """Below the posts of a group whose words the world names."""
    for words, drawn in POST_PICTURES.items():
        for post in Post.objects.published().filter(group_id=group_id, source__contains=words)[:1]:
            PostPicture.objects.bulk_create(
                _row(post, place, alt, landscape(ground, sky)) for place, (alt, ground, sky) in enumerate(drawn, 1)
            )
            Post.objects.filter(pk=post.pk).update(picture_count=len(drawn))


def _row(post: Post, place: int, alt: str, file: BinaryIO) -> PostPicture:
    picture = pictures.rebuild(file)
    return PostPicture(
        group_id=post.group_id,
        post=post,
        position=place,
        alt=alt,
        picture_file=picturestore.keep(picture),
        width=picture.width,
        height=picture.height,
    )
