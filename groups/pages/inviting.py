"""Invitations: to who makes them, and to who holds one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.actions.inviting import run_invited_to
from groups.actions.joining import has_list_room
from groups.actions.runplaces import RunWish, entry_places
from groups.models import Agreement, Invitation, SupportGroup
from groups.pages.face import public_face, readers_words
from groups.pages.request import day_words
from groups.pages.runs import run_choice, run_with_days
from personas.actors import Actor

NEWEST = 30


@dataclass(frozen=True)
class InvitationRow:
    """An invitation that still opens. `spoken`: the code in two parts, as it is read aloud and printed."""

    url: str
    spoken: str
    says: str
    is_by_mail: bool
    print_url: str
    end_url: str


@dataclass(frozen=True)
class Invited:
    """What somebody with an invitation is asked into."""

    group_name: str
    summary: str
    for_whom: str
    helpers: tuple[str, ...]
    rules_html: str
    rules_version: int
    readers: str
    least_age: int | None
    card: str
    cost: str
    run: str
    choice: tuple[tuple[str, str], ...] | None


def invitations(actor: Actor, group: SupportGroup, now: datetime) -> list[InvitationRow]:
    """Those that still open, newest first. One statement."""
    found = (
        Invitation.objects.visible_to(actor)
        .filter(group=group)
        .open(now)
        .select_related("cohort")
        .order_by("-made_at", "-pk")
    )
    return [invitation_row(one, group, actor, now) for one in found[:NEWEST]]


def invitation_row(one: Invitation, group: SupportGroup, actor: Actor, now: datetime) -> InvitationRow:
    """One of them."""
    base_url = f"/g/{group.code}/invitations/{one.code}/"
    zone = ZoneInfo(actor.preferences.zone)
    into = _("Into %(run)s.") % {"run": one.cohort.name} if one.cohort else ""
    said = ngettext(
        "For %(count)s more person, until %(day)s.", "For %(count)s more people, until %(day)s.", one.uses_left
    )
    return InvitationRow(
        url=f"{settings.SITE_URL}/invited/{one.code}/",
        spoken=spoken(one.code),
        says=f"{into} {said % {'count': one.uses_left, 'day': day_words(one.until, now, zone)}}".strip(),
        is_by_mail=one.is_by_mail,
        print_url=f"{base_url}print/",
        end_url=f"{base_url}end/",
    )


def spoken(code: str) -> str:
    """ "K7QM-3XPF"."""
    return f"{code[:4]}-{code[4:]}"


def invited(invitation: Invitation, now: datetime) -> Invited:
    """The group behind an invitation, with policy, group and run loaded. Five statements, ten more with runs."""
    group = invitation.group
    face = public_face(group, now)
    agreement = Agreement.objects.filter(group=group).latest("version")
    wish = run_invited_to(invitation, group.policy, now)
    return Invited(
        group_name=group.name,
        summary=group.summary,
        for_whom=group.for_whom,
        helpers=tuple(_("%(name)s, %(words)s") % {"name": one.handle, "words": one.words} for one in face.helpers),
        rules_html=agreement.html,
        rules_version=agreement.version,
        readers=readers_words(group, group.policy.door),
        least_age=group.policy.least_age,
        card=face.card,
        cost=face.cost,
        run=_run_words(invitation, wish),
        choice=_choice(invitation, wish, now),
    )


def _run_words(invitation: Invitation, wish: RunWish | None) -> str:
    """The run that it leads into, and whether it can be had."""
    if invitation.cohort is None:
        return ""
    if wish is None:
        return _("%(run)s, to which you were invited, has no place for you any more. You can choose another run.") % {
            "run": invitation.cohort.name
        }
    said = {"run": run_with_days(invitation.cohort)}
    if wish.waits:
        return _("You come into %(run)s. All its places are taken just now, so you wait for one.") % said
    return _("You come into %(run)s.") % said


def _choice(invitation: Invitation, wish: RunWish | None, now: datetime) -> tuple[tuple[str, str], ...] | None:
    """The runs to choose from; None where none is chosen. Five statements at most; none without runs."""
    policy = invitation.group.policy
    if wish is not None or not invitation.group.has_cohorts:
        return None
    return run_choice(entry_places(policy, now), can_wait=policy.keeps_list and has_list_room(policy))
