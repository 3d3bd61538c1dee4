"""What people fill in about letters, and what an editor writes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from newsletters.models import DigestPreference
from supportgroups.lib import markup

WEEKDAYS = (
    (0, _("Monday")), (1, _("Tuesday")), (2, _("Wednesday")), (3, _("Thursday")), (4, _("Friday")),
    (5, _("Saturday")), (6, _("Sunday")),
)  # fmt: skip
HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]
HOUR, WEEKDAY = 8, 6
# Kept while they are typed.
ISSUE_KEPT = ("title", "source")


class PreferenceForm(forms.Form):
    """What may we mail you? A short question elsewhere may send the first two answers alone."""

    cadence = forms.ChoiceField(
        label=_("What may we send you?"), choices=DigestPreference.Cadence.choices, widget=forms.RadioSelect
    )
    says = forms.ChoiceField(
        label=_("What may a letter say?"),
        help_text=_("The subject never says anything about the group. Think of who else sees your letters."),
        choices=DigestPreference.Says.choices,
        widget=forms.RadioSelect,
    )
    hour = forms.ChoiceField(
        label=_("At what time do you want a summary?"),
        help_text=_("On your own clock."),
        choices=HOURS,
        required=False,
    )
    weekday = forms.ChoiceField(label=_("If it is once a week: on which day?"), choices=WEEKDAYS, required=False)

    def clean_hour(self) -> int:
        """As a number; eight where it was not asked."""
        return int(self.cleaned_data["hour"] or HOUR)

    def clean_weekday(self) -> int:
        """As a number; Sunday where it was not asked."""
        return int(self.cleaned_data["weekday"] or WEEKDAY)


class IssueForm(forms.Form):
    """One issue of the newsletter. `ref` is its key, so that a second press publishes nothing twice."""

    ref = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=160)
    source = forms.CharField(
        label=_("What you want to say"),
        help_text=_("A line that begins with ## is a heading, one that begins with a dash is an item of a list."),
        widget=forms.Textarea(attrs={"rows": 16}),
        max_length=markup.MAX_SOURCE,
        error_messages={"max_length": _("This is longer than one issue can hold. Please make two of it.")},
    )
