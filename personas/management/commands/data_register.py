"""`manage.py data_register`: what is kept of whom, and why; to read through, or as a table for an officer."""

import csv
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from supportgroups.lib.dataregister import FOLDERS, TABLES, Entry, Export, Folder, entries, seen_by


class Command(BaseCommand):
    """Prints the register, table by table; with ``--csv`` one line a column."""

    help = "Print the data register: for every column its purpose, who sees it, how long, export and erasure."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--csv", action="store_true", help="as comma-separated values, with a heading")

    def handle(self, *args: Any, **options: Any) -> None:
        """By name of the table."""
        if options["csv"]:
            self._print_lines()
        else:
            for label in sorted(TABLES):
                self.stdout.write(f"{label}: {TABLES[label].what}")
                for entry in entries(label):
                    self.stdout.write(f"    {entry.column}: {'; '.join(_answers(entry))}")
            for name, folder in FOLDERS.items():
                self.stdout.write(f"{name} (files): {'; '.join(_answers_of(folder))}")

    def _print_lines(self) -> None:
        out = csv.writer(self.stdout, lineterminator="\n")
        out.writerow(["table", "column", "purpose", "seen by", "kept", "export", "erasure"])
        for label in sorted(TABLES):
            out.writerows([entry.table, entry.column, *_answers(entry)] for entry in entries(label))
        out.writerows([name, "*", *_answers_of(folder)] for name, folder in FOLDERS.items())


def _answers(entry: Entry) -> list[str]:
    return [entry.purpose, entry.seen_by, entry.lasts, entry.export.value, entry.erasure.value]


def _answers_of(folder: Folder) -> list[str]:
    lasts = f"{folder.days} days after the day it was written"
    return [str(folder.what), seen_by(folder.seen), lasts, Export.LEFT_OUT.value, "holds nothing of anybody"]
