"""Figures, and how they are told: a table for people, JSON for programs."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

from bench.bounds import BARE, LEAN, Bound

HEAD = ("page", "q", "app ms", "db ms", "bare x", "lean x", "raw", "gzip", "median", "p95", "req/s", "over")


@dataclass(frozen=True)
class Figures:
    """What one page costs. Milliseconds of processor time are means over all requests of a run; sizes are bytes."""

    page: str
    statements: float
    app_ms: float
    db_ms: float
    raw: int
    gzipped: int
    median_ms: float
    p95_ms: float
    per_second: float


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of all do not exceed; 0 for none."""
    ordered = sorted(values)
    if not ordered:
        return 0.0
    return ordered[max(0, -(-int(len(ordered) * share * 1000) // 1000) - 1)]


def middle(runs: Sequence[Figures]) -> Figures:
    """One page's medians over several runs."""
    numbers = {
        name: statistics.median(getattr(run, name) for run in runs)
        for name in ("statements", "app_ms", "db_ms", "median_ms", "p95_ms", "per_second")
    }
    return replace(
        runs[-1],
        **numbers,
        raw=int(statistics.median(run.raw for run in runs)),
        gzipped=int(statistics.median(run.gzipped for run in runs)),
    )


def over(figures: Figures, bound: Bound | None, bare_ms: float) -> list[str]:
    """What is above its bound, in words; nothing where all is within."""
    if bound is None:
        return []
    told = [
        ("application", figures.app_ms, bound.app_ms),
        ("database", figures.db_ms, bound.db_ms),
        ("statements", figures.statements, bound.statements),
        ("size", figures.gzipped, bound.gzipped),
        ("bare", times_bare(figures, bare_ms), bound.times_bare),
    ]
    return [name for name, value, most in told if most and round(value, 1) > most]


def times_bare(figures: Figures, bare_ms: float) -> float:
    """How many times the processor time of a bare page of the same posts."""
    return (figures.app_ms + figures.db_ms) / bare_ms if bare_ms else 0.0


def bare_of(rows: Iterable[Figures], page: str = BARE) -> float:
    """What a bare page took in the same run, application and database together."""
    return next((row.app_ms + row.db_ms for row in rows if row.page == page), 0.0)


def table(rows: Sequence[Figures], bounds: dict[str, Bound]) -> str:
    """A Markdown table, one line a page."""
    bare_ms, lean_ms = bare_of(rows), bare_of(rows, LEAN)
    lines = ["| " + " | ".join(HEAD) + " |", "|" + "---|" * len(HEAD)]
    for row in rows:
        cells = (
            row.page,
            f"{row.statements:.0f}",
            f"{row.app_ms:.1f}",
            f"{row.db_ms:.1f}",
            f"{times_bare(row, bare_ms):.2f}",
            f"{times_bare(row, lean_ms):.2f}",
            f"{row.raw / 1000:.1f} kB",
            f"{row.gzipped / 1000:.1f} kB",
            f"{row.median_ms:.1f}",
            f"{row.p95_ms:.1f}",
            f"{row.per_second:.0f}",
            ", ".join(over(row, bounds.get(row.page), bare_ms)),
        )
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def growth(small: Sequence[Figures], large: Sequence[Figures]) -> str:
    """How many times more each page costs at the larger size, in processor time."""
    before = {row.page: row.app_ms + row.db_ms for row in small}
    lines = ["| page | times |", "|---|---|"]
    lines += [
        f"| {row.page} | {(row.app_ms + row.db_ms) / before[row.page]:.2f} |" for row in large if before.get(row.page)
    ]
    return "\n".join(lines)


def as_json(told: dict[str, object], sizes: dict[int, Sequence[Figures]]) -> str:
    """Everything, for programs."""
    return json.dumps(
        {**told, "sizes": {str(size): [asdict(row) for row in rows] for size, rows in sizes.items()}}, indent=1
    )
