"""A log in a file for each day, so that what is old can be let go of day by day."""

import logging
import re
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

_NAME = re.compile(r"site-(\d{4}-\d{2}-\d{2})\.log")


class DailyFile(logging.Handler):
    """Appends each record to the file of its day (UTC). Several processes may write: a line is written at once."""

    def __init__(self, folder: str | Path) -> None:
        super().__init__()
        self.folder = Path(folder)

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record; what cannot be written is said on the standard error output, as logging does."""
        try:
            day = datetime.fromtimestamp(record.created, UTC).date()
            with (self.folder / f"site-{day.isoformat()}.log").open("a", encoding="utf-8") as file:
                file.write(f"{self.format(record)}\n")
        except Exception:  # noqa: BLE001 - a log that cannot be written stops nothing
            self.handleError(record)


def let_go_of_days(folder: str | Path, *, before: date) -> int:
    """Remove the files of days before this one; how many. What another process removed first is no matter."""
    gone = 0
    for file in Path(folder).glob("site-*.log"):
        named = _NAME.fullmatch(file.name)
        if named and date.fromisoformat(named[1]) < before:
            with suppress(FileNotFoundError):
                file.unlink()
                gone += 1
    return gone
