"""Make posts of an older renderer anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from forums.actions import render_again


class Command(BaseCommand):
    """`manage.py rerender`, after an upgrade that says so; the site may run meanwhile."""

    help = "Render posts anew that an older version of the renderer made."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{render_again()} posts rendered anew")
