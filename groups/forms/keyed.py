"""Forms whose second press does nothing twice."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms


class KeyedForm(forms.Form):
    """A form that carries a key of its own, by which the action knows a second press of it."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("key", uuid4())

    def clean_key(self) -> UUID:
        """Another for each press where it was left out."""
        return self.cleaned_data["key"] or uuid4()
