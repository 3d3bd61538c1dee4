"""What somebody is told before she leaves, and what she once agreed to."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format

from groups.actions import CONSENT_WORDINGS, consent_of, signed_version
from groups.models import Membership, SupportGroup
from groups.pages.roles import what_follows_leaving
from personas.actors import Actor
from personas.models import Persona


@dataclass(frozen=True)
class Leaving:
    """The group and the name, whether roles or other names go along, and what follows for the group, in sentences."""

    group_name: str
    handle: str
    code: str
    is_appointed: bool
    has_thread_names: bool
    follows: tuple[str, ...]


@dataclass(frozen=True)
class Agreed:
    """What was agreed to: the consent in its own words and since when, and the version of the ground rules."""

    group_name: str
    code: str
    wording: str
    since: str
    rules_version: int | None


def leaving(actor: Actor, group: SupportGroup, membership: Membership) -> Leaving:
    """No statement; of somebody with a role, those that say what follows for the group."""
    seat = actor.seat_in(group.pk)
    follows = tuple(what_follows_leaving(membership)) if seat.is_appointed else ()
    return Leaving(actor.name_of(group), seat.handle, group.code, seat.is_appointed, len(seat.face_ids) > 1, follows)


def agreed(actor: Actor, group: SupportGroup, face: Persona) -> Agreed:
    """Two statements."""
    given = consent_of(face)
    day = timezone.localtime(given.given_at, ZoneInfo(actor.preferences.zone)) if given else None
    return Agreed(
        group_name=actor.name_of(group),
        code=group.code,
        wording=str(CONSENT_WORDINGS.get(given.wording, "")) if given else "",
        since=date_format(day, "DATE_FORMAT") if day else "",
        rules_version=signed_version(face),
    )
