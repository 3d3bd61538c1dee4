"""What the tests of the private side share."""

import pytest

from accounts.models import Account
from tests.accounts.mailbox import PASSWORD, come_in


@pytest.fixture
def ann(client) -> Account:
    """Signed in by a code, with a password."""
    come_in(client, "ann@example.org")
    account = Account.objects.get()
    account.set_password(PASSWORD)
    account.save()
    client.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")
    return account
