"""Web addresses in feeds: which lead to a meeting, which to a page, and which are left out."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

LONGEST_URL = 500  # characters

# The hosts the standard knows as places to meet. Anything else in `conference_url` may be any page at all.
MEETING_HOSTS = (
    "bluejeans.com", "discord.gg", "discord.com", "freeconference.com", "freeconferencecall.com", "goto.com",
    "gotomeet.me", "gotomeeting.com", "horizon.meet", "meet.google.com", "meet.jit.si", "meetings.dialpad.com",
    "signal.group", "skype.com", "teams.live.com", "teams.microsoft.com", "webex.com", "zoho.com", "zoom.us",
)  # fmt: skip
SECRET_PARTS = {"pwd", "passcode", "password", "pass", "tk", "token"}


def meeting_address(given: str) -> str:
    """The address to meet at, on https, without the passcode some carry; "" unless its host is a known one."""
    parts = _split(given)
    host = (parts.hostname or "").lower() if parts else ""
    if parts is None or not any(host == known or host.endswith(f".{known}") for known in MEETING_HOSTS):
        return ""
    query = urlencode([pair for pair in parse_qsl(parts.query) if pair[0].lower() not in SECRET_PARTS])
    return urlunsplit(("https", host, parts.path, query, ""))[:LONGEST_URL]


def web_address(given: str) -> str:
    """A page to read, as it was given; "" for no web address and for one that leads into a meeting."""
    return given if _split(given) and not meeting_address(given) and len(given) <= LONGEST_URL else ""


def _split(given: str) -> SplitResult | None:
    """The parts of a plain web address, or None: another scheme, a name and password in it, a strange port."""
    try:
        parts = urlsplit(given)
        plain = (
            parts.scheme in {"http", "https"}
            and parts.hostname
            and not parts.username
            and parts.port in {None, 80, 443}
        )
    except ValueError:
        return None
    return parts if plain and not re.search(r"[\s<>\"\\]", given) else None
