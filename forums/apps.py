"""The app and what it registers."""

from django.apps import AppConfig


class ForumsConfig(AppConfig):
    """Registers the app's rules, what is forgotten with a face, and the words of its notices."""

    name = "forums"

    def ready(self) -> None:
        from forums import actions, permissions, telling
        from personas import forgetting, letterbox
        from supportgroups.lib import rules

        rules.register(permissions.RULES, permissions.SENTENCES)
        forgetting.register(actions.forget)
        letterbox.teller(telling.DRAFT_KEPT, telling.tell_of_kept_drafts)
