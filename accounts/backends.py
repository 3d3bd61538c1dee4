"""How somebody comes in: by allauth's ways; and how the account of a session is found, which every page asks."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from accounts.models import Account
from supportgroups.lib.prepared import prepared


class AccountBackend(AuthenticationBackend):
    """Allauth's own but for the statement, which is built and planned once."""

    def get_user(self, user_id: int) -> Account | None:
        """The account behind a session; None once it is gone or shut. One statement."""
        account = next(iter(_accounts(user_id)), None)
        return account if account is not None and self.user_can_authenticate(account) else None


@prepared
def _accounts(pk: int) -> QuerySet[Account]:
    return Account.objects.filter(pk=pk)
