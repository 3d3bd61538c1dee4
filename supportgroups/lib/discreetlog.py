"""Logs that say what went wrong and nothing of whom: no group's path, no address, no number of a network."""

import logging
import re
import traceback

_REPLACEMENTS = (
    (re.compile(r"/(g|groups|drafts|account)/[^\s\"'<>)\]]+"), r"/\1/..."),
    (re.compile(r"(?<=[\w/])\?[^\s\"'<>)\]]+"), "?..."),
    (re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)*"), "(address)"),
    (re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b"), "(network)"),
    (re.compile(r"(?<![\w:])(?:[0-9a-fA-F]{1,4}:){3,7}[0-9a-fA-F]{1,4}(?![\w:])"), "(network)"),
    (re.compile(r"(?<![\w:])[0-9a-fA-F:]*::[0-9a-fA-F:]*(?![\w:])"), "(network)"),
    # PostgreSQL and SQLite name the values of a row that they refuse.
    (re.compile(r"(Key \([^)]*\)=)\(.*?\)(?= )"), r"\1(...)"),
    (re.compile(r"(Failing row contains )\(.*\)", re.DOTALL), r"\1(...)"),
)


class DiscreetFilter(logging.Filter):
    """Rewrites each record in place, its traceback too, and always lets it through."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Format the record once, here, without what names a person or a group."""
        record.msg, record.args = discreet(record.getMessage()), ()
        if record.exc_info and record.exc_info[0] is not None:
            record.exc_text = discreet("".join(traceback.format_exception(*record.exc_info)).rstrip())
        for name in ("request", "username", "email"):
            record.__dict__.pop(name, None)
        return True


def discreet(text: str) -> str:
    """The text without paths below /g/, /groups/, /drafts/, /account/, query strings, mail and network addresses."""
    for pattern, replacement in _REPLACEMENTS:
        text = pattern.sub(replacement, text)
    return text
