"""What who runs the server types for a group that needs somebody."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as lazy

from groups.forms.roles import FindForm
from groups.models import Appointment


class FindSomebodyForm(FindForm):
    """A member, and what they take on."""

    roles = forms.MultipleChoiceField(
        label=lazy("What they take on"),
        choices=(
            (Appointment.Role.ADMIN, lazy("Admin: gives roles, and changes the group")),
            (Appointment.Role.FACILITATOR, lazy("Facilitator: works at the desk")),
        ),
        widget=forms.CheckboxSelectMultiple,
    )
