"""A question of the door as it is written, and as it is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from groups.actions import Given, Question, QuestionsChanged
from groups.models import AdmissionQuestion

Kind = AdmissionQuestion.Kind
MOST_CHOICES = 12
LONGEST_CHOICE = 120
LONGEST_ANSWER = 1000
# The parts of an answer that are kept while it is typed; twelve questions at most.
ANSWERS_KEPT = tuple(f"q{position}" for position in range(1, 13))


class QuestionForm(forms.Form):
    """One question, to who looks after the door. One that `is_new` and left blank is none."""

    is_new = forms.BooleanField(required=False, widget=forms.HiddenInput)
    label = forms.CharField(label=lazy("What do you ask?"), max_length=240)
    kind = forms.ChoiceField(
        label=lazy("How is it answered?"), choices=Kind.choices, initial=Kind.TEXT, widget=forms.RadioSelect
    )
    choices = forms.CharField(
        label=lazy("The answers to choose from"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=lazy("One a line; only for questions with answers to choose from."),
    )
    is_required = forms.BooleanField(label=lazy("It needs an answer"), required=False)
    may_withhold = forms.BooleanField(
        label=lazy("One may say “I would rather not say”"),
        required=False,
        initial=True,
        help_text=lazy("That counts as an answer. Kind for everything about health, money or home."),
    )
    is_sensitive = forms.BooleanField(
        label=lazy("The answer is sensitive"),
        required=False,
        help_text=lazy("It is erased some days after your decision; how many stands below the questions."),
    )

    @staticmethod
    def as_it_is(question: Question) -> dict[str, Any]:
        """What the form shows of a question."""
        return asdict(question) | {"choices": "\n".join(question.choices), "is_new": False}

    @property
    def is_blank(self) -> bool:
        """A new one that nothing was typed into. After cleaning."""
        return self.empty_permitted and not self.has_changed()

    def clean(self) -> dict[str, Any]:
        """Answers to choose from, where there are to be some."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        lines = dict.fromkeys(line.strip() for line in cleaned.get("choices", "").splitlines() if line.strip())
        is_listed = cleaned.get("kind") in AdmissionQuestion.LISTED
        if is_listed and not 2 <= len(lines) <= MOST_CHOICES:
            self.add_error("choices", _("Please write two to twelve answers, one a line."))
        elif any(len(line) > LONGEST_CHOICE for line in lines):
            self.add_error("choices", _("One of these answers is very long. Please make it shorter."))
        cleaned["choices"] = tuple(lines) if is_listed else ()
        return cleaned

    def question(self) -> Question:
        """As a plain value. What is to be ticked is needed, withheld by nobody and says nothing of anybody."""
        answers = {name: self.cleaned_data[name] for name in ("kind", "label", "choices")}
        if self.cleaned_data["kind"] == Kind.ACKNOWLEDGE:
            return Question(**answers, is_required=True)
        flags = {name: self.cleaned_data[name] for name in ("is_required", "may_withhold", "is_sensitive")}
        return Question(**answers, **flags)


class AnsweringForm(forms.Form):
    """A form at a door that also asks what the group asks. `asked`: the version of the questions on the page."""

    def __init__(self, *args: Any, questions: Sequence[AdmissionQuestion] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self._questions = questions
        for one in questions:
            self.fields[name_of(one)] = field_of(one)
            if one.may_withhold:
                self.fields[withheld_name(one)] = forms.BooleanField(label=_("I would rather not say"), required=False)
        if questions:
            version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=questions[0].version)
            self.fields["asked"] = version

    def clean(self) -> dict[str, Any]:
        """Where an answer is needed there is one, or that one would rather not say; and it is to this very question."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self._questions and cleaned.get("asked") not in (None, self._questions[0].version):
            fresh: Any = self.data
            self.data = fresh = fresh.copy()
            fresh["asked"] = str(self._questions[0].version)
            self.add_error(None, str(QuestionsChanged.sentence))
        for one in self._questions:
            is_answered = bool(cleaned.get(name_of(one))) or cleaned.get(withheld_name(one), False)
            if one.is_required and not is_answered and name_of(one) not in self.errors:
                self.add_error(name_of(one), _missing_words(one))
        return cleaned

    def given(self) -> list[Given]:
        """The answers as plain values."""
        return [self._given(one) for one in self._questions]

    def _given(self, one: AdmissionQuestion) -> Given:
        if self.cleaned_data.get(withheld_name(one), False):
            return Given(one.pk, (), is_withheld=True)
        value = self.cleaned_data.get(name_of(one))
        if one.kind == Kind.ACKNOWLEDGE:
            return Given(one.pk, ("yes",) if value else ())
        values = value if isinstance(value, list) else [value] if value else []
        return Given(one.pk, tuple(str(each) for each in values))


class AskForm(AnsweringForm):
    """A sentence to the facilitators, and what else the group asks."""

    words = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *args: Any, question: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].label = question or _("What brings you here?")
        self.fields["words"].help_text = _("A sentence is enough.")


def name_of(question: AdmissionQuestion) -> str:
    """The field of a question."""
    return f"q{question.position}"


def withheld_name(question: AdmissionQuestion) -> str:
    """The field for not saying."""
    return f"withheld{question.position}"


def field_of(question: AdmissionQuestion) -> forms.Field:
    """How a question is drawn; whether an answer is needed is looked at by the form."""
    plain: dict[str, Any] = {"label": question.label, "required": False}
    listed = [(choice, choice) for choice in question.choices]
    match question.kind:
        case Kind.CHOICE:
            return forms.ChoiceField(**plain, choices=listed, widget=forms.RadioSelect)
        case Kind.SEVERAL:
            return forms.MultipleChoiceField(**plain, choices=listed, widget=forms.CheckboxSelectMultiple)
        case Kind.YES_NO:
            yes_no = [("yes", _("Yes")), ("no", _("No"))]
            return forms.ChoiceField(**plain, choices=yes_no, widget=forms.RadioSelect)
        case Kind.DATE:
            return forms.DateField(**plain, widget=forms.DateInput(attrs={"type": "date"}))
        case Kind.ACKNOWLEDGE:
            return forms.BooleanField(**plain)
    return forms.CharField(**plain, max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 3}))


def _missing_words(question: AdmissionQuestion) -> str:
    if question.may_withhold:
        return _("Please answer this, or say that you would rather not.")
    if question.kind == Kind.ACKNOWLEDGE:
        return _("Please tick this to go on.")
    return _("Please answer this.")
