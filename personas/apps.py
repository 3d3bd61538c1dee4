"""Floor 2: faces, and the vault beneath them."""

from django.apps import AppConfig

from supportgroups.lib import rules


class PersonasConfig(AppConfig):
    """Loads the vault's table beside the models, so that nothing else has to name it."""

    name = "personas"

    def import_models(self) -> None:
        """Django's models, then the vault's."""
        super().import_models()
        from personas import vault  # noqa: F401 - the table registers itself

    def ready(self) -> None:
        """Register the rules and what is forgotten with a face."""
        from personas import cards, dataregister, faces, forgetting, kept, letterbox, looks, permissions, unmasking
        from supportgroups.lib.dataregister import register as add_to_register

        letterbox.teller(unmasking.TOLD, unmasking.words)
        rules.register(permissions.RULES, permissions.SENTENCES)
        add_to_register(dataregister.DATA)
        for function in (kept.forget, letterbox.forget, unmasking.forget, cards.forget, looks.forget, faces.forget):
            forgetting.register(function)
