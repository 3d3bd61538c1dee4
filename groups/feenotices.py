"""The words for what is said about money to the owner of a code. Titles name no group, and no word of a fee."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from groups.actions.fees import aside
from groups.carenotices import day_words
from groups.models import FeeAccount, FeePayment, FeeWaiver, SupportGroup
from groups.models.fees import CURRENCIES
from personas import letterbox
from personas.letterbox import NoticeText
from supportgroups.lib import money

# Where the owner of a code reads more.
WHERE = {
    aside.INSIDE: "/g/{code}/fee/",
    aside.AT_THE_DOOR: "/g/{code}/join/request/",
    aside.OUTSIDE: "/home/",
}


def register() -> None:
    """Called once when the app is ready."""
    letterbox.teller("groups.waiver", partial(waiver_decided, "fee/"))
    letterbox.teller("groups.waiver_door", partial(waiver_decided, "join/request/"))
    letterbox.teller("groups.waiver_ends", waiver_ends)
    letterbox.teller(aside.TO_SEND, money_to_send)
    for place, where in WHERE.items():
        letterbox.teller(f"{aside.UNUSED}{place}", partial(money_unused, _UNUSED, where))
        letterbox.teller(f"{aside.EXCHANGED}{place}", partial(money_unused, _EXCHANGED, where))
        letterbox.teller(f"{aside.SENT}{place}", partial(money_sent, where))


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


_UNUSED = lazy(
    "%(amount)s that you gave for %(group)s will not be used. Whoever keeps the group’s money is asked to send it back,"
    " the way it came. If you ask again before that, it counts."
)
_EXCHANGED = lazy(
    "%(group)s asks for its fee in another currency now, and you have a new code for it. Whoever keeps the group’s"
    " money is asked to send back the %(amount)s that you were ahead, the way it came."
)


def money_unused(words: str | Promise, where: str, ids: list[int]) -> Mapping[int, NoticeText]:
    """To somebody whose place has gone, or who was ahead in a currency that is asked for no more; left out once it was
    sent back, or counts again. One statement."""
    accounts = FeeAccount.objects.filter(pk__in=ids, back_on__isnull=False).select_related("group")
    return {
        one.pk: NoticeText(
            title=_("About your membership"),
            text=str(words)
            % {"group": letterbox.called(one.group.name), "amount": _amount(-one.balance, one.currency)},
            url=where.format(code=one.group.code),
        )
        for one in accounts
    }


def money_sent(where: str, ids: list[int]) -> Mapping[int, NoticeText]:
    """To somebody to whom money went back; left out where that was a mistake. One statement."""
    words = _("%(amount)s that you gave for %(group)s was sent back to you, the way it came. It may take a few days.")
    lines = FeePayment.objects.filter(pk__in=ids, correction__isnull=True).select_related("group")
    return {
        one.pk: NoticeText(
            title=_("About your membership"),
            text=words % {"group": letterbox.called(one.group.name), "amount": _amount(one.change, one.currency)},
            url=where.format(code=one.group.code),
        )
        for one in lines
    }


def money_to_send(ids: list[int]) -> Mapping[int, NoticeText]:
    """To who keeps the money of a group; left out once all of it went back. One statement."""
    words = _(
        "Money came in to %(group)s for a place that has gone. Which code and how much stands on the page of fees."
    )
    groups = SupportGroup.objects.filter(pk__in=FeeAccount.objects.filter(back_on__isnull=False).values("group_id"))
    return {
        one.pk: NoticeText(
            title=_("Something is to be sent back"),
            text=words % {"group": letterbox.called(one.name)},
            url=f"/g/{one.code}/fees/back/",
        )
        for one in groups.filter(pk__in=ids)
    }


def _amount(amount: int, currency: str) -> str:
    return money.in_words(amount, currency, CURRENCIES[currency])
