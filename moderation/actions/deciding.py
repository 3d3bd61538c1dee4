"""Looking after a case, deciding it, and taking a decision back by a further one."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from forums.actions import PostMovedOn, hide_post, remove_post, show_post
from groups.actions.acts import note_act
from groups.actions.logbook import log
from moderation.models import Appeal, Case, Decision, Reason
from moderation.refusals import DecidedMeanwhile, ReasonMissing, TakenByAnother
from personas import letterbox, standings
from personas.models import Persona, Standing

Verdict = Decision.Verdict


@transaction.atomic
def take_case(*, case: Case, by: Persona, now: datetime) -> Case:
    """Say "I look after this one". Safe to repeat. Raises `DecidedMeanwhile` and `TakenByAnother`."""
    case = lock_case(case)
    _check_open(case)
    if case.taken_by_id == by.pk:
        return case
    if case.taken_by_id is not None:
        raise TakenByAnother(case)
    case.taken_by, case.taken_at = by, now
    case.save(update_fields=["taken_by", "taken_at"])
    note_act(persona_id=by.pk, group=case.group, now=now)
    return case


@transaction.atomic
def hand_back(*, case: Case, by: Persona) -> Case:
    """Leave it to the others again; quiet when it is not, or no longer, looked after by this face."""
    case = lock_case(case)
    if case.taken_by_id == by.pk and case.closed_at is None:
        case.taken_by, case.taken_at = None, None
        case.save(update_fields=["taken_by", "taken_at"])
    return case


@transaction.atomic
def decide(*, case: Case, verdict: str, reason: str, silence_days: int = 0, by: Persona, now: datetime) -> Decision:
    """Decide what becomes of the post, and tell those whom it touches. Stays, hidden and removed close an open case;
    released takes back a decision to hide, and the silence that came with it. Removed is for good, but for an appeal.

    The same press twice by the same face is one decision. Locks the case, then the thread; the chain's head comes last.
    Raises `ReasonMissing` and `DecidedMeanwhile`, which carries what was decided.
    """
    if not reason.strip():
        raise ReasonMissing
    case = lock_case(case)
    last = last_decision(case)
    if last is not None and (last.by_id, last.verdict, last.silence_days) == (by.pk, verdict, silence_days):
        return last
    if verdict == Verdict.RELEASED:
        _check_hidden(last)
    else:
        _check_open(case)
    decision = write_decision(case=case, verdict=verdict, reason=reason, silence_days=silence_days, by=by, now=now)
    is_changed = carry_out(case=case, verdict=verdict, by=by, now=now)
    if silence_days:
        _silence(case.about, now + timedelta(days=silence_days), now)
    if verdict == Verdict.RELEASED and last is not None:
        lift_silence_of(last, case.about, now)
        Appeal.objects.open().filter(decision=last).update(outcome=Appeal.Outcome.SETTLED, ended_at=now)
    _tell(case, decision, is_author_touched=is_changed or bool(silence_days), now=now)
    _close(case, now)
    log_decision(decision, now)
    return decision


def lock_case(case: Case) -> Case:
    """The case as it is now, its row locked until the transaction ends."""
    rows = Case.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("group", "post", "about").get(pk=case.pk)


def last_decision(case: Case) -> Decision | None:
    """The latest, with its words and who decided."""
    return case.decisions.select_related("by", "reason").order_by("-pk").first()


def write_decision(
    *, case: Case, verdict: str, reason: str, silence_days: int = 0, by: Persona, now: datetime
) -> Decision:
    """The row and its words, side by side."""
    decision = Decision.objects.create(
        group_id=case.group_id, case=case, verdict=verdict, silence_days=silence_days, by=by, at=now
    )
    Reason.objects.create(decision=decision, text=reason.strip())
    return decision


def carry_out(*, case: Case, verdict: str, by: Persona, now: datetime) -> bool:
    """Do to the post what was decided; whether it changed. What its author has taken back meanwhile is left alone."""
    verbs = {Verdict.HIDDEN: hide_post, Verdict.REMOVED: remove_post}
    if case.post is None:
        return False
    try:
        post = verbs.get(Verdict(verdict), show_post)(post=case.post, by=by, now=now)
    except PostMovedOn:
        return False
    return bool(post.state != case.post.state)


def log_decision(decision: Decision, now: datetime) -> None:
    """Keep that somebody acted, and append to the chain: last of all, for its head is locked until the end."""
    note_act(persona_id=decision.by_id, group=decision.case.group, now=now)
    detail = {
        "decision": decision.pk,
        "case": decision.case_id,
        "post": decision.case.post_id,
        "about": decision.case.about_id,
        "verdict": decision.verdict,
        "silence_days": decision.silence_days,
    }
    log("moderation.decided", group_id=decision.group_id, by=decision.by, now=now, detail=detail)


def lift_silence_of(decision: Decision, about: Persona, now: datetime) -> None:
    """End the silence that came with a decision, and no other one."""
    until = decision.at + timedelta(days=decision.silence_days)
    if Standing.objects.open(now).filter(persona=about, kind=Standing.Kind.SILENCE, until=until).exists():
        standings.lift(persona=about, kind=Standing.Kind.SILENCE, now=now)


def _check_open(case: Case) -> None:
    if case.closed_at is not None:
        raise DecidedMeanwhile(last_decision(case))


def _check_hidden(last: Decision | None) -> None:
    if last is None or last.verdict != Verdict.HIDDEN:
        raise DecidedMeanwhile(last)


def _silence(about: Persona, until: datetime, now: datetime) -> None:
    """Never shortens one that holds longer already."""
    held = Standing.objects.open(now).filter(persona=about, kind=Standing.Kind.SILENCE).first()
    if held is None or (held.until is not None and held.until < until):
        standings.impose(persona=about, kind=Standing.Kind.SILENCE, now=now, until=until)


def _tell(case: Case, decision: Decision, *, is_author_touched: bool, now: datetime) -> None:
    """An author whose post was never touched hears nothing: that somebody worried is not hers to carry."""
    if is_author_touched:
        letterbox.tell(case.about_id, "moderation.decided", group_id=case.group_id, subject_id=decision.pk, now=now)
    if case.closed_at is None:
        for report_id, reporter_id in case.reports.order_by("pk").values_list("pk", "reporter_id"):
            letterbox.tell(
                reporter_id, "moderation.report_answered", group_id=case.group_id, subject_id=report_id, now=now
            )


def _close(case: Case, now: datetime) -> None:
    if case.closed_at is None:
        case.closed_at = now
        case.save(update_fields=["closed_at"])
