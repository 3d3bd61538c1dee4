"""All that holds in a group, as sentences, each with the way to change it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from groups.actions.doorparts import AGE, CARD, FEE, HOW, PLACES
from groups.carenotices import day_words
from groups.models import AdmissionPolicy, Closing, Fee, SupportGroup
from groups.models.group import A_DAY, A_WEEK, AN_HOUR, NEVER
from groups.pages.defaults import kept_words
from groups.pages.helplines import helplines_words
from groups.pages.policy import how_sentences, least_age_words, places_sentences
from groups.pages.sentences import (
    SettingSentence,
    card_sentences,
    door_url,
    fee_words,
    rules_sentence,
    runs_sentence,
)

# What talk can offer, in the order of its own page.
_TALK: dict[str, str | Promise] = {
    "allows_kinds": lazy("kinds of threads"),
    "allows_mentions": lazy("calling somebody by name"),
    "allows_pictures": lazy("pictures"),
    "allows_polls": lazy("polls"),
    "allows_thread_names": lazy("names for one thread"),
}


_EDITED = {
    NEVER: lazy("A post stays as it was written."),
    AN_HOUR: lazy("A post can be changed by its author for an hour."),
    A_DAY: lazy("A post can be changed by its author for a day."),
    A_WEEK: lazy("A post can be changed by its author for a week."),
}


@dataclass(frozen=True)
class SettingPart:
    """Sentences about one side of the group."""

    title: str
    sentences: tuple[SettingSentence, ...]


@dataclass(frozen=True)
class SettingsPage:
    """The page."""

    parts: tuple[SettingPart, ...]
    group_url: str


def settings_page(group: SupportGroup) -> SettingsPage:
    """Five statements."""
    base = f"/g/{group.code}/"
    here = f"{base}settings/"
    policy = AdmissionPolicy.objects.select_related("group__host").get(group=group)
    host_part = [SettingPart(_("From the host"), _of_host(policy, here))] if policy.group.host_id else []
    parts = [
        SettingPart(_("What it says of itself"), _about(group, here)),
        SettingPart(
            _("Who comes in"),
            _door(policy),
        ),
        *host_part,
        SettingPart(_("Being in it"), _inside(group, here)),
        SettingPart(_("Looking after it"), _care(group, here)),
    ]
    return SettingsPage(tuple(parts), base)


def _door(policy: AdmissionPolicy) -> tuple[SettingSentence, ...]:
    said = {HOW: how_sentences(policy), AGE: (least_age_words(policy),), PLACES: places_sentences(policy)}
    return tuple(
        SettingSentence(words, door_url(policy.group, part)) for part, sentences in said.items() for words in sentences
    )


def _of_host(policy: AdmissionPolicy, here: str) -> tuple[SettingSentence, ...]:
    return tuple(SettingSentence(words, f"{here}host/") for words in kept_words(policy))


def _about(group: SupportGroup, here: str) -> tuple[SettingSentence, ...]:
    found = _("Strangers can find the group.") if group.is_listed else _("Only members know that the group is here.")
    return (
        SettingSentence(_("%(name)s: %(summary)s") % {"name": group.name, "summary": group.summary}, f"{here}about/"),
        SettingSentence(_("For whom: %(words)s") % {"words": group.for_whom}, f"{here}about/#id_for_whom"),
        SettingSentence(_welcome(group), f"{here}about/#id_welcome"),
        SettingSentence(_first_words(group), f"{here}about/#id_first_words"),
        rules_sentence(group),
        SettingSentence(found, f"{here}listed/"),
        SettingSentence(_("What it is about, and how it is found."), f"{here}listing/"),
    )


def _welcome(group: SupportGroup) -> str:
    if group.welcome_source.strip():
        return _("Newcomers are welcomed in the group's own words.")
    return _("Newcomers are welcomed with the ground rules alone.")


def _first_words(group: SupportGroup) -> str:
    if group.first_words:
        return _("Newcomers are asked: “%(words)s”") % {"words": group.first_words}
    return _("Newcomers find an empty box, and no question beside it.")


def _inside(group: SupportGroup, here: str) -> tuple[SettingSentence, ...]:
    used = [str(words) for name, words in _TALK.items() if getattr(group, name)]
    talk = _("Talk has %(parts)s.") % {"parts": ", ".join(used)} if used else _("Talk is plain: words, and answers.")
    changed = SettingSentence(str(_EDITED[group.edit_hours]), f"{here}talk/#id_edit_hours")
    return (
        SettingSentence(talk, f"{here}talk/"),
        changed,
        SettingSentence(fee_words(Fee.objects.filter(group=group).first()), door_url(group, FEE)),
        runs_sentence(group),
    )


def _going(group: SupportGroup) -> str:
    found = Closing.objects.standing().filter(group=group, closed_at=None).first()
    if found is None:
        return _("The group has no end.")
    if found.agreed_at is None:
        return _("Somebody asks to close the group.")
    return _("The group closes on %(day)s.") % {"day": day_words(found.closes_on)}


def _care(group: SupportGroup, here: str) -> tuple[SettingSentence, ...]:
    step = _("Who looks after it needs no second step.")
    if group.asks_second_step:
        step = _("Who looks after it comes in with a second step.")
    return (
        SettingSentence(_("Who holds which role, and until when."), f"/g/{group.code}/roles/"),
        SettingSentence(_going(group), f"{here}close/"),
        SettingSentence(_("It is one circle; when it grows too large, a second one can begin."), f"{here}split/"),
        SettingSentence(step, f"{here}second-step/"),
        SettingSentence(" ".join(card_sentences(group)), door_url(group, CARD)),
        SettingSentence(helplines_words(group), f"{here}helplines/"),
    )
