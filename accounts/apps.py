"""The private side: who a person is, how they come in, and the letters that only they should read."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the rules of the account pages."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Nothing here opens the database."""
        from accounts import dataregister, permissions
        from supportgroups.lib import rules
        from supportgroups.lib.dataregister import register as add_to_register

        rules.register(permissions.RULES, permissions.SENTENCES)
        add_to_register(dataregister.DATA)
