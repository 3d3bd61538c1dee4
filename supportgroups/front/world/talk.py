"""All the talk of the seed world, by group."""

from __future__ import annotations

from supportgroups.front.world import (
    threads_after_a_death,
    threads_back_room,
    threads_cancer,
    threads_carers_earlier,
    threads_carers_lately,
    threads_diabetes,
    threads_low_days_earlier,
    threads_low_days_lately,
    threads_one_day,
    threads_ringing,
)
from supportgroups.front.world.script import ThreadWords

THREADS: dict[str, tuple[ThreadWords, ...]] = {
    "carers-together": threads_carers_earlier.THREADS + threads_carers_lately.THREADS,
    "low-days": threads_low_days_earlier.THREADS + threads_low_days_lately.THREADS,
    "after-a-death": threads_after_a_death.THREADS,
    "cancer-ten-weeks": threads_cancer.THREADS,
    "the-back-room": threads_back_room.THREADS,
    "one-day": threads_one_day.THREADS,
    "children-with-diabetes": threads_diabetes.THREADS,
    "ringing-ears": threads_ringing.THREADS,
}
