"""Whom to call in a crisis, as it is typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from groups.models import Helplines
from supportgroups.lib import phonelines

HELPLINES_KEPT = ("lines",)


class PhoneLinesField(forms.CharField):
    """A few numbers, one a line: a name, a colon, a number."""

    def __init__(self, **options: Any) -> None:
        defaults: dict[str, Any] = {
            "label": lazy("Whom can somebody call in a crisis?"),
            "required": False,
            "max_length": phonelines.LONGEST,
            "widget": forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        }
        super().__init__(**(defaults | options))

    def clean(self, value: Any) -> str:
        """Each line in the same way; what is none is named."""
        typed: str = super().clean(value)
        try:
            return phonelines.written(phonelines.read(typed))
        except phonelines.NotALine as wrong:
            said = _(
                "Please write a name, a colon and a number, such as “Night line: 0117 496 0123”. This is not: %(line)s"
            )
            raise forms.ValidationError(said % {"line": str(wrong)[: phonelines.MOST_NAME]}) from wrong
        except phonelines.TooManyLines as many:
            said = _("Five at most: who is in distress cannot choose between many.")
            raise forms.ValidationError(said) from many


def confirmed_field() -> forms.BooleanField:
    """That each number was called today."""
    return forms.BooleanField(
        label=lazy("We have called each of them today, and somebody answered"),
        required=False,
        help_text=lazy(
            "Without it the page says that they are not yet confirmed. When you change a number they have to be called"
            " again, and after a year as well."
        ),
    )


class HelplinesForm(forms.Form):
    """A group's own."""

    lines = PhoneLinesField(
        help_text=lazy(
            "One a line: a name, a colon, a number. They stand below the emergency number and before what the site"
            " knows. Leave it empty, and only that is shown."
        )
    )
    is_confirmed = confirmed_field()

    @staticmethod
    def as_it_is(said: Helplines | None) -> dict[str, Any]:
        """What the form shows."""
        return {"lines": said.lines if said else ""}
