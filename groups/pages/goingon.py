"""A further run, to a member who may go on in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from groups.actions.asking import asks_again_on
from groups.actions.runplaces import RunPlaces, entry_places
from groups.carenotices import day_words
from groups.models import AdmissionPolicy, Cohort
from groups.pages.costs import cost_words
from groups.pages.runs import places_left, run_with_days, sealed_words, serves
from personas.actors import Actor
from supportgroups.lib import words


@dataclass(frozen=True)
class NextRun:
    """A further run, to a member who may go on in it. `question`: where a person answers; `label`: on the button, ""
    where there is none to press."""

    name: str
    says: tuple[str, ...]
    question: str
    label: str
    runs_url: str


def next_run(actor: Actor, run: Cohort, now: datetime, *, is_invited: bool = False) -> NextRun:
    """A further run to a member, who asks nobody where it follows theirs, or they are invited into it. Of a run with
    group, fee and policy loaded. Seven statements at most."""
    group, policy = run.group, run.group.policy
    is_in_earlier = run.follows_id in actor.seat_in(group.pk).cohort_ids
    asks = policy.door != AdmissionPolicy.Door.OPEN and not (is_in_earlier or is_invited)
    places = next((each for each in entry_places(policy, now) if each.run == run), None)
    why_not = _why_not(actor, run, places, asks=asks) or (_not_yet(actor, run, now) if asks else "")
    says = [_("%(run)s.") % {"run": run_with_days(run)}, sealed_words(run)]
    if not why_not:
        same_name = _SAME_NAME % {"name": actor.seat_in(group.pk).handle}
        says += [_next_words(policy, places, asks=asks), same_name, cost_words(group)]
    return NextRun(
        name=run.name,
        says=tuple(filter(None, [*says, why_not])),
        question=_("What would you like to say to the facilitators?") if asks and not why_not else "",
        label="" if why_not else _label(places, asks=asks),
        runs_url=f"/g/{group.code}/runs/",
    )


_SAME_NAME = lazy(
    "You go on as %(name)s. The people of the new run do not read what was written in another, and you go on reading"
    " what you read now."
)


def _why_not(actor: Actor, run: Cohort, places: RunPlaces | None, *, asks: bool) -> str:
    if run.pk in actor.seat_in(run.group_id).cohort_ids and not serves(actor, run.group):
        return _("You are in it.")
    if serves(actor, run.group):
        return _("You look after the group, so you read every run and need no place in one.")
    if places is None or not run.group.takes_newcomers:
        return _("It takes nobody in just now.")
    if not (places.is_free or run.group.policy.keeps_list or asks):
        return places_left(0)
    return ""


def _not_yet(actor: Actor, run: Cohort, now: datetime) -> str:
    """That an answer has set a later day to ask again, to a member. One statement."""
    day = asks_again_on(actor.seat_in(run.group_id).persona_id or 0, now.date())
    return _("You can ask again from %(day)s on.") % {"day": day_words(day)} if day is not None else ""


def _next_words(policy: AdmissionPolicy, places: RunPlaces | None, *, asks: bool) -> str:
    if asks:
        return _("A person answers, as at the door. You get an answer within %(time)s.") % {
            "time": words.count_words(policy.answer_days, "day")
        }
    if places is not None and places.is_free:
        return _("There is a place for you.")
    return _("All its places are taken, or kept for those who wait. You can wait for one: first come, first served.")


def _label(places: RunPlaces | None, *, asks: bool) -> str:
    if asks:
        return _("Ask for a place")
    return _("Take a place") if places is not None and places.is_free else _("Put me on the waiting list")
