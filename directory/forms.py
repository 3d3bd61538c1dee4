"""What people type and tick, cleaned into plain values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory import taxonomy
from directory.actions import MOST_CONCERNS
from directory.finding import Wish
from directory.meeting_links import LONGEST_URL
from directory.scrub import tidy

LONGEST_WISH = taxonomy.LONGEST_SEARCH


class PlainText(forms.CharField):
    """A line of text without markup, control or direction marks: whatever is pasted can be searched for."""

    def to_python(self, value: Any) -> str:
        return " ".join(tidy(str(value)[:LONGEST_URL]).split()) if value else ""


class SearchForm(forms.Form):
    """The one big question. `after` and `about` are carried along by pages of results."""

    use_required_attribute = False

    words = PlainText(
        label="",
        help_text=_("Your own words will do, like “low mood” or “looking after my mum”. What you type is not kept."),
        required=False,
        max_length=LONGEST_WISH,
        error_messages={"max_length": _("That is a lot at once. Please write it in fewer words.")},
        widget=forms.TextInput(
            attrs={
                "aria-label": _("What are you looking for?"),
                "autocomplete": "off",
                "spellcheck": "false",
                "enterkeyhint": "search",
            }
        ),
    )
    meets = forms.MultipleChoiceField(
        label=_("Only groups that meet"),
        required=False,
        choices=[("here", _("In writing, here")), ("online", _("Online, at a set time")), ("place", _("In a place"))],
        error_messages={"invalid_choice": _("Please choose from this list.")},
        widget=forms.CheckboxSelectMultiple,
    )
    about = forms.CharField(required=False, widget=forms.HiddenInput)
    after = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_about(self) -> str:
        known = taxonomy.concern(self.cleaned_data["about"])
        return known.slug if known else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            self.add_error("words", _("Write a word or two, or choose something from the list below."))
        return cleaned

    @property
    def wish(self) -> Wish:
        """What is looked for; words typed anew win over a concern chosen before. After `is_valid` only."""
        cleaned = self.cleaned_data
        words = cleaned["words"]
        return Wish(words, "" if words else cleaned["about"], tuple(cleaned["meets"]), cleaned["after"])


class ConcernsForm(forms.Form):
    """What a group here is about."""

    concerns = forms.MultipleChoiceField(
        label=_("What is your group about?"),
        help_text=_("Up to six. People who look for one of these words, or for words like it, will find you."),
        required=False,
        error_messages={"invalid_choice": _("Please choose from this list.")},
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["concerns"]
        if isinstance(field, forms.ChoiceField):
            field.choices = concern_choices()

    def clean_concerns(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["concerns"]
        if len(chosen) > MOST_CONCERNS:
            raise forms.ValidationError(
                _("These are more than six. Please keep those that matter most, so that the right people find you.")
            )
        return chosen


def concern_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """All concerns, under the widest one they are part of; those that stand alone come last, together."""
    families: dict[str, list[tuple[str, str]]] = {}
    for concern in taxonomy.CONCERNS:
        root = taxonomy.with_broader(concern.slug)[-1]
        families.setdefault(str(root.label), []).append((concern.slug, str(concern.label)))
    alone = [choices[0] for choices in families.values() if len(choices) == 1]
    grouped = [(label, choices) for label, choices in families.items() if len(choices) > 1]
    return [*grouped, (str(_("Other things")), alone)]
