"""`manage.py rules`: the whole table of permissions, to read aloud."""

from typing import Any

from django.core.management.base import BaseCommand

from supportgroups.lib.rules import RULES


class Command(BaseCommand):
    """Prints each rule with its alternatives, one to a line."""

    help = "Print who may do what: every rule, its alternatives joined by 'or', their parts by 'and'."

    def handle(self, *args: Any, **options: Any) -> None:
        """By name."""
        for name in sorted(RULES):
            lines = [" and ".join(_words(part) for part in alternative) for alternative in RULES[name]]
            self.stdout.write(f"{name}\n    {(chr(10) + '    or ').join(lines)}")


def _words(predicate: Any) -> str:
    return str(getattr(predicate, "__name__", repr(predicate))).replace("_", " ").strip()
