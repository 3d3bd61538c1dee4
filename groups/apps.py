"""The app and what it registers."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """Registers the app's rules."""

    name = "groups"

    def ready(self) -> None:
        from groups import permissions
        from supportgroups.lib import rules

        rules.register(permissions.RULES, permissions.SENTENCES)
