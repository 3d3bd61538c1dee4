"""The app and what it registers."""

from django.apps import AppConfig

REF = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


class ModerationConfig(AppConfig):
    """Registers the app's rules, the words of its notices, and what is forgotten with a face."""

    name = "moderation"

    def ready(self) -> None:
        from groups.logwords import say
        from moderation import dataregister, forgetting, logwords, permissions, tellers
        from moderation.forms import (
            ANSWER_KEPT,
            APPEAL_KEPT,
            CARD_KEPT,
            LOOK_KEPT,
            REASON_KEPT,
            REMOVAL_KEPT,
            REPORT_KEPT,
        )
        from personas import kept
        from personas.forgetting import register
        from supportgroups.lib import rules
        from supportgroups.lib.dataregister import register as add_to_register

        rules.register(permissions.RULES, permissions.SENTENCES)
        add_to_register(dataregister.DATA)
        tellers.register()
        say(logwords.LOGGED)
        register(forgetting.forget)
        kept.register(f"(decide|again|held)-{REF}", *REASON_KEPT)
        kept.register(f"appeal-{REF}", *APPEAL_KEPT)
        kept.register(f"answer-{REF}", *ANSWER_KEPT)
        kept.register(f"card-{REF}", *CARD_KEPT)
        kept.register(f"look-{REF}", *LOOK_KEPT)
        kept.register(f"remove-{REF}", *REMOVAL_KEPT)
        kept.register(rf"report-{REF}-\d{{1,9}}", *REPORT_KEPT)
