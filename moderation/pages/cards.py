"""Opened contact cards, as those who may open and review them see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from groups.models import SupportGroup
from moderation.pages.places import when
from personas import cards
from personas.actors import Actor
from personas.models import CardOpening
from supportgroups.lib.pages import keyset

ORDER = ("-opened_at", "-pk")


@dataclass(frozen=True)
class OpeningRow:
    """An opening in the list."""

    text: str
    meta: str
    url: str


@dataclass(frozen=True)
class Openings:
    """A part of the list, and the way on."""

    rows: tuple[OpeningRow, ...]
    older_url: str
    newer_url: str
    desk_url: str


@dataclass(frozen=True)
class Opening:
    """One opening. `card` is there for whoever opened it and for an hour; to another it is to be reviewed."""

    handle: str
    handle_url: str
    by: str
    when: str
    reason: str
    card: cards.Card | None
    is_mine: bool
    review: str
    reviewed_by: str
    list_url: str


def openings(actor: Actor, group: SupportGroup, now: datetime, after: str | None) -> Openings:
    """The newest first, without those of one's own card. One statement."""
    here = f"/g/{group.code}/desk/cards/"
    rows = CardOpening.objects.filter(group_space_id=group.pk).exclude(persona_id__in=actor.seat_in(group.pk).face_ids)
    page = keyset(rows.select_related("persona", "opened_by"), order=ORDER, after=after)
    return Openings(
        rows=tuple(_row(one, actor, here, now) for one in page.items),
        older_url=f"{here}?after={page.older}" if page.older else "",
        newer_url=f"{here}?after={page.newer}" if page.newer else "",
        desk_url=f"/g/{group.code}/desk/",
    )


def opening(actor: Actor, group: SupportGroup, one: CardOpening, now: datetime) -> Opening:
    """One opening. One statement where the card is still shown."""
    reader_id = actor.seat_in(group.pk).persona_id or 0
    return Opening(
        handle=one.persona.name,
        handle_url=f"/g/{group.code}/people/{one.persona.ref}/",
        by=one.opened_by.name,
        when=when(one.opened_at, actor, now),
        reason=one.reason,
        card=cards.shown(one, reader_id, now),
        is_mine=reader_id == one.opened_by_id,
        review=one.review,
        reviewed_by=one.reviewed_by.name if one.reviewed_by else "",
        list_url=f"/g/{group.code}/desk/cards/",
    )


def _row(one: CardOpening, actor: Actor, here: str, now: datetime) -> OpeningRow:
    text = _("%(opener)s opened the card of %(name)s") % {"opener": one.opened_by.name, "name": one.persona.name}
    state = _("Reviewed.") if one.reviewed_at else _("It waits for a second person to look at it.")
    return OpeningRow(text, f"{when(one.opened_at, actor, now)}. {state}", f"{here}openings/{one.ref}/")
