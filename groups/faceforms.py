"""What somebody says of their own face, cleaned into plain values."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from groups.actions import check_handle
from groups.forms import HandleField
from groups.models import SupportGroup
from personas.faces import NameTaken
from personas.models import Persona
from personas.models.faces import PRONOUNS_LENGTH
from supportgroups.lib import handles, markup
from supportgroups.lib.handles import HandleRefused
from supportgroups.lib.pictures import ACCEPTED, Picture, rebuild_face

ABOUT_LENGTH = 300
_NO_FILE = lazy("Please choose a picture.")


class Line(forms.CharField):
    """Words on one line, without what nobody can see or type."""

    def to_python(self, value: Any) -> str:
        return " ".join(markup.clean_source(str(super().to_python(value) or "")).split())


class RenameForm(forms.Form):
    """Another name for a face."""

    handle = HandleField(
        label=lazy("Your name here"),
        help_text=lazy("It changes on everything you have written in this group. Nobody else can take your old name."),
    )
    points_to_me = forms.BooleanField(
        label=lazy("The name I have now points to me"),
        required=False,
        help_text=lazy("Somebody could tell from it who I am. Nobody sees this tick."),
    )

    def __init__(self, *args: Any, group: SupportGroup, persona: Persona, now: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["handle"] = persona.handle
        self._group, self._wearer_id, self._now = group, persona.pk, now

    def clean_handle(self) -> str:
        """Free in this group, or worn by oneself."""
        typed = self.cleaned_data["handle"]
        try:
            return check_handle(group=self._group, handle=typed, now=self._now, wearer_id=self._wearer_id)
        except (HandleRefused, NameTaken) as refused:
            raise forms.ValidationError(str(refused)) from refused


class DescribeForm(forms.Form):
    """A line, and how one is spoken of."""

    about = Line(
        label=lazy("A line about you"),
        required=False,
        max_length=ABOUT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=lazy("Say only what you would tell a stranger: no places, no names, nothing you also say elsewhere."),
    )
    pronouns = Line(
        label=lazy("How others may speak of you"),
        required=False,
        max_length=PRONOUNS_LENGTH,
        help_text=lazy("Such as “she/her” or “they”. Shown beside your name on your page."),
    )

    def clean_pronouns(self) -> str:
        """Nothing that sounds like a role: it stands beside the name."""
        said = self.cleaned_data["pronouns"]
        if said and handles.is_reserved(said):
            raise forms.ValidationError(_("This sounds like a role in the group. Please say only how to speak of you."))
        return str(said)


class PictureForm(forms.Form):
    """A picture from a file."""

    file = forms.FileField(
        label=lazy("A picture from your device"),
        widget=forms.FileInput(attrs={"accept": ",".join(ACCEPTED)}),
        help_text=lazy("JPEG, PNG, WebP or GIF, up to 10 MB. We keep the middle of it as a small square."),
        error_messages={"required": _NO_FILE, "missing": _NO_FILE, "invalid": _NO_FILE, "empty": _NO_FILE},
    )

    def rebuilt(self) -> Picture:
        """Made anew from what can be seen. Raises `PictureRefused`. Takes up to a second."""
        return rebuild_face(self.cleaned_data["file"])


class DistanceForm(forms.Form):
    """How far away somebody shall be."""

    how = forms.ChoiceField(
        label=lazy("What would help you?"),
        choices=[
            ("hide", lazy("Hide: what they write is folded away for me, also in lists, in search and in mail")),
            (
                "distance",
                lazy("Distance: the same, and neither of us can answer or call the other, or open the other's page"),
            ),
        ],
        widget=forms.RadioSelect,
    )


class CardForm(forms.Form):
    """How somebody could be reached; every part may stay empty."""

    name = Line(label=lazy("A name by which to ask for you"), max_length=120, required=False)
    phone = Line(
        label=lazy("A number"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text=lazy("Write beside it when not to call, and what not to say to whoever answers."),
    )
    somebody = Line(
        label=lazy("Somebody to call"),
        max_length=240,
        required=False,
        help_text=lazy("Who it is, a number, and what they know of all this."),
    )


class LabelForm(forms.Form):
    """What my own pages call the group."""

    label = forms.CharField(
        label=lazy("Call it"),
        max_length=40,
        required=False,
        help_text=lazy("A word that says nothing to others, like “Tuesdays”. Leave it empty for the group's own name."),
    )

    def clean_label(self) -> str:
        """One line, without signs that cannot be seen."""
        return " ".join("".join(sign for sign in self.cleaned_data["label"] if sign.isprintable()).split())
