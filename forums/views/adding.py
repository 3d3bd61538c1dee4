"""A picture that comes along with the words of a draft."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO, cast

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from forums import actions
from forums.models import Draft
from forums.models.pictures import MOST_PICTURES
from personas.actors import Actor
from supportgroups.lib import ratelimit
from supportgroups.lib.pictures import PictureRefused, rebuild

AN_HOUR = {"limit": 40, "seconds": 3600}


def add_from(request: HttpRequest, mine: Draft, actor: Actor, now: datetime) -> str:
    """Add the picture that came along with the words; why not, in a sentence, or nothing if it is there now."""
    actor.require("forums.add_picture", mine)
    if not ratelimit.allow(f"post-picture:{mine.author_id}", **AN_HOUR):
        return _("That is many pictures in one hour. Your words are kept; please try again a little later.")
    try:
        actions.add_picture(draft=mine, picture=rebuild(cast(BinaryIO, request.FILES["picture"])), now=now)
    except PictureRefused as refused:
        return str(refused)
    except actions.TooManyPictures:
        return _("A post holds %(count)s pictures at most. Take one out first.") % {"count": MOST_PICTURES}
    messages.success(request, _("The picture is there. Now say in a few words what there is to see."))
    return ""
