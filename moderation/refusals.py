"""Why a verb of the desk could not be done. Each carries a sentence for the person, in the language of the moment."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from moderation.models import Appeal, Case, Decision


class Refusal(Exception):
    """The base of them all; `sentence` goes on the page."""

    sentence: str | Promise = ""

    def __str__(self) -> str:
        return str(self.sentence)


class OwnPost(Refusal):
    """Somebody reports what they wrote themselves."""

    sentence = _("These are your own words. If you wish they were not here, you can take them back.")


class NothingToReport(Refusal):
    """The post is not shown any more, so there is nothing left to look at."""

    sentence = _("This post is not shown any more. Nothing more needs to be done about it. Thank you for caring.")


class ReasonMissing(Refusal):
    """Nobody's words are taken away without a word."""

    sentence = _("Please write a few words. Nobody should lose their post without being told why.")


class LooksAfterTheGroup(Refusal):
    """Whoever has a role is not removed over the heads of the others."""

    sentence = _("This person looks after the group. Their role has to end first, on the page of who does what.")


class NotHereAnyMore(Refusal):
    """Gone by themselves meanwhile."""

    sentence = _("This person has left the group meanwhile.")


class PostTakenBack(Refusal):
    """Its author was faster."""

    sentence = _("Its author has taken this post back meanwhile. Nothing needs to be decided.")


class TakenByAnother(Refusal):
    """Somebody else has said that they look after it: `case.taken_by`."""

    sentence = _("Somebody else looks after this one. You can still decide, but it is good to ask them first.")

    def __init__(self, case: Case) -> None:
        super().__init__(str(case))
        self.case = case


class DecidedMeanwhile(Refusal):
    """Somebody decided before this press arrived; `decision` is what they decided, None if there is no trace of it."""

    sentence = _("Somebody has decided this just before you. Nothing was changed by your press.")

    def __init__(self, decision: Decision | None) -> None:
        super().__init__(str(decision))
        self.decision = decision


class WordsMissing(Refusal):
    """Whoever looks again should know what to look for."""

    sentence = _("Please write a few words, so that whoever looks again knows what you mean.")


class NoAppealHere(Refusal):
    """It is too late, or what was decided holds no more."""

    sentence = _("A second look can be asked for as long as it holds, and for thirty days. That is over here.")


class AppealGone(Refusal):
    """Whoever asked was faster and asks no more."""

    sentence = _("Whoever asked for a second look has taken that back meanwhile. Nothing was changed by your press.")


class SomebodyElseLooks(Refusal):
    """Nobody answers an appeal against what they decided themselves, where another can."""

    sentence = _("You decided this yourself. Somebody else works at the desk now, and looks at it again.")


class AnsweredMeanwhile(Refusal):
    """Somebody answered before this press arrived, or nothing waits any more; `appeal` is how it stands."""

    sentence = _("This has been answered just before you. Nothing was changed by your press.")

    def __init__(self, appeal: Appeal) -> None:
        super().__init__(str(appeal))
        self.appeal = appeal
