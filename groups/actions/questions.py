"""What is asked at the door, version by version, and what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import transaction

from groups.actions.joining import lock_door
from groups.actions.refusals import AnswerMissing, QuestionsChanged
from groups.models import AdmissionAnswer, AdmissionPolicy, AdmissionQuestion, AdmissionRequest, SupportGroup
from personas import chain
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


@dataclass(frozen=True)
class Given:
    """An answer that was typed: words, none for a question that was left out or rather not answered."""

    question_id: int
    value: tuple[str, ...]
    is_withheld: bool = False


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
    chain.append("groups.questions", {"group": policy.pk, "by": by.pk, "version": policy.questions_version}, now)
    return policy


def questions_of(policy: AdmissionPolicy) -> list[AdmissionQuestion]:
    """The questions in force, in order. One statement; none where nothing was ever asked."""
    if not policy.questions_version:
        return []
    mine = AdmissionQuestion.objects.filter(group_id=policy.pk, version=policy.questions_version)
    return list(mine.order_by("position"))


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


def check_answers(policy: AdmissionPolicy, given: Sequence[Given]) -> None:
    """Raises `QuestionsChanged` unless just the questions in force were answered, `AnswerMissing` for a needed one."""
    asked = {one.pk: one for one in questions_of(policy)}
    if sorted(asked) != sorted(one.question_id for one in given):
        raise QuestionsChanged
    for one in given:
        question = asked[one.question_id]
        has_withheld = one.is_withheld and question.may_withhold
        if question.is_required and not one.value and not has_withheld:
            raise AnswerMissing


def keep_answers(request: AdmissionRequest, given: Sequence[Given]) -> None:
    """Write the answers of a request that is being sent. One statement; none without questions."""
    AdmissionAnswer.objects.bulk_create(
        AdmissionAnswer(
            group_id=request.group_id,
            request=request,
            question_id=one.question_id,
            value=[] if one.is_withheld else list(one.value),
            is_withheld=one.is_withheld,
        )
        for one in given
    )


def erase_sensitive(requests: Sequence[int], *, now: datetime) -> int:
    """Empty the sensitive answers to these requests; that something was asked and answered stays."""
    answers = AdmissionAnswer.objects.filter(request_id__in=requests, question__is_sensitive=True, erased_at=None)
    return AdmissionAnswer.objects.filter(pk__in=list(answers.values_list("pk", flat=True))).update(
        value=[], is_withheld=False, erased_at=now
    )


def erase_due_answers(now: datetime, *, most: int) -> int:
    """Sensitive answers go as many days after the decision as their group has set."""
    kept = AdmissionAnswer.objects.filter(question__is_sensitive=True, erased_at=None)
    groups = AdmissionPolicy.objects.filter(pk__in=kept.values("group_id")).values_list("pk", "sensitive_days")
    done = 0
    for group_id, days in groups:
        decided = AdmissionRequest.objects.filter(group_id=group_id, decided_at__lte=now - timedelta(days=days))
        due = decided.filter(answers__in=kept).distinct().values_list("pk", flat=True)[:most]
        done += erase_sensitive(list(due), now=now)
    return done
