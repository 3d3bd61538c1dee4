"""Removals: to the one who was removed, and to those who work at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from groups.models import SupportGroup
from moderation import sentences
from moderation.models import Removal
from moderation.pages.appeal import SecondLook, second_look
from moderation.pages.places import when, zone
from personas.actors import Actor
from supportgroups.lib.pages import keyset

ORDER = ("-at", "-pk")


@dataclass(frozen=True)
class RemovedPage:
    """To the one it is about: what was decided, why, and what they can do. `contact`: of who runs the server."""

    group_name: str
    reason: str
    when: str
    until: str
    is_over: bool
    contact: str
    again: SecondLook
    url: str


@dataclass(frozen=True)
class RemovalRow:
    """One of them, to the desk."""

    text: str
    meta: str
    url: str


@dataclass(frozen=True)
class Removals:
    """A part of the list, and the way on."""

    rows: tuple[RemovalRow, ...]
    older_url: str
    newer_url: str
    desk_url: str


@dataclass(frozen=True)
class RemovalPage:
    """One removal, to the desk. `may_lift`: it holds, so it can be taken back."""

    handle: str
    by: str
    when: str
    how_long: str
    reason: str
    may_lift: bool
    list_url: str


def removed_page(removal: Removal, actor: Actor, now: datetime) -> RemovedPage:
    """Needs group and appeal loaded and the actor seated in it; one statement."""
    return RemovedPage(
        group_name=actor.name_of(removal.group),
        reason=removal.reason,
        when=when(removal.at, actor, now),
        until=sentences.day(removal.until, zone(actor)) if removal.until else "",
        is_over=_is_over(removal, now),
        contact=settings.CONTACT_EMAIL,
        again=second_look(removal, actor, removal.group, now),
        url=f"/removed/{removal.ref}/",
    )


def removals(actor: Actor, group: SupportGroup, now: datetime, after: str | None) -> Removals:
    """The newest first. One statement."""
    here = f"/g/{group.code}/desk/removals/"
    found = Removal.objects.at_desks_of(actor).filter(group=group).select_related("about")
    page = keyset(found, order=ORDER, after=after)
    return Removals(
        rows=tuple(
            RemovalRow(
                text=one.about.name,
                meta=f"{when(one.at, actor, now)}. {_how_long(one, actor, now)}",
                url=f"{here}{one.ref}/",
            )
            for one in page.items
        ),
        older_url=f"{here}?after={page.older}" if page.older else "",
        newer_url=f"{here}?after={page.newer}" if page.newer else "",
        desk_url=f"/g/{group.code}/desk/",
    )


def removal_page(removal: Removal, actor: Actor, group: SupportGroup, now: datetime) -> RemovalPage:
    """Needs both faces loaded; no statement."""
    return RemovalPage(
        handle=removal.about.name,
        by=removal.by.name,
        when=when(removal.at, actor, now),
        how_long=_how_long(removal, actor, now),
        reason=removal.reason,
        may_lift=not _is_over(removal, now),
        list_url=f"/g/{group.code}/desk/removals/",
    )


def _is_over(removal: Removal, now: datetime) -> bool:
    return removal.lifted_at is not None or (removal.until is not None and removal.until <= now)


def _how_long(removal: Removal, actor: Actor, now: datetime) -> str:
    if _is_over(removal, now):
        return _("They may come back.")
    if removal.until is None:
        return _("For good.")
    return _("Until %(day)s.") % {"day": sentences.day(removal.until, zone(actor))}
