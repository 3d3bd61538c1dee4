"""One request, to those who answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from groups.actions.alternatives import Alternative
from groups.actions.runplaces import door_places
from groups.models import AdmissionMessage, AdmissionRequest, Membership
from groups.pages.face import policy_of
from groups.pages.questions import Answered, answers_of
from groups.pages.request import Said, day_words, said
from groups.pages.runs import run_with_days
from personas.actors import Actor
from supportgroups.lib import words

State = AdmissionRequest.State


@dataclass(frozen=True)
class RequestView:
    """One request, to whoever answers it."""

    handle: str
    title: str
    face_ref: UUID
    words: str
    question: str
    answers: tuple[Answered, ...]
    waits: str
    promise: str
    claimed: str
    is_mine: bool
    is_unanswered: bool
    is_pending: bool
    offers_first: bool
    has_list: bool
    said: tuple[Said, ...]
    notes: tuple[Said, ...]
    outcome: str
    reason: str
    alternatives: tuple[Alternative, ...]
    fee: str
    run: str
    other_runs: tuple[tuple[str, str], ...]
    base_url: str


def request_view(actor: Actor, request: AdmissionRequest, now: datetime) -> RequestView:
    """A request, with group, policy and its runs loaded, for whoever answers it. Three statements, for what was said;
    three more where people come into runs.

    `other_runs`: with a place, to be suggested, as (ref, words).
    """
    policy = policy_of(request.group)
    zone = ZoneInfo(actor.preferences.zone)
    is_unanswered = request.state in (*AdmissionRequest.PENDING, State.ASKED_BACK)
    return RequestView(
        handle=request.persona.name,
        title=request_title(request),
        face_ref=request.persona.ref,
        words=request.words,
        question=policy.question or _("What brings you here?"),
        answers=answers_of(request),
        waits=waits_words(request, now, zone),
        promise=_promise_words(request, now, zone),
        claimed=claimed_words(request, actor),
        is_mine=request.claimed_by_id in actor.face_ids and request.state == State.CLAIMED,
        is_unanswered=is_unanswered,
        is_pending=request.state in AdmissionRequest.PENDING,
        offers_first=policy.offers_first,
        has_list=policy.keeps_list,
        said=tuple(said(request, now, zone)),
        notes=tuple(notes(request, now, zone)),
        outcome=_outcome_words(request, now, zone),
        reason=request.reason,
        alternatives=tuple(Alternative(name, url) for name, url in request.alternatives),
        fee=_fee_words(request),
        run=run_wish_words(request),
        other_runs=_other_runs(request, now) if is_unanswered else (),
        base_url=f"/g/{request.group.code}/admissions/{request.ref}/",
    )


def request_title(request: AdmissionRequest) -> str:
    """What it is about, in a line. With the membership loaded, where there is one."""
    if request.state == State.ADMITTED:
        said = _("%(name)s has come in")
    elif is_here(request):
        said = _("%(name)s, who is in the group, asks for another run")
    else:
        said = _("%(name)s asks to come in")
    return said % {"name": request.persona.name}


def is_here(request: AdmissionRequest) -> bool:
    """Whether the person is a member already. With the membership loaded, where there is one."""
    known = getattr(request.persona, "membership", None)
    return known is not None and known.status in Membership.CURRENT


def notes(request: AdmissionRequest, now: datetime, zone: ZoneInfo) -> list[Said]:
    """What those who answer wrote to each other, oldest first. One statement."""
    found = request.messages.filter(kind=AdmissionMessage.Kind.NOTE).select_related("by").order_by("at", "pk")
    return [Said(one.by.name, one.words, words.when(one.at, now, zone)) for one in found]


def waits_words(request: AdmissionRequest, now: datetime, zone: ZoneInfo) -> str:
    """Since when somebody waits, by parts of days; of who has come in, when that was."""
    if request.submitted_at is None:
        return ""
    if request.state == State.ADMITTED and request.decided_at is not None:
        return _("Came in %(when)s") % {"when": words.when(request.decided_at, now, zone)}
    return _("Asked %(when)s") % {"when": words.when(request.submitted_at, now, zone)}


def _promise_words(request: AdmissionRequest, now: datetime, zone: ZoneInfo) -> str:
    """By when they were promised to hear."""
    if request.state not in AdmissionRequest.PENDING or request.due_at is None:
        return ""
    if request.promised_at is not None and request.promised_at < now:
        return _("They were promised an answer before now. They have been told that it takes longer.")
    return _("They were promised an answer by %(day)s.") % {"day": day_words(request.due_at, now, zone)}


def claimed_words(request: AdmissionRequest, actor: Actor) -> str:
    """Who says that they are reading it."""
    if request.state != State.CLAIMED or request.claimed_by is None:
        return ""
    if request.claimed_by_id in actor.face_ids:
        return _("You are reading this one.")
    return _("%(name)s is reading this one.") % {"name": request.claimed_by.name}


def run_wish_words(request: AdmissionRequest) -> str:
    """Which run somebody asks for, or has a place in; nothing in a group without runs. With group and runs loaded."""
    if not request.group.has_cohorts:
        return ""
    if request.cohort is not None:
        return _("In %(run)s") % {"run": request.cohort.name}
    if request.wanted is None:
        return _("For whichever run has a place first")
    if request.wanted_gone_at is None:
        return _("For %(run)s") % {"run": request.wanted.name}
    return _("Asked for %(run)s, which takes nobody any more, and was told so") % {"run": request.wanted.name}


def _other_runs(request: AdmissionRequest, now: datetime) -> tuple[tuple[str, str], ...]:
    """Where else there is a place: not the one that a yes leads into."""
    left = {run: places for run, places in door_places(request.group, now) if places}
    usual = request.wanted or next(iter(left), None)
    return tuple((str(run.ref), run_with_days(run)) for run in left if run != usual)


def _fee_words(request: AdmissionRequest) -> str:
    """That the fee is settled, or not yet: read off the steps, which know no code, no day and no amount. At most one
    statement."""
    if request.state == State.PAYING:
        return _("The fee: not yet. When it is settled, they come in by themselves.")
    if request.state != State.ADMITTED or not request.steps.filter(state=State.PAYING).exists():
        return ""
    return _("The fee: settled.")


def _outcome_words(request: AdmissionRequest, now: datetime, zone: ZoneInfo) -> str:
    outcomes = {
        State.ASKED_BACK: _("This person was asked something, and has until %(day)s to answer."),
        State.OFFERED: _("A place is kept for this person until %(day)s."),
        State.PAYING: _("A place is kept for this person."),
        State.WAITING: _("This person is on the waiting list. Places go out in its order by themselves."),
        State.ADMITTED: _("%(name)s has let this person in.") if request.decided_by else _("This person is in."),
        State.ELSEWHERE: _("%(name)s has pointed this person elsewhere."),
        State.WITHDRAWN: _("This person has taken their request back."),
        State.LAPSED: _("This request has run out of time, and the person was told."),
    }
    name = request.decided_by.name if request.decided_by else ""
    day = day_words(request.due_at, now, zone) if request.due_at else ""
    return outcomes.get(State(request.state), "") % {"name": name, "day": day}
