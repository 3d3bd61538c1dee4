"""Template tags live here."""

from django.apps import AppConfig
from django.core import checks


class LibConfig(AppConfig):
    """No models; below every room."""

    name = "supportgroups.lib"
    label = "lib"

    def ready(self) -> None:
        """Let `migrate` look before it begins."""
        from supportgroups.lib.halfway import nothing_stands_half_way

        checks.register(nothing_stands_half_way, checks.Tags.database)
