"""The account, which no other table but the vault may point at, the letters about it, and what its person asked for."""

from accounts.models.account import Account, Away, Letter, Mailbox, default_language, default_zone, display, today
from accounts.models.owndata import Erasure, Export

__all__ = [
    "Account", "Away", "Erasure", "Export", "Letter", "Mailbox", "default_language", "default_zone", "display", "today",
]  # fmt: skip
