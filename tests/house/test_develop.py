"""`make run` serves in one process group: a busy port gets one line, and what was started is ended."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS_TO_START = 60


def free_port() -> int:
    """A port on loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def develop(*arguments: str, folder: Path, **environment: str) -> subprocess.Popen[str]:
    """`manage.py develop` in a process group of its own, with its files in a folder of its own."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    settings = {"DJANGO_SETTINGS_MODULE": "supportgroups.settings.dev", "VAR_DIR": str(folder)}
    return subprocess.Popen(
        [sys.executable, "manage.py", "develop", *arguments],
        cwd=ROOT,
        env=inherited | settings | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def test_a_busy_port_gets_one_line(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        process = develop("--check-port", folder=tmp_path, PORT=str(port))
        said, _ = process.communicate(timeout=SECONDS_TO_START)
    assert process.returncode == 1
    assert said.splitlines() == [f"CommandError: Port {port} is in use; choose another: PORT={port + 1} make run"]


def test_a_port_that_is_none_gets_one_line(tmp_path: Path) -> None:
    process = develop(folder=tmp_path, PORT="eight")
    said, _ = process.communicate(timeout=SECONDS_TO_START)
    assert process.returncode == 1
    assert said.splitlines() == ["CommandError: PORT is a number from 1 to 65535, not 'eight'."]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The site in development, up and answering; ended afterwards whatever happens."""
    port = free_port()
    process = develop(folder=tmp_path, PORT=str(port))
    try:
        wait_until(lambda: process.poll() is not None or answers(port))
        assert process.poll() is None, process.communicate()[0]
        wait_until(lambda: len(members_of(process.pid)) >= 4)
        yield process, port
    finally:
        for member in members_of(process.pid):
            os.kill(member, signal.SIGKILL)
        process.communicate()


def wait_until(happens: Callable[[], bool]) -> None:
    """Waits for something to become true; fails when it does not in time."""
    deadline = time.monotonic() + SECONDS_TO_START
    while not happens():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def answers(port: int) -> bool:
    """Whether something listens on the port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def members_of(group: int) -> list[int]:
    """The processes of a process group that are alive, oldest first."""
    listed = subprocess.run(["ps", "-eww", "-o", "pid=,pgid=,stat="], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines()]
    return [int(pid) for pid, pgid, state in rows if int(pgid) == group and not state.startswith("Z")]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_ends_all_of_it(running: tuple[subprocess.Popen[str], int], number: int) -> None:
    process, port = running
    process.send_signal(number)
    process.communicate(timeout=30)
    assert process.returncode == 0
    wait_until(lambda: members_of(process.pid) == [])
    assert not answers(port)


def test_if_one_part_ends_so_does_the_rest(running: tuple[subprocess.Popen[str], int]) -> None:
    process, port = running
    listed = subprocess.run(["ps", "-eww", "-o", "pid=,pgid=,args="], capture_output=True, text=True, check=True).stdout
    worker = next(line for line in listed.splitlines() if "celery" in line and f" {process.pid} " in line)
    os.kill(int(worker.split()[0]), signal.SIGKILL)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "The worker ended by itself" in said
    wait_until(lambda: members_of(process.pid) == [])
    assert not answers(port)
