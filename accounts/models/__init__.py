"""The account, which no other table but the vault may point at, and the letters that are about it."""

from accounts.models.account import Account, Letter, Mailbox, default_language, default_zone, display, today

__all__ = ["Account", "Letter", "Mailbox", "default_language", "default_zone", "display", "today"]
