"""The app and what it registers."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Registers the app's rules."""

    name = "directory"

    def ready(self) -> None:
        from directory import permissions
        from supportgroups.lib import rules

        rules.register(permissions.RULES, permissions.SENTENCES)
