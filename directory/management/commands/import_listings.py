"""Read a Meeting Guide feed into the directory."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.text import slugify

from directory import actions, importing, meetingguide, taxonomy
from directory.models import Source

STEP = 50  # rows between two words of progress


class Command(BaseCommand):
    """Prints how many listings came in, changed, stayed and went, and each row that could not be used. A file that is
    no feed: one line, exit 2, nothing changed."""

    help = "Read a Meeting Guide JSON feed into the directory, as listings of groups that meet elsewhere."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the feed, as a file")
        parser.add_argument("--source", default="", help="a short key for the feed; without it, from the file's name")
        parser.add_argument("--name", default="", help="what people call the feed; shown with its listings")
        parser.add_argument("--concern", action="append", default=[], help="what all these groups are about (a slug)")

    def handle(self, *, file: Path, source: str, name: str, concern: list[str], **_options: Any) -> None:
        feed = _feed(file)
        key = slugify(source or _plain_name(file))[:80]
        if not key:
            raise CommandError("The feed needs a key: give one with --source.", returncode=2)
        for slug in concern:
            if taxonomy.concern(slug) is None:
                raise CommandError(f"There is no concern {slug!r} in our list.", returncode=2)
        called = (name or _known_name(key) or _plain_name(file).title())[:160]
        self.stdout.write(f"{file.name}: {len(feed.meetings) + len(feed.refused)} rows, as {called!r} ({key})")
        rows = importing.rows_of(feed.meetings, source_name=called, concerns=concern, progress=self._progress)
        done = actions.import_listings(key=key, name=called, rows=rows, now=timezone.now())
        self._say(done, feed)

    def _progress(self, number: int, total: int) -> None:
        if number % STEP == 0 or number == total:
            self.stdout.write(f"  {number} of {total} read")
            self.stdout.flush()

    def _say(self, done: actions.Imported, feed: meetingguide.Feed) -> None:
        for refusal in feed.refused:
            self.stdout.write(f"  row {refusal.row}, {refusal.name or 'without a name'}: {refusal.reason}")
        self.stdout.write(
            f"{done.came_in} came in, {done.changed} changed, {done.unchanged} unchanged, "
            f"{len(feed.refused)} refused, {done.gone} no longer in the feed."
        )


def _feed(file: Path) -> meetingguide.Feed:
    try:
        if file.stat().st_size > meetingguide.LARGEST_FEED:
            raise CommandError(f"{file.name}: this file is larger than any feed we know.", returncode=2)
        return meetingguide.read(file.read_bytes())
    except meetingguide.NotAFeed as problem:
        raise CommandError(f"{file.name}: {problem.sentence}", returncode=2) from problem
    except OSError as problem:
        raise CommandError(f"{file.name}: it cannot be read ({problem.strerror}).", returncode=2) from problem


def _plain_name(file: Path) -> str:
    return file.stem.replace("_", " ").replace("-", " ").removeprefix("meetingguide ").strip()


def _known_name(key: str) -> str:
    return Source.objects.filter(key=key).values_list("name", flat=True).first() or ""
