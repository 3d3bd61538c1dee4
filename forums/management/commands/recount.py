"""Set counters, and places in conversations, right by what is there."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from forums.actions import count_responses, lay_paths, recount
from groups.models import SupportGroup


class Command(BaseCommand):
    """`manage.py recount` for all groups, `manage.py recount CODE ...` for some."""

    help = "Count the threads, posts and responses of groups anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("codes", nargs="*", help="codes of groups; all of them if none is given")

    def handle(self, *args: Any, **options: Any) -> None:
        groups = SupportGroup.objects.order_by("pk")
        if codes := options["codes"]:
            groups = groups.filter(code__in=codes)
            if missing := set(codes) - set(groups.values_list("code", flat=True)):
                raise CommandError(f"There is no group with the code {', '.join(sorted(missing))}.")
        for group in groups:
            recount(group)
            lay_paths(group)
            count_responses(group)
            self.stdout.write(f"{group.code}: counted")
