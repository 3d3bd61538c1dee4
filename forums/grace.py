"""How long words wait before others see them: the author's own minutes, until the morning, or until a week of a run."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from groups.models import Cohort

# Long enough to reread and regret, short enough to be forgotten.
GRACE = timedelta(minutes=5)
HALF_HOUR, HOUR, MORNING, WEEK = "half_hour", "hour", "morning", "week-"
LONGER = {HALF_HOUR: timedelta(minutes=30), HOUR: timedelta(hours=1)}
BREAKFAST = time(8)
# Who writes at two in the night means the morning after sleeping; who writes at seven means the next one.
NIGHT_ENDS = time(5)


def due_at(wish: str, now: datetime, zone: ZoneInfo) -> datetime:
    """When a post is due that is let go now; an unknown wish is the few minutes."""
    return morning_after(now, zone) if wish == MORNING else now + LONGER.get(wish, GRACE)


def wishes(now: datetime, zone: ZoneInfo) -> list[tuple[str, str]]:
    """What can be wished, in words, the usual first."""
    is_night = now.astimezone(zone).time() < NIGHT_ENDS
    morning = _("this morning at 08:00") if is_night else _("tomorrow morning at 08:00")
    return [("", _("in five minutes")), (HALF_HOUR, _("in half an hour")), (HOUR, _("in an hour")), (MORNING, morning)]


def week_wishes(run: Cohort, now: datetime, zone: ZoneInfo) -> list[tuple[str, str]]:
    """The weeks of a run that are still to come, for words that are written ahead: on the first morning of each."""
    starts = [(week, week_begins(run, week, zone)) for week in range(1, run.weeks + 1)]
    return [
        (f"{WEEK}{week}", _("when week %(week)s begins: %(day)s at 08:00") % {"week": week, "day": _day(at)})
        for week, at in starts
        if at > now
    ]


def week_begins(run: Cohort, week: int, zone: ZoneInfo) -> datetime:
    """The first morning of a week of a run, counted from one, by the group's clock."""
    return datetime.combine(run.starts_on + timedelta(weeks=week - 1), BREAKFAST, zone)


def clock(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """The author's own clock: "21:05", "08:00 tomorrow", "08:00 on 4 March 2027". For nobody else's eyes."""
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    hour = f"{local:%H:%M}"
    if local.date() > today + timedelta(days=1):
        return _("%(clock)s on %(day)s") % {"clock": hour, "day": _day(local)}
    return _("%(clock)s tomorrow") % {"clock": hour} if local.date() == today + timedelta(days=1) else hour


def morning_after(now: datetime, zone: ZoneInfo) -> datetime:
    """Eight o'clock after the next night's sleep, or after this one's."""
    local = now.astimezone(zone)
    day = local.date() + timedelta(days=local.time() >= NIGHT_ENDS)
    return datetime.combine(day, BREAKFAST, zone)


def _day(moment: datetime) -> str:
    return dateformat.format(moment, pgettext("day, month and year, as Django's date filter writes them", "j F Y"))
