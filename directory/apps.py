"""The app and what it registers."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Registers the app's rules."""

    name = "directory"

    def ready(self) -> None:
        from directory import actions, dataregister, permissions
        from groups.logwords import say
        from supportgroups.lib import rules
        from supportgroups.lib.dataregister import register as add_to_register

        rules.register(permissions.RULES, permissions.SENTENCES)
        add_to_register(dataregister.DATA)
        say(actions.LOGGED)
