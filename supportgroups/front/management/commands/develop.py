"""Serves the site with its worker and schedule in one foreground process group, on this machine only."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

LOOPBACK = "127.0.0.1"
DEFAULT_PORT = 8000
SECONDS_TO_END = 10  # a request or a task in flight may take this long to finish; then it is cut off
SECONDS_BETWEEN_LOOKS = 0.2
ROOT_IS_FINE_HERE = "ignore:You're running the worker with superuser privileges"
LINUX_PARENT_DEATH_SIGNAL = 1  # prctl(2)


class Command(BaseCommand):
    """Starts web and worker and waits: Ctrl-C ends both, and if one ends by itself so does the other."""

    help = "Serve the site with its worker and schedule until Ctrl-C. For development: loopback only."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", default=os.environ.get("PORT") or DEFAULT_PORT, help="default: PORT, or 8000")
        parser.add_argument("--check-port", action="store_true", help="only say whether the port is free")
        parser.add_argument("--reload", action="store_true", help="take up changed code without a restart (web only)")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("This is for development; docs/environment.md says how to serve the site to others.")
        port = port_number(options["port"])
        require_free(port)
        if options["check_port"]:
            return
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, interrupt)
        children: dict[str, subprocess.Popen[bytes]] = {}
        try:
            children["web server"] = start(web(port, reload=options["reload"]), port)
            children["worker"] = start(worker(port), port)
            self.say_where(port)
            ended = first_to_end(children)
        except KeyboardInterrupt:
            return
        finally:
            end_all(children)
        raise CommandError(f"The {ended} ended by itself, so the rest was ended too; what it said is above.")

    def say_where(self, port: int) -> None:
        address = f"http://{LOOPBACK}:{port}"
        self.stdout.write(f"The site is at {address}/   cast and pages: {address}/dev/   mail: {address}/dev/mail/")
        self.stdout.write("Ctrl-C ends it.")
        self.stdout.flush()


def port_number(text: str | int) -> int:
    """The port as a number; CommandError when it is none."""
    with suppress(ValueError):
        if 0 < int(text) < 65536:
            return int(text)
    raise CommandError(f"PORT is a number from 1 to 65535, not {text!r}.")


def require_free(port: int) -> None:
    """CommandError, in one line, when something else listens on the port already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except PermissionError:
            raise CommandError(f"Port {port} needs special rights; choose one above 1023: PORT=8001 make run") from None
        except OSError:
            other = port + 1 if port < 65535 else DEFAULT_PORT
            raise CommandError(f"Port {port} is in use; choose another: PORT={other} make run") from None


def interrupt(number: int, frame: FrameType | None) -> None:
    """An end asked for in any polite way is treated as Ctrl-C, also where Ctrl-C itself is not heard."""
    raise KeyboardInterrupt


def web(port: int, *, reload: bool) -> list[str]:
    """The command of the web server; threads, since one page may wait while another is asked for."""
    command = ["gunicorn", "supportgroups.wsgi:application", f"--bind={LOOPBACK}:{port}", "--workers=1", "--threads=8"]
    return [*command, "--no-control-socket", "--log-level=warning", *(["--reload"] if reload else [])]


def worker(port: int) -> list[str]:
    """The command of the worker with its schedule inside; one task at a time is plenty for one person."""
    folder = Path(settings.VAR_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    command = ["celery", "--app=supportgroups.celery", "--quiet", "worker", "--beat", "--pool=solo"]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel=error"]
    return [*command, *quiet, f"--schedule={folder / f'schedule-{port}'}", f"--hostname=develop-{port}@%h"]


def start(command: list[str], port: int) -> subprocess.Popen[bytes]:
    """Starts one of our own modules in this process group; links in mail lead back to this port."""
    environment = {"SITE_URL": f"http://{LOOPBACK}:{port}"} | os.environ
    return subprocess.Popen(  # noqa: S603 - our own words, no shell
        [sys.executable, "-W", ROOT_IS_FINE_HERE, "-m", *command],
        env=environment,
        stdin=subprocess.DEVNULL,
        preexec_fn=end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - no thread runs yet
    )


def end_with_parent() -> None:
    """Asks Linux to end this child should its parent vanish without a word."""
    ctypes.CDLL(None).prctl(LINUX_PARENT_DEATH_SIGNAL, signal.SIGTERM)


def first_to_end(children: dict[str, subprocess.Popen[bytes]]) -> str:
    """Waits until one of them has ended, and names it."""
    while True:
        for name, child in children.items():
            if child.poll() is not None:
                return name
        time.sleep(SECONDS_BETWEEN_LOOKS)


def end_all(children: dict[str, subprocess.Popen[bytes]]) -> None:
    """Ends what still runs: politely first, then at once. A second Ctrl-C does not leave anything behind."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + SECONDS_TO_END
    for child in children.values():
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
