"""The words for what looking after a group says to one person, or to everybody in it. Titles name no group."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils import dateformat
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext

from groups.models import Appointment, Grant, Need
from personas import letterbox
from personas.letterbox import NoticeText

_SAID: dict[str, str | Promise] = {
    Need.Why.NO_ADMIN: lazy(
        "In %(group)s nobody can give roles or change the group just now, so it takes in nobody new. Everything else"
        " goes on. Who runs the server has been asked to find somebody; if you could help, say so on the group's page."
    ),
    Need.Why.NO_FACILITATOR: lazy(
        "Nobody facilitates %(group)s just now, so it takes in nobody new. You can read and write as before. Who runs"
        " the server has been asked to find somebody; if you could help, say so on the group's page."
    ),
    Need.Why.SILENT: lazy(
        "Nobody who looks after %(group)s has been heard of for two weeks, so it takes in nobody new for now. You can"
        " read and write as before. Who runs the server has been asked to look for somebody."
    ),
    Need.Why.HUSHED: lazy(
        "Nobody who looks after %(group)s has done anything there for ten days. After two weeks it takes in nobody new"
        " until somebody is back. If you are here, one press says so."
    ),
}
_TITLES: dict[str, str | Promise] = {
    Need.Why.HUSHED: lazy("Are you still looking after your group?"),
}
_TITLE = lazy("One of your groups needs somebody")


def register() -> None:
    """Called once when the app is ready."""
    for why in _SAID:
        letterbox.teller(f"groups.{why}", needed)
    letterbox.teller("groups.granted", granted)
    letterbox.teller("groups.power_ended", power_ended)
    letterbox.teller("groups.term_ends", term_ends)
    letterbox.teller("groups.term_of_another_ends", term_of_another_ends)


def needed(ids: list[int]) -> Mapping[int, NoticeText]:
    """To everybody in a group that needs somebody; to who looks after one that grows quiet. Left out once it is met.
    One statement."""
    needs = Need.objects.open().filter(pk__in=ids, why__in=_SAID).select_related("group")
    return {
        need.pk: NoticeText(
            title=str(_TITLES.get(need.why, _TITLE)),
            text=str(_SAID[need.why]) % {"group": need.group.name},
            url=f"/g/{need.group.code}/roles/" if need.why == Need.Why.HUSHED else f"/g/{need.group.code}/",
        )
        for need in needs
    }


def granted(ids: list[int]) -> Mapping[int, NoticeText]:
    """To somebody who was given one power. One statement."""
    words = _("In %(group)s you can now do this: %(power)s. Thank you for helping.")
    return {grant.pk: _of_power(_("You can do something new"), words, grant) for grant in _grants(ids)}


def power_ended(ids: list[int]) -> Mapping[int, NoticeText]:
    """To somebody who had one power. One statement."""
    words = _("In %(group)s this is no longer yours to do: %(power)s. You are a member as before. Thank you.")
    return {grant.pk: _of_power(_("Something you looked after has ended"), words, grant) for grant in _grants(ids)}


def term_ends(ids: list[int]) -> Mapping[int, NoticeText]:
    """To somebody whose term comes to its end. One statement."""
    words = _("In %(group)s your role as %(role)s ends on %(day)s. If you would like to go on, tell an admin.")
    return {one.pk: _of_term(_("Your role comes to its end"), words, one) for one in _terms(ids)}


def term_of_another_ends(ids: list[int]) -> Mapping[int, NoticeText]:
    """To those who give roles. One statement."""
    words = _(
        "In %(group)s the role of %(name)s as %(role)s ends on %(day)s. You can give it for longer, or to another."
    )
    return {one.pk: _of_term(_("A role comes to its end"), words, one) for one in _terms(ids)}


def day_words(day: date | None) -> str:
    """A day with its year; nothing for none."""
    if day is None:
        return ""
    return dateformat.format(day, pgettext("day, month and year, as Django's date filter writes them", "j F Y"))


def _of_power(title: str, words: str, grant: Grant) -> NoticeText:
    text = words % {"group": grant.group.name, "power": grant.get_power_display()}
    return NoticeText(title=title, text=text, url=f"/g/{grant.group.code}/roles/")


def _of_term(title: str, words: str, one: Appointment) -> NoticeText:
    said = {
        "group": one.group.name,
        "role": one.get_role_display(),
        "name": one.membership.persona.name,
        "day": day_words(one.ends_on),
    }
    return NoticeText(title=title, text=words % said, url=f"/g/{one.group.code}/roles/")


def _grants(ids: list[int]) -> list[Grant]:
    return list(Grant.objects.filter(pk__in=ids).select_related("group"))


def _terms(ids: list[int]) -> list[Appointment]:
    """Those that still end: one that ended already, or was given for good, needs no word."""
    found = Appointment.objects.filter(pk__in=ids, ended_at__isnull=True, ends_on__isnull=False)
    return list(found.select_related("group", "membership__persona"))
