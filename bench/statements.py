"""Statements as the database counts them: calls in pg_stat_statements, BEGIN and COMMIT included."""

from __future__ import annotations

from typing import Any

import psycopg2


class Counter:
    """Counts the statements of one database from another one of the same server, so that it never counts its own."""

    def __init__(self, server: str, database: str) -> None:
        self.database = database
        self._line: Any = psycopg2.connect(f"{server}/postgres")
        self._line.autocommit = True
        self.is_kept = self._is_loaded()

    def begin(self) -> None:
        """Count from here."""
        if self.is_kept:
            self._ask(
                "SELECT pg_stat_statements_reset(0, (SELECT oid FROM pg_database WHERE datname = %s), 0)", self.database
            )

    def count(self) -> int:
        """Statements since then; 0 where nobody counts."""
        if not self.is_kept:
            return 0
        return int(
            self._ask(
                "SELECT coalesce(sum(calls), 0) FROM pg_stat_statements JOIN pg_database ON oid = dbid"
                " WHERE datname = %s",
                self.database,
            )[0][0]
        )

    def dearest(self, most: int = 15) -> list[tuple[int, float, str]]:
        """(calls, milliseconds altogether, words) of the statements that took longest since then."""
        rows = self._ask(
            "SELECT calls, total_exec_time, query FROM pg_stat_statements JOIN pg_database ON oid = dbid"
            " WHERE datname = %s ORDER BY total_exec_time DESC LIMIT %s",
            self.database,
            most,
        )
        return [(int(calls), float(took), " ".join(str(words).split())) for calls, took, words in rows]

    def backends(self) -> list[int]:
        """Processes of the server that work on the database."""
        rows = self._ask("SELECT pid FROM pg_stat_activity WHERE datname = %s", self.database)
        return [int(row[0]) for row in rows]

    def settle(self) -> None:
        """Write out and count anew what seeding left, so that no later page pays for it."""
        self._ask("CHECKPOINT")

    def close(self) -> None:
        self._line.close()

    def _is_loaded(self) -> bool:
        loaded = "pg_stat_statements" in self._ask("SHOW shared_preload_libraries")[0][0]
        if loaded:
            self._ask("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
        return loaded

    def _ask(self, statement: str, *values: object) -> list[Any]:
        with self._line.cursor() as cursor:
            cursor.execute(statement, values or None)
            return list(cursor.fetchall()) if cursor.description else []
