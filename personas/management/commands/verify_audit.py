"""`manage.py verify_audit`: has anybody changed the log behind our back?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from personas import chain
from personas.models import ChainHead

_SENTENCES = {
    "missing": "entry {seq}: missing",
    "changed": "entry {seq}: changed after it was written",
    "detail-missing": "entry {seq}: its detail is missing, and no rule says why",
    "detail-changed": "entry {seq}: its detail was changed after it was written",
    "erased": "entry {seq}: detail erased under rule {rule}",
}


class Command(BaseCommand):
    """Walks the chain; ends with 1 when something is missing or changed, with 0 when details were only erased."""

    help = "Check the chained log: tells what is missing or changed from what was erased under a rule."

    def handle(self, *args: Any, **options: Any) -> None:
        """Each finding on a line, then the head, to be noted outside the database."""
        findings = chain.verify()
        for finding in findings:
            self.stdout.write(_SENTENCES[finding.what].format(seq=finding.seq, rule=finding.rule))
        if harm := sum(finding.is_harm for finding in findings):
            raise CommandError(f"{harm} entries are not as they were written.")
        head = ChainHead.objects.first()
        self.stdout.write(f"The log is whole: {head.seq if head else 0} entries, head {head.link if head else '-'}.")
