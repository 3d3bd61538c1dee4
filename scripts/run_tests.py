"""Passes the tests: on SQLite always, on PostgreSQL with Redis and in a browser where the machine has them.

    python scripts/run_tests.py [--deep] [arguments for pytest]

What this machine cannot run is said in one line each at the end. With REQUIRE_ALL=1 that is a failure, and so is a
single skipped test. The exit status is 0 only when everything that ran passed; the last line counts all runs together.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import psycopg2
import redis

ROOT = Path(__file__).resolve().parent.parent
DATABASE_URL = os.environ.get("DATABASE_URL", "")
POSTGRES_URL = DATABASE_URL if DATABASE_URL.startswith("postgres") else "postgres://postgres@127.0.0.1:5432/postgres"
REDIS_URL = os.environ.get("REDIS_URL") or "redis://127.0.0.1:6379/0"
REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"
# The servers are chosen per run; compiled files are kept, since every run reads the same tests again.
NOT_INHERITED = ("DATABASE_URL", "REDIS_URL", "PYTHONDONTWRITEBYTECODE")
NO_TESTS_FOUND = 5  # pytest's exit status
# What a run in a browser need not even read: that takes longer than some journeys do.
WITHOUT_BROWSER = tuple(f"tests/{path.name}" for path in sorted(ROOT.glob("tests/[a-z]*/")) if path.name != "journeys")
SUITE_COUNTS = ("tests", "failures", "errors", "skipped")
PROBE_SECONDS = 3


@dataclass(frozen=True)
class Tally:
    """How many tests passed, did not, and were left out; errors outside of a test count as one that did not."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


@dataclass(frozen=True)
class Run:
    """One call of pytest: its name on the screen, its database, its choice of tests, and folders without any."""

    name: str
    database: str
    marks: str
    workers: int = 2
    without: tuple[str, ...] = ()

    @property
    def in_browser(self) -> bool:
        return self.name.startswith("browser")


def main(arguments: list[str]) -> int:
    """Runs what can be run; returns the exit status."""
    deep = "--deep" in arguments
    extra = [argument for argument in arguments if argument != "--deep"]
    missing = missing_services()
    runs = planned(
        deep=deep, have_servers=not (missing["postgres"] or missing["redis"]), have_browser=not missing["browser"]
    )
    lines, failed, total = [], False, Tally()
    migrate_meanwhile(runs)
    for turn in turns(runs):
        for line, passed, tally in carry_out(turn, extra, empty_is_fine=deep or bool(extra)):
            lines.append(line)
            failed = failed or not passed
            total += tally
    not_run = [f"not run: {reason}" for reason in missing.values() if reason]
    print("", *lines, *not_run, total, sep="\n")
    return 1 if failed or (REQUIRE_ALL and not_run) else 0


def missing_services() -> dict[str, str]:
    """One sentence for each thing that this machine lacks, an empty one for what it has."""
    return {"postgres": postgres_missing(), "redis": redis_missing(), "browser": browser_missing()}


def postgres_missing() -> str:
    """Why the tests cannot run on PostgreSQL, or an empty string."""
    try:
        psycopg2.connect(POSTGRES_URL, connect_timeout=PROBE_SECONDS).close()
    except psycopg2.Error:
        return "PostgreSQL (nothing answers on 127.0.0.1:5432; DATABASE_URL can name another)"
    return ""


def redis_missing() -> str:
    """Why the tests cannot use Redis, or an empty string."""
    try:
        with redis.Redis.from_url(REDIS_URL, socket_timeout=PROBE_SECONDS) as client:
            client.ping()
    except redis.RedisError:
        return "Redis, and with it PostgreSQL (nothing answers on 127.0.0.1:6379; REDIS_URL can name another)"
    return ""


def browser_missing() -> str:
    """Why the browser journeys cannot run, or an empty string."""
    return "" if find_chromium() else "browser journeys (no Chromium was found; CHROMIUM=/path/to/it names one)"


def find_chromium() -> str | None:
    """The path of a Chromium on this machine."""
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    return next((path for name in names if name and (path := shutil.which(name))), None)


def planned(*, deep: bool, have_servers: bool, have_browser: bool) -> list[Run]:
    """The calls of pytest, in order; what may run on both databases does.

    The house tests have their place in `make check`, on SQLite. On PostgreSQL they run among the long ones, and so does
    what says nothing about a database, unless it is long.
    """
    databases = ["sqlite", "postgres"] if have_servers else ["sqlite"]
    depth = "deep" if deep else "not deep"
    quick = "not deep and not house"
    second_time = f"((deep or house) and not once or once and {quick})"
    chosen = {
        "sqlite": f"{depth if deep else quick} and not postgres",
        "postgres": second_time if deep else f"{quick} and not once",
    }
    elsewhere = ("tests/journeys",) if deep else ("tests/journeys", "tests/house")
    runs = [
        Run(name=name, database=name, marks=f"{chosen[name]} and not browser", without=elsewhere) for name in databases
    ]
    if have_browser:
        runs += [
            Run(f"browser on {name}", name, marks=f"{depth} and browser", workers=0, without=WITHOUT_BROWSER)
            for name in databases
        ]
    return runs


