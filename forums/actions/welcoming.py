"""Nobody is left alone: taking up a thread that waits, and telling others that it waits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from forums.models import Claim, Nudge, Thread
from forums.telling import WAITS, WAITS_A_DAY
from forums.waiting import ORDER, is_waiting
from groups.models import Appointment, Hiding, Membership, SupportGroup
from personas import faces, letterbox
from personas.models import Persona, Standing

# Long enough to sleep on an answer, short enough that nobody waits for one that never comes.
CLAIM_FOR = timedelta(hours=12)
# In the first hours the group answers by itself; what nobody has answered by then is easily overlooked for good.
WILLING_AFTER, FACILITATORS_AFTER = timedelta(hours=4), timedelta(hours=24)
# Older ones stand on the desk; to be told of them now would come too late to be of use.
TOLD_OF_FOR = timedelta(days=7)


class TakenAlready(Exception):
    """Somebody else is answering; `claim` says who and until when."""

    def __init__(self, claim: Claim) -> None:
        super().__init__(f"thread {claim.pk} is being answered")
        self.claim = claim


class AnsweredAlready(Exception):
    """The thread does not wait any more."""


@transaction.atomic
def claim_thread(*, thread: Thread, by: Persona, now: datetime) -> Claim:
    """Say that one is answering. Said again, it begins anew. Raises `TakenAlready` and `AnsweredAlready`.

    The caller has asked "forums.claim". Holds the thread's row lock, so that of two only one takes it.
    """
    fresh = Thread.objects.filter(is_waiting(), pk=thread.pk).select_for_update(of=("self",)).first()
    if fresh is None:
        raise AnsweredAlready
    claim = Claim.objects.select_related("made_by").filter(thread=fresh).first()
    if claim is not None and claim.made_by_id != by.pk and claim.lapses_at > now:
        raise TakenAlready(claim)
    values = {"group_id": fresh.group_id, "made_by": by, "made_at": now, "lapses_at": now + CLAIM_FOR}
    return Claim.objects.update_or_create(thread=fresh, defaults=values)[0]


def give_claim_back(*, thread: Thread, by: Persona) -> None:
    """Somebody else may answer. Nothing happens where nothing is claimed. One statement."""
    Claim.objects.filter(thread=thread, made_by=by).delete()


def nudge(*, now: datetime, limit: int = 100) -> int:
    """Tell willing members, and after a day facilitators, of threads that wait; each once. Returns how many threads.

    Each is a transaction of its own; many may run at once. One that somebody is answering is told of when that lapses.
    """
    count = 0
    for told, after in ((Nudge.Told.WILLING, WILLING_AFTER), (Nudge.Told.FACILITATORS, FACILITATORS_AFTER)):
        for thread_id in list(_untold(told, now - after, now).values_list("pk", flat=True)[:limit]):
            count += _nudge(thread_id, told, now)
    Claim.objects.filter(lapses_at__lte=now).delete()
    return count


def _untold(told: Nudge.Told, before: datetime, now: datetime) -> QuerySet[Thread]:
    open_claims = Claim.objects.filter(thread_id=OuterRef("pk"), lapses_at__gt=now)
    nudges = Nudge.objects.filter(thread_id=OuterRef("pk"), told=told)
    threads = Thread.objects.filter(is_waiting(), begun_at__lte=before, begun_at__gte=now - TOLD_OF_FOR)
    return (
        threads.exclude(group__state=SupportGroup.State.CLOSED)
        .filter(~Exists(open_claims), ~Exists(nudges), lock__isnull=True)
        .order_by(*ORDER)
    )


@transaction.atomic
def _nudge(thread_id: int, told: Nudge.Told, now: datetime) -> bool:
    """One thread, if it still waits and nobody was told meanwhile."""
    waiting = Thread.objects.filter(is_waiting(), pk=thread_id).select_related("forum")
    thread = waiting.select_for_update(of=("self",)).first()
    if thread is None or Nudge.objects.filter(thread=thread, told=told).exists():
        return False
    Nudge.objects.create(group_id=thread.group_id, thread=thread, told=told, made_at=now)
    kind = WAITS if told == Nudge.Told.WILLING else WAITS_A_DAY
    for persona_id in _people(thread, told, now):
        letterbox.tell(persona_id, kind, group_id=thread.group_id, subject_id=thread.pk, now=now)
    return True


def _people(thread: Thread, told: Nudge.Told, now: datetime) -> Iterable[int]:
    """Faces that may read the thread and can answer: not its author under any of her names, nobody on a break, nobody
    who does not see her."""
    apart = Hiding.objects.filter(group_id=thread.group_id).filter(
        Q(by_id=OuterRef("persona_id"), about_id=thread.author_id)
        | Q(by_id=thread.author_id, about_id=OuterRef("persona_id"), is_mutual=True)
    )
    kept_out = Standing.objects.open(now).filter(persona_id=OuterRef("persona_id"))
    members = Membership.objects.filter(group_id=thread.group_id, status=Membership.Status.ACTIVE)
    members = members.exclude(persona_id__in=faces.faces_behind(thread.author_id, thread.group_id))
    members = members.filter(~Exists(kept_out), ~Exists(apart))
    if thread.forum.cohort_id is not None:
        members = members.reading_run(thread.forum.cohort_id)
    if told == Nudge.Told.WILLING:
        members = members.filter(is_willing_to_welcome=True)
    else:
        role = Appointment.Role.FACILITATOR
        members = members.filter(appointments__role=role, appointments__ended_at__isnull=True)
    return members.order_by("pk").values_list("persona_id", flat=True).distinct()
