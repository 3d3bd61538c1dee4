"""The account, which no other table but the vault may point at, the letters about it, and what its person asked for."""

from accounts.models.account import Account, Letter, Mailbox, default_language, default_zone, display, today
from accounts.models.owndata import Export

__all__ = ["Account", "Export", "Letter", "Mailbox", "default_language", "default_zone", "display", "today"]
