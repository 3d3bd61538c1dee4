"""How long words wait before others see them: the author's own minutes, or until the morning."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

# Long enough to reread and regret, short enough to be forgotten.
GRACE = timedelta(minutes=5)
HALF_HOUR, HOUR, MORNING = "half_hour", "hour", "morning"
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


def clock(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """The author's own clock: "21:05", or "08:00 tomorrow". For nobody else's eyes."""
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    hour = f"{local:%H:%M}"
    return _("%(clock)s tomorrow") % {"clock": hour} if local.date() == today + timedelta(days=1) else hour


def morning_after(now: datetime, zone: ZoneInfo) -> datetime:
    """Eight o'clock after the next night's sleep, or after this one's."""
    local = now.astimezone(zone)
    day = local.date() + timedelta(days=local.time() >= NIGHT_ENDS)
    return datetime.combine(day, BREAKFAST, zone)
