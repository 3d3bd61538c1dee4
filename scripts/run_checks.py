"""Runs every check that needs no running site, two at a time, and prints one line for each with its seconds.

The output of a check is shown only when it found something. The exit status is 0 only when none did.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = sys.executable
AT_ONCE = 2

CHECKS: dict[str, list[str]] = {
    "mypy": [str(BIN / "mypy")],
    "house": [PYTHON, "-m", "pytest", "tests/house", "-q", "-n", "2", "-m", "not deep and not postgres"],
    "ruff": [str(BIN / "ruff"), "check", "--quiet", "--output-format", "concise", "."],
    "format": [str(BIN / "ruff"), "format", "--check", "--quiet", "--output-format", "concise", "."],
    "imports": [str(BIN / "lint-imports"), "--no-logo", "--cache-dir", "var/cache/imports"],
    "templates": [str(BIN / "djlint"), "--lint", "--quiet", "templates"],
    "migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
}


@dataclass(frozen=True)
class Outcome:
    """What one check found, and how long it took."""

    name: str
    passed: bool
    seconds: float
    output: str


def main() -> int:
    """Runs all checks; returns the exit status."""
    (ROOT / "var" / "cache").mkdir(parents=True, exist_ok=True)
    passed = True
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for outcome in pool.map(carry_out, CHECKS):
            passed = passed and outcome.passed
            print(f"{outcome.name:<11} {'ok' if outcome.passed else 'FAILED':<6} {outcome.seconds:5.1f} s", flush=True)
            if not outcome.passed:
                print(outcome.output, flush=True)
    return 0 if passed else 1


def carry_out(name: str) -> Outcome:
    """Runs one check to its end."""
    began = time.monotonic()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "supportgroups.settings.test",
        "RUFF_CACHE_DIR": "var/cache/ruff",
    }
    done = subprocess.run(CHECKS[name], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return Outcome(name, done.returncode == 0, time.monotonic() - began, done.stdout + done.stderr)


if __name__ == "__main__":
    sys.exit(main())
