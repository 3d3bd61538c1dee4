"""What a draft said before, and what other windows sent beside it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from forums.grace import clock
from forums.models import Draft, DraftVersion
from forums.pages.frames import Reader
from supportgroups.lib import markup


@dataclass(frozen=True)
class VersionRow:
    """Words that do not stand in the draft now. `start` is their first few."""

    ref: str
    when: str
    title: str
    source: str
    start: str


def asides_of(draft: Draft, reader: Reader) -> tuple[VersionRow, ...]:
    """What other windows sent, the last first. One statement, and none for a draft that has never kept anything."""
    return _rows(draft, reader, is_aside=True)


def earlier_of(draft: Draft, reader: Reader) -> tuple[VersionRow, ...]:
    """What the draft said before, the last first. One statement at most."""
    return _rows(draft, reader, is_aside=False)


def _rows(draft: Draft, reader: Reader, *, is_aside: bool) -> tuple[VersionRow, ...]:
    if draft.version_kept_at is None:
        return ()
    versions = draft.versions.filter(is_aside=is_aside).order_by("-saved_at", "-pk")
    return tuple(_row(version, reader) for version in versions)


def _row(version: DraftVersion, reader: Reader) -> VersionRow:
    return VersionRow(
        ref=str(version.ref),
        when=_when(version, reader),
        title=version.title,
        source=version.source,
        start=version.title or markup.excerpt_of(version.source, 60),
    )


def _when(version: DraftVersion, reader: Reader) -> str:
    """Today by her own clock, since several of a morning are to be told apart; else in words."""
    saved, today = version.saved_at.astimezone(reader.zone), reader.now.astimezone(reader.zone).date()
    if saved.date() != today:
        return reader.when(version.saved_at)
    return _("today at %(clock)s") % {"clock": clock(version.saved_at, reader.now, reader.zone)}
