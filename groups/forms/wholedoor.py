"""The whole door in one form: its parts, the questions, and what each of them stood on when the page was opened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from groups.actions import PARTS, Parts, Question, seal
from groups.actions.doorparts import AGE, ASKED, CARD, FEE, HOW, PLACES, RULES
from groups.actions.questions import MOST_QUESTIONS
from groups.forms.door import AgeForm, AskedForm, CardSettingsForm, GroundRulesForm, HowForm, PartForm, PlacesForm
from groups.forms.fees import FeeForm
from groups.forms.questions import QuestionForm
from groups.models import AdmissionPolicy

FORMS: dict[str, type[PartForm]] = {
    HOW: HowForm,
    AGE: AgeForm,
    PLACES: PlacesForm,
    RULES: GroundRulesForm,
    ASKED: AskedForm,
    FEE: FeeForm,
    CARD: CardSettingsForm,
}
SEAL, COUNT = "stands-", "count"
# Presses that change the list of questions on the page and save nothing.
UP, GONE, MORE = "up", "gone", "more"
NEW_QUESTION = {"is_new": True, "kind": Question("text", "").kind, "may_withhold": True}
_NUMBERS = range(1, MOST_QUESTIONS + 1)
_QUESTION_BOXES = ("is_required", "may_withhold", "is_sensitive")
_OF_QUESTION = re.compile(r"q(\d{1,2})-(\w+)")
# The parts of the page in which somebody writes, rather than chooses.
_WRITTEN = ("question", "rules", "how_to_pay")


def _is_box(field: forms.Field) -> bool:
    return isinstance(field, forms.BooleanField)


# Kept while they are typed, with what they stand on.
DOOR_KEPT = (
    *(name for form in FORMS.values() for name, field in form.base_fields.items() if not _is_box(field)),
    *(f"{SEAL}{part}" for part in PARTS),
    COUNT,
    *(f"q{number}-{name}" for number in _NUMBERS for name in ("label", "kind", "choices")),
)
DOOR_BOXES = {
    f"{SEAL}{part}": tuple(name for name, field in form.base_fields.items() if _is_box(field))
    for part, form in FORMS.items()
} | {f"q{number}-label": tuple(f"q{number}-{name}" for name in _QUESTION_BOXES) for number in _NUMBERS}


@dataclass(frozen=True)
class Slips:
    """What is to be looked at once more in several forms, for `forms/summary.html`, which takes it as one form."""

    fields: tuple[BoundField, ...]
    non_field_errors: tuple[str, ...]

    @property
    def errors(self) -> bool:
        """Whether there is anything."""
        return bool(self.fields or self.non_field_errors)

    def __iter__(self) -> Iterator[BoundField]:
        return iter(self.fields)


class DoorForms:
    """The page's forms: opened, with what was kept of an earlier visit (`words`), or as they were `sent`.

    `stands`: what the parts say now. A part of which nothing was sent stays as it stands; where nothing at all was,
    all of it is missing.
    """

    def __init__(
        self,
        policy: AdmissionPolicy,
        stands: Parts,
        *,
        sent: QueryDict | None = None,
        words: Mapping[str, str] | None = None,
    ) -> None:
        self.stands, self._policy = stands, policy
        self._sent, self._words = sent, words or {}
        self.parts = _parts_in(sent) if sent is not None else frozenset()
        # What the page showed; without its seal, what stands.
        given = {part: sent.get(f"{SEAL}{part}") if sent is not None else None for part in PARTS}
        self.seen = {part: given[part] or seal(stands[part]) for part in PARTS}
        self.back = frozenset(part for part in PARTS if self._fits(part) and self._is_news(part))
        self.forms = {part: self._form(part) for part in PARTS}
        self.questions = self._question_forms()

    def is_valid(self) -> bool:
        """Whether all that was sent can be saved."""
        return all(self.is_sound(part) for part in self.parts)

    def is_sound(self, part: str) -> bool:
        """Whether one part can be."""
        is_sound = self.forms[part].is_valid()
        return is_sound and (part != ASKED or all(form.is_valid() for form in self.questions if form.is_bound))

    def said(self) -> Parts:
        """What was sent and can be saved, for `set_door`."""
        said = {part: self.forms[part].said() for part in PARTS if part in self.parts and self.is_sound(part)}
        if ASKED in said:
            said[ASKED]["questions"] = self._asked()
        return said

    def shown(self) -> Parts:
        """The door as it would be with what was sent; what somebody else changed meanwhile stays theirs."""
        said = self.said()
        return {part: said[part] if self._is_own(part, said) else self.stands[part] for part in PARTS}

    def changed(self) -> frozenset[str]:
        """The parts in which something waits to be saved, or to be looked at once more."""
        said = self.said()
        own = {part for part in self.parts if part not in said or self._is_own(part, said)}
        return self.back | {part for part in own if said.get(part) != self.stands[part]}

    @property
    def takes_newcomers(self) -> bool:
        """Whether people shall come in, by what was sent."""
        return HOW in self.parts and bool(self.forms[HOW].cleaned_data.get("takes_newcomers"))

    def stand_on(self, stands: Parts, parts: tuple[str, ...]) -> None:
        """Somebody else changed these parts: the next press is about what they say now."""
        self.stands = stands
        self.seen |= {part: seal(stands[part]) for part in parts}

    def slips(self, notes: tuple[str, ...] = ()) -> Slips:
        """Every field with a sentence, in the order of the page. `notes`: what is said beside."""
        drawn = [field for part in PARTS if part in self.parts for field in self._fields(part)]
        return Slips(tuple(field for field in drawn if field.errors), notes)

    def left(self, part: str) -> tuple[str, ...]:
        """What was written here before somebody else changed the part, and is put back into no field."""
        if not self._words or self._fits(part):
            return ()
        shown = self.forms[part].initial
        typed = {name: self._words.get(name, "") for name in _WRITTEN if name in self.forms[part].fields}
        return tuple(text for name, text in typed.items() if text.split() not in ([], str(shown.get(name, "")).split()))

    def _fields(self, part: str) -> Iterator[BoundField]:
        yield from self.forms[part]
        if part == ASKED:
            for form in self.questions:
                yield from form

    def _is_own(self, part: str, said: Parts) -> bool:
        return part in said and seal(said[part]) != self.seen[part]

    def _form(self, part: str) -> PartForm:
        shown = FORMS[part].as_it_is(self.stands[part])
        data = self._sent if part in self.parts else None
        form = FORMS[part](data, policy=self._policy, initial=shown)
        if part in self.back:
            own = [name for name, field in form.fields.items() if not field.disabled]
            form.initial.update({name: said for name, said in self._kept(part).items() if name in own})
        return form

    def _kept(self, part: str) -> dict[str, Any]:
        """What was kept of the fields of a part: words, and whether a box was ticked."""
        fields = FORMS[part].base_fields
        kept = {name: self._words[name] for name in fields if name in self._words}
        return {name: bool(said) if _is_box(fields[name]) else said for name, said in kept.items()}

    def _fits(self, part: str) -> bool:
        """Whether what was kept stands on what the part says now, as far as it says on what."""
        return self._words.get(f"{SEAL}{part}") in (None, seal(self.stands[part]))

    def _is_news(self, part: str) -> bool:
        fields = FORMS[part].base_fields
        shown = {name: field.initial for name, field in fields.items()} | FORMS[part].as_it_is(self.stands[part])
        is_typed = any(_plain(shown.get(name)) != _plain(said) for name, said in self._kept(part).items())
        return is_typed or (part == ASKED and self._kept_questions() != self._standing_questions())

    def _question_forms(self) -> list[QuestionForm]:
        """Numbered from one."""
        if self._sent is not None and ASKED in self.parts and COUNT in self._sent:
            return [_bound(self._sent, number) for number in range(1, count_of(self._sent) + 1)]
        asked = self._kept_questions() if ASKED in self.back else self._standing_questions()
        return [QuestionForm(prefix=f"q{number}", initial=one) for number, one in enumerate(asked, start=1)]

    def _kept_questions(self) -> list[dict[str, Any]]:
        if COUNT not in self._words:
            return self._standing_questions()
        return [self._kept_question(number) for number in range(1, count_of(self._words) + 1)]

    def _kept_question(self, number: int) -> dict[str, Any]:
        label, kind, choices = (self._words.get(f"q{number}-{name}", "") for name in ("label", "kind", "choices"))
        boxes = {name: bool(self._words.get(f"q{number}-{name}")) for name in _QUESTION_BOXES}
        said = {"label": label, "kind": kind, "choices": choices.replace("\r\n", "\n").strip()}
        return boxes | said | {"is_new": not label}

    def _standing_questions(self) -> list[dict[str, Any]]:
        return [QuestionForm.as_it_is(one) for one in self.stands[ASKED]["questions"]]

    def _asked(self) -> tuple[Question, ...]:
        if self._sent is None or COUNT not in self._sent:
            return tuple(self.stands[ASKED]["questions"])
        return tuple(form.question() for form in self.questions if not form.is_blank)


def arranged(sent: QueryDict) -> QueryDict:
    """What was sent, with the press on a question carried out: asked earlier, asked no more, one more."""
    numbers: list[int] = list(range(1, count_of(sent) + 1))
    up, gone = _number(sent, UP), _number(sent, GONE)
    if 2 <= up <= len(numbers):
        numbers[up - 2 : up] = up, up - 1
    elif gone in numbers:
        numbers.remove(gone)
    elif MORE in sent and len(numbers) < MOST_QUESTIONS:
        numbers.append(0)
    else:
        return sent
    after = sent.copy()
    for key in [key for key in after if _OF_QUESTION.fullmatch(key)]:
        del after[key]
    for place, number in enumerate(numbers, start=1):
        for name in QuestionForm.base_fields:
            typed = sent.getlist(f"q{number}-{name}") if number else _as_sent(NEW_QUESTION.get(name))
            if typed:
                after.setlist(f"q{place}-{name}", typed)
    after[COUNT] = str(len(numbers))
    return after


def only_looks(sent: QueryDict) -> bool:
    """Whether the press saves nothing."""
    return any(name in sent for name in ("look", UP, GONE, MORE))


def opened_by(sent: QueryDict) -> frozenset[str]:
    """The part that a press on a question was in."""
    return frozenset({ASKED}) if any(name in sent for name in (UP, GONE, MORE)) else frozenset()


def count_of(said: Mapping[str, Any]) -> int:
    """How many questions are on the page."""
    return min(_number(said, COUNT), MOST_QUESTIONS)


def _bound(sent: QueryDict, number: int) -> QuestionForm:
    prefix = f"q{number}"
    is_new = bool(sent.get(f"{prefix}-is_new"))
    options: dict[str, Any] = {"empty_permitted": is_new, "use_required_attribute": False}
    return QuestionForm(sent, prefix=prefix, initial=NEW_QUESTION if is_new else None, **options)


def _parts_in(sent: QueryDict) -> frozenset[str]:
    names = {part: {f"{SEAL}{part}", *form.base_fields} for part, form in FORMS.items()}
    names[ASKED] |= {COUNT}
    return frozenset(part for part in PARTS if not names[part].isdisjoint(sent)) or frozenset(PARTS)


def _number(said: Mapping[str, Any], name: str) -> int:
    given = str(said.get(name, ""))
    return int(given) if given.isascii() and given.isdigit() and len(given) <= 2 else 0


def _plain(said: Any) -> list[str]:
    return [] if said is None or said is False else str(said).split()


def _as_sent(value: Any) -> list[str]:
    return ["on" if value is True else str(value)] if value else []
