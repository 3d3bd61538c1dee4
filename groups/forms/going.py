"""What somebody who leaves decides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from groups.actions import Keeping


class LeaveForm(forms.Form):
    """What becomes of one's words. Pressed without a choice they stay, under the name."""

    keeping = forms.ChoiceField(
        label=lazy("What becomes of what you wrote?"),
        choices=Keeping.choices,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, handle: str, **options: Any) -> None:
        options["initial"] = {"keeping": Keeping.NAME} | (options.get("initial") or {})
        super().__init__(*args, **options)
        named = {Keeping.NAME: _("It stays, under the name %(name)s") % {"name": handle}}
        field = self.fields["keeping"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [(choice.value, named.get(choice, choice.label)) for choice in Keeping]

    def clean_keeping(self) -> str:
        """One of the three."""
        return self.cleaned_data["keeping"] or Keeping.NAME.value
