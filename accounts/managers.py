"""How accounts are made and found: by address, without regard to capitals."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import BaseUserManager

if TYPE_CHECKING:
    from accounts.models import Account


def tidy_address(email: str) -> str:
    """The one spelling under which an address is kept: without spaces around it and in small letters."""
    return email.strip().lower()


class AccountManager(BaseUserManager["Account"]):
    """Accounts by address; passwords are optional, as most people come in by a code."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """By address. Raises ``Account.DoesNotExist``."""
        return self.get(email=tidy_address(username or ""))

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        """An account that may come in by code, and by ``password`` if there is one. Raises ``ValueError``."""
        if not email:
            raise ValueError("an account needs an address")
        account = self.model(email=tidy_address(email), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        """An operator of the server; in a group they are nobody until they join."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
