"""The site with each answer's statements in a header: only where the database itself does not count them.

Django's own hooks see no BEGIN and no COMMIT; the figures are lower by those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection

from bench.asking import COUNTED
from supportgroups.wsgi import application as site


class Tally:
    """How many statements went by."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.count += 1
        return execute(sql, params, many, context)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The site's own answer, with one header more."""
    tally = Tally()

    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        return start_response(status, [*headers, (COUNTED, str(tally.count))], *rest)

    with connection.execute_wrapper(tally):
        return site(environ, start)
