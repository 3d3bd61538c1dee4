"""A group's door as sentences, for its admins: what holds now, and what somebody who comes to it will see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from groups.actions import questions_of, wants_newcomers
from groups.forms.joining import age_words
from groups.models import AdmissionPolicy, AdmissionQuestion, Fee, SupportGroup
from groups.pages.closing import closing_words
from groups.pages.face import answer_words, readers_words
from groups.pages.fees import asks_words
from groups.pages.needs import needs_of
from groups.pages.questions import question_words
from groups.pages.sentences import (
    SettingSentence,
    card_sentence,
    fee_sentence,
    invitations_sentence,
    rules_sentence,
    runs_sentence,
)
from supportgroups.lib import words

Door = AdmissionPolicy.Door
_KEPT = lazy("They pay, or say with one tick that they cannot. Their place is kept for two weeks meanwhile.")


@dataclass(frozen=True)
class DoorSentence:
    """What holds, and the field that changes it."""

    words: str
    field: str


@dataclass(frozen=True)
class DoorStep:
    """A page that somebody at the door goes through; `ticks` are what is agreed to on it."""

    title: str
    words: str
    ticks: tuple[str, ...] = ()


@dataclass(frozen=True)
class DoorPage:
    """The door to who looks after it. `beside`: what else somebody meets there, which is changed elsewhere. `steps` are
    of what is typed, where the page was asked to show that first."""

    sentences: tuple[DoorSentence, ...]
    questions: str
    beside: tuple[SettingSentence, ...]
    steps: tuple[DoorStep, ...]
    readers: str
    is_unsaved: bool


def door_page(policy: AdmissionPolicy, *, is_unsaved: bool = False) -> DoorPage:
    """Of a policy with its group loaded, saved or not. Two statements, and one where something is asked."""
    asked = questions_of(policy)
    fee = Fee.objects.filter(group=policy.group).first()
    return DoorPage(
        sentences=door_sentences(policy),
        questions=_questions_words(policy, asked),
        beside=_beside(policy.group, fee),
        steps=door_steps(policy, asked, fee),
        readers=readers_words(policy.group, policy.door),
        is_unsaved=is_unsaved,
    )


def door_sentences(policy: AdmissionPolicy) -> tuple[DoorSentence, ...]:
    """What holds at this door, the most important first. Four statements where nobody new comes in."""
    said = [
        DoorSentence(taking_words(policy), "takes_newcomers"),
        DoorSentence(str(policy.get_door_display()), "door"),
        DoorSentence(_places_words(policy), "capacity"),
        DoorSentence(_least_age_words(policy), "least_age"),
    ]
    if policy.door == Door.REQUEST:
        said.append(DoorSentence(answer_words(policy), "answer_days"))
    if policy.capacity is not None or policy.group.has_cohorts:
        said.append(DoorSentence(_list_words(policy), "keeps_list"))
    if policy.keeps_list or policy.offers_first:
        said.append(DoorSentence(_offer_words(policy), "offer_days"))
    return tuple(said)


def taking_words(policy: AdmissionPolicy) -> str:
    """Whether new people come in; if not, what keeps the door shut, and whether it opens by itself after that."""
    if policy.group.state != SupportGroup.State.FULL:
        return _("We take in new people now.")
    because = needs_of(policy.group) + closing_words(policy.group)[:1]
    if because and wants_newcomers(policy.group):
        because.append(_("The door opens by itself when this is no longer so."))
    return " ".join([_("Nobody new for now."), *because])


def door_steps(policy: AdmissionPolicy, asked: Sequence[AdmissionQuestion], fee: Fee | None) -> tuple[DoorStep, ...]:
    """What somebody who comes to the door goes through, page by page, and what happens then."""
    steps = [*_first_steps(policy), *_asking_steps(policy, asked)]
    if fee is not None and fee.before_entry:
        steps.append(DoorStep(_("The fee"), f"{asks_words(fee)} {_KEPT}"))
    steps.append(DoorStep(_("They are in"), _("They can read, and write when they want to.")))
    if policy.group.asks_contact_card:
        steps.append(DoorStep(_("A contact card"), _("They are asked for one, and can leave it empty.")))
    return tuple(steps)


def _first_steps(policy: AdmissionPolicy) -> list[DoorStep]:
    ticks = [age_words(policy.least_age)] if policy.least_age else []
    ticks += [_("I will keep to the ground rules"), _("This group may keep what I write")]
    steps = [
        DoorStep(_("A name"), _("One is filled in. It is theirs in this group alone.")),
        DoorStep(_("The ground rules"), _("They read them and tick:"), tuple(ticks)),
    ]
    if policy.door == Door.INVITATION:
        steps.insert(0, DoorStep(_("An invitation"), _("Without one, people read how they can get one.")))
    return steps


def _asking_steps(policy: AdmissionPolicy, asked: Sequence[AdmissionQuestion]) -> list[DoorStep]:
    steps = [DoorStep(one.label, question_words(one)) for one in asked]
    if policy.door != Door.REQUEST:
        return steps
    steps.insert(0, DoorStep(policy.question or _("What brings you here?"), _("They answer in their own words.")))
    steps.append(DoorStep(_("An answer"), answer_words(policy)))
    if policy.offers_first:
        steps.append(DoorStep(_("A place is offered"), _offer_words(policy)))
    return steps


def _beside(group: SupportGroup, fee: Fee | None) -> tuple[SettingSentence, ...]:
    """One statement."""
    of_group = (card_sentence(group), runs_sentence(group), invitations_sentence(group))
    return (rules_sentence(group), fee_sentence(group, fee), *of_group)


def _questions_words(policy: AdmissionPolicy, asked: Sequence[AdmissionQuestion]) -> str:
    if policy.door != Door.REQUEST:
        nothing = _("No question is asked.")
        said = ngettext("Before that one question is asked.", "Before that %(count)s questions are asked.", len(asked))
    else:
        nothing = _("Only the open question is asked.")
        said = ngettext("Beside it one question is asked.", "Beside it %(count)s questions are asked.", len(asked))
    return said % {"count": len(asked)} if asked else nothing


def _places_words(policy: AdmissionPolicy) -> str:
    if policy.group.has_cohorts:
        return _("People come in by runs, and each run has places of its own.")
    if policy.capacity is None:
        return _("There is no limit on places.")
    return ngettext("There is %(places)s.", "There are %(places)s.", policy.capacity) % {
        "places": words.count_words(policy.capacity, "place")
    }


def _list_words(policy: AdmissionPolicy) -> str:
    if not policy.keeps_list:
        return _("When all places are taken, nobody can wait for one.")
    if policy.list_cap is None:
        return _("When all places are taken, people can wait on a list.")
    return _("When all places are taken, people can wait on a list with %(places)s.") % {
        "places": words.count_words(policy.list_cap, "place")
    }


def _offer_words(policy: AdmissionPolicy) -> str:
    return _("A place that is offered is kept for %(days)s.") % {"days": words.count_words(policy.offer_days, "day")}


def _least_age_words(policy: AdmissionPolicy) -> str:
    if policy.least_age is None:
        return _("For people of any age.")
    return _("For people who are %(age)s or older, by their own word.") % {"age": policy.least_age}
