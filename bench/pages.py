"""What is measured: each page with its requests, its bound, and the server that answers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bench.asking import Request, follow
from bench.bounds import BARE, FRONT, LEAN, LIST, REPLY, SEARCH, THREAD, Bound

HOST = "bench.invalid"
TOKEN = "b" * 32  # what a form's token is does not matter, only that cookie and form say the same
PAGES_DOWN = 100
# Words of the made-up posts: supportgroups.front.seeding.load plants the second and the third.
SEARCHES = {
    "a common word": "support",
    "a rare word": "heliotrope",
    "a word common elsewhere": "ferryman",
    "two words": "kettle corner",
    "a typo": "suport",
}


@dataclass(frozen=True)
class Page:
    """One line of the table. `requests` are sent in turn; a press that cannot be repeated has one for every time."""

    name: str
    requests: Sequence[Request]
    bound: Bound | None = None
    is_bare: bool = False

    def times(self, count: int, begin: int = 0) -> list[Request]:
        """So many requests, from a place on."""
        return [self.requests[(begin + number) % len(self.requests)] for number in range(count)]


def pages(found: dict[str, Any], port: int) -> list[Page]:
    """All of them, in the order of the table."""
    reader = headers(found["sessions"]["all"])
    busy = [
        Page("thread list, page 1", [Request(found["forum"], reader)], LIST),
        Page(f"thread list, page {PAGES_DOWN}", [Request(far_down(found, port), reader)], LIST),
        Page("thread of 20 posts", [Request(found["short_thread"], reader)], THREAD),
        Page("thread of 20 posts, by conversation", [Request(nested(found["short_thread"]), reader)], THREAD),
        Page("thread with a poll", [Request(found["poll_thread"], reader)], THREAD),
        Page(
            "last page of a long thread", [Request(f"{found['long_thread']}?from={found['long_last']}", reader)], THREAD
        ),
        Page("long thread, by conversation", [Request(nested(found["long_thread"]), reader)], THREAD),
        Page("home", [Request("/home/", reader)], FRONT),
        Page("group page", [Request(found["group"], reader)], FRONT),
    ]
    return [*busy, *searches(found), *replies(found), *bare(found)]


def nested(thread: str) -> str:
    """The address of a thread, by conversation."""
    return f"{thread}?view=conversation"


def headers(session: str) -> dict[str, str]:
    """What a browser of a signed-in member sends through a proxy that speaks TLS."""
    return {
        "Host": HOST,
        "Cookie": f"__Host-session={session}; sessionid={session}; __Host-csrftoken={TOKEN}",
        "X-Forwarded-Proto": "https",
        "Referer": f"https://{HOST}/",
        "Accept-Language": "en",
        "User-Agent": "bench",
    }


def far_down(found: dict[str, Any], port: int) -> str:
    """The address of a page deep in the list, reached as people reach it: one link after the other."""
    address = str(found["forum"])
    first = Request(address, headers(found["sessions"]["all"]))
    for body in follow(port, first, b'" rel="next"', PAGES_DOWN - 1):
        before, there_is, _rest = body.partition(b'" rel="next"')
        address = before.rpartition(b'href="')[2].decode().replace("&amp;", "&") if there_is else address
    return address


def searches(found: dict[str, Any]) -> list[Page]:
    """Five ways of looking, in one group, as a member of that one and of nearly all."""
    places = (
        ("in all my groups", "all", "/home/search/"),
        ("in the group, of one", "one", f"{found['group']}search/"),
        ("in the group, of many", "all", f"{found['group']}search/"),
    )
    return [
        Page(f"search {where}: {what}", [Request(path, headers(found["sessions"][who]), _form(words=words))], SEARCH)
        for where, who, path in places
        for what, words in SEARCHES.items()
    ]


def replies(found: dict[str, Any]) -> list[Page]:
    """A press that posts, in a thread that few and one that many watch."""
    reader = headers(found["sessions"]["all"])
    return [
        Page(
            f"reply, {'2' if name == 'few' else '2,000'} watchers",
            [Request(path, reader, _form(act="at_once", reread=reread), 302) for path, reread in found["drafts"][name]],
            REPLY,
        )
        for name in ("few", "many")
    ]


def bare(found: dict[str, Any]) -> list[Page]:
    """The floor, by the same twenty posts as the last page of the long thread; and a lean one beside it."""
    path = f"/{found['long_thread_pk']}/{found['long_last'] - 20}/"
    reader = headers(found["sessions"]["bare"])
    return [
        Page(BARE, [Request(path, reader)], is_bare=True),
        Page(LEAN, [Request(f"/lean{path}", reader)], is_bare=True),
    ]


def _form(**fields: str) -> dict[str, str]:
    return {"csrfmiddlewaretoken": TOKEN, **fields}
