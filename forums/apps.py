"""The app and what it registers."""

from django.apps import AppConfig


class ForumsConfig(AppConfig):
    """Registers the app's rules."""

    name = "forums"

    def ready(self) -> None:
        from forums import permissions
        from supportgroups.lib import rules

        rules.register(permissions.RULES, permissions.SENTENCES)
