"""The outbox of account mail: written with what caused it, sent within seconds, erased once sent."""

import logging
import smtplib
import time
from datetime import datetime, timedelta

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from accounts.models import Account, Letter
from accounts.sealing import SealBroken, mark_of, seal, unseal
from supportgroups.lib import mail

logger = logging.getLogger(__name__)

PURPOSE = "letter"
# Who sends a letter holds it this long; much longer than a mail server may take, short enough for a code to arrive yet.
HOLD = timedelta(minutes=2)
# Waits after each try that did not work; then the last one again, until the letter's own time is over.
WAITS = tuple(timedelta(seconds=seconds) for seconds in (20, 60, 180, 600, 1800, 7200))
BATCH = 50
# So many in a row that were not taken: the mail server is away, and the rest can wait for the next run.
PATIENCE = 3
# What is left of a letter that was sent or given up: that there was one, and of what kind.
EMPTIED = {"sealed": "", "mark": ""}


@transaction.atomic
def write_letter(*, to: str, kind: str, letter: mail.Letter, lasts: timedelta, now: datetime) -> Letter:
    """Put a letter into the outbox, in the transaction of what caused it. An older one of its kind is given up.

    Three statements, for a known address as for an unknown one.
    """
    account = Account.objects.filter(email=to).first()
    mark = mark_of(f"address:{to}")
    Letter.objects.waiting().filter(mark=mark, kind=kind).update(gone_at=now, **EMPTIED)
    content = {"to": to, "subject": letter.subject, "text": letter.text, "html": letter.html}
    return Letter.objects.create(
        account=account, kind=kind, mark=mark, sealed=seal(PURPOSE, content), due_at=now, until=now + lasts
    )


def deliver_letters(*, now: datetime) -> int:
    """Send what is due, at most fifty, and say how many were. Safe to run in any number of workers at once.

    A letter is claimed by moving its time forward, so only one worker has it; after a worker that dies in the middle it
    is sent again in two minutes. Only then, between the server's yes and our note of it, can a letter come twice.
    """
    started, sent, misses = time.monotonic(), 0, 0
    connection = get_connection()
    for letter in Letter.objects.due(now)[:BATCH]:
        moment = now + timedelta(seconds=time.monotonic() - started)
        if not _claim(letter, moment):
            continue
        if _send(letter, connection, moment):
            sent, misses = sent + 1, 0
        elif (misses := misses + 1) >= PATIENCE:
            break
    _close(connection)
    return sent


def _claim(letter: Letter, now: datetime) -> bool:
    held = Letter.objects.waiting().filter(pk=letter.pk, due_at=letter.due_at)
    if letter.until <= now:
        held.update(gone_at=now, **EMPTIED)
        return False
    return held.update(due_at=now + HOLD, tries=letter.tries + 1) == 1


def _send(letter: Letter, connection: BaseEmailBackend, now: datetime) -> bool:
    mine = Letter.objects.waiting().filter(pk=letter.pk)
    try:
        content = unseal(PURPOSE, letter.sealed)
        message = mail.build(mail.Letter(content["subject"], content["text"], content["html"]), to=content["to"])
        message.connection = connection
        connection.open()
        message.send()
    except (OSError, smtplib.SMTPException) as problem:
        # The class alone: what a mail server says often has the address in it.
        logger.warning("letter %s was not taken (%s), try %s", letter.pk, type(problem).__name__, letter.tries + 1)
        mine.update(due_at=now + WAITS[min(letter.tries, len(WAITS) - 1)])
        _close(connection)
        return False
    except (SealBroken, ValueError) as problem:
        logger.error("letter %s cannot be sent (%s)", letter.pk, type(problem).__name__)
        mine.update(gone_at=now, **EMPTIED)
        return False
    mine.update(sent_at=now, **EMPTIED)
    return True


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except OSError as problem:
        logger.info("the mail server did not say goodbye (%s)", type(problem).__name__)
