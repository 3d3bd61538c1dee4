"""Looking behind a name: one asks with a reason, another agrees, the member is told, and it is all kept.

Behind a name for one thread is the same person's usual name in the group; behind a usual name is the e-mail address of
the account, and nothing else of it. Nobody comes from the one to the other in a single step. Who may ask and who may
agree is moderation's rule. Every step goes to the chained log: the question, the look with the day on which the member
is told, the telling.
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from personas import chain, letterbox
from personas.faces import address_behind, group_face_behind
from personas.letterbox import NoticeText
from personas.models import Persona, Unmasking

ASKED, TOLD, DECLINED, LATE = (
    "personas.unmasking_asked", "personas.unmasked", "personas.unmasking_declined", "personas.unmasking_told",
)  # fmt: skip


class NotWaiting(Exception):
    """The question was answered, declined, or has waited too long; nothing was changed."""


@transaction.atomic
def ask(
    *, persona: Persona, by: Persona, reason: str, now: datetime, tell_days: int = 0, delay_reason: str = ""
) -> Unmasking:
    """Ask what is behind a name. While a question about it waits, that one is returned.

    `tell_days`: how long after the look the member is told, with a reason if it is not at once. Locks the persona.
    """
    if not reason.strip():
        raise ValueError("a question has a reason")
    if tell_days and not delay_reason.strip():
        raise ValueError("a delay has a reason")
    Persona.objects.select_for_update(no_key=True).get(pk=persona.pk)
    waiting = Unmasking.objects.filter(persona=persona, opened_at=None, closed_at=None).first()
    if waiting is not None and waiting.is_waiting(now):
        return waiting
    if waiting is not None:
        Unmasking.objects.filter(pk=waiting.pk).update(closed_at=now)
    question = Unmasking.objects.create(
        group_space_id=persona.group_space_id,
        persona=persona,
        asked_by=by,
        reason=reason.strip(),
        asked_at=now,
        tell_days=tell_days,
        delay_reason=delay_reason.strip() if tell_days else "",
    )
    detail = {"unmasking": question.pk, "asked_by": by.pk, "reason": question.reason}
    chain.append(ASKED, detail | {"tell_days": tell_days, "delay_reason": question.delay_reason}, now)
    return question


@transaction.atomic
def agree(*, unmasking: Unmasking, by: Persona, now: datetime) -> Persona | None:
    """Open it: the group face behind the name, or None when it has left for good. Told to the name, logged.

    Raises PermissionDenied when the one who asked agrees, or the one who wears the name, and `NotWaiting`. Safe to
    repeat: it is opened, told and logged once.
    """
    unmasking = _locked(unmasking)
    behind = group_face_behind(unmasking.persona)
    if unmasking.opened_at is None:
        if by.pk in {unmasking.asked_by_id, behind and behind.pk}:
            raise PermissionDenied("a second person agrees")
        if not unmasking.is_waiting(now):
            raise NotWaiting
        unmasking.agreed_by, unmasking.opened_at = by, now
        unmasking.save(update_fields=["agreed_by", "opened_at"])
        detail = {"unmasking": unmasking.pk, "asked_by": unmasking.asked_by_id, "agreed_by": by.pk}
        chain.append(TOLD, detail | {"tell_at": unmasking.tell_at}, now)
        if not unmasking.tell_days:
            _tell(unmasking, now)
    return behind


@transaction.atomic
def decline(*, unmasking: Unmasking, by: Persona, now: datetime) -> Unmasking:
    """End the question without a look; who asked may do so too. Safe to repeat. Raises `NotWaiting` once opened."""
    unmasking = _locked(unmasking)
    if unmasking.opened_at is not None:
        raise NotWaiting
    if unmasking.closed_at is None:
        unmasking.closed_at = now
        unmasking.save(update_fields=["closed_at"])
        chain.append(DECLINED, {"unmasking": unmasking.pk, "by": by.pk}, now)
    return unmasking


def answer(unmasking: Unmasking, reader_id: int, now: datetime) -> Persona | None:
    """The face that came out, to the two who looked and for as long as it is shown; None for everybody else and for a
    face that has left for good. Two queries at most."""
    return group_face_behind(unmasking.persona) if _is_open_to(unmasking, reader_id, now) else None


def address(unmasking: Unmasking, reader_id: int, now: datetime) -> str:
    """The e-mail address behind a usual name, as `answer` gives a face; empty for everybody else, behind a name for one
    thread, and when the account is gone. One query at most."""
    if unmasking.persona.is_one_thread_face or not _is_open_to(unmasking, reader_id, now):
        return ""
    return address_behind(unmasking.persona)


@transaction.atomic
def tell_due(now: datetime) -> int:
    """Tell the members whose delay is over; how many. For the worker; safe to repeat and to run twice at once."""
    rows = Unmasking.objects.select_for_update(skip_locked=True).filter(opened_at__isnull=False, told_at=None)
    due = [one for one in rows if one.tell_at is not None and one.tell_at <= now]
    for unmasking in due:
        _tell(unmasking, now)
        chain.append(LATE, {"unmasking": unmasking.pk}, now)
    return len(due)


def words(subject_ids: list[int]) -> dict[int, NoticeText]:
    """The letter to the name. Two statements."""
    title = _("Somebody looked behind one of your names")
    face = _(
        "Two people who look after %(group)s agreed to see which name there belongs to a name that you took for one "
        "thread. They did not see your account or your address. You can write to them to ask why."
    )
    account = _(
        "Two people who look after %(group)s agreed to see the e-mail address behind your name there. They saw the "
        "address, for three days, and nothing else: not your other names, and not which other groups you are in. Who "
        "they are is kept for good. You can write to them to ask why."
    )
    rows = Unmasking.objects.filter(pk__in=subject_ids).select_related("persona")
    groups = rows.values_list("pk", "group_space__support_group__name", "group_space__support_group__code")
    where = {pk: (letterbox.called(name or ""), f"/g/{code}/roles/" if code else "/home/") for pk, name, code in groups}
    said = {one.pk: face if one.persona.is_one_thread_face else account for one in rows}
    return {pk: NoticeText(title, text % {"group": where[pk][0]}, where[pk][1]) for pk, text in said.items()}


def forget(persona: Persona) -> None:
    """What was written about a forgotten face when it was asked about; that it was asked stays."""
    Unmasking.objects.filter(persona=persona).update(reason="-")
    Unmasking.objects.filter(persona=persona, tell_days__gt=0).update(delay_reason="-")


def _is_open_to(unmasking: Unmasking, reader_id: int, now: datetime) -> bool:
    return unmasking.is_shown(now) and reader_id in {unmasking.asked_by_id, unmasking.agreed_by_id}


def _locked(unmasking: Unmasking) -> Unmasking:
    return Unmasking.objects.select_for_update(of=("self",)).select_related("persona").get(pk=unmasking.pk)


def _tell(unmasking: Unmasking, now: datetime) -> None:
    unmasking.told_at = now
    unmasking.save(update_fields=["told_at"])
    letterbox.tell(unmasking.persona_id, TOLD, group_id=unmasking.group_space_id, subject_id=unmasking.pk, now=now)
