"""A copy of everything that is a person's own: asked for, made by a worker while it says how far it is, fetched once.

What goes in is what the data register gives to its owner, and nothing else. The row is the order: a worker that ends in
the middle loses nothing, and the next one begins anew.
"""

import logging
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid4

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F

from accounts import copies, telling
from accounts.models import Account, Export

logger = logging.getLogger(__name__)

# Time to come back for it, and no longer: until then it lies on the server in one piece.
LASTS = timedelta(days=3)
# Who makes a copy holds it this long; ten thousand posts take some seconds.
HOLD = timedelta(minutes=15)
MOST_TRIES = 4
ROWS_A_NOTE = 500
_CHUNK = 256 * 1024


@transaction.atomic
def ask_for_export(*, account: Account, now: datetime) -> Export:
    """Have a copy made. One that is on its way, or waits to be fetched, is returned as it stands."""
    Account.objects.select_for_update().get(pk=account.pk)
    current = Export.objects.filter(account=account).first()
    if current is not None:
        if current.is_on_its_way or (current.is_made and current.runs_out_at and now < current.runs_out_at):
            return current
        _throw_away(current)
    return Export.objects.create(account=account, asked_at=now, due_at=now)


def export_of(account: Account) -> Export | None:
    """The one copy an account has asked for. One statement."""
    return Export.objects.filter(account=account).first()


def make_exports(*, now: datetime) -> int:
    """Make what is due, and say how many were made. Safe to run in any number of workers at once."""
    made = 0
    for export in Export.objects.due(now).select_related("account"):
        if _claim(export, now):
            made += _make(export, now)
    return made


def fetch_export(*, account: Account, now: datetime) -> Iterator[bytes] | None:
    """The file, piece by piece, this once: it is gone when the last piece is. None when there is nothing to fetch."""
    with transaction.atomic():
        export = Export.objects.select_for_update().filter(account=account).first()
        if export is None or not export.is_made or export.runs_out_at is None or export.runs_out_at <= now:
            return None
        name = export.file
        Export.objects.filter(pk=export.pk).update(file="", fetched_at=now)
    return _pieces(name)


def throw_away_run_out(*, now: datetime) -> int:
    """Take away copies that nobody fetched in time, and files that were left by a worker that ended; how many."""
    gone = 0
    for export in Export.objects.run_out(now):
        _throw_away(export)
        gone += 1
    known = set(Export.objects.exclude(file="").values_list("file", flat=True))
    if not default_storage.exists(copies.FOLDER):
        return gone
    for name in default_storage.listdir(copies.FOLDER)[1]:
        path = f"{copies.FOLDER}/{name}"
        if path not in known and default_storage.get_modified_time(path) < now - HOLD:
            default_storage.delete(path)
            gone += 1
    return gone


def forget_export(account: Account) -> None:
    """The copy of an account that goes, its file with it."""
    for export in Export.objects.filter(account=account):
        _throw_away(export)


def _claim(export: Export, now: datetime) -> bool:
    mine = Export.objects.filter(pk=export.pk, ready_at=None, due_at=export.due_at)
    if export.tries >= MOST_TRIES:
        logger.error("export %s was given up after %s tries", export.pk, export.tries)
        mine.delete()
        return False
    export.due_at = now + HOLD
    return mine.update(due_at=export.due_at, tries=F("tries") + 1, done=0) == 1


def _make(export: Export, now: datetime) -> bool:
    mine = Export.objects.filter(pk=export.pk, ready_at=None, due_at=export.due_at)
    mine.update(total=copies.count(export.account))
    with tempfile.TemporaryFile() as file:
        noted = 0
        for done in copies.write(file, account=export.account, now=now):
            if done - noted >= ROWS_A_NOTE:
                noted = done
                mine.update(done=done)
        file.seek(0)
        name = default_storage.save(f"{copies.FOLDER}/{uuid4().hex}.zip", File(file))
    with transaction.atomic():
        if mine.update(file=name, done=F("total"), ready_at=now, runs_out_at=now + LASTS):
            telling.tell(account=export.account, what="copy_ready", now=now)
            return True
    default_storage.delete(name)
    return False


def _pieces(name: str) -> Iterator[bytes]:
    try:
        with default_storage.open(name) as file:
            yield from file.chunks(_CHUNK)
    finally:
        default_storage.delete(name)


def _throw_away(export: Export) -> None:
    if export.file:
        default_storage.delete(export.file)
    export.delete()
