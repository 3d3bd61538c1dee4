"""What is uploaded is held in memory and nowhere else: neither a list of a bank's nor a picture ever lies on a disk."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler

# As much as the proxy lets through. The forms say how much each of them takes, and refuse what is larger.
MOST_BYTES = 12 * 1024 * 1024


class InMemory(MemoryFileUploadHandler):
    """Holds so much of a request's files; of what comes after that only the size is known."""

    def handle_raw_input(self, *args: Any, **options: Any) -> None:
        """Whatever length the request says it has."""
        self.activated = True
        self._left = MOST_BYTES

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep it while there is room."""
        self.file.write(raw_data[: self._left])
        self._left = max(0, self._left - len(raw_data))
