"""What talk offers in a group."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as lazy

from groups.actions import TalkSettings
from groups.models.group import A_DAY, A_WEEK, AN_HOUR, NEVER


class SecondStepForm(forms.Form):
    """Whether those who look after the group come in with a second step."""

    asks_second_step = forms.BooleanField(
        label=lazy("Ask for a second step"),
        required=False,
        help_text=lazy(
            "Then nobody works at the desk, answers requests or changes the group who has not come in with a passkey,"
            " an app or a spare code. As members they read and write as before."
        ),
    )


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
            "Up to four in a post, each with words for who cannot see it. A picture can show a face or a street: say in"
            " your ground rules what you would like. If you turn this off, pictures that stand stay."
        ),
    )
    allows_polls = forms.BooleanField(
        label=lazy("Ask the group in a poll"),
        required=False,
        help_text=lazy(
            "Whoever begins a thread can put a question on top of it, with answers to choose from. Nobody sees who"
            " chose what, not even facilitators."
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

    requires_rereading = forms.BooleanField(
        label=lazy("Everybody reads over before posting"),
        required=False,
        help_text=lazy(
            "Without this, who has posted five times may leave that step out. The minutes in which a post can be taken"
            " back stay in any case."
        ),
    )

    edit_hours = forms.ChoiceField(
        label=lazy("For how long can a post be changed by its author?"),
        choices=[
            (NEVER, lazy("Not at all: what was said stays as it was said")),
            (AN_HOUR, lazy("For an hour")),
            (A_DAY, lazy("For a day")),
            (A_WEEK, lazy("For a week")),
        ],
        initial=A_DAY,
        required=False,
        widget=forms.RadioSelect,
        help_text=lazy("Others see that it was changed, and what it said before. It can be taken back at any time."),
    )

    def clean_edit_hours(self) -> int:
        """In hours; a day where nothing is said."""
        return int(self.cleaned_data["edit_hours"] or A_DAY)

    def wanted(self) -> TalkSettings:
        """The answers, for `change_talk`."""
        return TalkSettings(**self.cleaned_data)
