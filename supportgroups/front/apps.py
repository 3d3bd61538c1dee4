"""Composed pages and the commands that need every room."""

from django.apps import AppConfig


class FrontConfig(AppConfig):
    """No models; on top of every room."""

    name = "supportgroups.front"
    label = "front"

    def ready(self) -> None:
        """Registers what `check --deploy` says of the help page."""
        from supportgroups.front import checks  # noqa: F401
