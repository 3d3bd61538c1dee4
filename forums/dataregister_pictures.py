"""What the columns of pictures are for. They go when what they belong to is taken back, or its author."""

from django.utils.translation import gettext_lazy as _

from supportgroups.lib.dataregister import (
    GIVEN,
    GONE,
    GROUP,
    KEY,
    LEFT_OUT,
    NOBODY,
    OF_GROUP,
    OWNER,
    Column,
    Table,
    Words,
)

_PICTURE: dict[str, Words | Column] = {
    "id": KEY,
    "ref": Column("its address", export=LEFT_OUT),
    "group": OF_GROUP,
    "position": _("its place among the pictures"),
    "alt": _("what there is to see"),
    "is_plain": _("needs no words"),
    "picture_file": Column(_("picture"), NOBODY, is_file=True),
    "width": Column("how wide it is", export=LEFT_OUT),
    "height": Column("how high it is", export=LEFT_OUT),
}
PICTURES = {
    "forums.PostPicture": Table(
        "A picture of a post, with words for who cannot see it. It goes when the post is taken back.",
        {**_PICTURE, "post": Column(_("post"), reads="post__ref")},
        owner="post__author",
        seen=GROUP,
        export=GIVEN,
        title=_("Pictures in what I wrote"),
        erasure=GONE,
    ),
    "forums.DraftPicture": Table(
        "A picture of a draft; it goes with the draft, or becomes one of its post.",
        {**_PICTURE, "draft": Column(_("draft"), reads="draft__ref")},
        owner="draft__author",
        seen=OWNER,
        export=GIVEN,
        title=_("Pictures in my drafts"),
        erasure=GONE,
    ),
}
