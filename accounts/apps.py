"""The private side: who a person is, how they come in, and the letters that only they should read."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the rules of the account pages."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Nothing here opens the database."""
        from accounts import permissions
        from supportgroups.lib import rules

        rules.register(permissions.RULES, permissions.SENTENCES)
