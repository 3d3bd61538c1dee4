"""The groups of one host on one page, with what waits in each, for who looks after several of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from groups.models import AdmissionRequest, Host, Need, SupportGroup
from moderation.models import Appeal, Case, Hold
from personas.actors import Actor


@dataclass(frozen=True)
class HostGroup:
    """A group of the host's that the reader looks after. `waits` are (words, address)."""

    name: str
    url: str
    waits: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class HostPage:
    """The page."""

    name: str
    groups: tuple[HostGroup, ...]


def hosts_of(actor: Actor) -> tuple[tuple[str, str], ...]:
    """(name, address) of hosts in whose groups the actor, seated everywhere, holds a role. A statement only for who
    does."""
    mine = _looked_after(actor)
    if not mine:
        return ()
    found = Host.objects.filter(groups__in=mine).distinct().order_by("name", "pk")
    return tuple((host.name, f"/hosts/{host.slug}/") for host in found)


def host_page(actor: Actor, slug: str) -> HostPage | None:
    """Only groups in which the actor holds a role, and in each only what that role lets them see: in a host's other
    groups they are nobody. None where there is no such group. Six statements."""
    groups = SupportGroup.objects.filter(host__slug=slug, pk__in=_looked_after(actor)).select_related("host")
    found = list(groups.order_by("name", "pk"))
    if not found or found[0].host is None:
        return None
    ids = [group.pk for group in found]
    asking = _groups_in(AdmissionRequest.objects.visible_to(actor).pending().filter(group__in=ids))
    cases = _groups_in(Case.objects.visible_to(actor).open().filter(group__in=ids))
    again = _groups_in(Appeal.objects.visible_to(actor).open().answerable_by(actor).filter(group__in=ids))
    held = _groups_in(Hold.objects.visible_to(actor).filter(group__in=ids))
    needing = _groups_in(Need.objects.open().filter(group__in=ids))
    rows = []
    for group in found:
        base = f"/g/{group.code}/"
        waits = (
            (group.pk in cases, _("Somebody told of a post"), f"{base}desk/"),
            (group.pk in again, _("Somebody asks for a second look"), f"{base}desk/"),
            (group.pk in held, _("A post waits to be read"), f"{base}desk/"),
            (group.pk in asking, _("Somebody waits at the door"), f"{base}admissions/"),
            (group.pk in needing, _("The group needs somebody"), f"{base}roles/"),
        )
        rows.append(HostGroup(actor.name_of(group), base, tuple((words, url) for is_so, words, url in waits if is_so)))
    return HostPage(found[0].host.name, tuple(rows))


def _looked_after(actor: Actor) -> list[int]:
    return sorted(group for group in actor.reading_group_ids if actor.seat_in(group).is_appointed)


def _groups_in(rows: QuerySet[Any]) -> frozenset[int]:
    return frozenset(rows.values_list("group_id", flat=True))
