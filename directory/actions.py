"""The verbs: reading a feed into the directory, and what a group here says of itself in it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as lazy

from directory import taxonomy
from directory.importing import COLUMNS, Row
from directory.models import LISTING_WORDS, Concern, Listing, Source
from groups.actions import log
from groups.models import SupportGroup
from personas import letterbox
from personas.models import Persona
from supportgroups.lib.search import Entry

MOST_CONCERNS = 6  # of one group here: a group about everything is found by nobody
CONCERNS_SET = "directory.concerns_set"
# What members read in their group's log.
LOGGED = {CONCERNS_SET: lazy("What the group is about, as the directory says it, was changed.")}
_BATCH = 500


class UnknownConcern(ValueError):
    """No concern of this slug is in our list."""


@dataclass(frozen=True)
class Imported:
    """What an import did; `gone` are listings that stood in the feed before and do so no longer."""

    came_in: int
    changed: int
    unchanged: int
    gone: int


@transaction.atomic
def import_listings(*, key: str, name: str, rows: Sequence[Row], now: dt.datetime) -> Imported:
    """Bring the listings of one source to what its feed says. Two statements when nothing has changed.

    A row is known again by its key. What is no longer in the feed is marked as gone, except by a feed of nothing, which
    is more likely a fault of the feed; what comes back is found again.
    """
    source, _is_new = Source.objects.get_or_create(key=key, defaults={"name": name, "changed_at": now})
    known = {listing.key: listing for listing in source.listings.only("source", "key", "digest", "is_gone")}
    new = [row for row in rows if row.key not in known]
    changed = [row for row in rows if row.key in known and _differs(known[row.key], row)]
    wanted = {row.key for row in rows}
    gone = [listing.pk for listing in known.values() if listing.key not in wanted and not listing.is_gone and rows]
    if new or changed:
        _write(source, new, changed, known)
    if gone:
        _mark_gone(gone)
    if new or changed or gone or source.name != name:
        Source.objects.filter(pk=source.pk).update(name=name, changed_at=now)
    return Imported(len(new), len(changed), len(rows) - len(new) - len(changed), len(gone))


def _differs(listing: Listing, row: Row) -> bool:
    return listing.is_gone or listing.digest != row.digest


def _write(source: Source, new: list[Row], changed: list[Row], known: dict[str, Listing]) -> None:
    made = [Listing(source=source, key=row.key, digest=row.digest, **row.columns) for row in new]
    Listing.objects.bulk_create(made, batch_size=_BATCH)
    kept = [_updated(known[row.key], row) for row in changed]
    Listing.objects.bulk_update(kept, [*COLUMNS, "digest", "is_gone"], batch_size=_BATCH)
    pairs = [(listing.pk, row) for listing, row in zip([*made, *kept], [*new, *changed], strict=True)]
    Concern.objects.filter(listing__in=[listing.pk for listing in kept]).delete()
    concerns = [Concern(listing_id=pk, slug=slug) for pk, row in pairs for slug in row.concerns]
    Concern.objects.bulk_create(concerns, batch_size=_BATCH)
    LISTING_WORDS.put_many(Entry(pk, None, row.words) for pk, row in pairs)


def _updated(listing: Listing, row: Row) -> Listing:
    for column, value in row.columns.items():
        setattr(listing, column, value)
    listing.digest, listing.is_gone = row.digest, False
    return listing


def _mark_gone(ids: list[int]) -> None:
    Listing.objects.filter(pk__in=ids).update(is_gone=True)
    LISTING_WORDS.remove(ids)


@transaction.atomic
def list_group(*, group: SupportGroup, by: Persona | None, now: dt.datetime, concerns: Iterable[str] = ()) -> Listing:
    """Give a group here its place in the directory. Safe to repeat: what it said of itself before is kept.

    Whether anybody finds it follows `group.is_listed` alone, then and later. Raises `UnknownConcern`.
    """
    listing, is_new = Listing.objects.get_or_create(group=group, defaults={"confirmed_on": now.date()})
    slugs = _checked(concerns)
    if slugs and not listing.concerns.exists():
        Concern.objects.bulk_create([Concern(listing=listing, slug=slug) for slug in slugs])
    if is_new:
        _record("directory.listed", listing, by, now)
    refresh_words(listing)
    return listing


@transaction.atomic
def set_concerns(*, listing: Listing, concerns: Iterable[str], by: Persona, now: dt.datetime) -> Listing:
    """Say what a group here is about, in place of what was said before; that confirms it too.

    Raises `UnknownConcern`.
    """
    wanted = _checked(concerns)
    Listing.objects.select_for_update().get(pk=listing.pk)
    before = set(listing.concerns.values_list("slug", flat=True))
    listing.concerns.exclude(slug__in=wanted).delete()
    Concern.objects.bulk_create([Concern(listing=listing, slug=slug) for slug in wanted if slug not in before])
    confirm_listing(listing=listing, by=by, now=now)
    if before != set(wanted):
        group_id = _record(CONCERNS_SET, listing, by, now)
        refresh_words(listing)
        log(CONCERNS_SET, group_id=group_id, by=by, now=now, detail={"concerns": wanted})
    return listing


@transaction.atomic
def confirm_listing(*, listing: Listing, by: Persona, now: dt.datetime) -> Listing:
    """Somebody of the group says that it lives and that all is still so. A second press on one day changes nothing."""
    if Listing.objects.filter(pk=listing.pk).exclude(confirmed_on=now.date()).update(confirmed_on=now.date()):
        _record("directory.confirmed", listing, by, now)
    listing.confirmed_on = now.date()
    return listing


def refresh_all_words() -> int:
    """Bring the words of all groups here up to date, after names, approvals and listings changed; how many had to be.

    Two statements where nothing changed.
    """
    listings = Listing.objects.filter(group__isnull=False).select_related("group").prefetch_related("concerns")
    return sum(refresh_words(listing) for listing in listings)


def refresh_words(listing: Listing) -> bool:
    """Make a listed group findable by its words as they are now, and one that is not listed by none of them."""
    words = _words_of_group(listing)
    digest = hashlib.sha256(words.encode()).hexdigest() if words else ""
    if digest == listing.digest:
        return False
    if words:
        LISTING_WORDS.put(listing.pk, None, words)
    else:
        LISTING_WORDS.remove([listing.pk])
        LISTING_WORDS.compact()
    Listing.objects.filter(pk=listing.pk).update(digest=digest)
    listing.digest = digest
    return True


def _words_of_group(listing: Listing) -> str:
    """Its public words and the labels of what it is about; nothing of a group that strangers may not know of."""
    group = listing.group
    if group is None or not group.is_listed or group.state not in {SupportGroup.State.OPEN, SupportGroup.State.FULL}:
        return ""
    known = (taxonomy.concern(concern.slug) for concern in listing.concerns.all())
    labels = [str(concern.label) for concern in known if concern]
    return "\n".join([group.name, group.summary, group.for_whom, group.about_source, *labels])


def _checked(concerns: Iterable[str]) -> list[str]:
    slugs = list(dict.fromkeys(concerns))
    unknown = [slug for slug in slugs if taxonomy.concern(slug) is None]
    if unknown:
        raise UnknownConcern(", ".join(unknown))
    return slugs


def _record(kind: str, listing: Listing, by: Persona | None, now: dt.datetime) -> int:
    """Write that a group here said something; the group's id."""
    if listing.group_id is None:
        raise ValueError("a listing elsewhere has nobody here who could say anything of it")
    letterbox.record(kind, group_id=listing.group_id, subject_id=listing.pk, persona_id=by.pk if by else None, at=now)
    return listing.group_id
