"""What a group says of itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from groups.actions import BEGINNINGS, GroupSettings
from groups.actions.agreeing import CONSENT_WORDING, CONSENT_WORDINGS
from groups.forms.joining import NAME_HINT, HandleField
from groups.forms.keyed import KeyedForm
from supportgroups.lib import markup

# Kept while they are typed.
SETTINGS_KEPT = ("name", "summary", "for_whom", "about", "welcome", "first_words")


class AboutForm(forms.Form):
    """What founding and settings have in common."""

    name = forms.CharField(label=lazy("What is the group called?"), max_length=80)
    for_whom = forms.CharField(
        label=lazy("Who is it for?"),
        max_length=240,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=lazy("Speak to the person: “You look after somebody who …”."),
    )


class FoundForm(KeyedForm, AboutForm):
    """Three questions and a name; the rest has defaults that can be changed later."""

    beginning = forms.ChoiceField(
        label=lazy("What kind of group is it?"),
        initial="peer",
        widget=forms.RadioSelect,
        help_text=lazy("It comes with a door and ground rules that fit. You see them next, and can change all of it."),
    )
    helper = forms.EmailField(
        label=lazy("Who helps you run it?"),
        required=False,
        help_text=lazy(
            "Their e-mail address, if there is somebody: they get an invitation that names no group. When they are in,"
            " you can give them a role. We do not keep the address."
        ),
    )
    handle = HandleField(help_text=NAME_HINT)
    has_consented = forms.BooleanField(
        label=CONSENT_WORDINGS[CONSENT_WORDING],
        help_text=lazy("What you write may say something about your health, so we ask."),
    )

    field_order = ("key", "name", "for_whom", "beginning", "helper", "handle", "has_consented")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds: Any = self.fields["beginning"]
        kinds.choices = [(name, f"{one.label}. {one.says}") for name, one in BEGINNINGS.items()]


class SplitForm(KeyedForm, AboutForm):
    """A second group like this one."""

    handle = HandleField(help_text=NAME_HINT)
    has_consented = forms.BooleanField(
        label=CONSENT_WORDINGS[CONSENT_WORDING],
        help_text=lazy("What you write may say something about your health, so we ask."),
    )


class SettingsForm(AboutForm):
    """Everything a group says of itself."""

    summary = forms.CharField(label=lazy("In one or two sentences"), max_length=240)
    about = forms.CharField(
        label=lazy("More about the group"), required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    welcome = forms.CharField(
        label=lazy("Words of welcome"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=lazy("What members read on their first visit, above who looks after the group and the ground rules."),
    )
    first_words = forms.CharField(
        label=lazy("What may newcomers write about first?"),
        required=False,
        max_length=240,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=lazy(
            "A sentence beside the empty box of who has not written yet, such as: “Who do you look after, and how was"
            " today?” Nobody has to answer it."
        ),
    )
    field_order = SETTINGS_KEPT

    def clean_about(self) -> str:
        """Short enough to be shown."""
        return _renderable(self.cleaned_data["about"])

    def clean_welcome(self) -> str:
        """Short enough to be shown."""
        return _renderable(self.cleaned_data["welcome"])

    def wanted(self) -> GroupSettings:
        """The answers, for `change_settings`."""
        return GroupSettings(**self.cleaned_data)


def _renderable(source: str) -> str:
    if len(source) > markup.MAX_SOURCE:
        raise forms.ValidationError(_("This is longer than a page can hold. Please make it shorter."))
    return source
