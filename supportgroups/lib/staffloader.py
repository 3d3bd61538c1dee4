"""Templates of the staff engine: the admin's own and nothing else, so that no page of the site is ever drawn by it."""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.template import Origin
from django.template.loaders.filesystem import Loader as FilesystemLoader

APPS = ("admin", "guardian")
FOLDERS = ("admin/", "registration/")


class Loader(FilesystemLoader):
    """Finds ``admin/`` and ``registration/`` in django.contrib.admin and guardian."""

    def get_dirs(self) -> list[str | Path]:
        """The two packages' template folders."""
        return [Path(apps.get_app_config(label).path) / "templates" for label in APPS]

    def get_template_sources(self, template_name: str) -> Iterator[Origin]:
        """Nothing for a name outside ``FOLDERS``."""
        if template_name.startswith(FOLDERS):
            yield from super().get_template_sources(template_name)
