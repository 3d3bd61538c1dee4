"""The words for what is said about money to the owner of a code. Titles name no group, and no word of a fee."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from django.utils.translation import gettext as _

from groups.carenotices import day_words
from groups.models import FeeWaiver
from personas import letterbox
from personas.letterbox import NoticeText


def register() -> None:
    """Called once when the app is ready."""
    letterbox.teller("groups.waiver", partial(waiver_decided, "fee/"))
    letterbox.teller("groups.waiver_door", partial(waiver_decided, "join/request/"))
    letterbox.teller("groups.waiver_ends", waiver_ends)


def waiver_decided(where: str, ids: list[int]) -> Mapping[int, NoticeText]:
    """To somebody who cannot pay; what was decided stands on the page it leads to. One statement."""
    waivers = FeeWaiver.objects.filter(pk__in=ids).exclude(state=FeeWaiver.State.ASKED).select_related("group")
    return {
        one.pk: NoticeText(
            title=_("An answer about your membership"),
            text=_("You asked %(group)s something. The answer is here.") % {"group": letterbox.called(one.group.name)},
            url=f"/g/{one.group.code}/{where}",
        )
        for one in waivers
    }


def waiver_ends(ids: list[int]) -> Mapping[int, NoticeText]:
    """To somebody who goes free, some weeks before it ends; left out once it is asked for anew. One statement."""
    words = _("In %(group)s you owe nothing until %(day)s. If you still cannot pay then, one tick is enough again.")
    waivers = FeeWaiver.objects.filter(pk__in=ids, state=FeeWaiver.State.GRANTED).select_related("group")
    return {
        one.pk: NoticeText(
            title=_("About your membership"),
            text=words % {"group": letterbox.called(one.group.name), "day": day_words(one.until)},
            url=f"/g/{one.group.code}/fee/",
        )
        for one in waivers
    }
