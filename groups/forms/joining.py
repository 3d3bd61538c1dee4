"""What people type at the door."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from groups.actions import RunWish, check_handle
from groups.actions.agreeing import CONSENT_WORDING, CONSENT_WORDINGS
from groups.forms.questions import AnsweringForm
from groups.models import SupportGroup
from personas.faces import NameTaken
from supportgroups.lib import handles
from supportgroups.lib.handles import HandleRefused

NAME_HINT = lazy(
    "Keep this one or type your own. Nobody in the group can connect it with you, or with your name in another group."
)
_NAME = lazy("Your name here")
_WORDS = forms.Textarea(attrs={"rows": 6})


def age_words(least_age: int) -> str:
    """What is ticked where a group has a least age."""
    return _("I am %(age)s or older") % {"age": least_age}


class HandleField(forms.CharField):
    """A name. What is wrong with it as a name is said here; whether it is free is asked with the group at hand."""

    def __init__(self, **options: Any) -> None:
        defaults: dict[str, Any] = {"label": _NAME, "max_length": 100, "strip": True}
        super().__init__(**(defaults | options))
        self.widget.attrs.update({"autocomplete": "off", "autocapitalize": "words", "spellcheck": "false"})

    def clean(self, value: Any) -> str:
        """The name as it is kept."""
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            return handles.clean_handle(typed)
        except HandleRefused as refused:
            raise forms.ValidationError(str(refused)) from refused


class NameForm(forms.Form):
    """A name for this group."""

    handle = HandleField(help_text=NAME_HINT)

    def __init__(self, *args: Any, group: SupportGroup, now: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self._group, self._now = group, now

    def clean_handle(self) -> str:
        """Free in this group, too."""
        try:
            return check_handle(group=self._group, handle=self.cleaned_data["handle"], now=self._now)
        except (HandleRefused, NameTaken) as refused:
            raise forms.ValidationError(str(refused)) from refused


class CarryingForm(forms.Form):
    """A later page of the same questions: it carries the earlier answers, and keeps nothing on the server."""

    handle = HandleField(required=False, widget=forms.HiddenInput)

    def show_name(self, note: str) -> None:
        """Ask for the name again, on this page, with the reason; what else was typed stays."""
        self.fields["handle"].widget = forms.TextInput(attrs={"autocomplete": "off"})
        self.add_error("handle", note)


ANY_RUN, WAITS = "any", "wait-"


class RunField(forms.CharField):
    """A run, by its ref; ANY_RUN for whichever has a place first; with WAITS before it where one can only wait."""

    def __init__(self, **options: Any) -> None:
        errors = {"required": lazy("Please choose one."), "invalid": lazy("Please choose one of these.")}
        defaults: dict[str, Any] = {"widget": forms.RadioSelect, "error_messages": errors}
        super().__init__(**(defaults | options))

    def offer(self, choice: Sequence[tuple[str, str]]) -> None:
        """The choice, as (value, words); the first is chosen beforehand.

        One alone is carried along without a question, so that nobody comes into another than the page had named.
        """
        self.initial = choice[0][0] if choice else None
        if len(choice) > 1:
            self.widget.choices = choice
        else:
            self.required, self.widget = False, forms.HiddenInput()

    def clean(self, value: Any) -> RunWish:
        """What was said."""
        typed = super().clean(value)
        said = typed.removeprefix(WAITS)
        try:
            ref = UUID(said) if said and said != ANY_RUN else None
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
        return RunWish(ref, waits=typed.startswith(WAITS))


class WishForm(forms.Form):
    """Which run. `runs`: those that take people now, where the form is shown."""

    run = RunField(label=lazy("Which run would you like?"))

    def __init__(self, *args: Any, runs: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["run"]
        field.widget.choices = runs


class RulesForm(AnsweringForm, CarryingForm):
    """Ground rules and consent, and the age where the group has a least one: ticks, none set beforehand.

    And what the group asks, where nobody stands behind the door to ask it.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    has_agreed = forms.BooleanField(label=lazy("I will keep to the ground rules"))
    has_consented = forms.BooleanField(
        label=CONSENT_WORDINGS[CONSENT_WORDING],
        help_text=lazy(
            "What you write may say something about your health, so we ask. You can take your posts back at any time."
        ),
    )
    is_of_age = forms.BooleanField(
        error_messages={
            "required": lazy(
                "This group is for people from this age on. If you are younger, another group may be right for you."
                " Nothing is kept of this."
            )
        }
    )

    run = RunField(label=lazy("Which run would you like?"))

    field_order = ("handle", "version", "run", "is_of_age")

    def __init__(
        self, *args: Any, least_age: int | None, runs: Sequence[tuple[str, str]] | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if runs is None:
            del self.fields["run"]
        else:
            field: Any = self.fields["run"]
            field.offer(runs)
        if least_age is None:
            del self.fields["is_of_age"]
        else:
            self.fields["is_of_age"].label = age_words(least_age)

    def wish(self) -> RunWish:
        """The run that was chosen. After cleaning."""
        wish: RunWish = self.cleaned_data.get("run") or RunWish()
        return wish


class AnswerBackForm(forms.Form):
    """An answer to what the facilitators asked back."""

    words = forms.CharField(label=lazy("Your answer"), max_length=2000, widget=_WORDS)


class PlaceForm(forms.Form):
    """The ground rules once more, where they have changed since they were agreed to."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    has_agreed = forms.BooleanField(label=lazy("I will keep to the ground rules"))
