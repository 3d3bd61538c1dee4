"""Composed pages and the commands that need every room."""

from django.apps import AppConfig


class FrontConfig(AppConfig):
    """No models; on top of every room."""

    name = "supportgroups.front"
    label = "front"
