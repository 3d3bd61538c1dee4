"""The words for what the door says to one person. Nothing here names the group in a title: titles show in lists."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from groups.models import AdmissionRequest, Appointment
from personas import letterbox
from personas.letterbox import NoticeText


def register() -> None:
    """Called once when the app is ready."""
    letterbox.teller("groups.asked", asked)
    letterbox.teller("groups.admitted", admitted)
    letterbox.teller("groups.elsewhere", elsewhere)
    letterbox.teller("groups.appointed", appointed)
    letterbox.teller("groups.dismissed", dismissed)


def asked(ids: list[int]) -> Mapping[int, NoticeText]:
    """To those who answer requests; one that is answered or taken back meanwhile is left out. One statement."""
    return {
        request.pk: NoticeText(
            title=_("Somebody asks to come in"),
            text=_("%(name)s would like to join %(group)s and is waiting for an answer.")
            % {"name": request.persona.name, "group": request.group.name},
            url=f"/g/{request.group.code}/admissions/{request.ref}/",
        )
        for request in _requests(ids)
        if request.state in (AdmissionRequest.State.SUBMITTED, AdmissionRequest.State.CLAIMED)
    }


def admitted(ids: list[int]) -> Mapping[int, NoticeText]:
    """To somebody who asked. One statement."""
    return {
        request.pk: NoticeText(
            title=_("You are in"),
            text=_(
                "A facilitator of %(group)s has let you in. Come in whenever you like; nobody minds if you only read."
            )
            % {"group": request.group.name},
            url=f"/g/{request.group.code}/",
        )
        for request in _requests(ids)
    }


def elsewhere(ids: list[int]) -> Mapping[int, NoticeText]:
    """To somebody who asked; the facilitator's words as they are. One statement."""
    return {
        request.pk: NoticeText(
            title=_("An answer to your request"),
            text=_("%(group)s is not the right place this time. They write: %(reason)s")
            % {"group": request.group.name, "reason": request.reason},
            url="/",
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


def _of_role(title: str, words: str, appointment: Appointment) -> NoticeText:
    text = words % {"group": appointment.group.name, "role": appointment.get_role_display()}
    return NoticeText(title=title, text=text, url=f"/g/{appointment.group.code}/roles/")


def _requests(ids: list[int]) -> list[AdmissionRequest]:
    return list(AdmissionRequest.objects.filter(pk__in=ids).select_related("group", "persona"))


def _appointments(ids: list[int]) -> list[Appointment]:
    return list(Appointment.objects.filter(pk__in=ids).select_related("group"))
