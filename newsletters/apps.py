"""The app and what it registers."""

from django.apps import AppConfig


class NewslettersConfig(AppConfig):
    """Registers the app's rules."""

    name = "newsletters"

    def ready(self) -> None:
        from newsletters import permissions
        from supportgroups.lib import rules

        rules.register(permissions.RULES, permissions.SENTENCES)
