"""Who looks after a group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from groups.actions import ROLE_POWERS, missing
from groups.carenotices import day_words
from groups.models import Appointment, Grant, Membership, Need, Offer, SupportGroup
from groups.pages.face import appointments_of, kind_words
from personas.actors import Actor
from personas.looks import picture_url


@dataclass(frozen=True)
class RoleRow:
    """A role somebody holds, or one power. `acts` are (words, address)."""

    handle: str
    ref: UUID
    picture: str
    role: str
    words: str
    proof: str
    term: str
    acts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class RolesPage:
    """The page. `offers`: who would look after the group, for those who give roles."""

    rows: tuple[RoleRow, ...]
    grants: tuple[RoleRow, ...]
    offers: tuple[str, ...]
    appoint_url: str
    grant_url: str
    here_url: str
    log_url: str
    group_url: str


def roles_page(actor: Actor, group: SupportGroup, now: datetime) -> RolesPage:
    """Who holds which role, facilitators first, and which power alone. Two statements, three for who gives roles."""
    base = f"/g/{group.code}/"
    may_change = actor.can("groups.roles", group)
    mine = actor.seat_in(group.pk).persona_id
    return RolesPage(
        rows=tuple(_role_row(one, may_change, mine, group.code, now) for one in appointments_of(group)),
        grants=tuple(_grant_row(one, may_change, group.code) for one in _grants_of(group)),
        offers=offers_of(group) if may_change else (),
        appoint_url=f"{base}roles/new/" if may_change else "",
        grant_url=f"{base}roles/power/" if may_change else "",
        here_url=f"{base}here/" if actor.can("groups.be_here", group) else "",
        log_url=f"{base}log/",
        group_url=base,
    )


def offers_of(group: SupportGroup) -> tuple[str, ...]:
    """Names of members who offered to look after the group, the first first. One statement."""
    found = Offer.objects.filter(group=group).select_related("membership__persona").order_by("made_at", "pk")
    return tuple(offer.membership.persona.name for offer in found)


def what_follows(membership: Membership, roles: list[str]) -> list[str]:
    """What somebody should know before these roles of theirs end: what the group will lack. Four statements at most."""
    lost = frozenset().union(*(ROLE_POWERS[role] for role in roles)) if roles else frozenset()
    lacking = missing(membership.group, without=membership.persona_id) if lost else []
    said = []
    if Need.Why.NO_FACILITATOR in lacking and "moderate" in lost:
        said.append(_("Nobody else works at the desk."))
    if Need.Why.NO_ADMIN in lacking and "manage_roles" in lost:
        said.append(_("Nobody else can give roles or change the group."))
    if said:
        said.append(
            _(
                "So the group takes in nobody new until somebody is found. Its members are told, and who runs the"
                " server is asked to look. You do not have to stay for that."
            )
        )
    return said


def what_follows_leaving(membership: Membership) -> list[str]:
    """The same for all roles of somebody who thinks of leaving. Five statements at most."""
    held = Appointment.objects.filter(membership=membership, ended_at__isnull=True).values_list("role", flat=True)
    return what_follows(membership, list(held))


def proof_words(one: Appointment, now: datetime) -> str:
    """A credential, and whether it is stated or was checked; `checked_by` is loaded. No statement."""
    if not one.credential:
        return ""
    words = _("%(credential)s, as stated") % {"credential": one.credential}
    if one.checked_on is not None:
        said = {"name": one.checked_by.name if one.checked_by else "", "day": day_words(one.checked_on)}
        words = _("%(credential)s, checked by %(name)s on %(day)s") % ({"credential": one.credential} | said)
    if one.credential_ends_on is None:
        return words
    is_over = one.credential_ends_on < now.date()
    until = _("%(words)s; it held until %(day)s") if is_over else _("%(words)s; it holds until %(day)s")
    return until % {"words": words, "day": day_words(one.credential_ends_on)}


def _role_row(one: Appointment, may_change: bool, mine: int | None, code: str, now: datetime) -> RoleRow:
    persona, base = one.membership.persona, f"/g/{code}/"
    here = f"{base}roles/{persona.ref}/{one.role}/"
    acts = [(_("Change"), here), (_("End this role"), f"{here}end/")] if may_change else []
    if persona.pk == mine:
        acts = [*acts[:1], (_("Step down"), f"{base}roles/{one.role}/down/")]
    return RoleRow(
        handle=persona.name,
        ref=persona.ref,
        picture=picture_url(code, persona.picture),
        role=str(one.get_role_display()),
        words=one.profession or kind_words(one),
        proof=proof_words(one, now),
        term=_("until %(day)s") % {"day": day_words(one.ends_on)} if one.ends_on else "",
        acts=tuple(acts),
    )


def _grant_row(one: Grant, may_change: bool, code: str) -> RoleRow:
    persona = one.membership.persona
    end = f"/g/{code}/roles/{persona.ref}/power/{one.power}/end/"
    return RoleRow(
        handle=persona.name,
        ref=persona.ref,
        picture=picture_url(code, persona.picture),
        role=str(one.get_power_display()),
        words="",
        proof="",
        term="",
        acts=((_("Take this back"), end),) if may_change else (),
    )


def _grants_of(group: SupportGroup) -> list[Grant]:
    found = Grant.objects.filter(group=group, ended_at__isnull=True).select_related("membership__persona")
    return list(found.order_by("began_at", "pk"))
