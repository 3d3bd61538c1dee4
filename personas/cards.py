"""Contact cards: how to reach a member outside the site, in the member's own words, kept in the vault.

The member writes, changes and erases the card; one person with the power opens it, with a reason; the member is told at
once; another reviews it. Each of these is in the chained log. Nothing else here gives a card away.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from personas import chain, faces
from personas.actors import Actor
from personas.models import CardOpening, Persona
from personas.models.cards import REVIEWED_WITHIN, SHOWN_FOR
from personas.vault import ContactCard, Ownership

OPENED, REVIEWED = "personas.card_opened", "personas.card_reviewed"


@dataclass(frozen=True)
class Card:
    """What a card says; any part may be empty, not all."""

    name: str = ""
    phone: str = ""
    somebody: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing to keep."""
        return not (self.name or self.phone or self.somebody)


class NoCard(LookupError):
    """The member has written none. Nothing was opened, noted or told."""


@transaction.atomic
def write(*, actor: Actor, group_id: int, card: Card, now: datetime) -> None:
    """Keep the actor's card for this group; an empty one erases what is there. Safe to repeat."""
    worn = Ownership.objects.select_for_update().filter(persona__in=faces.mine(actor), space_id=group_id)
    mine = worn.first()
    if mine is None:
        raise PermissionDenied("a card belongs to a face in the group")
    if card.is_empty:
        ContactCard.objects.filter(ownership=mine).delete()
        return
    said = {"name": card.name, "phone": card.phone, "somebody": card.somebody, "written_on": timezone.localdate(now)}
    ContactCard.objects.update_or_create(ownership=mine, defaults=said)


def own(actor: Actor, group_id: int) -> Card:
    """The actor's own card for this group, empty where there is none. One query."""
    mine = ContactCard.objects.filter(ownership__persona__in=faces.mine(actor), ownership__space_id=group_id)
    return _said(mine.first())


@transaction.atomic
def open_card(*, persona: Persona, by: Persona, reason: str, now: datetime) -> tuple[CardOpening, bool]:
    """Open the card of a group face; the opening, and whether it is a new one. Pressed again while the card is still
    shown to the same person, it is the same.

    Raises `NoCard`, and PermissionDenied for one's own. The caller tells the member in the same transaction.
    """
    if by.pk == persona.pk:
        raise PermissionDenied("one's own card is read elsewhere")
    Persona.objects.select_for_update(no_key=True).get(pk=persona.pk)
    if not _cards_of([persona.pk]).exists():
        raise NoCard
    again = CardOpening.objects.filter(persona=persona, opened_by=by, opened_at__gt=now - SHOWN_FOR).first()
    if again is not None:
        return again, False
    opening = CardOpening.objects.create(
        group_space_id=persona.group_space_id, persona=persona, opened_by=by, reason=reason.strip(), opened_at=now
    )
    chain.append(OPENED, {"persona": persona.pk, "opening": opening.pk, "by": by.pk, "reason": opening.reason}, now)
    return opening, True


def shown(opening: CardOpening, reader_id: int, now: datetime) -> Card | None:
    """The card, to whoever opened it and for an hour; None for everybody else, later, or once it is erased."""
    if reader_id != opening.opened_by_id or not opening.is_shown(now):
        return None
    card = _cards_of([opening.persona_id]).first()
    return _said(card) if card else None


@transaction.atomic
def review(*, opening: CardOpening, by: Persona, words: str, now: datetime) -> CardOpening:
    """Say whether it was right to open it. Safe to repeat: the first review stays. PermissionDenied for the opener."""
    opening = CardOpening.objects.select_for_update(of=("self",)).get(pk=opening.pk)
    if by.pk in {opening.opened_by_id, opening.persona_id}:
        raise PermissionDenied("a second person reviews")
    if opening.reviewed_at is None:
        opening.reviewed_by, opening.reviewed_at, opening.review = by, now, words.strip()
        opening.save(update_fields=["reviewed_by", "reviewed_at", "review"])
        chain.append(REVIEWED, {"persona": opening.persona_id, "opening": opening.pk, "by": by.pk}, now)
    return opening


def unreviewed(now: datetime) -> QuerySet[CardOpening]:
    """Openings whose review is overdue and that nobody has been reminded of."""
    return CardOpening.objects.filter(reviewed_at=None, chased_at=None, opened_at__lte=now - REVIEWED_WITHIN)


def with_cards() -> "QuerySet[ContactCard, Any]":
    """Ids of the faces that have a card; for knowing which are due to go. A subquery."""
    return ContactCard.objects.values("ownership__persona_id")


def erase(persona_ids: Iterable[int]) -> int:
    """Erase the cards of these faces; how many there were."""
    gone, _by_table = _cards_of(persona_ids).delete()
    return gone


def forget(persona: Persona) -> None:
    """The card goes, and what was written about opening it; that it was opened stays."""
    erase([persona.pk])
    CardOpening.objects.filter(persona=persona).update(reason="-")
    CardOpening.objects.filter(persona=persona, reviewed_at__isnull=False).update(review="-")


def _cards_of(persona_ids: Iterable[int]) -> QuerySet[ContactCard]:
    return ContactCard.objects.filter(ownership__persona_id__in=list(persona_ids))


def _said(card: ContactCard | None) -> Card:
    return Card(card.name, card.phone, card.somebody) if card else Card()
