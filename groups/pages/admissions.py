"""Who waits at the door, to those who answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from groups.models import AdmissionRequest, SupportGroup
from groups.pages.face import policy_of
from personas.actors import Actor
from supportgroups.lib import pages, words

QUEUE_ORDER = ("submitted_at", "pk")


@dataclass(frozen=True)
class RequestRow:
    """One request in the queue."""

    url: str
    handle: str
    ref: UUID
    waits: str
    claimed: str
    words: str


@dataclass(frozen=True)
class RequestView:
    """One request, to whoever answers it."""

    handle: str
    face_ref: UUID
    words: str
    question: str
    waits: str
    claimed: str
    is_mine: bool
    is_pending: bool
    outcome: str
    base_url: str


def admissions(actor: Actor, group: SupportGroup, after: str | None, now: datetime) -> pages.Page[RequestRow]:
    """Who waits at the door, longest first. One statement."""
    waiting = AdmissionRequest.objects.visible_to(actor).filter(group=group).pending()
    page = pages.keyset(waiting.select_related("persona", "claimed_by"), order=QUEUE_ORDER, after=after)
    zone = ZoneInfo(actor.preferences.zone)
    rows = [
        RequestRow(
            url=f"/g/{group.code}/admissions/{request.ref}/",
            handle=request.persona.name,
            ref=request.persona.ref,
            waits=waits_words(request, now, zone),
            claimed=_claimed_words(request, actor),
            words=request.words,
        )
        for request in page.items
    ]
    return pages.Page(rows, page.older, page.newer)


def request_view(actor: Actor, request: AdmissionRequest, now: datetime) -> RequestView:
    """A request for whoever answers it. One statement, for the question."""
    group = request.group
    return RequestView(
        handle=request.persona.name,
        face_ref=request.persona.ref,
        words=request.words,
        question=policy_of(group).question or _("What brings you here?"),
        waits=waits_words(request, now, ZoneInfo(actor.preferences.zone)),
        claimed=_claimed_words(request, actor),
        is_mine=request.claimed_by_id in actor.face_ids,
        is_pending=request.state in (AdmissionRequest.State.SUBMITTED, AdmissionRequest.State.CLAIMED),
        outcome=_outcome_words(request),
        base_url=f"/g/{group.code}/admissions/{request.ref}/",
    )


def waits_words(request: AdmissionRequest, now: datetime, zone: ZoneInfo) -> str:
    """Since when somebody waits, by parts of days."""
    if request.submitted_at is None:
        return ""
    return _("Asked %(when)s") % {"when": words.when(request.submitted_at, now, zone)}


def _claimed_words(request: AdmissionRequest, actor: Actor) -> str:
    if request.state != AdmissionRequest.State.CLAIMED or request.claimed_by is None:
        return ""
    if request.claimed_by_id in actor.face_ids:
        return _("You are reading this one.")
    return _("%(name)s is reading this one.") % {"name": request.claimed_by.name}


def _outcome_words(request: AdmissionRequest) -> str:
    outcomes = {
        AdmissionRequest.State.ADMITTED: _("%(name)s has let this person in."),
        AdmissionRequest.State.ELSEWHERE: _("%(name)s has pointed this person elsewhere."),
        AdmissionRequest.State.WITHDRAWN: _("This person has taken their request back."),
    }
    name = request.decided_by.name if request.decided_by else ""
    return outcomes.get(AdmissionRequest.State(request.state), "") % {"name": name}
