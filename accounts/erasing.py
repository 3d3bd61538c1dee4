"""Erasing a person: asked for by them, two weeks to come back, then complete, however much was written.

What others wrote stays readable; where her words stood is an empty place. Every app forgets its part, each face at a
time; what is about the account goes with it. Nothing here asks anybody else for leave.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils.encoding import force_bytes
from django.utils.formats import date_format

from accounts import exporting, telling
from accounts.models import Account, Erasure
from accounts.registered import faces_of, owned
from forums.textindex import POSTS
from personas import chain, forgetting
from personas.models import ChainDetail, Persona

logger = logging.getLogger(__name__)

TIME_TO_COME_BACK = timedelta(days=14)
RULE = "erasure"
# Who was erased, by a keyed hash each: it lies beside the database, so that a restored backup can be told.
FOLDER = "erasures"
# Under these names the log's details name a face it is about. Who decided stays a number without a name: what was done
# to others is theirs to have explained.
_FACES = ("about", "persona")
_ROWS = {
    "appointment": "groups.Appointment",
    "request": "groups.AdmissionRequest",
    "unmasking": "personas.Unmasking",
    "decision": "moderation.Decision",
}


@transaction.atomic
def ask_to_be_erased(*, account: Account, now: datetime) -> Erasure:
    """Begin the two weeks: no more letters from groups, signed out everywhere, and one letter that says until when.

    Safe to repeat: the first asking counts.
    """
    Account.objects.select_for_update().get(pk=account.pk)
    erasure, is_new = Erasure.objects.get_or_create(
        account=account, defaults={"asked_at": now, "due_at": now + TIME_TO_COME_BACK}
    )
    if is_new:
        telling.tell(account=account, what="erasure_asked", now=now, words={"day": date_format(erasure.due_at)})
        _end_sessions(account)
    return erasure


def stay(*, account: Account) -> bool:
    """Take it back; whether there was something to take back."""
    return bool(Erasure.objects.filter(account=account).delete()[0])


def erasure_of(account: Account) -> Erasure | None:
    """What an account has asked for. One statement."""
    return Erasure.objects.filter(account=account).first()


def erase_due(*, now: datetime) -> int:
    """Erase whose time is over; how many were. Safe in any number of workers, and to repeat: one ends with the row.

    One that breaks is logged and stays due; the others do not wait for it.
    """
    gone = 0
    for key in list(Erasure.objects.due(now).values_list("pk", flat=True)):
        try:
            gone += _erase_if_due(key, now)
        except Exception:
            logger.exception("an erasure that is due could not be done")
    if gone:
        POSTS.compact()
    return gone


@transaction.atomic
def _erase_if_due(key: int, now: datetime) -> bool:
    account = Account.objects.select_for_update().filter(pk=key).first()
    # Somebody may have come back, or another worker been here, while we waited for the row.
    if account is None or not Erasure.objects.due(now).filter(pk=key).exists():
        return False
    erase(account=account)
    return True


@transaction.atomic
def erase(*, account: Account) -> None:
    """Take away all that is of this person, now. Her rows go or are emptied as the data register says."""
    _note(account)
    entries = list(_entries_about(account))
    for face in Persona.objects.filter(pk__in=faces_of(account)):
        forgetting.forget(face)
    chain.erase(entries, rule=RULE)
    exporting.forget_export(account)
    _end_sessions(account)
    account.delete()


def replay() -> int:
    """Erase again whoever was erased before: after a backup was restored that still holds them. How many."""
    if not default_storage.exists(FOLDER):
        return 0
    erased = set(default_storage.listdir(FOLDER)[1])
    gone = 0
    for account in Account.objects.order_by("pk").iterator():
        if erased & set(_marks(account)):
            with transaction.atomic():
                erase(account=account)
            gone += 1
    if gone:
        POSTS.compact()
    return gone


def _note(account: Account) -> None:
    """Before anything goes: should the rest not come to its end, it is done again, and noted once."""
    name = f"{FOLDER}/{_marks(account)[0]}"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(b""))


def _marks(account: Account) -> list[str]:
    """Keyed hashes that find this account and no later one of the same number or address; the first is the newest."""
    known = f"erasure:{account.pk}:{account.email}:{account.made_on.isoformat()}".encode()
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [hmac.new(force_bytes(key), known, hashlib.sha256).hexdigest() for key in keys]


def _entries_about(account: Account) -> Iterator[int]:
    """Entries of the chained log whose detail is about one of the account's faces, or a row of hers."""
    faces = list(faces_of(account).values_list("persona_id", flat=True))
    wanted = Q()
    for name in _FACES:
        wanted |= Q(**{f"detail__{name}__in": faces})
    for name, label in _ROWS.items():
        wanted |= Q(**{f"detail__{name}__in": list(owned(label, account).values_list("pk", flat=True))})
    yield from ChainDetail.objects.filter(wanted, erased_under="").values_list("pk", flat=True)


def _end_sessions(account: Account) -> None:
    """Sessions of the account, and those that wait for a code to its address. Reads every session once."""
    ending = [session.pk for session in Session.objects.iterator() if _is_of(account, session.get_decoded())]
    Session.objects.filter(pk__in=ending).delete()


def _is_of(account: Account, content: dict[str, object]) -> bool:
    return str(content.get("_auth_user_id")) == str(account.pk) or account.email in repr(content)
