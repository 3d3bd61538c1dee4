"""`manage.py rules`: the whole table of permissions, to read aloud; with the code of a group, its door."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from groups.actions import door_parts
from groups.models import AdmissionPolicy
from groups.pages import door_beside, door_sentences, door_steps, readers_words
from supportgroups.lib.rules import RULES


class Command(BaseCommand):
    """Prints each rule with its alternatives, one to a line; or how people come into one group."""

    help = (
        "Print who may do what: every rule, its alternatives joined by 'or', their parts by 'and'. Or a group's door."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Which group, if any."""
        parser.add_argument("group", nargs="?", help="the word-code of a group: print how people come into it")

    def handle(self, *args: Any, **options: Any) -> None:
        """By name."""
        if options["group"]:
            self.stdout.write("\n".join(_door_lines(self._door_of(options["group"]))))
            return
        for name in sorted(RULES):
            lines = [" and ".join(_words(part) for part in alternative) for alternative in RULES[name]]
            self.stdout.write(f"{name}\n    {(chr(10) + '    or ').join(lines)}")

    def _door_of(self, code: str) -> AdmissionPolicy:
        policy = AdmissionPolicy.objects.select_related("group").filter(group__code=code).first()
        if policy is None:
            raise CommandError(f"No group has the code {code}.")
        return policy


def _door_lines(policy: AdmissionPolicy) -> list[str]:
    """What holds, and each page that somebody goes through, with what is asked and ticked on it."""
    parts = door_parts(policy)
    lines = [words for sentences in door_sentences(policy, parts).values() for words in sentences]
    lines += [*(one.words for one in door_beside(policy)), readers_words(policy.group, policy.door)]
    for number, step in enumerate(door_steps(policy, parts), start=1):
        lines.append(f"{number}. {step.title}: {step.words}")
        lines += [f"   [ ] {tick}" for tick in step.ticks]
    return lines


def _words(predicate: Any) -> str:
    return str(getattr(predicate, "__name__", repr(predicate))).replace("_", " ").strip()
