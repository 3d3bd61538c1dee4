"""What somebody has typed is there again: offline, the site or the browser killed, two windows, a locked thread.

A sign-in that has ended is in `test_kept_words.py`.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from supportgroups.front.management.commands.develop import web
from tests.journeys.conftest import ROOT, START_SECONDS, Site, free_port, is_up, wait_until
from tests.journeys.test_first_day import GROUP, sign_in, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.deep]

WRITE = f"/g/{GROUP}/forums/talk/write/"
MOST_LOST = 5  # seconds of typing
A_WORD_EVERY = 0.25
BOX = "textarea.composer-words"
STATUS = "[data-autosave-status]"


def saved(page: Page) -> None:
    expect(page.locator(STATUS)).to_have_text("Your words are saved.", timeout=15_000)


def nothing_kept(page: Page) -> None:
    """The browser has let go of its own copy: the site has the words."""
    look = "!Object.keys(localStorage).some(key => key.startsWith('kept:'))"
    wait_until(lambda: page.evaluate(look), 15, "the browser to let go of its copy")


def newest_draft(page: Page, start: str) -> str:
    """What the site has of the draft that begins so, as its own page shows it."""
    page.goto("/drafts/")
    page.locator("a.thread-link", has_text=start).first.click()
    return page.locator(BOX).input_value()


def test_words_typed_offline_arrive_when_the_line_is_back(phone: Callable[..., Page]) -> None:
    page = signed_in(phone, "heron")
    page.goto(WRITE)
    page.locator(BOX).press_sequentially("offline begins ")
    saved(page)
    page.context.set_offline(offline=True)
    page.locator(BOX).press_sequentially("and goes on under a bridge ")
    expect(page.locator(STATUS)).to_contain_text("Your words are safe in this browser")
    page.context.set_offline(offline=False)
    saved(page)
    nothing_kept(page)
    assert newest_draft(page, "offline begins") == "offline begins and goes on under a bridge "


def test_a_page_left_offline_offers_the_words_again(phone: Callable[..., Page]) -> None:
    page = signed_in(phone, "heron")
    page.goto(WRITE)
    page.context.set_offline(offline=True)
    page.locator(BOX).fill("Never sent.")
    expect(page.locator(STATUS)).to_contain_text("Your words are safe in this browser")
    # A browser that is cut off lets a request through that outlives its page, once the line is back: not here.
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no line')); }")
    page.goto("about:blank")  # a page that needs no line, so that ours is left before the line is back
    page.context.set_offline(offline=False)
    page.goto(WRITE)
    page.locator("[data-autosave-restore]").click()
    expect(page.locator(BOX)).to_have_value("Never sent.")
    saved(page)


class MortalSite:
    """A web server that dies when it is told to."""

    def __init__(self, site: Site, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.port = port
        self.environment = site.environment | {"PORT": str(port), "SITE_URL": self.url}
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", *web(self.port, reload=False)], cwd=ROOT, env=self.environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        wait_until(lambda: is_up(self.url), START_SECONDS, "the web server")

    def kill(self) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)
            self.process = None


@pytest.fixture
def mortal(site: Site) -> Iterator[MortalSite]:
    """A web server of its own before the same database, to be killed."""
    server = MortalSite(site, free_port())
    server.start()
    yield server
    server.kill()


def test_words_typed_while_the_site_is_killed_are_saved_when_it_is_back(browser: Browser, mortal: MortalSite) -> None:
    page = browser.new_context(base_url=mortal.url, viewport={"width": 390, "height": 844}).new_page()
    try:
        sign_in(page, "heron")
        page.goto(WRITE)
        page.locator(BOX).press_sequentially("killed site ")
        saved(page)
        mortal.kill()
        page.locator(BOX).press_sequentially("and still typing ")
        expect(page.locator(STATUS)).to_contain_text("we keep trying")
        page.locator(BOX).press_sequentially("without noticing ")
        mortal.start()
        saved(page)
        assert newest_draft(page, "killed site") == "killed site and still typing without noticing "
    finally:
        page.context.close()


def test_a_killed_browser_loses_five_seconds_at_most(
    site: Site, browser: Browser, phone: Callable[..., Page], tmp_path: Path
) -> None:
    """Typing goes on without a pause, so that only the rule of seconds saves; then every process of it is killed."""
    profile = tmp_path / "profile"
    context = browser.browser_type.launch_persistent_context(
        str(profile), executable_path=os.environ.get("CHROMIUM") or "/usr/bin/chromium",
        args=["--no-sandbox", "--disable-gpu"], base_url=site.url, viewport={"width": 390, "height": 844},
    )  # fmt: skip
    page = context.new_page()
    sign_in(page, "heron")
    page.goto(WRITE)
    page.locator(BOX).click()
    times = typed_without_a_pause(page, 49)
    killed = time.monotonic()
    kill_all_that_use(profile)
    with suppress(Error):
        context.close()
    words = newest_draft(signed_in(phone, "heron"), "word001")
    assert "".join(f"word{number:03} " for number in times).startswith(words)
    last = int(re.findall(r"word(\d{3})", words)[-1])
    assert all(killed - at <= MOST_LOST for number, at in times.items() if number > last), last


def typed_without_a_pause(page: Page, count: int) -> dict[int, float]:
    """A word every quarter of a second; when each was typed."""
    times: dict[int, float] = {}
    began = time.monotonic()
    for number in range(1, count + 1):
        page.keyboard.type(f"word{number:03} ")
        times[number] = time.monotonic()
        time.sleep(max(0, began + number * A_WORD_EVERY - time.monotonic()))
    return times


def kill_all_that_use(profile: Path) -> None:
    """SIGKILL to each process whose command line names this profile, which no other browser has."""
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if str(profile).encode() in (entry / "cmdline").read_bytes():
                os.kill(int(entry.name), signal.SIGKILL)


def test_two_windows_keep_both_texts_under_their_own_headings(phone: Callable[..., Page]) -> None:
    first = signed_in(phone, "heron")
    first.goto(WRITE)
    first.locator(BOX).press_sequentially("two windows ")
    saved(first)
    address = newest_draft_address(first, "two windows")
    first.goto(address)
    second = first.context.new_page()
    second.goto(address)
    first.locator(BOX).fill("The first window says this.")
    saved(first)
    second.locator(BOX).fill("The second window says that")
    expect(second.locator(STATUS)).to_contain_text("Other words were saved from another window.")
    second.locator(BOX).press_sequentially(", and more.")
    nothing_kept(second)
    second.close()  # nothing was pressed in it
    first.goto(address)
    expect(first.locator(BOX)).to_have_value("The first window says this.")
    expect(first.get_by_role("heading", name="Words from another window", exact=True)).to_be_visible()
    expect(first.get_by_text("The second window says that, and more.")).to_be_visible()
    first.get_by_role("button", name="Go on from these words").click()
    expect(first.locator(BOX)).to_have_value("The second window says that, and more.")
    first.get_by_role("link", name="Earlier versions of this draft").click()
    expect(first.get_by_text("The first window says this.")).to_be_visible()


def newest_draft_address(page: Page, start: str) -> str:
    page.goto("/drafts/")
    return str(page.locator("a.thread-link", has_text=start).first.get_attribute("href"))


def test_a_thread_locked_meanwhile_keeps_what_was_typed(site: Site, phone: Callable[..., Page]) -> None:
    page = signed_in(phone, "heron")
    page.goto(f"/g/{GROUP}/forums/talk/")
    page.locator("a.thread-link").first.click()
    expect(page).to_have_url(re.compile("/threads/"))
    ref = re.search(r"/threads/([0-9a-f-]{36})/", page.url)
    assert ref
    page.goto(f"/g/{GROUP}/threads/{ref[1]}/reply/")
    lock(site, ref[1])
    try:
        page.locator(BOX).fill("I typed this while it was being locked.")
        page.get_by_role("button", name=re.compile("Go on as")).click()
        expect(page.get_by_text("What you wrote is safe under “My drafts”.")).to_be_visible()
    finally:
        unlock(site, ref[1])
    assert newest_draft(page, "I typed this while") == "I typed this while it was being locked."


def lock(site: Site, ref: str) -> None:
    script = f"""
from django.utils import timezone
from forums.models import Lock, Thread
thread = Thread.objects.get(ref="{ref}")
Lock.objects.create(group_id=thread.group_id, thread=thread, made_by_id=thread.author_id, made_at=timezone.now())
"""
    site.manage("shell", stdin=script)


def unlock(site: Site, ref: str) -> None:
    site.manage("shell", stdin=f"from forums.models import Lock\nLock.objects.filter(thread__ref='{ref}').delete()\n")
