"""Other places for somebody whom a group here cannot take in: what admission asks the directory for."""

from __future__ import annotations

from django.db.models import Count, Q

from directory.models import Concern, Listing
from groups.actions.alternatives import Alternative
from groups.models import SupportGroup
from personas.actors import GUEST


def suggest(group: SupportGroup, most: int) -> list[Alternative]:
    """Listings that share a concern with the group's own, those that share more first. Two statements.

    Groups here that take in new people, and groups that meet elsewhere and are not closed for the time being.
    """
    concerns = Concern.objects.filter(listing__group=group).values("slug")
    takes_in = Q(group__isnull=True, is_paused=False) | Q(group__state=SupportGroup.State.OPEN)
    found = (
        Listing.objects.visible_to(GUEST)
        .filter(takes_in, concerns__slug__in=concerns)
        .exclude(group=group)
        .annotate(shared=Count("concerns", filter=Q(concerns__slug__in=concerns)))
        .select_related("group")
        .order_by("-shared", "-confirmed_on", "pk")
    )
    return [_place(listing) for listing in found[:most]]


def _place(listing: Listing) -> Alternative:
    if listing.group is None:
        return Alternative(listing.name, f"/elsewhere/{listing.ref}/")
    return Alternative(listing.group.name, f"/groups/{listing.group.slug}/")
