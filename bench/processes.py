"""Processor time of processes, read from /proc: what they have used, not how long anybody waited."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


def milliseconds(pids: Iterable[int]) -> float:
    """What all of them together have used since they began; one that is gone counts nothing."""
    return sum(_used(pid) for pid in pids)


def children(pid: int) -> list[int]:
    """Processes that this one started and that still run."""
    return [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit() and _parent(entry) == pid]


def _used(pid: int) -> float:
    """By the scheduler's own count, in nanoseconds for each thread; in clock ticks where it keeps none."""
    with suppress(OSError):
        return sum(int((task / "schedstat").read_text().split()[0]) for task in _tasks(pid)) / 1e6
    with suppress(OSError):
        fields = stat_fields((PROC / str(pid) / "stat").read_text())
        return (int(fields[11]) + int(fields[12])) * 1000 / TICKS
    return 0.0


def _tasks(pid: int) -> list[Path]:
    return list((PROC / str(pid) / "task").iterdir())


def _parent(entry: Path) -> int:
    with suppress(OSError):
        return int(stat_fields((entry / "stat").read_text())[1])
    return 0


def stat_fields(line: str) -> list[str]:
    """The fields of a line of /proc/<pid>/stat after the name, which may hold blanks and brackets itself."""
    return line.rpartition(")")[2].split()
