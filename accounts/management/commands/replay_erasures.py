"""`manage.py replay_erasures`: after a backup was restored, whoever was erased since it was made is erased again."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts import erasing


class Command(BaseCommand):
    """Reads the marks of erasures in the storage. Safe to repeat."""

    help = "After restoring a backup: erase again whoever was erased since it was made."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many, and nobody's name."""
        self.stdout.write(f"{erasing.replay()} erased again.")
