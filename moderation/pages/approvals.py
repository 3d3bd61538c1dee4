"""New groups that wait for the operator's word; and what their founders read meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from groups import pages as group_pages
from groups.models import SupportGroup
from moderation.models import Approval
from personas.actors import Actor
from supportgroups.lib import words


@dataclass(frozen=True)
class WaitingGroup:
    """A line of the list: what its public page will say, and nothing of its inside."""

    name: str
    summary: str
    since: str
    url: str


@dataclass(frozen=True)
class ApprovalPage:
    """One of them: its public face as it would be."""

    face: group_pages.PublicFace
    url: str


@dataclass(frozen=True)
class FounderWords:
    """What members of a group that is not open yet read on its page; a way to ask again for who may."""

    title: str
    text: str
    again_url: str


def waiting_groups(actor: Actor, now: datetime) -> list[WaitingGroup]:
    """The oldest first. One statement."""
    zone = ZoneInfo(actor.preferences.zone)
    rows = Approval.objects.visible_to(actor).select_related("group").order_by("asked_at", "pk")
    return [
        WaitingGroup(
            one.group.name,
            one.group.summary,
            words.when(one.asked_at, now, zone),
            f"/running/approvals/{one.group.code}/",
        )
        for one in rows
    ]


def approval_page(approval: Approval, now: datetime) -> ApprovalPage:
    """Four statements."""
    return ApprovalPage(group_pages.public_face(approval.group, now), f"/running/approvals/{approval.group.code}/")


def founder_words(actor: Actor, group: SupportGroup) -> FounderWords | None:
    """None for a group that is open. One statement, and only for one that waits."""
    if group.state != SupportGroup.State.AWAITING:
        return None
    approval = Approval.objects.filter(group=group).first()
    if approval is None or approval.declined_at is None:
        text = _(
            "Who runs the server looks at new groups first. You hear of the answer here. Until then nobody else can"
            " find the group; you can get it ready."
        )
        return FounderWords(_("This group is not open yet"), text, "")
    text = _("Who runs the server writes: %(note)s") % {"note": approval.note}
    again_url = f"/g/{group.code}/approval/" if actor.can("moderation.ask_approval", group) else ""
    return FounderWords(_("This group was not opened"), text, again_url)
