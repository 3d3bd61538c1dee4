"""What is said of an office, and the code that takes it up."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as lazy

from groups.models import Appointment


class OfficeForm(forms.Form):
    """A new office of a host."""

    title = forms.CharField(
        label=lazy("What is the office called?"),
        max_length=80,
        help_text=lazy("It stands beside the name in each group, such as “Social worker”. Write no name of anybody."),
    )
    role = forms.ChoiceField(
        label=lazy("What does it do in each group?"),
        choices=Appointment.Role.choices,
        initial=Appointment.Role.FACILITATOR,
        widget=forms.RadioSelect,
    )


class OfficeCodeForm(forms.Form):
    """The code of an office, as somebody types it."""

    code = forms.CharField(
        label=lazy("The code of your office"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=lazy("Ten letters and numbers. It works once. Capitals, spaces and dashes do not matter."),
    )
