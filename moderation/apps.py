"""The app and what it registers."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    """Registers the app's rules, the words of its notices, and what is forgotten with a face."""

    name = "moderation"

    def ready(self) -> None:
        from moderation import forgetting, permissions, tellers
        from personas.forgetting import register
        from supportgroups.lib import rules

        rules.register(permissions.RULES, permissions.SENTENCES)
        tellers.register()
        register(forgetting.forget)
