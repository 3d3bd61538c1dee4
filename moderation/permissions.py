"""The app's slice of the permission table."""

from supportgroups.lib.rules import Predicate

RULES: dict[str, list[list[Predicate]]] = {}
SENTENCES: dict[str, str] = {}
