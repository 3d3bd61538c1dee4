"""The app and what it registers."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    """Registers the app's rules."""

    name = "moderation"

    def ready(self) -> None:
        from moderation import permissions
        from supportgroups.lib import rules

        rules.register(permissions.RULES, permissions.SENTENCES)
