"""A running site with its worker, and a browser to walk it.

Nothing here is made up for the test: `manage.py develop` serves the seeded world with web server, worker and schedule,
on SQLite with the broker that needs no server, or on PostgreSQL with Redis.
"""

from __future__ import annotations

import email
import email.policy
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2
import pytest
import redis
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 60
PATIENCE = 15_000  # milliseconds for what takes a tenth of it on a machine that does nothing else
REDIS_DATABASE = 11  # of the 16 there are by default; emptied before and after


@dataclass
class Site:
    """A site that runs, as somebody outside it sees it: an address, a mailbox, and the operator's command line."""

    url: str
    folder: Path
    environment: dict[str, str]
    letters_read: set[str] = field(default_factory=set)

    def manage(self, *arguments: str, stdin: str = "") -> str:
        """`manage.py`, as the operator would call it; returns what it printed."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, input=stdin, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def letters_to(self, address: str) -> list[email.message.EmailMessage]:
        """All letters to an address so far, oldest first."""
        found = []
        for file in sorted((self.folder / "mail").glob("*.log"), key=lambda file: file.stat().st_mtime):
            for part in file.read_bytes().split(b"\n" + b"-" * 79 + b"\n"):
                if part.strip():
                    message = email.message_from_bytes(part.lstrip(), policy=email.policy.default)
                    if address in str(message["To"]):
                        found.append(message)
        return found

    def wait_for_letter(self, address: str, after: int = 0, seconds: float = 30) -> email.message.EmailMessage:
        """The letter that comes after the first `after` ones; the worker has to bring it."""
        letters = wait_until(lambda: self.letters_to(address)[after:], seconds, f"a letter to {address}")
        return letters[0]

    def code_for(self, address: str, after: int = 0) -> str:
        """The six digits in the next letter to an address."""
        letter = self.wait_for_letter(address, after)
        body = letter.get_body(("plain",))
        assert body is not None
        found = re.search(r"\b(\d{6})\b", body.get_content())
        assert found, body.get_content()
        return found[1]


def wait_until(find: Callable[[], object], seconds: float, what: str) -> object:
    """Asks again and again until there is something; fails by name when time runs out."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := find():
            return found
        time.sleep(0.2)
    raise AssertionError(f"waited {seconds} s for {what}")


def ticks_of(page: Page) -> list[Locator]:
    """Every box to tick on the page that a press has led to; the press returns before that page has come."""
    boxes = page.get_by_role("checkbox")
    boxes.first.wait_for()
    page.wait_for_load_state("domcontentloaded")
    return boxes.all()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The seeded world, served with its worker until the last journey is over."""
    folder = tmp_path_factory.mktemp("site")
    port = free_port()
    environment = plain_environment() | {
        "DJANGO_SETTINGS_MODULE": "supportgroups.settings.dev",
        "VAR_DIR": str(folder),
        "PORT": str(port),
        "SITE_URL": f"http://127.0.0.1:{port}",
    }
    on_postgres = os.environ.get("TEST_DATABASE") == "postgres"
    if on_postgres:
        environment |= servers(f"journey_{port}")
    running = Site(f"http://127.0.0.1:{port}", folder, environment)
    running.manage("migrate", "-v0")
    running.manage("seed")
    log = (folder / "develop.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "develop", "--port", str(port)],
        cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip
    try:
        wait_until(lambda: is_up(running.url), START_SECONDS, "the site")
        yield running
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)
        log.close()
        if on_postgres:
            drop_database(f"journey_{port}")
    assert process.returncode == 0, (folder / "develop.log").read_text()[-2000:]


def plain_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}


def servers(name: str) -> dict[str, str]:
    """A database and a Redis of this run's own."""
    base = os.environ.get("DATABASE_URL") or "postgres://postgres@127.0.0.1:5432/postgres"
    broker = re.sub(r"/\d*$", "", os.environ.get("REDIS_URL") or "redis://127.0.0.1:6379/0") + f"/{REDIS_DATABASE}"
    redis.Redis.from_url(broker).flushdb()
    with_database(f'CREATE DATABASE "{name}"')
    return {"DATABASE_URL": re.sub(r"/[^/]*$", f"/{name}", base), "REDIS_URL": broker}


def drop_database(name: str) -> None:
    with_database(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def with_database(statement: str) -> None:
    base = os.environ.get("DATABASE_URL") or "postgres://postgres@127.0.0.1:5432/postgres"
    connection = psycopg2.connect(base)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_up(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=2) as answer:  # noqa: S310 - loopback
            return answer.status == 200
    except OSError:
        return False


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, without a screen."""
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
        quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        launched = playwright.chromium.launch(executable_path=path, args=quiet)
        expect.set_options(timeout=PATIENCE)
        yield launched
        launched.close()


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Opens a new person's browser, the size of a phone; `phone(java_script=False)` for one without scripts."""
    contexts = []

    def open_phone(*, java_script: bool = True, width: int = 390) -> Page:
        context = browser.new_context(
            base_url=site.url, viewport={"width": width, "height": 844}, java_script_enabled=java_script
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield open_phone
    for context in contexts:
        context.close()
