"""Times and numbers as people say them. A time is never finer than an hour: a minute would tell who was here when.

Nothing here reads the clock: ``now`` is an argument, pages hand strings to their templates.
"""

from datetime import date, datetime, tzinfo
from functools import lru_cache

from django.utils import dateformat
from django.utils.translation import get_language, gettext_lazy, ngettext_lazy, pgettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark

_NIGHT_ENDS, _MORNING_ENDS, _AFTERNOON_ENDS = 5, 12, 17
_TODAY = (mark("in the night"), mark("this morning"), mark("this afternoon"), mark("this evening"))
_YESTERDAY = (mark("yesterday"), mark("yesterday morning"), mark("yesterday afternoon"), mark("yesterday evening"))
_TOMORROW = (mark("tomorrow"), mark("tomorrow morning"), mark("tomorrow afternoon"), mark("tomorrow evening"))
_ON_DAY = (
    mark("on Monday"), mark("on Tuesday"), mark("on Wednesday"), mark("on Thursday"), mark("on Friday"),
    mark("on Saturday"), mark("on Sunday"),
)  # fmt: skip

_SMALL = (
    gettext_lazy("no"), gettext_lazy("one"), gettext_lazy("two"), gettext_lazy("three"), gettext_lazy("four"),
    gettext_lazy("five"), gettext_lazy("six"), gettext_lazy("seven"), gettext_lazy("eight"), gettext_lazy("nine"),
)  # fmt: skip

# The nouns that are counted on screen. People are not among them: nobody is shown how many they are.
NOUNS = {
    "day": ngettext_lazy("%(count)s day", "%(count)s days", "number"),
    "draft": ngettext_lazy("%(count)s draft", "%(count)s drafts", "number"),
    "group": ngettext_lazy("%(count)s group", "%(count)s groups", "number"),
    "hour": ngettext_lazy("%(count)s hour", "%(count)s hours", "number"),
    "letter": ngettext_lazy("%(count)s letter", "%(count)s letters", "number"),
    "minute": ngettext_lazy("%(count)s minute", "%(count)s minutes", "number"),
    "month": ngettext_lazy("%(count)s month", "%(count)s months", "number"),
    "new post": ngettext_lazy("%(count)s new post", "%(count)s new posts", "number"),
    "new reply": ngettext_lazy("%(count)s new reply", "%(count)s new replies", "number"),
    "new thread": ngettext_lazy("%(count)s new thread", "%(count)s new threads", "number"),
    "place": ngettext_lazy("%(count)s place", "%(count)s places", "number"),
    "post": ngettext_lazy("%(count)s post", "%(count)s posts", "number"),
    "reply": ngettext_lazy("%(count)s reply", "%(count)s replies", "number"),
    "report": ngettext_lazy("%(count)s report", "%(count)s reports", "number"),
    "request": ngettext_lazy("%(count)s request", "%(count)s requests", "number"),
    "thread": ngettext_lazy("%(count)s thread", "%(count)s threads", "number"),
    "week": ngettext_lazy("%(count)s week", "%(count)s weeks", "number"),
}


def when(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """A day or a part of one, on the reader's calendar: "this morning", "on Tuesday", "3 March", "3 March 2025".

    Both times are aware. A weekday is said for the last six days only; of times to come only tomorrow has words.
    """
    local = moment.astimezone(zone)
    return _day(local.date(), _part_of_day(local.hour), now.astimezone(zone).date(), get_language())


@lru_cache(maxsize=1_024)
def _day(day: date, part: int, today: date, _language: str | None) -> str:
    """Looked up once for each day and language: a page says the same few days twenty times."""
    days = (today - day).days
    if days in {-1, 0, 1}:
        return _({0: _TODAY, 1: _YESTERDAY, -1: _TOMORROW}[days][part])
    if 1 < days < 7:
        return _(_ON_DAY[day.weekday()])
    if day.year == today.year:
        return dateformat.format(day, pgettext("day and month, as Django's date filter writes them", "j F"))
    return dateformat.format(day, pgettext("day, month and year, as Django's date filter writes them", "j F Y"))


def hour_of(moment: datetime, zone: tzinfo) -> str:
    """The nearest full hour: "about 7 pm", "about noon"; for the reader who asks for more than ``when`` says."""
    local = moment.astimezone(zone)
    hour = (local.hour + (local.minute >= 30)) % 24
    if hour == 0:
        return _("about midnight")
    if hour == 12:
        return _("about noon")
    if hour < 12:
        return _("about %(hour)s am") % {"hour": hour}
    return _("about %(hour)s pm") % {"hour": hour - 12}


def count_words(number: int, noun: str) -> str:
    """ "no replies", "one reply", "12 replies". ``noun`` is a key of ``NOUNS``; another raises KeyError."""
    count = str(_SMALL[number]) if 0 <= number < len(_SMALL) else str(number)
    return str(NOUNS[noun] % {"number": number, "count": count})


def how_many(number: int) -> str:
    """ "one" to "nine", then "many": for what people should not collect."""
    return str(_SMALL[number]) if 0 <= number < len(_SMALL) else _("many")


def _part_of_day(hour: int) -> int:
    return sum(hour >= end for end in (_NIGHT_ENDS, _MORNING_ENDS, _AFTERNOON_ENDS))
