"""Invitations: how many and how long, by mail, and the code as somebody types it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from groups.actions.inviting import MOST_DAYS, MOST_USES
from groups.forms.joining import NAME_HINT, HandleField, RulesForm
from groups.forms.keyed import KeyedForm

MOST_ADDRESSES = 10


class IntoRunForm(KeyedForm):
    """Into which run, where the group has runs that take people. `runs`: as (ref, name)."""

    run = forms.ChoiceField(label=lazy("Into which run?"), required=False)

    def __init__(self, *args: Any, runs: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        if not runs:
            del self.fields["run"]
            return
        field: Any = self.fields["run"]
        field.choices = [("", _("They choose")), *runs]


class InviteForm(IntoRunForm):
    """A code for several people."""

    uses = forms.IntegerField(label=lazy("How many people may use it?"), min_value=1, max_value=MOST_USES, initial=1)
    days = forms.IntegerField(label=lazy("For how many days?"), min_value=1, max_value=MOST_DAYS, initial=14)

    field_order = ("uses", "days", "run")


class InviteByMailForm(IntoRunForm):
    """Addresses, one a line; they are kept nowhere."""

    addresses = forms.CharField(
        label=lazy("E-mail addresses"),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
        help_text=lazy("One a line, ten at most. We do not keep them, and the letter names no group."),
    )

    field_order = ("addresses", "run")

    def clean_addresses(self) -> list[str]:
        """Each one once, and all of them addresses."""
        typed = self.cleaned_data["addresses"].replace(",", "\n").split("\n")
        addresses = list(dict.fromkeys(line.strip() for line in typed if line.strip()))
        if len(addresses) > MOST_ADDRESSES:
            raise forms.ValidationError(_("Please write to ten people at a time."))
        for address in addresses:
            try:
                validate_email(address)
            except ValidationError as wrong:
                said = _("“%(address)s” does not look like an e-mail address.") % {"address": address}
                raise forms.ValidationError(said) from wrong
        return addresses


class CodeForm(forms.Form):
    """The code on a slip of paper."""

    code = forms.CharField(
        label=lazy("The code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=lazy("Eight letters and numbers. Capitals, spaces and dashes do not matter."),
    )


class InvitedForm(RulesForm):
    """Name, ground rules and consent on one page, for whoever was invited. Who has a name here keeps it."""

    handle = HandleField(help_text=NAME_HINT)

    field_order = ("handle", "version", "run", "is_of_age")

    def __init__(self, *args: Any, has_face: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if has_face:
            self.fields["handle"].required = False
            self.fields["handle"].widget = forms.HiddenInput()
