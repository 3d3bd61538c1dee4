"""Every address of the site, walked from the resolver, with the things of the cast filled in."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import get_converters

OTHERS = {"admin", "mfa", "usersessions"}  # not ours: the operator's site and the account's own pages
PART = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")


@dataclass(frozen=True)
class Address:
    """A route of ours: its name ("forums:thread"), its pattern and the rule it names ("" for what is not ours)."""

    name: str
    pattern: str
    rule: str

    def filled(self, values: dict[str, object]) -> str:
        """The address with values for its parts; KeyError names a part that nobody filled."""
        return "/" + PART.sub(lambda part: str(values[part["name"]]), self.pattern)


def addresses(resolver: URLResolver | None = None, prefix: str = "", space: str = "") -> Iterator[Address]:
    """All of them, in the resolver's order."""
    for entry in (resolver or get_resolver()).url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            if (entry.namespace or "") not in OTHERS:
                yield from addresses(entry, pattern, inner)
        elif isinstance(entry, URLPattern):
            yield Address(f"{space}{entry.name}", pattern, getattr(entry.callback, "rule", ""))


def unknown() -> uuid.UUID:
    """A reference that nothing has."""
    return uuid.uuid4()


assert {"uuid", "slug", "int", "str", "path"} <= set(get_converters())
