"""Offices of a host, sealed: whose one is, and which of that person's faces it is worn under. Nothing here says either;
what comes back is for a condition of a statement, or is a plain yes or no."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from personas.actors import Actor
from personas.vault import OfficeHolder, Ownership


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
