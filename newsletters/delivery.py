"""The last step: from a face to an address. The only file here that opens the vault, and for one face at a time."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable
from datetime import datetime
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import QuerySet

from accounts.models import Erasure, Mailbox
from groups.models import SupportGroup
from groups.seats import seat
from personas.actors import Actor
from personas.seating import actor_of
from personas.vault import Ownership
from supportgroups.lib import mail
from supportgroups.lib.prepared import prepared

logger = logging.getLogger(__name__)


class Outcome(Enum):
    """What became of a letter. `UNSURE`: the line broke while it was handed over, so it may have arrived."""

    SENT = "sent"
    NOT_WANTED = "not wanted"
    NOT_TAKEN = "not taken"
    RETURNED = "returned"
    UNSURE = "unsure"
    TAKEN_OVER = "taken over"


def reader(persona_id: int, group: SupportGroup, now: datetime) -> Actor | None:
    """Whoever is behind a face, seated in its group alone; None when nobody is. Three statements, or five.

    Rights are then asked as for any page. What comes back knows no address.
    """
    account = _account_behind(persona_id)
    return seat(actor_of(account), group, now) if account is not None else None


def zone_of(actor: Actor) -> ZoneInfo:
    """The reader's own clock."""
    return ZoneInfo(actor.preferences.zone)


def zone_behind(persona_id: int) -> ZoneInfo:
    """The clock of whoever is behind a face; the site's when nobody is. One statement."""
    return ZoneInfo(actor_of(_account_behind(persona_id)).preferences.zone)


def send_to(
    persona_id: int,
    write: Callable[[], mail.Letter | None],
    *,
    connection: BaseEmailBackend,
    hand_over: Callable[[], bool],
) -> Outcome:
    """Find the address, have the letter written, and give it to the mail server.

    `write` may say None: not wanted any more. `hand_over` is called when the server is there and nothing has been said
    to it yet; it notes so for good, and says whether the letter is still this caller's.
    """
    address = _address(persona_id)
    letter = write() if address else None
    if address is None or letter is None:
        return Outcome.NOT_WANTED
    message = mail.build(letter, to=address)
    message.connection = connection
    try:
        _greet(connection)
    except (OSError, smtplib.SMTPException) as problem:
        _note(persona_id, problem)
        return Outcome.NOT_TAKEN
    if not hand_over():
        return Outcome.TAKEN_OVER
    try:
        message.send()
    except (OSError, smtplib.SMTPException) as problem:
        _note(persona_id, problem)
        return _meaning(problem)
    return Outcome.SENT


def _greet(connection: BaseEmailBackend) -> None:
    """Open the line, or ask on an open one whether the server is still there: some hang up after a few letters."""
    connection.open()
    server = getattr(connection, "connection", None)
    if isinstance(server, smtplib.SMTP):
        server.noop()


def _account_behind(persona_id: int) -> Any:
    owner = next(iter(_owners(persona_id)), None)
    return owner.account if owner else None


@prepared
def _owners(persona_id: int) -> QuerySet[Ownership]:
    return Ownership.objects.select_related("account").filter(persona_id=persona_id, account__is_active=True)


def _address(persona_id: int) -> str | None:
    """A confirmed address that letters are not held back from, of somebody who is not on their way out."""
    account = _account_behind(persona_id)
    if account is None or Erasure.objects.filter(account=account).exists():
        return None
    if Mailbox.objects.filter(account=account, paused_at__isnull=False).exists():
        return None
    is_confirmed = EmailAddress.objects.filter(user=account, email__iexact=account.email, verified=True).exists()
    return str(account.email) if is_confirmed else None


def _meaning(problem: Exception) -> Outcome:
    """A server's clear no lets us try again; 5xx for the address itself does not. Anything else leaves us unsure."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _words in problem.recipients.values()]
        return Outcome.RETURNED if all(code >= 500 for code in codes) else Outcome.NOT_TAKEN
    clear = (smtplib.SMTPResponseException, smtplib.SMTPNotSupportedError, ConnectionRefusedError)
    return Outcome.NOT_TAKEN if isinstance(problem, clear) else Outcome.UNSURE


def _note(persona_id: int, problem: Exception) -> None:
    # The class alone: what a mail server says often has the address in it.
    logger.warning("a letter to persona %s was not taken (%s)", persona_id, type(problem).__name__)
