"""What those who look after a group type about one person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from groups.actions import AlternativeMissing
from groups.actions.alternatives import Alternative

# Kept while they are typed.
ELSEWHERE_KEPT = ("reason", "other_name")
LONGEST_AGAIN = 366  # days; a no for longer is no day to ask again


class ElsewhereForm(forms.Form):
    """Words and other places for somebody who is pointed elsewhere. `suggested` are places that may fit."""

    reason = forms.CharField(
        label=lazy("What would you like to say to them?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=lazy("They get these words as they are."),
        error_messages={"required": lazy("Please write a few words. Nobody should be sent away without any.")},
    )
    places = forms.MultipleChoiceField(
        label=lazy("Other places they can turn to"), required=False, widget=forms.CheckboxSelectMultiple
    )
    other_name = forms.CharField(
        label=lazy("Another place"),
        max_length=120,
        required=False,
        error_messages={"required": AlternativeMissing.sentence},
    )
    other_url = forms.URLField(
        label=lazy("Its address on the web"), max_length=300, required=False, assume_scheme="https"
    )
    again_on = forms.DateField(
        label=lazy("From which day on may they ask again?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=lazy("Leave it empty, and they can ask again at any time."),
    )

    def __init__(self, *args: Any, suggested: Sequence[Alternative], **options: Any) -> None:
        super().__init__(*args, **options)
        self._suggested = suggested
        field: Any = self.fields["places"]
        field.choices = [(str(number), place.name) for number, place in enumerate(suggested)]
        if not suggested:
            del self.fields["places"]
            self.fields["other_name"].required = True
            self.fields["other_name"].label = _("Another place they can turn to")

    def clean(self) -> dict[str, Any]:
        """At least one place, ticked or named; and a day to ask again that is to come."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if (
            not cleaned.get("places")
            and not cleaned.get("other_name")
            and not {"places", "other_name"} & set(self.errors)
        ):
            self.add_error("other_name", str(AlternativeMissing.sentence))
        again_on = cleaned.get("again_on")
        if again_on is not None and not 0 < (again_on - timezone.localdate()).days <= LONGEST_AGAIN:
            self.add_error("again_on", _("Please choose a day that is to come, within a year."))
        return cleaned

    def alternatives(self) -> list[Alternative]:
        """The places that were chosen, those that were suggested first."""
        chosen = [self._suggested[int(number)] for number in self.cleaned_data.get("places", ())]
        if name := self.cleaned_data["other_name"]:
            chosen.append(Alternative(name, self.cleaned_data["other_url"]))
        return chosen


class AskBackForm(forms.Form):
    """A question back, before deciding."""

    words = forms.CharField(
        label=lazy("What would you like to know?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=lazy("They get these words as they are, under your name here."),
    )


class NoteForm(forms.Form):
    """A note to the others who answer."""

    words = forms.CharField(
        label=lazy("A note to the others who answer"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=lazy("Write it as if the person could read it: they get it when they ask what is kept of them."),
    )
