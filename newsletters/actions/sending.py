"""From the outbox to the mail server: each letter at most once, whoever is killed and whenever."""

from __future__ import annotations

import logging
import time
from datetime import datetime, timedelta

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F

from newsletters import delivery, letters
from newsletters.actions.planning import plan_due
from newsletters.delivery import Outcome
from newsletters.letters import Written
from newsletters.models import Digest, DigestPreference
from supportgroups.lib.mail import Letter

logger = logging.getLogger(__name__)

# Who claims a letter holds it this long; much longer than a mail server may take over it.
HOLD = timedelta(minutes=10)
# Waits after each time a server says no or is not there; then the last one again, until the next period's letter.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180))
# Two days of the longest wait: whatever it is will not go away by waiting.
MOST_TRIES = 20
# So many in a row that were not taken: the mail server is away, and the rest can wait for the next run.
PATIENCE = 3


def deliver_due(*, now: datetime, limit: int = 200) -> int:
    """Plan what is due and send what is planned; says how many letters went out. Run by any number of workers at once.

    At most once: that a letter is being handed over is committed before the mail server hears of it. A worker that is
    killed before leaves it to be claimed again in ten minutes; one that is killed after it leaves it unsent or
    sent, nobody can know, and it is not sent again. Nothing is lost by that: the next period's letter covers what this
    one would have said. A server that clearly refuses (4xx, nobody there) is asked again after a while.
    """
    plan_due(now=now, limit=limit)
    started, sent, misses = time.monotonic(), 0, 0
    connection = get_connection()
    for digest in Digest.objects.due(now)[:limit]:
        moment = now + timedelta(seconds=time.monotonic() - started)
        outcome = _deliver(digest, connection, moment)
        sent += outcome == Outcome.SENT
        if outcome in {Outcome.NOT_TAKEN, Outcome.UNSURE}:
            misses += 1
            _close(connection)
        elif outcome == Outcome.SENT:
            misses = 0
        if misses >= PATIENCE:
            break
    _close(connection)
    return sent


def _deliver(digest: Digest, connection: BaseEmailBackend, moment: datetime) -> Outcome:
    if not _claim(digest, moment):
        return Outcome.TAKEN_OVER
    written: list[Written] = []

    def write() -> Letter | None:
        written.extend(filter(None, [letters.write(digest, moment)]))
        return written[0].letter if written else None

    try:
        outcome = delivery.send_to(
            digest.persona_id, write, connection=connection, hand_over=lambda: _hand_over(digest, moment)
        )
    except Exception:
        logger.exception("digest %s could not be written or sent", digest.pk)
        outcome = Outcome.UNSURE
    _settle(digest, outcome, written, moment)
    return outcome


def _claim(digest: Digest, moment: datetime) -> bool:
    """Take the letter for this worker: its time moves forward, and only one can move it. Committed at once."""
    held = Digest.objects.waiting().filter(pk=digest.pk, due_at=digest.due_at)
    if digest.tries >= MOST_TRIES:
        held.update(gone_at=moment)
        return False
    return held.update(claimed_at=moment, due_at=moment + HOLD, tries=F("tries") + 1) == 1


def _hand_over(digest: Digest, moment: datetime) -> bool:
    """From here on the letter is not sent again. False when it was given up or claimed by another meanwhile."""
    mine = Digest.objects.waiting().filter(pk=digest.pk, claimed_at=moment)
    return mine.update(handed_over_at=moment) == 1


def _settle(digest: Digest, outcome: Outcome, written: list[Written], moment: datetime) -> None:
    """Note what became of it. Of what we are unsure nothing is noted: it stays handed over, or claimed."""
    mine = Digest.objects.filter(pk=digest.pk, claimed_at=moment)
    if outcome == Outcome.SENT:
        _note_sent(digest, written[0].told_up_to, moment)
    elif outcome == Outcome.NOT_TAKEN:
        wait = WAITS[min(digest.tries, len(WAITS) - 1)]
        mine.update(handed_over_at=None, claimed_at=None, due_at=moment + wait)
    elif outcome in {Outcome.NOT_WANTED, Outcome.RETURNED}:
        mine.update(gone_at=moment)


@transaction.atomic
def _note_sent(digest: Digest, told_up_to: datetime, moment: datetime) -> None:
    Digest.objects.filter(pk=digest.pk).update(sent_at=moment, covers_to=max(told_up_to, digest.covers_from))
    if digest.kind == Digest.Kind.FOLLOWED:
        DigestPreference.objects.filter(pk=digest.persona_id).update(followed_up_to=told_up_to)
    elif digest.kind != Digest.Kind.NOTICE:
        told = DigestPreference.objects.filter(pk=digest.persona_id, told_up_to__lt=told_up_to)
        told.update(told_up_to=told_up_to)


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except OSError as problem:
        logger.info("the mail server did not say goodbye (%s)", type(problem).__name__)
