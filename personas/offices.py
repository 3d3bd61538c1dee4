"""Offices of a host, sealed: whose one is, and which of that person's faces it is worn under. Nothing here says either;
what comes back is for a condition of a statement, or is a plain yes or no."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from personas import kept
from personas.actors import Actor
from personas.kept import Kept
from personas.vault import OfficeHolder, OfficeWords, Ownership

# Where the fields are named that are kept of what a holder types.
PLACE = "office"


def hold(actor: Actor, office: UUID) -> bool:
    """Make it the actor's; False when it is somebody else's. Safe to repeat. Inside a transaction."""
    if actor._account_id is None:
        raise PermissionDenied("a guest holds no office")
    holder, _is_new = OfficeHolder.objects.get_or_create(office=office, defaults={"account_id": actor._account_id})
    return bool(holder.account_id == actor._account_id)


def held_by(actor: Actor) -> QuerySet[Any, Any]:
    """Offices of the actor, for ``ref__in=held_by(actor)``. No query of its own; empty for a guest."""
    if actor._account_id is None:
        return OfficeHolder.objects.none().values("office")
    return OfficeHolder.objects.filter(account_id=actor._account_id).values("office")


def faces_under(office: UUID) -> QuerySet[Any, Any]:
    """Ids of all faces of whoever holds it, for ``persona__in=faces_under(office)`` beside what the host has given:
    never alone, never shown, kept or logged. A subquery."""
    holder = OfficeHolder.objects.filter(office=office).values("account_id")
    return Ownership.objects.filter(account_id__in=holder).values("persona_id")


def lay_down(office: UUID) -> None:
    """It is nobody's any more. Safe to repeat."""
    OfficeHolder.objects.filter(office=office).delete()


@transaction.atomic
def keep_words(*, actor: Actor, office: UUID, words: dict[str, str], version: int, now: datetime) -> int:
    """Keep what the holder has typed on top of `version`; the version it has now. As `personas.kept.keep`, and raises
    PermissionDenied for who does not hold the office."""
    wanted = kept.cleaned(PLACE, words)
    held = OfficeHolder.objects.select_for_update().filter(office=office, office__in=held_by(actor))
    holder = held.first()
    if holder is None:
        raise PermissionDenied("another's office")
    row = OfficeWords.objects.filter(holder=holder).first()
    if row is not None:
        return kept.keep_over(row, wanted, version, now)
    if not any(wanted.values()):
        return 0
    first = OfficeWords.objects.create(holder=holder, words=wanted, version=int(now.timestamp()), saved_at=now)
    return first.version


def kept_words(actor: Actor, office: UUID) -> Kept | None:
    """What the holder has typed and not sent. One statement."""
    row = _words(actor, office).first()
    return Kept(row.words, row.version) if row else None


@transaction.atomic
def drop_words(*, actor: Actor, office: UUID, sent: Mapping[str, str], version: int) -> bool:
    """Let go of words that were sent; whether nothing is left. As `personas.kept.drop`."""
    row = _words(actor, office).select_for_update(of=("self",)).first()
    return row is None or kept.drop_row(row, sent, version)


def _words(actor: Actor, office: UUID) -> QuerySet[OfficeWords]:
    return OfficeWords.objects.filter(holder__office=office, holder__office__in=held_by(actor))
