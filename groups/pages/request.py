"""One's own request: where it stands, what happens next, and by when. Nobody at the door is left without the three."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from groups.actions import place_in_line
from groups.actions.alternatives import Alternative
from groups.actions.runplaces import entry_places
from groups.models import AdmissionMessage, AdmissionRequest, Agreement, Signature, SupportGroup
from groups.pages.entry import EntryStep, entry_step, left_behind, may_ask_back
from groups.pages.face import policy_of
from groups.pages.questions import Answered, answers_of
from groups.pages.runs import asking_choice, run_with_days
from personas.actors import Actor
from supportgroups.lib import words

State = AdmissionRequest.State


@dataclass(frozen=True)
class Said:
    """One part of the conversation at the door."""

    who: str
    words: str
    when: str


@dataclass(frozen=True)
class OwnRequest:
    """A request, to the person who sent it. `says`: where it stands; `next`: what happens, and by when."""

    group_name: str
    handle: str
    state: str
    says: str
    next: str
    words: str
    answers: tuple[Answered, ...]
    said: tuple[Said, ...]
    alternatives: tuple[Alternative, ...]
    again: str
    base_url: str
    go_on_url: str
    take_back_label: str
    run: str
    choice: tuple[tuple[str, str], ...]
    entry: EntryStep | None
    left_behind: str
    may_ask_back: bool


def own_request(request: AdmissionRequest, actor: Actor, now: datetime) -> OwnRequest:
    """Of a request with group, policy, persona and runs loaded. Two statements; one more for who waits on the list,
    four where the fee is left, five where one can choose a run.

    `run`: which run it is for; `choice`: the runs that it can be for, as (value, words).
    """
    zone = ZoneInfo(actor.preferences.zone)
    entry = entry_step(request, now, zone)
    base_url = f"/g/{request.group.code}/join/"
    return OwnRequest(
        group_name=request.group.name,
        handle=request.persona.name,
        state=request.state,
        says=_("Your place is kept.") if entry and entry.is_settled else _says(request),
        next=_next_of_fee(request, entry, now, zone) if entry else next_words(request, now, zone),
        words=request.words,
        answers=answers_of(request),
        said=tuple(said(request, now, zone)),
        alternatives=tuple(Alternative(name, url) for name, url in request.alternatives),
        again=_again_words(request, now),
        base_url=f"{base_url}request/",
        go_on_url=f"{base_url}ask/" if request.state == State.BEGUN else "",
        take_back_label=_take_back_label(request),
        run=_run_words(request),
        choice=_choice(request, now),
        entry=entry,
        left_behind=left_behind(request),
        may_ask_back=may_ask_back(request),
    )


def said(request: AdmissionRequest, now: datetime, zone: ZoneInfo) -> list[Said]:
    """What was asked back and answered, oldest first; no notes. One statement."""
    found = request.messages.exclude(kind=AdmissionMessage.Kind.NOTE).select_related("by").order_by("at", "pk")
    return [Said(one.by.name, one.words, words.when(one.at, now, zone)) for one in found]


def next_words(request: AdmissionRequest, now: datetime, zone: ZoneInfo) -> str:
    """What happens next and by when, for every open state; nothing for what has ended."""
    if request.due_at is None or request.state not in AdmissionRequest.OPEN:
        return ""
    told = {
        State.BEGUN: _(
            "What you have typed is kept until %(day)s, and nobody else sees it. We tell you before it goes."
        ),
        State.SUBMITTED: _("A facilitator reads what you wrote. You hear from us by %(day)s, whatever it is."),
        State.CLAIMED: _("You hear from us by %(day)s, whatever it is."),
        State.ASKED_BACK: _(
            "When you have answered, the facilitator reads it and decides. Please answer by %(day)s; after that this"
            " request ends, and you can ask again."
        ),
        State.OFFERED: _(
            "It is kept for you until %(day)s. After that it goes to somebody else who waits, and we tell you so."
        ),
        State.WAITING: _(
            "Places are offered in order, and you then have %(days)s to answer. You hear from us by %(day)s, also if"
            " nothing has changed."
        ),
        State.PAYING: _("Your place opens by itself within the hour."),
    }
    days = words.count_words(policy_of(request.group).offer_days, "day")
    return told[State(request.state)] % {"day": day_words(request.due_at, now, zone), "days": days}


def _next_of_fee(request: AdmissionRequest, entry: EntryStep, now: datetime, zone: ZoneInfo) -> str:
    if entry.is_settled:
        return _("Nothing is left for you to do. We write to you when you are in.")
    day = day_words(request.due_at, now, zone) if request.due_at else ""
    if entry.is_asked_free:
        words = _(
            "You have said that you cannot pay at the moment. You need do nothing more. You hear from us by %(day)s; if"
            " nobody has answered by then, it counts as a yes, and your place opens."
        )
        return words % {"day": day}
    words = _(
        "Your place is kept for you until %(day)s. When the money has come in, or you have said that you cannot pay and"
        " that is answered, it opens by itself at the next full hour, and we write to you. Before it ends we tell you."
    )
    return words % {"day": day}


def day_words(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """A day to come, without a part of it: "tomorrow", "3 December"."""
    if moment.astimezone(zone).date() == now.astimezone(zone).date():
        return _("the end of today")
    return words.when(moment.astimezone(zone).replace(hour=0), now, zone)


def rules_to_agree(request: AdmissionRequest) -> Agreement | None:
    """The ground rules in force, if they have changed since the person agreed to them. Two statements."""
    agreement = Agreement.objects.filter(group_id=request.group_id).latest("version")
    has_agreed = Signature.objects.filter(persona_id=request.persona_id, agreement=agreement).exists()
    return None if has_agreed else agreement


def _says(request: AdmissionRequest) -> str:
    if request.state == State.WAITING:
        return _("You are number %(place)s on the waiting list. Only you can see this.") % {
            "place": place_in_line(request)
        }
    says = {
        State.BEGUN: _("You have begun, and not sent it yet."),
        State.CLAIMED: _("A facilitator is reading your request now."),
        State.ASKED_BACK: _("A facilitator would like to know a little more."),
        State.OFFERED: _("There is a place for you."),
        State.PAYING: _(
            "One step is left, and your place is kept meanwhile. You pay, or you say with one tick that you cannot."
        ),
        State.ADMITTED: _("You are in."),
        State.ELSEWHERE: request.reason,
        State.WITHDRAWN: _("You have taken your request back. You can ask again at any time."),
        State.LAPSED: _("This request has run out of time. You can ask again at any time."),
    }
    if request.state in (State.WITHDRAWN, State.LAPSED) and request.group.state == SupportGroup.State.CLOSED:
        return _("The group has closed, and takes in nobody any more.")
    return says.get(State(request.state), _("Your request is with the facilitators."))


def _run_words(request: AdmissionRequest) -> str:
    """Which run it is for; nothing where that was never a question."""
    if request.state in AdmissionRequest.HOLDING and request.cohort is not None:
        place = _("The place is in %(run)s.") % {"run": run_with_days(request.cohort)}
        return f"{place} {_suggested_words(request)}".strip()
    if request.state not in AdmissionRequest.CHOOSING or request.wanted is None:
        return ""
    if request.wanted_gone_at is None:
        return _("You ask for %(run)s.") % {"run": run_with_days(request.wanted)}
    gone = _("%(run)s, the run you asked for, takes nobody in any more.") % {"run": request.wanted.name}
    if request.state == State.WAITING:
        goes_on = _("You keep your place on the list, and are offered one in whichever run has one first.")
    else:
        goes_on = _("Your request stands. Nobody puts you into another run unless you say so.")
    return f"{gone} {goes_on}"


def _suggested_words(request: AdmissionRequest) -> str:
    """Where the place is in another run than was asked for."""
    if request.state != State.OFFERED or request.wanted in (None, request.cohort):
        return ""
    if request.wanted_gone_at is None:
        words = _(
            "You had asked for %(run)s; they suggest this one. You can take it, or let it pass and wait for a place in"
            " the run you asked for."
        )
    else:
        words = _("You had asked for %(run)s, which takes nobody in any more. You can take this one, or let it pass.")
    return words % {"run": request.wanted.name}


def _choice(request: AdmissionRequest, now: datetime) -> tuple[tuple[str, str], ...]:
    """What else one can ask for; nothing where there is nothing to choose. Four statements; none without runs."""
    if request.state not in AdmissionRequest.CHOOSING or not request.group.has_cohorts:
        return ()
    return asking_choice(entry_places(policy_of(request.group), now), also=request.wanted is not None) or ()


def _again_words(request: AdmissionRequest, now: datetime) -> str:
    if request.state != State.ELSEWHERE:
        return ""
    if request.again_on is None or request.again_on <= now.date():
        return _("You can ask again at any time.")
    noon = datetime.combine(request.again_on, datetime.min.time(), tzinfo=now.tzinfo)
    return _("You can ask again from %(day)s on.") % {"day": words.when(noon, now, ZoneInfo("UTC"))}


def _take_back_label(request: AdmissionRequest) -> str:
    if request.state not in AdmissionRequest.OPEN:
        return ""
    labels = {
        State.BEGUN: _("Leave it, and erase what I typed"),
        State.WAITING: _("Leave the waiting list"),
        State.OFFERED: _("Thank you, but no"),
        State.PAYING: _("Thank you, but no"),
    }
    return labels.get(State(request.state), _("Take it back"))
