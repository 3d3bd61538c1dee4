"""Sessions where Django keeps them, found together with the account that is signed in, by one statement that is built
and planned once: every page asks it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet, Subquery
from django.utils import timezone

from accounts.models import Account
from supportgroups.lib.prepared import Word, prepared


class SessionStore(db.SessionStore):
    """Django's own but for the statement. A key that is not kept, or whose time is over, is left behind."""

    _account: Account | None = None

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing for a key that nobody was given. One statement; two for a session in which
        nobody has come in, and for a key that is not known."""
        self._account, kept = _found(Word(self.session_key), timezone.now())
        if kept is None:
            self._session_key = None
            return {}
        return dict(self.decode(kept))

    def take_account(self) -> Account | None:
        """The account that came with what the session holds, once and not again: asked for later, it would be of an
        earlier moment. Whose the session is, it says itself; this account may be another one."""
        account, self._account = self._account, None
        return account


def _found(key: Word, now: datetime) -> tuple[Account | None, str | None]:
    """Who came in by this key, as allauth noted it, and what the session holds; None for a key that holds nothing."""
    account = next(iter(_signed_in(key, now)), None)
    if account is None:
        return None, next(iter(_kept(key, now)), None)
    kept = vars(account).pop("kept")
    return (None if kept is None else account), kept


@prepared
def _signed_in(key: Word, now: datetime) -> QuerySet[Account]:
    kept = _living(key, now).values("session_data")
    return Account.objects.filter(usersession__session_key=key).annotate(kept=Subquery(kept))


@prepared
def _kept(key: Word, now: datetime) -> QuerySet[Session, str]:
    return _living(key, now).values_list("session_data", flat=True)


def _living(key: Word, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)
