"""Django's PostgreSQL with two differences (ADR 22).

Foreign keys are looked at when a row is written, not at the commit: that is a statement less for each key, and what
they refuse is refused where it was done. Connections that rested are listened to before they are used again, not asked.
"""

from __future__ import annotations

import select
from typing import Any

from django.db.backends.postgresql import base, operations


class DatabaseOperations(operations.DatabaseOperations):
    """Keys can still be deferred by who has to (see ``lib.constraints.looked_at_afterwards``)."""

    def deferrable_sql(self) -> str:
        """What stands behind every foreign key that Django makes."""
        return " DEFERRABLE INITIALLY IMMEDIATE"


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that hears when its other end hangs up."""

    ops_class = DatabaseOperations

    def is_usable(self) -> bool:
        """Whether the server is still there. A server that ends says so, and the kernel asks for one that has vanished
        (``keepalives`` in the settings): then something waits on the line. Silence means that all is well."""
        line: Any = self.connection
        if line is None or line.closed or _waits(line.fileno()):
            return bool(super().is_usable())
        return True


def _waits(socket: int) -> bool:
    """Whether anything is there to read, an end or an error among it."""
    asked = select.poll()
    asked.register(socket, select.POLLIN)
    return bool(asked.poll(0))
