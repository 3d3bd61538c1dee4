"""When a summary is due: at a full hour of the reader's own day, through summer time, odd zones and moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from newsletters.models import DigestPreference

Cadence = DigestPreference.Cadence
# The longest month, and a day on each side for zones.
_FARTHEST = 33


@dataclass(frozen=True)
class Rhythm:
    """The days and the hour of one reader. `weekday`: Monday is 0. Monthly summaries come on the first of the month.

    An hour that the clocks leave out comes when they have jumped; one that they show twice counts the first time.
    """

    cadence: str
    hour: int
    weekday: int
    zone: ZoneInfo

    def following(self, moment: datetime) -> datetime:
        """The first time strictly after `moment`, in UTC."""
        return next(at for at in self._times(moment, step=1) if at > moment)

    def latest(self, moment: datetime) -> datetime:
        """The last time at or before `moment`, in UTC."""
        return next(at for at in self._times(moment, step=-1) if at <= moment)

    def is_on(self, moment: datetime) -> bool:
        """Whether `moment` is one of the times; not so for one reckoned before the reader moved."""
        return self.latest(moment) == moment

    def period(self, moment: datetime) -> str:
        """The name of the period whose summary is due at `moment`: the day on the reader's calendar."""
        return self.latest(moment).astimezone(self.zone).date().isoformat()

    def _times(self, moment: datetime, *, step: int) -> Iterator[datetime]:
        today = moment.astimezone(self.zone).date()
        for days in range(-1, _FARTHEST):
            day = today + timedelta(days=days * step)
            if self._has(day):
                yield datetime.combine(day, time(self.hour), self.zone).astimezone(UTC)

    def _has(self, day: date) -> bool:
        if self.cadence == Cadence.WEEKLY:
            return day.weekday() == self.weekday
        return self.cadence == Cadence.DAILY or day.day == 1


def rhythm_of(preference: DigestPreference, zone: ZoneInfo) -> Rhythm:
    """The rhythm that a reader has chosen."""
    return Rhythm(preference.cadence, preference.hour, preference.weekday, zone)
