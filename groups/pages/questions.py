"""The questions of a door in words; and the answers, to who reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from groups.actions import Question
from groups.models import AdmissionAnswer, AdmissionQuestion, AdmissionRequest

Kind = AdmissionQuestion.Kind


@dataclass(frozen=True)
class Answered:
    """A question and what was answered, in words."""

    question: str
    answer: str


def question_words(question: AdmissionQuestion | Question) -> str:
    """How it is answered: "Yes or no. It needs an answer. One may rather not say."."""
    said = [f"{Kind(question.kind).label}{': ' if question.choices else '.'}"]
    if question.choices:
        said[0] += ", ".join(question.choices) + "."
    if question.kind != Kind.ACKNOWLEDGE:
        said.append(_("It needs an answer.") if question.is_required else _("It can be left out."))
    if question.may_withhold:
        said.append(_("One may rather not say."))
    if question.is_sensitive:
        said.append(_("Sensitive: the answer is erased some days after the decision."))
    return " ".join(said)


def answers_of(request: AdmissionRequest) -> tuple[Answered, ...]:
    """What was answered, in the order it was asked. One statement."""
    found = AdmissionAnswer.objects.filter(request=request).select_related("question").order_by("question__position")
    return tuple(Answered(one.question.label, _answer_words(one)) for one in found)


def _answer_words(answer: AdmissionAnswer) -> str:
    if answer.erased_at is not None:
        return _("Erased, as it was promised.")
    if answer.is_withheld:
        return _("Would rather not say.")
    if not answer.value:
        return _("No answer.")
    if answer.question.kind == Kind.YES_NO:
        return _("Yes.") if answer.value == ["yes"] else _("No.")
    if answer.question.kind == Kind.ACKNOWLEDGE:
        return _("Ticked.")
    if answer.question.kind == Kind.DATE:
        day = date.fromisoformat(answer.value[0])
        return dateformat.format(day, pgettext("day, month and year, as Django's date filter writes them", "j F Y"))
    return ", ".join(answer.value)
