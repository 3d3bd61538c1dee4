"""Template tags live here."""

from django.apps import AppConfig


class LibConfig(AppConfig):
    """No models; below every room."""

    name = "supportgroups.lib"
    label = "lib"
