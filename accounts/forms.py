"""What people fill in on our own pages of the private side."""

import re
import unicodedata
import zoneinfo
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from allauth.account.forms import AddEmailForm, ChangePasswordForm, LoginForm, ResetPasswordForm, SetPasswordForm
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from accounts import presence
from accounts.models import Away
from supportgroups.lib import notes
from supportgroups.lib.notes import Regard

CODE_LENGTH = 6
FIELD_WORDS = {
    "login": _("Your e-mail address"),
    "email": _("E-mail address"),
    "oldpassword": _("The password you have now"),
    "password": _("Your password"),
    "password1": _("A password"),
    "password2": _("The same once more"),
}
PASSWORD_HELP = _(
    "Ten signs or more, such as four words that mean something to you alone. A well-known one is soon guessed."
)
SHARED_LABEL = _("Other people use this computer, too")
SHARED_HELP = _("Then you are signed out when you close the window, or when nobody was here for half an hour.")


class EnterForm(forms.Form):
    """An address, and nothing that tells whether we know it."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Nobody in a group ever sees it."),
        max_length=254,
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false", "inputmode": "email"}
        ),
        error_messages={"invalid": _("Please check the address. It looks like name@example.org.")},
    )
    shared = forms.BooleanField(label=SHARED_LABEL, help_text=SHARED_HELP, required=False)


class OurWords:
    """The words of this site on forms of allauth's: no placeholders, and what a password should be in one sentence."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in FIELD_WORDS.items():
            if name in self.fields:
                self.fields[name].label = words
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        if "password1" in self.fields:
            self.fields["password1"].help_text = PASSWORD_HELP


class AddressForm(OurWords, AddEmailForm):
    """Another address."""


class ResetForm(OurWords, ResetPasswordForm):
    """Where a code for a new password goes."""


class NewPasswordForm(OurWords, SetPasswordForm):
    """A first password."""


class OtherPasswordForm(OurWords, ChangePasswordForm):
    """Another password."""


class PasswordForm(OurWords, LoginForm):
    """allauth's form for address and password, with the wish for a short session kept.

    It carries what was pressed after a session had ended; the form for a passkey beside it does, too.
    """

    shared = forms.BooleanField(label=SHARED_LABEL, help_text=SHARED_HELP, required=False)
    held = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if held := presence.at_hand(kwargs["request"]):
            self.initial["held"] = held
        else:
            del self.fields["held"]

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponseBase:
        """On a shared computer the session goes with the window."""
        response: HttpResponseBase = super().login(request, redirect_url)
        presence.keep_short(request)
        return response


class CodeForm(forms.Form):
    """Six digits, with whatever came along when they were copied."""

    code = forms.CharField(
        label=_("The code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "spellcheck": "false",
                "maxlength": "16",
            }
        ),
    )

    def clean_code(self) -> str:
        """The digits alone, also of full width or another script."""
        text = unicodedata.normalize("NFKC", self.cleaned_data["code"])
        digits = "".join(str(unicodedata.digit(sign)) for sign in text if sign.isdigit())
        if len(digits) != CODE_LENGTH or re.search(r"[^\W\d_]", text):
            raise forms.ValidationError(_("The code has six digits, like 123 456."), code="shape")
        return digits


@cache
def zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """All places of the time zone database, by part of the world."""
    parts: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(zoneinfo.available_timezones()):
        part, slash, place = name.partition("/")
        if slash and part not in {"Etc", "SystemV", "US", "Brazil", "Canada", "Chile", "Mexico"}:
            parts.setdefault(part, []).append((name, place.replace("_", " ").replace("/", ", ")))
    return [("", [("UTC", "UTC")]), *parts.items()]


def language_choices() -> list[tuple[str, str]]:
    """The languages whose words are there, each under its own name."""
    translated = {path.name for folder in settings.LOCALE_PATHS for path in Path(folder).glob("*") if path.is_dir()}
    return [(code, str(name)) for code, name in settings.LANGUAGES if code in translated | {settings.LANGUAGE_CODE}]


class PreferencesForm(forms.Form):
    """How the site serves a person; only they see it."""

    zone = forms.ChoiceField(label=_("Where you are"), help_text=_("Times are shown as on your own clock."))
    language = forms.ChoiceField(label=_("Language"))
    is_discreet = forms.BooleanField(
        label=_("Stay discreet"),
        required=False,
        help_text=_("Page titles and letters say nothing of what your groups are about."),
    )

    asks_again_after = forms.TypedChoiceField(
        label=_("When you were away"),
        choices=Away.choices,
        coerce=int,
        help_text=_("Then we ask again who you are before anything is shown. What you were writing is kept."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone, language = self.fields["zone"], self.fields["language"]
        assert isinstance(zone, forms.ChoiceField)  # noqa: S101
        assert isinstance(language, forms.ChoiceField)  # noqa: S101
        zone.choices = zone_choices()
        language.choices = language_choices()


TODAY = "today"
MOST_WORDS, LONGEST_WORD = 50, 60


class NotesForm(forms.Form):
    """How what bears a content note is met, one question for each note, and words to be told of before posting."""

    choices = (
        (Regard.COVERED.value, _("behind a press")),
        (Regard.OPEN.value, _("open")),
        (TODAY, _("not today")),
        (Regard.AWAY.value, _("not at all")),
    )

    def __init__(self, data: Any = None, *, rules: dict[str, Any], words: str, now: datetime) -> None:
        super().__init__(data)
        self.notes = [notes.ANY, *sorted(note for note in rules if note != notes.ANY)]
        for number, note in enumerate(self.notes):
            label = _("Whatever bears a note") if note == notes.ANY else note
            self.fields[f"rule_{number}"] = forms.ChoiceField(
                label=label, choices=self.choices, initial=_chosen(rules.get(note), now), widget=forms.RadioSelect
            )
        self.fields["note"] = forms.CharField(
            label=_("One more note"), required=False, max_length=120, help_text=_("A word or two, such as “grief”.")
        )
        self.fields["note_rule"] = forms.ChoiceField(
            label=_("What bears it, you want to see"), choices=self.choices, initial=TODAY, required=False
        )
        self.fields["words"] = forms.CharField(
            label=_("Before you post, tell me of these words"),
            help_text=_("One on a line: a name of a place, a nickname. Only you see this list."),
            initial=words,
            required=False,
            max_length=MOST_WORDS * (LONGEST_WORD + 2),
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Every note with what was chosen for it."""
        pairs = [(note, self.cleaned_data[f"rule_{number}"]) for number, note in enumerate(self.notes)]
        more = notes.split(self.cleaned_data["note"])
        return [*pairs, *((note, self.cleaned_data["note_rule"] or TODAY) for note in more)]

    def clean_words(self) -> list[str]:
        """The words, each once; a very long line is cut."""
        lines = (" ".join(line.split())[:LONGEST_WORD] for line in self.cleaned_data["words"].splitlines())
        return list(dict.fromkeys(line for line in lines if line))[:MOST_WORDS]


def _chosen(rule: Any, now: datetime) -> str:
    """A rule as the form has it; one whose time is over is none."""
    if rule is None or not notes.holds(rule, now):
        return Regard.COVERED.value
    return TODAY if "until" in rule else str(rule["rule"])
