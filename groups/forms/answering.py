"""What those who look after a group type about one person."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as lazy

from groups.models import Appointment


class ReasonForm(forms.Form):
    """Words for somebody who is pointed elsewhere."""

    reason = forms.CharField(
        label=lazy("What would you like to say to them?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=lazy("They get these words as they are. Name a place that may fit better, if you know one."),
        error_messages={"required": lazy("Please write a few words. Nobody should be sent away without any.")},
    )


class AppointForm(forms.Form):
    """A role for a member, who is named by the name they wear."""

    handle = forms.CharField(label=lazy("The member's name"), max_length=100)
    role = forms.ChoiceField(label=lazy("Role"), choices=Appointment.Role.choices, widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=lazy("As what"), choices=Appointment.Kind.choices, initial="peer", widget=forms.RadioSelect
    )
    credential = forms.CharField(
        label=lazy("Training or profession"),
        max_length=120,
        required=False,
        help_text=lazy("Shown beside the name, such as “Bereavement counsellor”."),
    )
