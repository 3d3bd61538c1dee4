"""A PostgreSQL of the bench's own, on loopback, with every statement counted; it ends with the bench, its data stay."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOOPBACK = "127.0.0.1"
SECONDS_TO_START = 30
# Everything in memory, as in the figures of others that ours stand beside; all else as PostgreSQL comes.
SETTINGS = {
    "shared_preload_libraries": "pg_stat_statements",
    "shared_buffers": "1GB",
    "max_connections": "60",
}


class NoPostgres(RuntimeError):
    """No PostgreSQL server is installed here: BENCH_DATABASE_URL names one elsewhere."""


@contextmanager
def cluster() -> Iterator[str]:
    """The address of a server that is there while the block runs."""
    programs, folder = _programs(), _folder()
    if not (folder / "PG_VERSION").exists():
        _run([str(programs / "initdb"), "-D", str(folder), "-U", "postgres", "-A", "trust", "-E", "UTF8"])
    port = free_port()
    words = [f"-c{name}={value}" for name, value in SETTINGS.items()]
    command = [str(programs / "postgres"), "-D", str(folder), "-p", str(port), "-h", LOOPBACK, "-k", str(folder)]
    with (folder / "said.log").open("ab") as said:
        server = subprocess.Popen([*command, *words], stdout=said, stderr=said, cwd=folder, user=_somebody())
    try:
        _wait(server, [str(programs / "pg_isready"), "-q", "-h", LOOPBACK, "-p", str(port)], folder)
        yield f"postgres://postgres@{LOOPBACK}:{port}"
    finally:
        server.send_signal(signal.SIGINT)  # at once, and in order: the next start has nothing to mend
        with suppress(subprocess.TimeoutExpired):
            server.wait(SECONDS_TO_START)
        if server.poll() is None:
            server.kill()


def free_port() -> int:
    """A port of loopback that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _programs() -> Path:
    """Where the newest server's programs lie; Debian keeps them out of the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    if initdb is None:
        raise NoPostgres(NoPostgres.__doc__)
    return Path(initdb).resolve().parent


def _folder() -> Path:
    """Data are kept from one run to the next. PostgreSQL refuses to run as root: then as its own account."""
    folder = Path(os.environ.get("BENCH_DIR") or Path(tempfile.gettempdir()) / f"supportgroups-bench-{os.getuid()}")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.getuid() == 0:
        somebody = pwd.getpwnam("postgres")
        os.chown(folder, somebody.pw_uid, somebody.pw_gid)
    return folder


def _somebody() -> str | None:
    return "postgres" if os.getuid() == 0 else None


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", user=_somebody())


def _wait(server: subprocess.Popen[bytes], is_ready: list[str], folder: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        if subprocess.run(is_ready, check=False, cwd="/").returncode == 0:
            return
        time.sleep(0.1)
    raise NoPostgres(f"PostgreSQL did not start; {folder / 'said.log'} says why.")
