"""A second look at what was decided: asked for by the one it is about, answered by somebody else, and final."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from forums.actions import PostMovedOn, bring_back_post
from forums.models import Post
from groups.actions.acts import note_act
from groups.actions.logbook import log
from groups.models import SupportGroup
from moderation.actions.deciding import last_decision, lift_silence_of, lock_case, write_decision
from moderation.actions.removing import end_removal, lock_removal
from moderation.models import Appeal, Decision, Removal
from moderation.refusals import (
    AnsweredMeanwhile,
    AppealGone,
    NoAppealHere,
    ReasonMissing,
    SomebodyElseLooks,
    WordsMissing,
)
from personas import keyring, letterbox
from personas.models import Persona

ANSWERED, WANTED = "moderation.appeal_answered", "moderation.second_look_wanted"
Outcome = Appeal.Outcome
Verdict = Decision.Verdict

# Long enough to come back to it with a clear head; who reads it still remembers what it was.
APPEAL_FOR = timedelta(days=30)


def is_appealable(thing: Decision | Removal, now: datetime) -> bool:
    """Something was taken from somebody, it holds, and it was not long ago. One statement for a decision."""
    if now > thing.at + APPEAL_FOR:
        return False
    if isinstance(thing, Removal):
        return thing.lifted_at is None and (thing.until is None or thing.until > now)
    if thing.verdict not in (Verdict.HIDDEN, Verdict.REMOVED) and not (
        thing.verdict == Verdict.STAYS and thing.silence_days
    ):
        return False
    last = last_decision(thing.case)
    return last is not None and last.pk == thing.pk


def who_looks(group: SupportGroup, *, about_id: int) -> list[int]:
    """Faces that work at the desk and that it is not about. One statement."""
    return keyring.holders(group, "moderate", besides=about_id)


def who_else(appeal: Appeal) -> list[int]:
    """Those of them that did not decide. One statement; needs the group loaded."""
    return [face for face in who_looks(appeal.group, about_id=appeal.about_id) if face != appeal.decided_by_id]


@transaction.atomic
def ask_again(*, thing: Decision | Removal, words: str, now: datetime) -> Appeal:
    """Ask somebody else to look at it again. Where nobody else is there it is left to whoever decided, and the group's
    admins are asked to find somebody.

    Safe to repeat: one appeal for one decision, and the first words stay. Locks the case or the removal. Raises
    `WordsMissing`, and `NoAppealHere` once it is too late or holds no more.
    """
    if not words.strip():
        raise WordsMissing
    group, about_id = _lock(thing)
    which = _which(thing)
    found = Appeal.objects.filter(**which).first()
    if found is not None:
        return found
    if not is_appealable(thing, now):
        raise NoAppealHere
    appeal = Appeal.objects.create(
        group=group, about_id=about_id, decided_by_id=thing.by_id, words=words.strip(), asked_at=now, **which
    )
    _leave_to_decider(appeal, now)
    return appeal


@transaction.atomic
def withdraw_appeal(*, thing: Decision | Removal) -> bool:
    """Ask no more, while nobody has looked: the row goes, as if nothing had been asked. Whether none is left open."""
    _lock(thing)
    of_it = Appeal.objects.filter(**_which(thing))
    of_it.open().delete()
    return not of_it.exists()


@transaction.atomic
def answer_appeal(*, appeal: Appeal, outcome: str, answer: str, by: Persona, now: datetime) -> Appeal:
    """Say whether it stands or is taken back, and why; the one it is about is told, and it is final.

    Taken back: the post is shown again by a further decision, the silence that came with it ends, a removal is lifted.
    The same press twice is one answer. Locks case or removal, the door of a group that had gone silent, then the
    appeal, since who steps down locks door and appeals in this order; the chain's head comes last. Raises
    `ReasonMissing`, `AppealGone`, `AnsweredMeanwhile`, and `SomebodyElseLooks` for whoever decided, where another is
    there.
    """
    if not answer.strip():
        raise ReasonMissing
    group, _about = _lock(appeal.thing)
    note_act(persona_id=by.pk, group=group, now=now)
    rows = Appeal.objects.select_for_update(of=("self",), no_key=True).in_full().select_related("group")
    found = rows.filter(pk=appeal.pk).first()
    if found is None:
        raise AppealGone
    if found.outcome:
        if (found.outcome, found.answered_by_id) == (outcome, by.pk):
            return found
        raise AnsweredMeanwhile(found)
    if by.pk == found.decided_by_id:
        _check_left_to_decider(found, now)
    if outcome == Outcome.TAKEN_BACK:
        _take_back(found, answer=answer, by=by, now=now)
    found.outcome, found.ended_at, found.answered_by, found.answer = outcome, now, by, answer.strip()
    found.save(update_fields=["outcome", "ended_at", "answered_by", "answer"])
    letterbox.tell(found.about_id, ANSWERED, group_id=found.group_id, subject_id=found.pk, now=now)
    detail = {"appeal": found.pk, "about": found.about_id, "outcome": outcome}
    detail |= {"decision": found.decision_id, "removal": found.removal_id}
    log(ANSWERED, group_id=found.group_id, by=by, now=now, detail=detail)
    return found


def leave_to_deciders(*, group: SupportGroup, now: datetime) -> None:
    """Somebody who could look has gone: what only its decider is left for is left to them, and the admins hear that
    somebody is wanted. In a closed group that nobody looks after any more, nothing waits. Safe to repeat. One
    statement while several are left; then two for each appeal."""
    here = keyring.holders(group, "moderate")
    if len(here) > 2:
        return
    waiting = Appeal.objects.open().filter(group=group)
    if not here and group.state == SupportGroup.State.CLOSED:
        waiting.update(outcome=Outcome.SETTLED, ended_at=now)
        return
    for appeal in waiting.filter(is_left_to_decider=False).select_related("group").order_by("pk"):
        _leave_to_decider(appeal, now)


def _lock(thing: Decision | Removal) -> tuple[SupportGroup, int]:
    """The group, and whom it is about; the row that appeals and answers wait for is locked."""
    if isinstance(thing, Removal):
        removal = lock_removal(thing)
        thing.lifted_at, thing.until = removal.lifted_at, removal.until
        return removal.group, removal.about_id
    thing.case = lock_case(thing.case)
    return thing.case.group, thing.case.about_id


def _which(thing: Decision | Removal) -> dict[str, Any]:
    return {"removal": thing} if isinstance(thing, Removal) else {"decision": thing}


def _leave_to_decider(appeal: Appeal, now: datetime) -> None:
    """Where nobody else is there."""
    if who_else(appeal):
        return
    appeal.is_left_to_decider = True
    appeal.save(update_fields=["is_left_to_decider"])
    admins = keyring.holders(appeal.group, "manage_roles", besides=appeal.about_id)
    letterbox.tell_all(admins, WANTED, group_id=appeal.group_id, subject_id=appeal.pk, now=now)


def _check_left_to_decider(appeal: Appeal, now: datetime) -> None:
    """Asked anew at the press: somebody may have come meanwhile, or gone."""
    if who_else(appeal):
        raise SomebodyElseLooks
    if not appeal.is_left_to_decider:
        _leave_to_decider(appeal, now)


def _take_back(appeal: Appeal, *, answer: str, by: Persona, now: datetime) -> None:
    decision = appeal.thing
    if isinstance(decision, Removal):
        end_removal(decision, by=by, now=now)
        return
    if decision.verdict != Verdict.STAYS:
        write_decision(case=decision.case, verdict=Verdict.RELEASED, reason=answer, by=by, now=now)
        _show(decision.case.post, by=by, now=now)
    lift_silence_of(decision, appeal.about, now)


def _show(post: Post | None, *, by: Persona, now: datetime) -> None:
    """What its author has taken back meanwhile is left alone."""
    if post is None:
        return
    try:
        bring_back_post(post=post, by=by, now=now)
    except PostMovedOn:
        return
