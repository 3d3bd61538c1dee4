"""What `manage.py check --deploy` says of the help that a site shows to somebody in danger."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.checks import CheckMessage, register
from django.core.checks import Warning as Notice
from django.utils import timezone

from supportgroups.front import helplines
from supportgroups.lib import phonelines

# Numbers change: what was confirmed longer ago than this is confirmed no more.


@register("supportgroups", deploy=True)
def help_is_confirmed(**kwargs: object) -> list[CheckMessage]:
    """Warns where no country is set, where an entry shown first is unconfirmed or old, and where one is left out."""
    return [Notice(sentence, id=f"supportgroups.W{number:03}") for number, sentence in _worries(timezone.now().date())]


def _worries(today: date) -> list[tuple[int, str]]:
    country = str(settings.HELP_COUNTRY).upper()
    if not country:
        return [(1, "HELP_COUNTRY is not set: /help-now/ cannot put the right number on top."), *_lacking()]
    here, _others = helplines.countries(country)
    if here is None:
        return [(2, f"Nothing to call is known for {country}: name it in HELPLINES_FILE."), *_lacking()]
    worries = [
        (3, f"{_name(number)} is shown as unconfirmed: call or ask, then say so in HELPLINES_FILE.")
        for number in helplines.unconfirmed(country)
    ]
    shown = [number for number in (here.emergency, *here.lines) if number and number.confirmed_on]
    old = [number for number in shown if number.confirmed_on and number.confirmed_on < today - phonelines.CONFIRMED_FOR]
    worries += [(4, f"{_name(number)} was confirmed more than a year ago: ask again.") for number in old]
    return worries + _lacking()


def _lacking() -> list[tuple[int, str]]:
    return [
        (5, f"{name} is left out: it needs two sources and the day they were read.") for name in helplines.left_out()
    ]


def _name(number: helplines.Number) -> str:
    return " ".join(filter(None, (number.country, number.name, number.number)))
