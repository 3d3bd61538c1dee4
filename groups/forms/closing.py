"""What is typed when a group is to close."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from groups.forms.roles import DayField
from groups.models.closing import LEAST_NOTICE_DAYS


class ClosingForm(forms.Form):
    """The day, what becomes of the words, and what everybody reads."""

    closes_on = DayField(
        required=True,
        label=lazy("On which day?"),
        help_text=lazy("Two weeks from now at least, so that everybody hears of it and can keep what is theirs."),
    )
    keep_days = forms.TypedChoiceField(
        label=lazy("How long can members read on afterwards?"),
        choices=((30, lazy("A month")), (90, lazy("Three months")), (365, lazy("A year"))),
        coerce=int,
        initial=90,
        widget=forms.RadioSelect,
    )
    after = forms.ChoiceField(
        label=lazy("And then?"),
        choices=(
            ("put_away", lazy("Put it away: nobody reads it any more, and the server keeps it")),
            ("erase", lazy("Erase what everybody wrote. This cannot be undone")),
        ),
        initial="put_away",
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=lazy("A word to everybody in the group"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=lazy("They get it with the news, once a second person has agreed."),
    )

    def clean_closes_on(self) -> date:
        """Late enough."""
        day: date = self.cleaned_data["closes_on"]
        if day < timezone.localdate() + timedelta(days=LEAST_NOTICE_DAYS):
            raise forms.ValidationError(_("Please leave everybody two weeks at least."))
        return day
