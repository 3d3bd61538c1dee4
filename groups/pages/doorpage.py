"""The one page on which a group's admins say how people come in."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import Form
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from groups.actions import PARTS, DoorChanged, Question
from groups.actions.doorparts import AGE, ASKED, CARD, FEE, HOW, PLACES, RULES, put_on
from groups.actions.questions import MOST_QUESTIONS
from groups.forms.questions import QuestionForm
from groups.forms.wholedoor import DoorForms, Slips
from groups.models import AdmissionPolicy, AdmissionQuestion
from groups.pages.face import readers_words
from groups.pages.policy import DoorStep, door_sentences, door_steps
from groups.pages.questions import question_words
from groups.pages.sentences import SettingSentence, invitations_sentence, runs_sentence

TITLES: dict[str, str | Promise] = {
    HOW: lazy("Who comes in"),
    AGE: lazy("Age"),
    PLACES: lazy("Places"),
    RULES: lazy("Ground rules"),
    ASKED: lazy("Questions"),
    FEE: lazy("Fee"),
    CARD: lazy("Contact card"),
}


@dataclass(frozen=True)
class QuestionPart:
    """One question to be written: folded, its words and how it is answered say what it is."""

    number: int
    label: str
    says: str
    form: Form
    is_open: bool


@dataclass(frozen=True)
class DoorPart:
    """A part of the page. `name` is its anchor, `seal` stands for what it said when the page was opened. `others` is
    what holds where somebody else changed it meanwhile; `left`, words that were typed before that."""

    name: str
    title: str
    sentences: tuple[str, ...]
    form: Form
    seal: str
    is_open: bool
    others: tuple[str, ...]
    left: tuple[str, ...]
    questions: tuple[QuestionPart, ...]
    asks_questions: bool


@dataclass(frozen=True)
class DoorPage:
    """The door to who looks after it. `beside`: what else somebody meets there, which is changed elsewhere. `steps` are
    of what is typed, where it was sent to be looked at."""

    parts: tuple[DoorPart, ...]
    slips: Slips
    beside: tuple[SettingSentence, ...]
    steps: tuple[DoorStep, ...]
    readers: str
    is_unsaved: bool
    may_ask_more: bool


def door_page(
    policy: AdmissionPolicy,
    forms: DoorForms,
    *,
    opened: frozenset[str] = frozenset(),
    others: DoorChanged | None = None,
) -> DoorPage:
    """Of a policy with its group loaded. `opened`: the parts that stand open whatever is in them.

    No statement where nothing was sent, two and more where it was.
    """
    holds: dict[str, tuple[str, ...]] = {}
    if others is not None:
        said = door_sentences(put_on(policy, forms.stands), forms.stands)
        holds = {part: said[part] for part in others.parts}
    shown = forms.shown() if forms.parts else forms.stands
    if forms.parts:
        put_on(policy, shown)
    sentences = door_sentences(policy, shown)
    is_open = opened | forms.changed()
    drawn = (_part(forms, part, sentences[part], holds.get(part, ()), is_open=part in is_open) for part in PARTS)
    return DoorPage(
        parts=tuple(drawn),
        slips=forms.slips(tuple(f"{TITLES[part]}: {others}" for part in holds)),
        beside=door_beside(policy),
        steps=door_steps(policy, shown),
        readers=readers_words(policy.group, policy.door),
        is_unsaved=shown != forms.stands,
        may_ask_more=len(forms.questions) < MOST_QUESTIONS,
    )


def door_beside(policy: AdmissionPolicy) -> tuple[SettingSentence, ...]:
    """What else somebody meets at the door."""
    return runs_sentence(policy.group), invitations_sentence(policy.group)


def saved_words(changed: tuple[str, ...]) -> str:
    """What was saved, by the names of the parts."""
    if not changed:
        return _("All stands as it was: nothing was changed.")
    named = ", ".join(str(TITLES[part]) for part in changed)
    return _("It is saved. From now on it holds for everybody who comes to the door: %(parts)s.") % {"parts": named}


def _part(
    forms: DoorForms, part: str, sentences: tuple[str, ...], others: tuple[str, ...], *, is_open: bool
) -> DoorPart:
    left, asks = forms.left(part), part == ASKED
    return DoorPart(
        name=part,
        title=str(TITLES[part]),
        sentences=sentences,
        form=forms.forms[part],
        seal=forms.seen[part],
        is_open=is_open or bool(left),
        others=others,
        left=left,
        questions=tuple(_question(form, number) for number, form in enumerate(forms.questions, 1)) if asks else (),
        asks_questions=asks,
    )


def _question(form: QuestionForm, number: int) -> QuestionPart:
    one = _as_shown(form)
    is_open = form.is_bound and (bool(form.errors) or form.empty_permitted)
    return QuestionPart(number, one.label, question_words(one) if one.label else "", form, is_open)


def _as_shown(form: QuestionForm) -> Question:
    """The question in words, also where it cannot be saved yet."""
    if form.is_bound and form.is_valid() and not form.is_blank:
        return form.question()
    label = str(form["label"].value() or "")
    choices = tuple(str(form["choices"].value() or "").splitlines())
    flags = {name: bool(form[name].value()) for name in ("is_required", "may_withhold", "is_sensitive")}
    kind = str(form["kind"].value() or "")
    return Question(kind if kind in AdmissionQuestion.Kind.values else "text", label, choices, **flags)
