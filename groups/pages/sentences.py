"""What holds in a group beside its door, a sentence each with the way to change it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from groups.models import Agreement, Fee, SupportGroup
from groups.pages.fees import asks_words


@dataclass(frozen=True)
class SettingSentence:
    """What holds, and where it is changed."""

    words: str
    url: str


def rules_sentence(group: SupportGroup) -> SettingSentence:
    """Which ground rules somebody agrees to. One statement."""
    version = Agreement.objects.filter(group=group).latest("version").version
    words = _("The ground rules are version %(number)s.") % {"number": version}
    return SettingSentence(words, f"/g/{group.code}/settings/about/#id_rules")


def fee_sentence(group: SupportGroup, fee: Fee | None) -> SettingSentence:
    """What it costs. `fee`: the group's, if it asks for one."""
    words = _("The fee: %(words)s") % {"words": asks_words(fee)} if fee is not None else _("There is no fee.")
    return SettingSentence(words, f"/g/{group.code}/settings/fee/")


def card_sentence(group: SupportGroup) -> SettingSentence:
    """Whether members leave a contact card."""
    words = _("Nobody is asked for a contact card.")
    if group.asks_contact_card:
        words = _("Members are asked for a contact card.")
    return SettingSentence(words, f"/g/{group.code}/settings/card/")


def runs_sentence(group: SupportGroup) -> SettingSentence:
    """Whether it goes on, or has runs."""
    words = _("It goes on without an end.")
    if group.has_cohorts:
        words = _("People come together for some weeks, in runs.")
    return SettingSentence(words, f"/g/{group.code}/runs/")


def invitations_sentence(group: SupportGroup) -> SettingSentence:
    """That there is a way past the door."""
    return SettingSentence(_("Whoever is invited comes in past the door."), f"/g/{group.code}/invitations/")
