"""Why a verb could not be done. Each carries a sentence for the person, in the language of the moment."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """The base of them all; `sentence` goes on the page."""

    sentence: str | Promise = ""

    def __str__(self) -> str:
        return str(self.sentence)


class CannotTakeIn(Refusal):
    """No place, a closed door, or somebody who may not come back: the same words, so that they tell nothing."""

    sentence = _("This group cannot take you in now. Other groups may have a place for you.")


class NoPlaceLeft(CannotTakeIn):
    """All places are taken, and there is a waiting list."""

    sentence = _("All places are taken just now. You can put yourself on the waiting list.")


class GroupIsFull(Refusal):
    """For whoever answers requests: there is no place left to give."""

    sentence = _(
        "All places in this group are taken. You can make more places on the page of the door, or answer later."
    )


class WantedRunIsFull(GroupIsFull):
    """The run that somebody asks for has no place left; another may have."""

    sentence = _(
        "All places of the run they asked for are taken. You can put them on the waiting list for it, or offer a place"
        " in another run; they take that one, or let it pass."
    )


class WantedRunIsOver(GroupIsFull):
    """Nobody is put into a run that they did not ask for."""

    sentence = _(
        "The run they asked for takes nobody in any more. You can offer a place in another run; they take it, or let it"
        " pass."
    )


class ListIsFull(Refusal):
    """For whoever answers requests: nobody more can wait, or the group keeps no list."""

    sentence = _("There is no room on the waiting list. You can make room on the page of the door.")


class RulesNotAgreed(Refusal):
    """The version that was read is not the one in force, or one of the two was not agreed to."""

    sentence = _("The ground rules have changed while you were reading. Please read them once more.")


class AgeNotSaid(Refusal):
    """The group is for people from a certain age on, and that was not ticked. Nothing is kept of it."""

    sentence = _("This group is for people from a certain age on. Please read this page once more.")


class InvitationOver(Refusal):
    """No such code, used up, ended, or past its day: the same words for all four."""

    sentence = _("This code opens nothing now. Ask whoever gave it to you for a new one, or look at how it is typed.")


class AskedAlready(Refusal):
    """Somebody with an open request holds an invitation too."""

    sentence = _("You have asked to come in already. Here is where that stands.")


class AlreadyIn(Refusal):
    """Somebody who is a member asks to become one."""

    sentence = _("You are in this group already.")


class NotAMember(Refusal):
    """The membership has ended."""

    sentence = _("This person is not a member of the group any more.")


class DecidedMeanwhile(Refusal):
    """The request was answered, or taken back, before this press arrived."""

    sentence = _("Somebody has answered this request, or it was taken back, just before you. Nothing was changed.")


class NotAnAnswerer(Refusal):
    """A request is handed to somebody who does not answer requests, or does so no more."""

    sentence = _("This person does not answer requests here. Please choose somebody else.")


class ReasonMissing(Refusal):
    """Nobody is sent away without a word."""

    sentence = _("Please write a few words. Nobody should be sent away without any.")


class AlternativeMissing(Refusal):
    """A no names at least one other place."""

    sentence = _("Please name at least one other place they can turn to. Nobody should leave with nothing.")


class QuestionsChanged(Refusal):
    """Other questions are asked by now than those that were answered, or changed."""

    sentence = _("The questions have changed since you opened this page. Please look at them once more.")


class DoorChanged(Refusal):
    """Somebody else changed these `parts` of the door too, while they were typed; `stands` is the door as it is now."""

    sentence = _(
        "Somebody else has changed this meanwhile. What holds now stands with it, and your words are still here: save"
        " again, and they hold in its place."
    )

    def __init__(self, parts: tuple[str, ...], stands: dict[str, dict[str, Any]]) -> None:
        super().__init__(", ".join(parts))
        self.parts, self.stands = parts, stands


class AnswerMissing(Refusal):
    """A question that needs an answer has none."""

    sentence = _("One of the questions has no answer yet.")


class LastAdmin(Refusal):
    """A group keeps at least one admin."""

    sentence = _("A group needs at least one admin. Please make somebody else an admin first.")


class CheckedByOneself(Refusal):
    """Nobody says of their own credential that it was checked."""

    sentence = _("A credential is checked by somebody else. You can leave the box empty: then it stands as stated.")


class NothingToAgree(Refusal):
    """No closing stands, or its day has come."""

    sentence = _("There is nothing to agree to any more. The group's page says how things stand.")


class SecondPersonMissing(Refusal):
    """Whoever asks to close a group does not agree to it too."""

    sentence = _("Somebody else has to agree, so that no group closes on one bad day.")


class OfficeOver(Refusal):
    """It has ended, is somebody else's, or is not for this group."""

    sentence = _("This office opens nothing here now. Ask whoever gave it to you.")


class OfficeHeld(Refusal):
    """One person holds one office of a host: two could not be told apart when one of them ends."""

    sentence = _("You hold an office of this body already. The code can be used by somebody else.")


class DefaultsChanged(Refusal):
    """Somebody else saved what the host says for its groups, while this was typed."""

    sentence = _(
        "Somebody else has changed this meanwhile. What holds now stands below. Your words are still here: save again,"
        " and they hold in its place."
    )


class NoSuchDefault(Refusal):
    """The group's host says nothing of this, or the group has no host."""

    sentence = _("The body that runs the group says nothing of this any more. What the group has stays its own.")


class HereAlready(Refusal):
    """Staff come under a face of their own: one that is known as a member's is never made staff."""

    sentence = _(
        "You have, or had, a name in this group, and it stays yours alone. So you cannot be here as staff too. Nobody"
        " is told. Somebody else can look after this group."
    )


class NotYourGroup(Refusal):
    """The key that came with the form belongs to a group that somebody else began."""

    sentence = _("This form was sent before, by somebody else. Please open a new one.")


class SlugTaken(Refusal):
    """Another group has, or had, this public address."""

    sentence = _("Another group has this address. Please choose another.")


class RenamedLately(Refusal):
    """The name was changed less than thirty days ago, and does not point to the one who wears it."""

    sentence = _(
        "You changed this name less than 30 days ago. Others need a while to know you by it. If the name points to you,"
        " tick the box, and it changes at once."
    )


class TooManyHidden(Refusal):
    """A list of hidden people that nobody could look through."""

    sentence = _("You have hidden very many people. Please let some of them be seen again first.")


class RunNameTaken(Refusal):
    """Another run of the group has this name."""

    sentence = _("Another run has this name. Please choose one by which people can tell them apart.")


class RunIsOver(Refusal):
    """The run has ended or started meanwhile, so this can no longer be done."""

    sentence = _("This run has moved on meanwhile. Here is how it stands now.")


class PlaceAhead(Refusal):
    """Somebody who has a place in a run that is to begin asks for one in another."""

    sentence = _("You have a place in a run that has not begun yet. Once it has, you can ask for a further one.")


class RunIsFull(Refusal):
    """The run that was chosen has no place any more, and another has."""

    sentence = _("All places of the run you chose are taken meanwhile. Here is where there still is one.")


class FewerPlacesThanTaken(Refusal):
    """More places are taken or promised than there would be."""

    sentence = _("More places than that are taken or promised already. Who has one keeps it.")


class DearerThanSaid(Refusal):
    """People have a place in a run for less."""

    sentence = _("Somebody has a place in it already, for the amount you said before. It can cost less, and not more.")
