"""The words for what looking after a group says to one person, or to everybody in it. Titles name no group."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet
from django.utils import dateformat
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext

from groups.models import Appointment, Closing, Grant, Need
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
        "Nobody who facilitates %(group)s has been heard of for two weeks, so it takes in nobody new for now. You can"
        " read and write as before. Who runs the server has been asked to look for somebody."
    ),
    Need.Why.HUSHED: lazy(
        "Nobody who facilitates %(group)s has done anything there for ten days. After two weeks it takes in nobody new"
        " until somebody is back. Whoever facilitates it and is here says so with one press; an admin can ask somebody"
        " else to."
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
    letterbox.teller("groups.closing_asked", closing_asked)
    letterbox.teller("groups.closing", closing)
    letterbox.teller("groups.goes_on", goes_on)
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
            text=str(_SAID[need.why]) % {"group": letterbox.called(need.group.name)},
            url=f"/g/{need.group.code}/roles/" if need.why == Need.Why.HUSHED else f"/g/{need.group.code}/",
        )
        for need in needs
    }


def closing_asked(ids: list[int]) -> Mapping[int, NoticeText]:
    """To those who could agree, as long as nobody has. One statement."""
    words = _("%(name)s asks to close %(group)s on %(day)s. Nothing happens before a second person has agreed.")
    found = Closing.objects.standing().filter(pk__in=ids, agreed_at__isnull=True)
    return _of_closings(found, _("A group asks for your word"), words, "settings/close/")


def closing(ids: list[int]) -> Mapping[int, NoticeText]:
    """To everybody in a group that closes, until it has. One statement."""
    words = _(
        "%(group)s closes on %(day)s. What was written can be read until %(last)s. %(words)s You can keep a copy of"
        " what is yours: your account makes one."
    )
    return _of_closings(Closing.objects.announced().filter(pk__in=ids), _("One of your groups closes"), words, "")


def goes_on(ids: list[int]) -> Mapping[int, NoticeText]:
    """To everybody in a group that was to close. One statement."""
    words = _("%(group)s goes on after all.")
    found = Closing.objects.filter(pk__in=ids, withdrawn_at__isnull=False)
    return _of_closings(found, _("One of your groups goes on"), words, "")


def _of_closings(found: QuerySet[Closing], title: str, words: str, place: str) -> dict[int, NoticeText]:
    said = {}
    for one in found.select_related("group", "asked_by"):
        facts = {"name": one.asked_by.name, "group": letterbox.called(one.group.name), "words": one.words}
        days = {"day": day_words(one.closes_on), "last": day_words(one.ends_on)}
        said[one.pk] = NoticeText(title=title, text=words % (facts | days), url=f"/g/{one.group.code}/{place}")
    return said


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
    text = words % {"group": letterbox.called(grant.group.name), "power": grant.get_power_display()}
    return NoticeText(title=title, text=text, url=f"/g/{grant.group.code}/roles/")


def _of_term(title: str, words: str, one: Appointment) -> NoticeText:
    said = {
        "group": letterbox.called(one.group.name),
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
