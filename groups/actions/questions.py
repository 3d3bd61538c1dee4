"""What is asked at the door, version by version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from groups.actions.answers import questions_of
from groups.actions.joining import lock_door
from groups.actions.logbook import log
from groups.actions.refusals import QuestionsChanged
from groups.models import AdmissionPolicy, AdmissionQuestion, SupportGroup
from personas.models import Persona

Kind = AdmissionQuestion.Kind
# More than anybody should have to answer on a bad day.
MOST_QUESTIONS = 12


@dataclass(frozen=True)
class Question:
    """One question as it shall be asked; the names are those of the table's columns."""

    kind: str
    label: str
    choices: tuple[str, ...] = ()
    is_required: bool = False
    may_withhold: bool = False
    is_sensitive: bool = False


@transaction.atomic
def ask_questions(
    *, group: SupportGroup, questions: Sequence[Question], version: int, by: Persona, now: datetime
) -> AdmissionPolicy:
    """Ask these from now on, in this order: a new version. What was answered before keeps what was asked then.

    `version` is the one the change stands on. The same questions again change nothing. Holds the door's row lock.
    Raises `QuestionsChanged` when somebody else changed them since, ValueError for more than `MOST_QUESTIONS`.
    """
    if len(questions) > MOST_QUESTIONS:
        raise ValueError(f"{len(questions)} questions")
    policy = lock_door(group)
    if list(questions) == asked_now(policy):
        return policy
    if policy.questions_version != version:
        raise QuestionsChanged
    policy.questions_version += 1
    policy.save(update_fields=["questions_version"])
    AdmissionQuestion.objects.bulk_create(
        AdmissionQuestion(
            group=policy.group,
            version=policy.questions_version,
            position=place,
            **asdict(question) | {"choices": list(question.choices)},
        )
        for place, question in enumerate(questions, start=1)
    )
    log("groups.questions", group_id=policy.pk, by=by, now=now, detail={"version": policy.questions_version})
    return policy


def asked_now(policy: AdmissionPolicy) -> list[Question]:
    """The same as plain values, to be changed and given back."""
    return [
        Question(
            kind=one.kind,
            label=one.label,
            choices=tuple(one.choices),
            is_required=one.is_required,
            may_withhold=one.may_withhold,
            is_sensitive=one.is_sensitive,
        )
        for one in questions_of(policy)
    ]
