"""What is typed about roles and powers."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from groups.actions import Terms
from groups.models import Appointment
from groups.models.caring import POWER_WORDS

DAY_ERRORS = {
    "required": lazy("Please choose a day."),
    "invalid": lazy("Please give a day, such as 2027-03-31, or leave it empty."),
}


class DayField(forms.DateField):
    """A day to come, or nothing where it is not required."""

    def __init__(self, *, required: bool = False, **others: object) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(required=required, widget=widget, error_messages=DAY_ERRORS, **others)  # type: ignore[arg-type]

    def clean(self, value: object) -> date | None:
        """Not before today."""
        day: date | None = super().clean(value)
        if day is not None and day < timezone.localdate():
            raise forms.ValidationError(_("This day is over. Please give a later one, or leave it empty."))
        return day


class TermsForm(forms.Form):
    """As what somebody holds a role, what shows it, and for how long."""

    kind = forms.ChoiceField(
        label=lazy("As what"),
        choices=(
            ("peer", lazy("Somebody with the same experience")),
            ("professional", lazy("A professional")),
        ),
        initial="peer",
        widget=forms.RadioSelect,
    )
    profession = forms.CharField(
        label=lazy("Profession"),
        max_length=80,
        required=False,
        help_text=lazy("Shown beside the name, such as “Bereavement counsellor”."),
    )
    credential = forms.CharField(
        label=lazy("Training or registration"),
        max_length=120,
        required=False,
        help_text=lazy("Such as “Registered nurse”. Members see whether it is stated, or was checked."),
    )
    is_checked = forms.BooleanField(
        label=lazy("I have seen the certificate, or asked who issued it"),
        required=False,
        help_text=lazy("Then it says “checked”, with your name here and the day."),
    )
    credential_ends_on = DayField(label=lazy("The training or registration holds until"))
    ends_on = DayField(
        label=lazy("The role is held until"),
        help_text=lazy("We announce its end 30 days before. Without a day it has no end."),
    )

    def terms(self) -> Terms:
        """The answers, for `appoint`."""
        names = ("profession", "is_checked", "credential_ends_on", "ends_on")
        return Terms(**{name: self.cleaned_data[name] for name in names})


class FindForm(forms.Form):
    """A member, by the name they wear."""

    handle = forms.CharField(label=lazy("The member's name"), max_length=100)


class AppointForm(FindForm, TermsForm):
    """A role for a member."""

    role = forms.ChoiceField(label=lazy("Role"), choices=Appointment.Role.choices, widget=forms.RadioSelect)
    field_order = ("handle", "role", "kind", "profession", "credential", "is_checked", "credential_ends_on", "ends_on")


class GrantForm(FindForm):
    """One power for a member, without a role."""

    power = forms.ChoiceField(label=lazy("What they can do"), choices=POWER_WORDS, widget=forms.RadioSelect)
