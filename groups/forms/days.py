"""Fields for a number of days that stand on more than one page, each with its bounds and its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as lazy

from groups.models.door import MOST_DAYS, MOST_SENSITIVE_DAYS
from groups.models.group import MOST_CARD_DAYS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def answer_days_field(help_text: str | _StrPromise) -> forms.IntegerField:
    """Within how many days somebody who asks is answered."""
    return forms.IntegerField(
        label=lazy("Within how many days is somebody who asks answered?"),
        min_value=1,
        max_value=MOST_DAYS,
        help_text=help_text,
        error_messages={
            "min_value": lazy("Please give at least one day."),
            "max_value": lazy("Nobody should wait longer than 30 days. Please choose a smaller number."),
        },
    )


def sensitive_days_field(help_text: str | _StrPromise) -> forms.IntegerField:
    """For how long sensitive answers are kept after the decision."""
    return forms.IntegerField(
        label=lazy("For how many days after the answer are sensitive answers kept?"),
        min_value=1,
        max_value=MOST_SENSITIVE_DAYS,
        help_text=help_text,
        error_messages={
            "min_value": lazy("Please give at least one day."),
            "max_value": lazy("Nobody needs them for longer than a year."),
        },
    )


def card_days_field(help_text: str | _StrPromise = "", *, required: bool = True) -> forms.IntegerField:
    """For how long a contact card is kept after a membership has ended."""
    return forms.IntegerField(
        label=lazy("For how many days is a contact card kept after somebody has left?"),
        required=required,
        min_value=0,
        max_value=MOST_CARD_DAYS,
        help_text=help_text,
        error_messages={
            "min_value": lazy("Please give a number of days, or 0."),
            "max_value": lazy("Please choose a year at most."),
        },
    )
