"""Whether somebody is answering a thread that waits for a first reply: in lists of such threads and on its own page."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from forums.models import Claim, Thread
from forums.models.post import Wants
from forums.pages.frames import Reader
from forums.waiting import is_waiting
from groups.permissions import may_write
from personas.actors import Actor


@dataclass(frozen=True)
class Claiming:
    """Who is answering, in words, and where to say or take back that one does oneself; each may be empty."""

    answering: str = ""
    claim_url: str = ""
    back_url: str = ""
    is_heard_by_responses: bool = False


def waits_for_others(actor: Actor) -> Q:
    """Threads of others that wait and can be answered."""
    return is_waiting() & Q(lock__isnull=True) & ~Q(author_id__in=actor.face_ids)


def claiming_of(thread: Thread, reader: Reader) -> Claiming:
    """For a thread that waits, loaded with its claim; who may not write for a while cannot take it up. No statement."""
    claim: Claim | None = getattr(thread, "claim", None)
    here = f"{reader.paths.thread(thread.ref)}claim/"
    if claim is None or claim.lapses_at <= reader.now:
        return Claiming(claim_url=here if may_write(reader.actor, thread) else "")
    if claim.made_by_id in reader.seat.face_ids:
        return Claiming(_("You are answering this."), back_url=f"{here}back/")
    return Claiming(_("%(name)s is answering this.") % {"name": claim.made_by.name})


def claiming(reader: Reader, thread: Thread) -> Claiming | None:
    """For a thread from `find_thread`; None for one that waits for nobody. One statement where nobody has replied."""
    if thread.first_reply_at is not None or not reader.actor.can("forums.claim", thread):
        return None
    waiting = Thread.objects.filter(waits_for_others(reader.actor), pk=thread.pk)
    found = waiting.select_related("claim__made_by").first()
    if found is None:
        return None
    said = claiming_of(found, reader)
    is_heard = thread.first_wants == Wants.HEARD  # type: ignore[attr-defined]
    return Claiming(said.answering, said.claim_url, said.back_url, is_heard_by_responses=is_heard)
