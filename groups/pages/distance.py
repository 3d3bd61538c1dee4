"""Whom somebody has hidden in a group, to that person alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from groups.models import Hiding, SupportGroup
from personas import looks
from personas.actors import Actor
from supportgroups.lib.pages import keyset

ORDER = ("-made_at", "-pk")


@dataclass(frozen=True)
class HiddenRow:
    """Somebody who is hidden, how, and the press that undoes it."""

    handle: str
    ref: str
    picture_url: str
    how: str
    over_url: str


@dataclass(frozen=True)
class HiddenPeople:
    """A part of the list, and the way on."""

    rows: tuple[HiddenRow, ...]
    older_url: str
    newer_url: str
    back_url: str


def hidden_people(actor: Actor, group: SupportGroup, after: str | None) -> HiddenPeople:
    """The last hidden first. One statement."""
    here = f"/g/{group.code}/me/distances/"
    mine = Hiding.objects.filter(group=group, by_id=actor.seat_in(group.pk).persona_id).select_related("about")
    page = keyset(mine, order=ORDER, after=after)
    return HiddenPeople(
        rows=tuple(_row(hiding, group) for hiding in page.items),
        older_url=f"{here}?after={page.older}" if page.older else "",
        newer_url=f"{here}?after={page.newer}" if page.newer else "",
        back_url=f"/g/{group.code}/me/",
    )


def _row(hiding: Hiding, group: SupportGroup) -> HiddenRow:
    return HiddenRow(
        handle=hiding.about.name,
        ref=str(hiding.about.ref),
        picture_url=looks.picture_url(group.code, hiding.about.picture),
        how=_("You keep your distance") if hiding.is_mutual else _("Hidden from you"),
        over_url=f"/g/{group.code}/people/{hiding.about.ref}/distance/over/",
    )
