"""What people post, in a browser without the policy that would stop a script: nothing runs, loads or leads away."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from supportgroups.lib import markup
from tests.lib.test_markup import ALLOWED, AROUND, NAUGHTY, PAYLOADS

pytestmark = [pytest.mark.browser, pytest.mark.deep]

ADDRESS = "http://posts.test/"
# Runs before anything of the page: whatever a script would do to be noticed, is noticed.
WATCH = """
window.noticed = [];
for (const name of ["alert", "confirm", "prompt", "print"]) {
  window[name] = () => window.noticed.push(name);
}
window.addEventListener("error", event => window.noticed.push("error " + event.message), true);
window.addEventListener("securitypolicyviolation", () => window.noticed.push("policy"));
"""
# What stands in the page as the browser has understood it, and not as we wrote it.
FAULTS = """([tags, allowed]) => {
  const faults = [];
  for (const element of document.querySelectorAll("main *")) {
    const tag = element.localName;
    if (tag === "section") { continue; }
    if (!tags.includes(tag)) { faults.push("element " + tag); }
    for (const attribute of element.attributes) {
      if (!(allowed[tag] || []).includes(attribute.name)) { faults.push(tag + " " + attribute.name); }
    }
    if (tag === "a" && !["http:", "https:", "mailto:"].includes(element.protocol)) { faults.push(element.href); }
  }
  const outside = [...document.body.children].map(element => element.localName);
  if (outside.join() !== "main") { faults.push("outside: " + outside); }
  return faults;
}"""


def shown(browser: Browser, bodies: list[str]) -> tuple[Page, list[str]]:
    """A page with these, each in a section, served without any header; and every address that it asked for."""
    page = browser.new_page()
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        html = "<!doctype html><meta charset=utf-8><title>x</title><main>"
        html += "".join(f"<section>{body}</section>" for body in bodies)
        route.fulfill(body=f"{html}</main>" if route.request.url == ADDRESS else "", content_type="text/html")

    page.add_init_script(WATCH)
    page.route("**/*", answer)
    page.goto(ADDRESS, wait_until="load")
    return page, asked


def found(page: Page) -> tuple[Any, Any]:
    """What is wrong with the page, and what was noticed, after everything in it was pointed at, focused and pressed."""
    faults = page.evaluate(FAULTS, [sorted(markup.TAGS), {tag: sorted(names) for tag, names in ALLOWED.items()}])
    page.evaluate("""async () => {
      document.addEventListener("click", event => event.preventDefault());
      for (const element of document.querySelectorAll("body *")) {
        for (const kind of ["pointerover", "mouseover", "focus", "click", "toggle", "animationstart", "wheel"]) {
          element.dispatchEvent(new Event(kind, {bubbles: true, cancelable: true}));
        }
      }
      await new Promise(done => setTimeout(done, 200));
    }""")
    return faults, page.evaluate("window.noticed")


@pytest.mark.parametrize("around", AROUND)
def test_nothing_runs_and_nothing_is_asked_for(browser: Browser, around: str) -> None:
    page, asked = shown(browser, [markup.render(around.format(payload)).html for payload in (*PAYLOADS, *NAUGHTY)])
    try:
        assert page.locator("section").count() == len(PAYLOADS) + len(NAUGHTY)
        assert found(page) == ([], [])
        assert asked == [ADDRESS]
    finally:
        page.close()


@pytest.mark.parametrize(
    "planted",
    [
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)></svg>",
        "<a href='javascript:alert(1)'>x</a>",
        "<b onmouseover=alert(1)>x</b>",
        "</section></main><p>out</p>",
        "<script>alert(1)</script>",
    ],
)
def test_what_is_planted_is_found(browser: Browser, planted: str) -> None:
    """The same eyes on HTML that did not go through the pipeline."""
    page, _asked = shown(browser, [planted])
    try:
        assert found(page) != ([], [])
    finally:
        page.close()
