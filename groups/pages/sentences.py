"""What holds in a group, a sentence each with the way to change it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from groups.models import Agreement, Fee, SupportGroup
from groups.pages.costs import asks_words
from supportgroups.lib import words


@dataclass(frozen=True)
class SettingSentence:
    """What holds, and where it is changed."""

    words: str
    url: str


def door_url(group: SupportGroup, part: str) -> str:
    """The page of the door, with this part of it open."""
    return f"/g/{group.code}/settings/door/?part={part}#{part}"


def rules_sentence(group: SupportGroup) -> SettingSentence:
    """Which ground rules somebody agrees to. One statement."""
    version = Agreement.objects.filter(group=group).latest("version").version
    return SettingSentence(
        _("The ground rules are version %(number)s.") % {"number": version}, door_url(group, "rules")
    )


def fee_words(fee: Fee | None) -> str:
    """What it costs. `fee`: the group's, if it asks for one."""
    return _("The fee: %(words)s") % {"words": asks_words(fee)} if fee is not None else _("There is no fee.")


def card_sentences(group: SupportGroup) -> tuple[str, ...]:
    """Whether members leave a contact card, and how long it is kept then."""
    if not group.asks_contact_card:
        return (_("Nobody is asked for a contact card."),)
    return _("Members are asked for a contact card."), card_days_words(group.card_days)


def card_days_words(days: int) -> str:
    """For how long a card is kept, in days."""
    if not days:
        return _("A card is erased on the day somebody leaves.")
    return _("A card is kept for %(days)s after somebody has left.") % {"days": words.count_words(days, "day")}


def runs_sentence(group: SupportGroup) -> SettingSentence:
    """Whether it goes on, or has runs."""
    said = _("It goes on without an end.")
    if group.has_cohorts:
        said = _("People come together for some weeks, in runs.")
    return SettingSentence(said, f"/g/{group.code}/runs/")


def invitations_sentence(group: SupportGroup) -> SettingSentence:
    """That there is a way past the door."""
    return SettingSentence(_("Whoever is invited comes in past the door."), f"/g/{group.code}/invitations/")
