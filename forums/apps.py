"""The app and what it registers."""

from django.apps import AppConfig


class ForumsConfig(AppConfig):
    """Registers the app's rules, what is forgotten with a face, and the words of its notices."""

    name = "forums"

    def ready(self) -> None:
        from forums import actions, dataregister, logwords, permissions, telling
        from groups.logwords import say
        from personas import forgetting, letterbox
        from supportgroups.lib import rules
        from supportgroups.lib.dataregister import register as add_to_register

        rules.register(permissions.RULES, permissions.SENTENCES)
        add_to_register(dataregister.DATA)
        say(logwords.LOGGED)
        forgetting.register(actions.forget)
        letterbox.teller(telling.DRAFT_KEPT, telling.tell_of_kept_drafts)
        letterbox.teller(telling.GOODBYE, telling.tell_of_goodbyes)
        letterbox.teller(telling.PROMPT_BACK, telling.tell_of_prompts_back)
        letterbox.teller(telling.WAITS, telling.tell_of_waiting)
        letterbox.teller(telling.WAITS_A_DAY, telling.tell_of_waiting_a_day)
        letterbox.teller(telling.ERASURE_ASKED, telling.tell_of_erasure_asked)
        letterbox.teller(telling.MENTIONED, telling.tell_of_mentions)
        letterbox.teller(telling.NOTED, telling.tell_of_notes)
        letterbox.teller(telling.TEXT_ERASED, telling.tell_of_text_erased)
