"""The app and what it registers."""

from django.apps import AppConfig


class NewslettersConfig(AppConfig):
    """Registers the app's rules, and what is forgotten with a face."""

    name = "newsletters"

    def ready(self) -> None:
        from newsletters import actions, dataregister, permissions
        from newsletters.forms import ISSUE_KEPT
        from personas import forgetting, kept
        from supportgroups.lib import rules
        from supportgroups.lib.dataregister import register as add_to_register

        rules.register(permissions.RULES, permissions.SENTENCES)
        add_to_register(dataregister.DATA)
        forgetting.register(actions.forget)
        kept.register("newsletter", *ISSUE_KEPT)
