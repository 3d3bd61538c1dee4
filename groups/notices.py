"""The words for what the door says to one person. Nothing here names the group in a title: titles show in lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from groups.models import AdmissionRequest, Appointment, SupportGroup
from personas import letterbox
from personas.letterbox import NoticeText

State = AdmissionRequest.State


@dataclass(frozen=True)
class Words:
    """What a notice says, and in which states of its request it is still true."""

    states: tuple[str, ...]
    title: str | Promise
    text: str | Promise


WORDS = {
    "groups.ends_begun": Words(
        (State.BEGUN,),
        _lazy("Something you began"),
        _lazy("What you began to write to %(group)s goes in three days. Send it, if you would still like to come in."),
    ),
    "groups.lapsed_begun": Words(
        (State.LAPSED,),
        _lazy("Something you began has gone"),
        _lazy("What you typed for %(group)s was kept for 30 days, and is erased now. You can begin again at any time."),
    ),
    "groups.asked_back": Words(
        (State.ASKED_BACK,),
        _lazy("A question to you"),
        _lazy("A facilitator of %(group)s would like to know a little more before answering your request."),
    ),
    "groups.ends_asked_back": Words(
        (State.ASKED_BACK,),
        _lazy("A question waits for you"),
        _lazy("A facilitator of %(group)s has asked you something. The request ends in three days without an answer."),
    ),
    "groups.lapsed_asked_back": Words(
        (State.LAPSED,),
        _lazy("Your request has ended"),
        _lazy("No answer reached %(group)s in two weeks, so your request has ended. You can ask again at any time."),
    ),
    "groups.late": Words(
        AdmissionRequest.PENDING,
        _lazy("It takes longer"),
        _lazy("You were promised an answer from %(group)s by now. It takes longer; they have been reminded."),
    ),
    "groups.run_gone": Words(
        (State.WAITING,),
        _lazy("The place that was offered"),
        _lazy(
            "The run of %(group)s in which a place was kept for you takes nobody in any more. You keep your place on"
            " the waiting list, and are offered one in the next."
        ),
    ),
    "groups.by_runs": Words(
        (State.WAITING,),
        _lazy("The place that is kept for you"),
        _lazy(
            "People come into %(group)s together from now on, in runs. You keep your turn, are offered a place in the"
            " next run, and what you gave counts."
        ),
    ),
    "groups.wanted_run_gone": Words(
        AdmissionRequest.CHOOSING,
        _lazy("The run you asked for"),
        _lazy(
            "The run of %(group)s that you asked for takes nobody in any more. You lose nothing by it: your page says"
            " how it goes on, and there you can ask for another run."
        ),
    ),
    "groups.waiting": Words(
        (State.WAITING,),
        _lazy("You are on the waiting list"),
        _lazy("%(group)s would like to take you in, and all places are taken. You are on the list, in your turn."),
    ),
    "groups.still_waiting": Words(
        (State.WAITING,),
        _lazy("You are still on the list"),
        _lazy("You wait for a place in %(group)s, and have not been forgotten. Your page says where you stand."),
    ),
    "groups.offered": Words(
        (State.OFFERED,),
        _lazy("A place for you"),
        _lazy("There is a place for you in %(group)s. It is kept for some days; your page says how long."),
    ),
    "groups.ends_offered": Words(
        (State.OFFERED,),
        _lazy("A place is kept for you"),
        _lazy("The place in %(group)s is kept for you for one more day. Then it goes to somebody else who waits."),
    ),
    "groups.lapsed_offered": Words(
        (State.LAPSED,),
        _lazy("A place has gone on"),
        _lazy("The place in %(group)s was kept for you, and has gone to somebody else now. You can ask again."),
    ),
}
WORDS |= {
    "groups.paying": Words(
        (State.PAYING,),
        _lazy("One step left"),
        _lazy(
            "%(group)s would like to take you in. One step is left, and it may be a single tick; your place is kept"
            " meanwhile."
        ),
    ),
    "groups.ends_paying": Words(
        (State.PAYING,),
        _lazy("A place is kept for you"),
        _lazy(
            "One step is left before you are in %(group)s, and the place is kept for three more days. If money is what"
            " holds you back, one tick is enough."
        ),
    ),
    "groups.lapsed_paying": Words(
        (State.LAPSED,),
        _lazy("A place has gone on"),
        _lazy(
            "The place in %(group)s was kept for you for two weeks, and has gone to somebody else now. You can ask"
            " again. What you gave stays yours."
        ),
    ),
    "groups.lapsed_settled": Words(
        (State.LAPSED,),
        _lazy("A place that cannot be taken"),
        _lazy("%(group)s cannot take you in now, so the place is kept no more. What you gave stays yours."),
    ),
    "groups.lapsed_closed": Words(
        (State.LAPSED,),
        _lazy("A group has closed"),
        _lazy(
            "%(group)s has closed, and takes in nobody any more. We are sorry that you waited. Other groups may have a"
            " place for you."
        ),
    ),
}
WORDS_TO_WHO_ANSWERS = {
    "groups.asked": Words(
        AdmissionRequest.PENDING,
        _lazy("Somebody asks to come in"),
        _lazy("%(name)s would like to join %(group)s and is waiting for an answer."),
    ),
    "groups.assigned": Words(
        (State.CLAIMED,),
        _lazy("A request for you to read"),
        _lazy("Somebody asked you to read what %(name)s wrote at the door of %(group)s."),
    ),
    "groups.overdue": Words(
        AdmissionRequest.PENDING,
        _lazy("Somebody waits longer than promised"),
        _lazy("%(name)s was promised an answer from %(group)s by now."),
    ),
    "groups.answered_back": Words(
        (State.CLAIMED,),
        _lazy("An answer to your question"),
        _lazy("%(name)s has answered what you asked, at the door of %(group)s."),
    ),
}


def register() -> None:
    """Called once when the app is ready."""
    letterbox.teller("groups.admitted", admitted)
    letterbox.teller("groups.elsewhere", elsewhere)
    for kind, words in WORDS.items():
        letterbox.teller(kind, partial(_tell_who_asked, words))
    for kind, words in WORDS_TO_WHO_ANSWERS.items():
        letterbox.teller(kind, partial(_tell_who_answers, words))
    letterbox.teller("groups.appointed", appointed)
    letterbox.teller("groups.dismissed", dismissed)
    letterbox.teller("groups.second_step", second_step)
    letterbox.teller("groups.entered", entered)


def admitted(ids: list[int]) -> Mapping[int, NoticeText]:
    """To somebody who asked. One statement."""
    return {
        request.pk: NoticeText(
            title=_("You are in"),
            text=_(
                "A facilitator of %(group)s has let you in. Come in whenever you like; nobody minds if you only read."
            )
            % {"group": letterbox.called(request.group.name)},
            url=f"/g/{request.group.code}/",
        )
        for request in _requests(ids)
    }


def entered(ids: list[int]) -> Mapping[int, NoticeText]:
    """To somebody whose last step is done. One statement."""
    words = _("All is done: you are in %(group)s. Come in whenever you like; nobody minds if you only read.")
    return {
        request.pk: NoticeText(
            title=_("You are in"),
            text=words % {"group": letterbox.called(request.group.name)},
            url=f"/g/{request.group.code}/",
        )
        for request in _requests(ids)
    }


def elsewhere(ids: list[int]) -> Mapping[int, NoticeText]:
    """To somebody who asked; the facilitator's words as they are. One statement."""
    return {
        request.pk: NoticeText(
            title=_("An answer to your request"),
            text=_("%(group)s is not the right place this time. They write: %(reason)s You can turn to: %(places)s.")
            % {"group": letterbox.called(request.group.name), "reason": request.reason, "places": _places(request)},
            url=f"/g/{request.group.code}/join/request/",
        )
        for request in _requests(ids)
    }


