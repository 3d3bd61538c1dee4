"""What was answered at a door, whichever way somebody comes in, and when the sensitive part of it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from groups.actions.refusals import AnswerMissing, QuestionsChanged
from groups.models import AdmissionAnswer, AdmissionPolicy, AdmissionQuestion, AdmissionRequest, AdmissionStep
from personas.models import Persona


@dataclass(frozen=True)
class Given:
    """An answer that was typed: words, none for a question that was left out or rather not answered."""

    question_id: int
    value: tuple[str, ...]
    is_withheld: bool = False


def questions_of(policy: AdmissionPolicy) -> list[AdmissionQuestion]:
    """The questions in force, in order. One statement; none where nothing was ever asked."""
    if not policy.questions_version:
        return []
    mine = AdmissionQuestion.objects.filter(group_id=policy.pk, version=policy.questions_version)
    return list(mine.order_by("position"))


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


def answer_coming_in(policy: AdmissionPolicy, face: Persona, given: Sequence[Given], *, now: datetime) -> None:
    """Keep what somebody answers who comes in at once: as a request that decides itself, so that the answers have an
    owner and an end like all others. Nothing where nothing is asked."""
    if not given:
        return
    decided = {"begun_at": now, "submitted_at": now, "decided_at": now}
    request = AdmissionRequest.objects.create(
        group=policy.group, persona=face, state=AdmissionRequest.State.ADMITTED, **decided
    )
    AdmissionStep.objects.create(group=policy.group, request=request, state=request.state, by=None, at=now)
    keep_answers(request, given)


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
