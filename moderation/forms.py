"""What is asked at the desk, and of whoever tells it something."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.appeal import LONGEST_APPEAL
from moderation.models import Appeal, Decision, Report

LONGEST = 2000
# Kept while they are typed.
REASON_KEPT = ("reason",)
REPORT_KEPT = ("words",)
CARD_KEPT = ("reason",)
LOOK_KEPT = ("reason", "delay_reason")
REMOVAL_KEPT = ("reason",)
APPEAL_KEPT = ("words",)
ANSWER_KEPT = ("answer",)
REASON_NEEDED = {"required": _("Please write a few words. Nobody should lose their post without being told why.")}
SILENCES = (
    (0, _("No, they can go on writing")),
    (1, _("For one day")),
    (3, _("For three days")),
    (7, _("For a week")),
    (30, _("For a month")),
)


REMOVALS = (
    (30, _("For a month")),
    (90, _("For three months")),
    (365, _("For a year")),
    (0, _("For good, until somebody takes it back")),
)


class ReportForm(forms.Form):
    """What is wrong, and words if somebody has them."""

    ground = forms.ChoiceField(label=_("What is it?"), choices=Report.Ground.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Is there something the facilitators should know?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReasonForm(forms.Form):
    """Words to the author alone: for a post that is declined, or shown again."""

    reason = forms.CharField(
        label=_("Why? The author reads this"),
        help_text=_("Kind and plain: what it was, and what would be all right instead."),
        max_length=LONGEST,
        error_messages=REASON_NEEDED,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ApprovalForm(forms.Form):
    """Whether a new group is opened; a no has its reason."""

    answer = forms.ChoiceField(
        label=_("What do you say?"),
        choices=(("open", _("Open the group")), ("not_yet", _("Not as it is now"))),
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("A word to its founder"),
        help_text=_("They get it as it is. If you do not open the group, say why, and what would be all right."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """Nobody is sent away without a word."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("answer") == "not_yet" and not cleaned.get("note", "").strip():
            self.add_error("note", _("Please write a few words, so that its founder knows what to change."))
        return cleaned


class DecisionForm(ReasonForm):
    """What becomes of the post, why, and whether its author should rest from writing."""

    verdict = forms.ChoiceField(
        label=_("What should happen?"),
        choices=[
            (Decision.Verdict.STAYS, _("It stays, everybody can read it")),
            (Decision.Verdict.HIDDEN, _("Hide it; it can be shown again")),
            (Decision.Verdict.REMOVED, _("Take it away for good")),
        ],
        widget=forms.RadioSelect,
    )
    silence_days = forms.ChoiceField(
        label=_("Should the author rest from writing for a while?"),
        help_text=_("They can still read. It ends by itself."),
        choices=SILENCES,
        initial=0,
        required=False,
    )
    field_order = ("verdict", "reason", "silence_days")

    def clean_silence_days(self) -> int:
        """In days."""
        return int(self.cleaned_data["silence_days"] or 0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Why")
        self.fields["reason"].help_text = _(
            "Kind and plain: what it was, and what would be all right instead. The author reads this if anything"
            " changes for them."
        )


class AppealForm(forms.Form):
    """What whoever looks again should know."""

    words = forms.CharField(
        label=_("What should they know?"),
        help_text=_("One sentence is enough. They have what was decided, and why, beside it."),
        max_length=LONGEST_APPEAL,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Please write a few words, so that whoever looks again knows what you mean.")},
    )


class AppealAnswerForm(forms.Form):
    """Whether it stands, and why."""

    outcome = forms.ChoiceField(
        label=_("What do you say?"),
        choices=[
            (Appeal.Outcome.STANDS, _("It stays as it was decided")),
            (Appeal.Outcome.TAKEN_BACK, _("It is taken back")),
        ],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Why? They read this"),
        help_text=_("Kind and plain: what you looked at, and what it comes to. Your name is not said."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Please write a few words. Whoever asked should know that somebody looked.")},
    )


class LookForm(forms.Form):
    """Why somebody has to know who is behind a name, and when that member is told."""

    reason = forms.CharField(
        label=_("Why do you have to know?"),
        help_text=_("What happened, what you fear, and why nothing less is enough."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Please write why. The second person decides by it.")},
    )
    tell_days = forms.ChoiceField(
        label=_("When is the member told?"),
        choices=(
            (0, _("At once, when two people have looked")),
            (3, _("Three days later")),
            (14, _("Two weeks later")),
            (30, _("Thirty days later")),
        ),
        initial=0,
        widget=forms.RadioSelect,
    )
    delay_reason = forms.CharField(
        label=_("If later: why?"),
        help_text=_("Such as: telling at once could put somebody in danger. This is kept with the rest."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_tell_days(self) -> int:
        """In days."""
        return int(self.cleaned_data["tell_days"])

    def clean(self) -> dict[str, Any]:
        """A delay has its reason."""
        answers = super().clean() or self.cleaned_data
        if answers.get("tell_days") and not (answers.get("delay_reason") or "").strip():
            self.add_error("delay_reason", _("Please write why the member should be told later."))
        return answers


class RemovalForm(forms.Form):
    """Why somebody is sent away, and for how long."""

    reason = forms.CharField(
        label=_("Why? They read this"),
        help_text=_("Kind and plain: what happened, what was tried before, and what they can do elsewhere."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Please write a few words. Nobody should be sent away without being told why.")},
    )
    days = forms.TypedChoiceField(
        label=_("For how long?"),
        help_text=_("After that they may come back as anybody comes in."),
        choices=REMOVALS,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose for how long.")},
    )

    def clean_days(self) -> int | None:
        """None for good."""
        return self.cleaned_data["days"] or None

    def how_long(self) -> str:
        """What was chosen, in words."""
        return str(dict(REMOVALS)[self.cleaned_data["days"] or 0])


class CardReasonForm(forms.Form):
    """Why a contact card has to be opened."""

    reason = forms.CharField(
        label=_("Why do you have to open it?"),
        help_text=_("What you have read or heard, and what you fear. The member reads this."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Please write why. The member is told at once, with your words.")},
    )


class CardReviewForm(forms.Form):
    """What a second person says to it."""

    review = forms.CharField(
        label=_("Was it right to open the card?"),
        help_text=_("What you think of the reason, and what came of it."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Please write a few words.")},
    )
