"""The app and what it registers."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """Registers the app's rules, its notices and what it forgets."""

    name = "groups"

    def ready(self) -> None:
        """Nothing here opens the database."""
        from groups import carenotices, dataregister, feenotices, notices, permissions, runnotices
        from groups.actions import ANSWER_PLACE, ASK_PLACE, forget
        from groups.forms import ANSWERS_KEPT, DOOR_BOXES, DOOR_KEPT, ELSEWHERE_KEPT, SETTINGS_KEPT
        from groups.forms.helplines import HELPLINES_KEPT
        from groups.forms.hosting import DEFAULTS_KEPT
        from groups.forms.runs import RUN_BOXES, RUN_KEPT
        from personas import forgetting, kept, offices
        from supportgroups.lib import rules
        from supportgroups.lib.dataregister import register as add_to_register

        rules.register(permissions.RULES, permissions.SENTENCES)
        add_to_register(dataregister.DATA)
        notices.register()
        carenotices.register()
        runnotices.register()
        feenotices.register()
        forgetting.register(forget)
        kept.register("settings", *SETTINGS_KEPT)
        kept.register("door", *DOOR_KEPT, boxes=DOOR_BOXES)
        kept.register(ASK_PLACE, "words", *ANSWERS_KEPT)
        kept.register(ANSWER_PLACE, "words")
        kept.register(r"elsewhere-[0-9a-f-]{36}", *ELSEWHERE_KEPT)
        kept.register(r"ask-[0-9a-f-]{36}", "words")
        kept.register("closing", "words")
        kept.register("helplines", *HELPLINES_KEPT)
        kept.register(offices.PLACE, *DEFAULTS_KEPT)
        kept.register(r"run(-[0-9a-f-]{36})?", *RUN_KEPT, boxes=RUN_BOXES)
