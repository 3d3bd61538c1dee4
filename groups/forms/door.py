"""How people come in, on one page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as lazy

from groups.actions import DoorSettings, wants_newcomers
from groups.models import AdmissionPolicy
from groups.models.door import HOST_DOOR, LEAST_AGES, LEAST_OFFER_DAYS, MOST_DAYS, MOST_HOURS, MOST_SENSITIVE_DAYS

# Beside what the group keeps of its host.
HOSTS_OWN = lazy("This is as the body that runs the group says. Under “What the host says” you can have your own.")

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
        max_value=MOST_DAYS,
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
    keeps_list = forms.BooleanField(
        label=lazy("When all places are taken, people can wait on a list"),
        required=False,
        help_text=lazy("First come, first served. Each sees their own place on it, and nobody else’s."),
    )
    list_cap = forms.IntegerField(
        label=lazy("How many can wait at most?"),
        required=False,
        min_value=1,
        max_value=30_000,
        help_text=lazy("Leave it empty for no limit. A short list is kinder than a wait that does not end."),
        error_messages={"min_value": lazy("Please give at least one, or leave it empty.")},
    )
    offer_days = forms.IntegerField(
        label=lazy("For how many days is an offered place kept?"),
        min_value=LEAST_OFFER_DAYS,
        max_value=MOST_DAYS,
        help_text=lazy("After that it goes to the next, and the person is told."),
        error_messages={
            "min_value": lazy("Please give people two days at least."),
            "max_value": lazy("Please choose 30 days or fewer: somebody else is waiting."),
        },
    )
    offers_first = forms.BooleanField(
        label=lazy("A yes is an offer: the person takes the place, or lets it go"),
        required=False,
        help_text=lazy("For groups with few places that start together. Without this, a yes lets people in at once."),
    )
    claim_hours = forms.IntegerField(
        label=lazy("For how many hours is a request yours while you read it?"),
        min_value=1,
        max_value=MOST_HOURS,
        help_text=lazy("After that it goes back to the others who answer."),
        error_messages={
            "min_value": lazy("Please give at least one hour."),
            "max_value": lazy("Please choose two weeks (336 hours) or less."),
        },
    )
    sensitive_days = forms.IntegerField(
        label=lazy("For how many days after your answer are sensitive answers kept?"),
        min_value=1,
        max_value=MOST_SENSITIVE_DAYS,
        help_text=lazy("Then they are erased. Which questions are sensitive stands with the questions."),
        error_messages={
            "min_value": lazy("Please give at least one day."),
            "max_value": lazy("Nobody needs them for longer than a year."),
        },
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

    def keep_host(self, policy: AdmissionPolicy) -> DoorForm:
        """What the group keeps of its host is shown, and cannot be changed here."""
        for name in HOST_DOOR if policy.keeps_host_door else ():
            self.fields[name].disabled = True
            self.fields[name].help_text = HOSTS_OWN
            self.initial[name] = getattr(policy, name)
        return self

    def wanted(self) -> DoorSettings:
        """The answers, for `change_door`."""
        return DoorSettings(**self.cleaned_data)

    @classmethod
    def as_it_is(cls, policy: AdmissionPolicy) -> dict[str, Any]:
        """What the form shows of a door, with its group loaded. Two statements at most."""
        of_policy = {name: getattr(policy, name) for name in cls.base_fields if name != "takes_newcomers"}
        return of_policy | {"takes_newcomers": wants_newcomers(policy.group)}