def turns(runs: list[Run]) -> list[list[Run]]:
    """One after the other, but the browsers side by side: either waits for a server, a worker or a clock half of its
    time, and keeps no more than one processor busy."""
    browsers = [run for run in runs if run.in_browser]
    return [*([run] for run in runs if not run.in_browser), *([browsers] if browsers else [])]


def migrate_meanwhile(runs: list[Run]) -> None:
    """Where a migration is new, the database of later runs is migrated beside the first run, whose own is migrated by
    one process while another waits. A run that needs it waits for it."""
    for run in runs:
        if run.database != runs[0].database and not run.in_browser:
            seen = environment(run)
            seen |= {"DJANGO_SETTINGS_MODULE": "supportgroups.settings.test"}
            seen |= {"TEST_DB_SUFFIX": f"{seen['TEST_DB_SUFFIX']}_kept"}
            subprocess.Popen([sys.executable, "-m", "tests.schema"], cwd=ROOT, env=seen)


def carry_out(turn: list[Run], extra: list[str], *, empty_is_fine: bool) -> list[tuple[str, bool, Tally]]:
    """What goes side by side says what it has to say when it is over, and not into the other's words."""
    print(f"\n=== {', '.join(run.name for run in turn)} ===", flush=True)
    each = partial(call_pytest, extra=extra, empty_is_fine=empty_is_fine, aside=len(turn) > 1)
    with ThreadPoolExecutor() as pool:
        return list(pool.map(each, turn))


def call_pytest(run: Run, *, extra: list[str], empty_is_fine: bool, aside: bool) -> tuple[str, bool, Tally]:
    """Returns the closing line, whether all is well, and how many tests there were."""
    report = ROOT / "var" / "reports" / f"{run.name.replace(' ', '-')}.xml"
    report.unlink(missing_ok=True)
    pytest = [sys.executable, "-m", "pytest", "-q", f"--numprocesses={run.workers}", f"--junitxml={report}"]
    command = [*pytest, "-m", run.marks, *(f"--ignore={folder}" for folder in run.without), *extra]
    began = time.monotonic()
    status, said = run_program(command, environment(run), aside=aside)
    if said:
        print(f"\n{run.name}:\n{said}", flush=True)
    seconds = f"{time.monotonic() - began:.0f} s"
    tally = count(report)
    if status == NO_TESTS_FOUND:
        return f"{run.name}: no tests of this kind", empty_is_fine, tally
    if status:
        return f"{run.name}: FAILED in {seconds}", False, tally
    if REQUIRE_ALL and tally.skipped:
        return f"{run.name}: FAILED, {tally.skipped} skipped", False, tally
    return f"{run.name}: passed in {seconds}" + (f", {tally.skipped} skipped" if tally.skipped else ""), True, tally


def run_program(command: list[str], seen: dict[str, str], *, aside: bool) -> tuple[int, str]:
    """Its exit status, and what it said if that was kept aside."""
    out, err = (subprocess.PIPE, subprocess.STDOUT) if aside else (None, None)
    done = subprocess.run(command, cwd=ROOT, env=seen, check=False, text=True, stdout=out, stderr=err)
    return done.returncode, done.stdout or ""


def environment(run: Run) -> dict[str, str]:
    """What the tests of one run see: which database, and where the servers and the browser are."""
    # Named after this folder: what a run that was cut off left behind is cleared by the next one.
    suffix = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
    chosen = {"TEST_DATABASE": run.database, "TEST_DB_SUFFIX": suffix, "CHROMIUM": find_chromium() or ""}
    if run.database == "postgres":
        chosen |= {"DATABASE_URL": POSTGRES_URL, "REDIS_URL": REDIS_URL}
    inherited = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
    return inherited | chosen


def count(report: Path) -> Tally:
    """What a run came to, from pytest's own report; one that was cut off before it wrote any counts as one failure."""
    if not report.exists():
        return Tally(failed=1)
    total = Tally()
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):  # noqa: S314 - our own run wrote it just now
        tests, failures, errors, skipped = (int(suite.get(name, "0")) for name in SUITE_COUNTS)
        total += Tally(tests - failures - errors - skipped, failures + errors, skipped)
    return total


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
