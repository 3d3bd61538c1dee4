"""The site as it is served to others, and beside it the bare page, by two web processes each, on loopback."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bench import processes
from bench.asking import Client, OtherAnswer, Request
from bench.cluster import LOOPBACK, free_port
from bench.pages import HOST, headers

ROOT = Path(__file__).resolve().parent.parent
WORKERS, THREADS = 2, 4  # as deploy/entrypoint starts them
SECONDS_TO_START = 60
SITE, COUNTED_SITE, BARE_SITE = "supportgroups.wsgi", "bench.counted", "bench.bare"


def environment(database_url: str) -> dict[str, str]:
    """The settings of a site that serves others; its key is made anew, its mail goes nowhere."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "supportgroups.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "DATABASE_URL": database_url,
        "REDIS_URL": os.environ.get("REDIS_URL") or f"redis://{LOOPBACK}:6379/0",
        "EMAIL_URL": f"smtp://nobody:nothing@{LOOPBACK}:1/?tls=1",
        "SITE_URL": f"https://{HOST}",
        "ALLOWED_HOSTS": HOST,
        "MAIL_DOMAIN": HOST,
        "VAR_DIR": str(ROOT / "var" / "bench"),
        "SEVERAL_MACHINES": "0",
        "WEB_PROCESSES": str(WORKERS),
    }


def manage(words: list[str], env: dict[str, str]) -> None:
    """Runs a command of manage.py to its end, and shows what it says."""
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env, check=True)


@contextmanager
def served(application: str, env: dict[str, str]) -> Iterator[tuple[int, list[int]]]:
    """The port it answers on and the processes that answer, while the block runs."""
    port = free_port()
    settings = "bench.bare" if application == BARE_SITE else env["DJANGO_SETTINGS_MODULE"]
    command = [sys.executable, "-m", "gunicorn", f"{application}:application", f"--bind={LOOPBACK}:{port}"]
    shape = [f"--workers={WORKERS}", f"--threads={THREADS}", "--no-control-socket", "--log-level=warning"]
    server = subprocess.Popen([*command, *shape], cwd=ROOT, env=env | {"DJANGO_SETTINGS_MODULE": settings})
    try:
        _wait(server, port)
        yield port, processes.children(server.pid)
    finally:
        server.terminate()
        with suppress(subprocess.TimeoutExpired):
            server.wait(20)
        if server.poll() is None:
            server.kill()


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        with suppress(OSError):
            with suppress(OtherAnswer):
                Client(port).ask(Request("/robots.txt", headers("")))
            return
        time.sleep(0.2)
    raise RuntimeError("The web server did not start; what it said is above.")
