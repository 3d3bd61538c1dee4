"""The broker that needs no server, for development: messages are files in a folder.

Kombu's own opens the file of a message and then writes into it: a worker that looks at that moment takes an empty one
and ends. Here a message is written aside and appears whole; and who binds a queue or reads what is bound holds a lock.
Between threads, kombu's own notes that a queue is bound before it is, and what another sends meanwhile goes nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from time import monotonic
from typing import Any
from uuid import uuid4

from kombu.transport import filesystem
from kombu.transport.filesystem import LOCK_EX, lock, unlock
from kombu.utils.json import dumps

_BINDING = RLock()


class Channel(filesystem.Channel):
    """As kombu's, for any number of processes."""

    def _put(self, queue: str, message: Any, **_options: Any) -> None:  # type: ignore[override]
        whole = Path(self.data_folder_out, f"{round(monotonic() * 1000)}_{uuid4()}.{queue}.msg")
        aside = whole.with_name(f"{whole.name}.part")
        aside.write_text(dumps(message))
        aside.replace(whole)

    def get_table(self, exchange: str) -> Any:
        """What is bound to an exchange."""
        with self._alone():
            return super().get_table(exchange)

    def queue_bind(self, *binding: Any, **options: Any) -> None:
        """Tie a queue to an exchange; of several threads none takes it for tied before it is."""
        with _BINDING:
            super().queue_bind(*binding, **options)

    def _queue_bind(self, *binding: Any) -> None:
        with self._alone():
            super()._queue_bind(*binding)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        folder = Path(self.control_folder)
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "lock").open("a") as file:
            lock(file, LOCK_EX)
            try:
                yield
            finally:
                unlock(file)


class Transport(filesystem.Transport):
    """As kombu's, with such channels."""

    Channel = Channel
