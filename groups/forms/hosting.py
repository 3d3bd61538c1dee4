"""What is said of an office, the code that takes it up, and what a host says for its groups."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as lazy

from groups.actions import Defaults
from groups.forms.days import answer_days_field, card_days_field, sensitive_days_field
from groups.forms.helplines import PhoneLinesField, confirmed_field
from groups.forms.keyed import KeyedForm
from groups.models import AdmissionPolicy, Appointment, HostDefaults
from supportgroups.lib import markup

# Kept while they are typed, with what stood when the form was opened. That numbers were called is said anew each time.
DEFAULTS_KEPT = ("stands", "rules", "door", "answer_days", "sensitive_days", "helplines", "card_days")


class OfficeForm(KeyedForm):
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


class DefaultsForm(forms.Form):
    """What a host says for its groups."""

    # What was shown when the form was opened, so that nobody writes over somebody else unawares.
    stands = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    rules = forms.CharField(
        label=lazy("Ground rules"),
        required=False,
        max_length=markup.MAX_SOURCE,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=lazy(
            "Members of the groups that keep them are asked to agree again when they change. Leave it empty, and each"
            " group has its own."
        ),
    )
    door = forms.ChoiceField(
        label=lazy("How do people come in?"),
        choices=[("", lazy("Each group says it for itself.")), *AdmissionPolicy.Door.choices],
        required=False,
        widget=forms.RadioSelect,
        help_text=lazy("Who is in stays in, and what was promised at a door stays promised."),
    )
    answer_days = answer_days_field(
        lazy("It goes with the door: a group that has a door of its own has its own days as well.")
    )
    sensitive_days = sensitive_days_field(lazy("Then they are erased. This goes with the door as well."))
    card_days = card_days_field(
        lazy("Whether a group asks for cards, it says itself. Leave it empty, and it says this as well."),
        required=False,
    )
    helplines = PhoneLinesField(
        help_text=lazy(
            "Such as your night line. One a line: a name, a colon, a number. In the groups that keep them they stand"
            " below the emergency number and before what the site knows. Leave it empty, and each group says it for"
            " itself."
        )
    )
    are_confirmed = confirmed_field()

    def wanted(self) -> dict[str, Any]:
        """The answers, for `change_defaults`: `wanted` and `version`."""
        said = dict(self.cleaned_data)
        return {"version": said.pop("stands"), "wanted": Defaults(**said)}

    def stand_on(self, stands: HostDefaults, why: str) -> None:
        """Keep what was typed, say why it was not saved, and let the next press be about what stands now."""
        typed: Any = self.data
        data = typed.copy()
        data["stands"] = stands.version
        self.data = data
        self.add_error(None, why)

    @classmethod
    def as_it_is(cls, stands: HostDefaults) -> dict[str, Any]:
        """What the form shows. No statement."""
        said = {name: getattr(stands, name) for name in cls.base_fields if name not in ("stands", "are_confirmed")}
        return said | {"stands": stands.version}
