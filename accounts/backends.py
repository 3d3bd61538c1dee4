"""How somebody comes in: by allauth's ways; and how the account of a session is found, which every page asks."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.middleware import get_user
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.models import Account
from accounts.sessionstore import SessionStore
from supportgroups.lib.prepared import prepared

# The session that Django asks for its account, set within `account_behind` alone: a backend is not told.
_asked: ContextVar[SessionStore | None] = ContextVar("session_asked", default=None)


def account_behind(request: HttpRequest) -> Any:
    """Whom Django finds behind a request, with its own look at the session's hash. No statement but the session's,
    where the account came with it."""
    session = request.session
    asked = _asked.set(session if isinstance(session, SessionStore) else None)
    try:
        return get_user(request)
    finally:
        _asked.reset(asked)


class AccountBackend(AuthenticationBackend):
    """Allauth's own but for the statement, which is built and planned once."""

    def get_user(self, user_id: int) -> Account | None:
        """The account behind a session; None once it is gone or shut. One statement, or none."""
        session = _asked.get()
        account = session.take_account() if session is not None else None
        if account is None or account.pk != user_id:
            account = next(iter(_accounts(user_id)), None)
        return account if account is not None and self.user_can_authenticate(account) else None


@prepared
def _accounts(pk: int) -> QuerySet[Account]:
    return Account.objects.filter(pk=pk)
