"""What people type at the door and on the group's own pages, cleaned into plain values."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from groups.actions import GroupSettings, TalkSettings, check_handle
from groups.models import AdmissionPolicy, Appointment, SupportGroup
from personas.faces import NameTaken
from supportgroups.lib import handles, markup
from supportgroups.lib.handles import HandleRefused

_NAME = lazy("Your name here")
_NAME_HINT = lazy(
    "Keep this one or type your own. Nobody in the group can connect it with you, or with your name in another group."
)
# Kept while they are typed.
SETTINGS_KEPT = ("name", "summary", "for_whom", "about", "rules", "question")
_WORDS = forms.Textarea(attrs={"rows": 6})


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

    handle = HandleField(help_text=_NAME_HINT)

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


class RulesForm(CarryingForm):
    """Ground rules and consent: two ticks, neither set beforehand."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(required=False, widget=forms.HiddenInput)
    has_agreed = forms.BooleanField(label=lazy("I will keep to the ground rules"))
    has_consented = forms.BooleanField(
        label=lazy("This group may keep what I write, and show it to those who can read here"),
        help_text=lazy(
            "What you write may say something about your health, so we ask. You can take your posts back at any time."
        ),
    )


class AskForm(CarryingForm):
    """A sentence to the facilitators."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    has_agreed = forms.BooleanField(widget=forms.HiddenInput)
    has_consented = forms.BooleanField(widget=forms.HiddenInput)
    words = forms.CharField(max_length=2000, widget=_WORDS)

    def __init__(self, *args: Any, question: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].label = question or _("What brings you here?")
        self.fields["words"].help_text = _("A sentence is enough.")

    def has_carried(self) -> bool:
        """Whether the answers of the earlier pages came along."""
        return not {"version", "has_agreed", "has_consented"} & set(self.errors)


class ReasonForm(forms.Form):
    """Words for somebody who is pointed elsewhere."""

    reason = forms.CharField(
        label=lazy("What would you like to say to them?"),
        max_length=2000,
        widget=_WORDS,
        help_text=lazy("They get these words as they are. Name a place that may fit better, if you know one."),
        error_messages={"required": lazy("Please write a few words. Nobody should be sent away without any.")},
    )


class AppointForm(forms.Form):
    """A role for a member, who is named by the name they wear."""

    handle = forms.CharField(label=lazy("The member's name"), max_length=100)
    role = forms.ChoiceField(label=lazy("Role"), choices=Appointment.Role.choices, widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=lazy("As what"), choices=Appointment.Kind.choices, initial="peer", widget=forms.RadioSelect
    )
    credential = forms.CharField(
        label=lazy("Training or profession"),
        max_length=120,
        required=False,
        help_text=lazy("Shown beside the name, such as “Bereavement counsellor”."),
    )


class AboutForm(forms.Form):
    """What founding and settings have in common."""

    name = forms.CharField(label=lazy("What is the group called?"), max_length=80)
    for_whom = forms.CharField(
        label=lazy("Who is it for?"),
        max_length=240,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=lazy("Speak to the person: “You look after somebody who …”."),
    )
    door = forms.ChoiceField(
        label=lazy("How do people come in?"),
        choices=AdmissionPolicy.Door.choices,
        initial=AdmissionPolicy.Door.OPEN,
        widget=forms.RadioSelect,
    )


class FoundForm(AboutForm):
    """Three questions and a name; the rest has defaults that can be changed later."""

    # The form's own, so that a second press finds the first one's group.
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    handle = HandleField(help_text=_NAME_HINT)
    has_consented = forms.BooleanField(
        label=lazy("The group may keep what I write, and show it to those who can read there"),
        help_text=lazy("What you write may say something about your health, so we ask."),
    )


class SettingsForm(AboutForm):
    """Everything a group says of itself."""

    summary = forms.CharField(label=lazy("In one or two sentences"), max_length=240)
    about = forms.CharField(label=lazy("More about the group"), required=False, widget=_WORDS)
    rules = forms.CharField(
        label=lazy("Ground rules"),
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=lazy("When you change them, newcomers agree to the new ones; the earlier ones are kept."),
    )
    question = forms.CharField(
        label=lazy("What do you ask people who would like to come in?"), max_length=240, required=False
    )
    answer_days = forms.IntegerField(
        label=lazy("Within how many days do you answer?"),
        min_value=1,
        max_value=30,
        error_messages={
            "min_value": lazy("Please give at least one day."),
            "max_value": lazy("Nobody should wait longer than 30 days. Please choose a smaller number."),
        },
    )
    takes_newcomers = forms.BooleanField(label=lazy("We take in new people now"), required=False)

    field_order = ("name", "summary", "for_whom", "about", "rules", "door", "question", "answer_days")

    def clean_about(self) -> str:
        """Short enough to be shown."""
        return _renderable(self.cleaned_data["about"])

    def clean_rules(self) -> str:
        """Short enough to be shown."""
        return _renderable(self.cleaned_data["rules"])

    def wanted(self) -> GroupSettings:
        """The answers, for `change_settings`."""
        return GroupSettings(**self.cleaned_data)


class TalkForm(forms.Form):
    """What talk offers beyond the plain; the names are the group's own columns."""

    allows_kinds = forms.BooleanField(
        label=lazy("Say what a thread is"),
        required=False,
        help_text=lazy(
            "Whoever begins a thread can mark it as a question, a check-in or a prompt for others; who facilitates can"
            " also make an announcement. Without this, every thread is simply somebody sharing."
        ),
    )
    allows_mentions = forms.BooleanField(
        label=lazy("Call somebody by name"),
        required=False,
        help_text=lazy(
            "“@Heron” in a post lets Heron know that she is meant, if she can read that thread. Leave this off where"
            " people should never feel called upon."
        ),
    )
    allows_pictures = forms.BooleanField(
        label=lazy("Add pictures to posts"),
        required=False,
        help_text=lazy(
            "Every picture is made anew, so that no place or camera is kept in it, and asks for a few words for those"
            " who cannot see it. A picture can still show a face or a street: say so in your ground rules."
        ),
    )
    allows_polls = forms.BooleanField(
        label=lazy("Ask the group in a poll"),
        required=False,
        help_text=lazy(
            "A thread can begin with a question and a few answers to choose from. Nobody sees who chose what."
        ),
    )
    allows_thread_names = forms.BooleanField(
        label=lazy("Take another name for one thread"),
        required=False,
        help_text=lazy(
            "For what is too hard to say under one's usual name. Members cannot tell who it is; facilitators can act"
            " on such a post as on any other."
        ),
    )

    def wanted(self) -> TalkSettings:
        """The answers, for `change_talk`."""
        return TalkSettings(**self.cleaned_data)


def _renderable(source: str) -> str:
    if len(source) > markup.MAX_SOURCE:
        raise forms.ValidationError(_("This is longer than a page can hold. Please make it shorter."))
    return source
