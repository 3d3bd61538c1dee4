"""Pictures of the large world: a few are drawn and made anew once, and every post has files of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import cycle

from forums.models import Post, PostPicture
from supportgroups.front.seeding.drawing import landscape
from supportgroups.lib import picturestore
from supportgroups.lib.pictures import Picture, rebuild

DISTINCT = 8
SIDE = 96  # pixels: what is measured is the page around them
ALTS = ("A hill before a pale sky.", "", "The view from where I sit, much as it was yesterday.")


def drawn() -> list[Picture]:
    return [rebuild(landscape((40 + 20 * tone, 90, 80), (200, 210 - 10 * tone, 190)), longest=SIDE)
            for tone in range(DISTINCT)]  # fmt: skip


def pictures(posts: Iterable[Post], chosen: Iterable[Picture]) -> Iterator[PostPicture]:
    """As many as each post says that it has."""
    files, alts = cycle(chosen), cycle(ALTS)
    for post in posts:
        for place in range(1, post.picture_count + 1):
            picture, alt = next(files), next(alts)
            yield PostPicture(
                group_id=post.group_id,
                post_id=post.pk,
                position=place,
                alt=alt,
                is_plain=not alt,
                picture_file=picturestore.keep(picture),
                width=picture.width,
                height=picture.height,
            )
