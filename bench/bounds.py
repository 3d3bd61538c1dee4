"""What each page may cost at most: 100,000 posts, every feature switched on, as a signed-in member."""

from __future__ import annotations

from dataclasses import dataclass

# Twice the first is the bound; the second is the least that Django can do for the same words, and is only told.
BARE = "bare view of the same 20 posts"
LEAN = "bare view, lean: values and dates"


@dataclass(frozen=True)
class Bound:
    """The most of each; 0 where nothing is promised. `gzipped` in bytes."""

    app_ms: float
    db_ms: float
    statements: int
    gzipped: int = 0
    times_bare: float = 0


LIST = Bound(12, 3, 9, 8_000)
THREAD = Bound(13, 2, 10, 12_000, times_bare=2)
FRONT = Bound(15, 4, 12, 12_000)
SEARCH = Bound(15, 15, 9, 12_000)
REPLY = Bound(12, 4, 17)