def appointed(ids: list[int]) -> Mapping[int, NoticeText]:
    """To somebody who was given a role. One statement."""
    words = _("In %(group)s you are now: %(role)s. Thank you for looking after the others.")
    return {one.pk: _of_role(_("You have a new role"), words, one) for one in _appointments(ids)}


def dismissed(ids: list[int]) -> Mapping[int, NoticeText]:
    """To somebody whose role has ended. One statement."""
    words = _("In %(group)s your role has ended: %(role)s. You are a member as before. Thank you for what you did.")
    return {one.pk: _of_role(_("Your role has ended"), words, one) for one in _appointments(ids)}


def second_step(ids: list[int]) -> Mapping[int, NoticeText]:
    """To those who look after a group that has begun to ask for a second step. One statement."""
    words = _("%(group)s asks those who look after it for a second step: a passkey, or an app. It takes five minutes.")
    return {
        group.pk: NoticeText(
            title=_("A second step"), text=words % {"group": letterbox.called(group.name)}, url="/account/keys/"
        )
        for group in SupportGroup.objects.filter(pk__in=ids, asks_second_step=True)
    }


def _places(request: AdmissionRequest) -> str:
    return ", ".join(name for name, _url in request.alternatives)


def _tell_who_asked(words: Words, ids: list[int]) -> Mapping[int, NoticeText]:
    """Left out where the request has gone on since: its own page says what holds now. One statement."""
    return {
        request.pk: NoticeText(
            title=str(words.title),
            text=str(words.text) % {"group": letterbox.called(request.group.name)},
            url=f"/g/{request.group.code}/join/request/",
        )
        for request in _requests(ids)
        if request.state in words.states
    }


def _tell_who_answers(words: Words, ids: list[int]) -> Mapping[int, NoticeText]:
    """Left out where somebody has answered, or it was taken back. One statement."""
    return {
        request.pk: NoticeText(
            title=str(words.title),
            text=str(words.text) % {"name": request.persona.name, "group": letterbox.called(request.group.name)},
            url=f"/g/{request.group.code}/admissions/{request.ref}/",
        )
        for request in _requests(ids)
        if request.state in words.states
    }


def _of_role(title: str, words: str, appointment: Appointment) -> NoticeText:
    text = words % {"group": letterbox.called(appointment.group.name), "role": appointment.get_role_display()}
    return NoticeText(title=title, text=text, url=f"/g/{appointment.group.code}/roles/")


def _requests(ids: list[int]) -> list[AdmissionRequest]:
    return list(AdmissionRequest.objects.filter(pk__in=ids).select_related("group", "persona"))


def _appointments(ids: list[int]) -> list[Appointment]:
    return list(Appointment.objects.filter(pk__in=ids).select_related("group"))
