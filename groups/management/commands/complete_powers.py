"""`manage.py complete_powers`: after an update, what a role gives now for everybody who holds it already."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from groups.actions.powering import complete_powers


class Command(BaseCommand):
    """Gives what is missing, and says how much that was; never who."""

    help = "After an update: give everybody who holds a role the powers that the role has now. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        """Nothing is taken away."""
        self.stdout.write(f"powers given: {complete_powers()}")
