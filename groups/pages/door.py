"""The door, to the person who stands before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from groups.models import AdmissionPolicy, AdmissionRequest, Agreement, Membership, SupportGroup
from groups.pages.face import answer_words, policy_of, readers_words
from personas import faces
from personas.actors import Actor

Door = AdmissionPolicy.Door


@dataclass(frozen=True)
class DoorView:
    """What somebody meets at the door: shut, open, or a person who answers."""

    is_shut: bool
    by_invitation: bool
    asks: bool
    question: str
    answer_words: str
    rules_html: str
    rules_version: int
    readers: str
    least_age: int | None


@dataclass(frozen=True)
class OwnRequest:
    """A request, to the person who sent it."""

    group_name: str
    handle: str
    state: str
    says: str
    answer: str
    words: str
    can_take_back: bool
    take_back_url: str


def door_view(actor: Actor, group: SupportGroup, now: datetime) -> DoorView:
    """The door as this person meets it. The same statements whether or not somebody may come back: five at most."""
    policy = policy_of(group)
    agreement = Agreement.objects.filter(group=group).latest("version")
    is_barred = faces.is_barred(actor, group.pk, now)
    is_full = policy.capacity is not None and _members(group) >= policy.capacity
    return DoorView(
        is_shut=is_barred or is_full or not group.takes_newcomers,
        by_invitation=policy.door == Door.INVITATION,
        asks=policy.door == Door.REQUEST,
        question=policy.question,
        answer_words=answer_words(policy),
        rules_html=agreement.html,
        rules_version=agreement.version,
        readers=readers_words(group, policy.door),
        least_age=policy.least_age,
    )


def own_request(request: AdmissionRequest) -> OwnRequest:
    """Where one's own request stands and what happens next. One statement."""
    group = request.group
    can_take_back = request.state in AdmissionRequest.OPEN
    return OwnRequest(
        group_name=group.name,
        handle=request.persona.name,
        state=request.state,
        says=_own_words(request),
        answer=answer_words(policy_of(group)) if can_take_back else "",
        words=request.words,
        can_take_back=can_take_back,
        take_back_url=f"/g/{group.code}/join/request/taken-back/",
    )


def _members(group: SupportGroup) -> int:
    return Membership.objects.filter(group=group).current().count()


def _own_words(request: AdmissionRequest) -> str:
    says = {
        AdmissionRequest.State.CLAIMED: _("A facilitator is reading your request now."),
        AdmissionRequest.State.OFFERED: _("There is a place for you."),
        AdmissionRequest.State.WAITING: _("You are on the waiting list. We write when a place comes free."),
        AdmissionRequest.State.ADMITTED: _("You are in."),
        AdmissionRequest.State.ELSEWHERE: request.reason,
        AdmissionRequest.State.WITHDRAWN: _("You have taken your request back. You can ask again at any time."),
        AdmissionRequest.State.LAPSED: _("This request has run out of time. You can ask again."),
    }
    return says.get(AdmissionRequest.State(request.state), _("Your request is with the facilitators."))
