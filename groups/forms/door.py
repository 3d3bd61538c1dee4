"""How people come in, on one page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as lazy

from groups.actions import DoorSettings
from groups.models import AdmissionPolicy
from groups.models.admission import LEAST_AGES, MOST_ANSWER_DAYS

# Kept while they are typed.
DOOR_KEPT = ("question",)


class DoorForm(forms.Form):
    """Everything about the door of a group."""

    door = forms.ChoiceField(
        label=lazy("How do people come in?"), choices=AdmissionPolicy.Door.choices, widget=forms.RadioSelect
    )
    question = forms.CharField(
        label=lazy("What do you ask people who would like to come in?"),
        max_length=240,
        required=False,
        help_text=lazy("One open question, if a person answers. Without one we ask: “What brings you here?”"),
    )
    answer_days = forms.IntegerField(
        label=lazy("Within how many days do you answer?"),
        min_value=1,
        max_value=MOST_ANSWER_DAYS,
        help_text=lazy("This is promised to everybody who asks. Promise what you can keep in a bad week."),
        error_messages={
            "min_value": lazy("Please give at least one day."),
            "max_value": lazy("Nobody should wait longer than 30 days. Please choose a smaller number."),
        },
    )
    capacity = forms.IntegerField(
        label=lazy("How many places are there?"),
        required=False,
        min_value=1,
        max_value=30_000,
        help_text=lazy(
            "Leave it empty for no limit. Nobody has to go when you choose fewer places than there are members."
        ),
        error_messages={"min_value": lazy("Please give at least one place, or leave it empty.")},
    )
    least_age = forms.IntegerField(
        label=lazy("From what age?"),
        required=False,
        min_value=LEAST_AGES[0],
        max_value=LEAST_AGES[1],
        help_text=lazy(
            "People say so themselves with a tick. Nothing is kept of who is too young. Leave it empty for any age."
        ),
        error_messages={
            "min_value": lazy("Please give an age from 13 to 99, or leave it empty."),
            "max_value": lazy("Please give an age from 13 to 99, or leave it empty."),
        },
    )
    takes_newcomers = forms.BooleanField(label=lazy("We take in new people now"), required=False)

    def wanted(self) -> DoorSettings:
        """The answers, for `change_door`."""
        return DoorSettings(**self.cleaned_data)

    @classmethod
    def as_it_is(cls, policy: AdmissionPolicy) -> dict[str, Any]:
        """What the form shows of a door, with its group loaded."""
        of_policy = {name: getattr(policy, name) for name in cls.base_fields if name != "takes_newcomers"}
        return of_policy | {"takes_newcomers": policy.group.state != policy.group.State.FULL}
