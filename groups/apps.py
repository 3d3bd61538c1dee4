"""The app and what it registers."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """Registers the app's rules, its notices and what it forgets."""

    name = "groups"

    def ready(self) -> None:
        """Nothing here opens the database."""
        from groups import notices, permissions
        from groups.actions import forget
        from groups.forms import SETTINGS_KEPT
        from personas import forgetting, kept
        from supportgroups.lib import rules

        rules.register(permissions.RULES, permissions.SENTENCES)
        notices.register()
        forgetting.register(forget)
        kept.register("settings", *SETTINGS_KEPT)
