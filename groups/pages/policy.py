"""A group's door as sentences, for its admins: what holds now, and what somebody who comes to it will see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from groups.actions import Parts, Question, wants_newcomers
from groups.actions.doorparts import AGE, ASKED, CARD, FEE, HOW, PLACES, RULES
from groups.forms.joining import RulesForm, age_words
from groups.models import AdmissionPolicy, Fee, SupportGroup
from groups.pages.cards import card_words
from groups.pages.closing import closing_words
from groups.pages.costs import fee_cost_words
from groups.pages.face import answer_words
from groups.pages.needs import needs_of
from groups.pages.questions import question_words
from groups.pages.sentences import card_sentences, fee_words
from supportgroups.lib import markup, words

Door = AdmissionPolicy.Door
_KEPT = lazy("They pay, or say with one tick that they cannot. Their place is kept for two weeks meanwhile.")


@dataclass(frozen=True)
class DoorStep:
    """A page that somebody at the door goes through; `ticks` are what is agreed to on it, `html` what is read there,
    and `more` what is said beside."""

    title: str
    words: str
    ticks: tuple[str, ...] = ()
    html: str = ""
    more: tuple[str, ...] = ()


def door_sentences(policy: AdmissionPolicy, parts: Parts) -> dict[str, tuple[str, ...]]:
    """What holds at this door: part -> sentences, the most important first. `parts` are what `policy` says, too.

    Four statements where nobody new comes in.
    """
    return {
        HOW: how_sentences(policy),
        AGE: (least_age_words(policy),),
        PLACES: places_sentences(policy),
        RULES: (_rules_words(parts[RULES]["rules"]),),
        ASKED: _asked_sentences(policy, parts[ASKED]["questions"]),
        FEE: (fee_words(fee_of(policy.group, parts)),),
        CARD: card_sentences(policy.group),
    }


def how_sentences(policy: AdmissionPolicy) -> tuple[str, ...]:
    """Whether people come in, and by which way."""
    answered = (answer_words(policy),) if policy.door == Door.REQUEST else ()
    return (taking_words(policy), str(policy.get_door_display()), *answered)


def places_sentences(policy: AdmissionPolicy) -> tuple[str, ...]:
    """How many places there are, and what follows when they are taken."""
    said = [_places_words(policy)]
    if _is_limited(policy):
        said.append(_list_words(policy))
    if policy.keeps_list or policy.offers_first:
        said.append(_offer_words(policy))
    return tuple(said)


def taking_words(policy: AdmissionPolicy) -> str:
    """Whether new people come in; if not, what keeps the door shut, and whether it opens by itself after that."""
    if policy.group.state != SupportGroup.State.FULL:
        return _("We take in new people now.")
    because = needs_of(policy.group) + closing_words(policy.group)[:1]
    if because and wants_newcomers(policy.group):
        because.append(_("The door opens by itself when this is no longer so."))
    return " ".join([_("Nobody new for now."), *because])


def fee_of(group: SupportGroup, parts: Parts) -> Fee | None:
    """The fee of these parts, not to be saved."""
    said = parts[FEE]["fee"]
    return None if said is None else Fee(group=group, **asdict(said))


def door_steps(policy: AdmissionPolicy, parts: Parts) -> tuple[DoorStep, ...]:
    """What somebody who comes to the door goes through, page by page, and what happens then. One statement at most."""
    fee = fee_of(policy.group, parts)
    steps = [*_first_steps(policy, parts, fee), *_asking_steps(policy, parts[ASKED]["questions"])]
    if _is_limited(policy):
        steps.append(DoorStep(_("If all places are taken"), _full_words(policy)))
    if fee is not None and fee.before_entry:
        steps.append(DoorStep(_("The fee"), f"{fee_words(fee)} {_KEPT}", more=(fee.how_to_pay,)))
    steps.append(DoorStep(_("They are in"), _("They can read, and write when they want to.")))
    if policy.group.asks_contact_card:
        steps.append(DoorStep(_("A contact card"), _("They are asked for one, and can leave it empty.")))
    return tuple(steps)


def _first_steps(policy: AdmissionPolicy, parts: Parts, fee: Fee | None) -> list[DoorStep]:
    ticks = [age_words(policy.least_age)] if policy.least_age else []
    ticks += [str(RulesForm.base_fields[name].label) for name in ("has_agreed", "has_consented")]
    cost, card = fee_cost_words(fee, policy.group), card_words(policy.group)
    beside = (
        _("Where several runs take people, they choose one.") if policy.group.has_cohorts else "",
        _("What it costs: %(words)s") % {"words": cost} if cost else "",
        card,
    )
    rules = DoorStep(
        _("The ground rules"),
        _("They read them and tick:"),
        tuple(ticks),
        html=markup.render(parts[RULES]["rules"]).html,
        more=tuple(said for said in beside if said),
    )
    steps = [DoorStep(_("A name"), _("One is filled in. It is theirs in this group alone.")), rules]
    if policy.door == Door.INVITATION:
        steps.insert(0, DoorStep(_("An invitation"), _("Without one, people read how they can get one.")))
    return steps


def _asking_steps(policy: AdmissionPolicy, asked: Sequence[Question]) -> list[DoorStep]:
    steps = [DoorStep(one.label, question_words(one)) for one in asked]
    if policy.door != Door.REQUEST:
        return steps
    steps.insert(0, DoorStep(policy.question or _("What brings you here?"), _("They answer in their own words.")))
    steps.append(DoorStep(_("An answer"), answer_words(policy)))
    if policy.offers_first:
        steps.append(DoorStep(_("A place is offered"), _offer_words(policy)))
    return steps


def _rules_words(source: str) -> str:
    """How the ground rules begin, without the signs that make a list of them."""
    return markup.excerpt_of(" ".join(line.strip().lstrip("-*#> ") for line in source.splitlines()))


def _asked_sentences(policy: AdmissionPolicy, asked: Sequence[Question]) -> tuple[str, ...]:
    if policy.door != Door.REQUEST:
        nothing = _("No question is asked.")
        said = ngettext("Before that one question is asked.", "Before that %(count)s questions are asked.", len(asked))
    else:
        nothing = _("Only the open question is asked.")
        said = ngettext("Beside it one question is asked.", "Beside it %(count)s questions are asked.", len(asked))
    return (said % {"count": len(asked)} if asked else nothing,)


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


def _is_limited(policy: AdmissionPolicy) -> bool:
    return policy.capacity is not None or policy.group.has_cohorts


def _full_words(policy: AdmissionPolicy) -> str:
    if not policy.keeps_list:
        return _("They read that there is none for them now, and that other groups may have one.")
    waits = _("They can wait, and see their own place on the list. When their turn comes, they are told.")
    if policy.door == Door.REQUEST:
        waits = _("They can ask all the same. Who fits here waits, and sees their own place on the list.")
    return f"{waits} {_offer_words(policy)}"


def _offer_words(policy: AdmissionPolicy) -> str:
    return _("A place that is offered is kept for %(days)s.") % {"days": words.count_words(policy.offer_days, "day")}


def least_age_words(policy: AdmissionPolicy) -> str:
    """For people from which age on."""
    if policy.least_age is None:
        return _("For people of any age.")
    return _("For people who are %(age)s or older, by their own word.") % {"age": policy.least_age}
