"""Word to a person about their own account, in our own words, through the account's outbox."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.template.loader import render_to_string
from django.utils import translation

from accounts.letters import write_letter
from accounts.models import Account, Letter
from supportgroups.lib import mail

NEWS_LASTS = timedelta(days=3)


def letter_of(template_prefix: str, words: Mapping[str, str]) -> mail.Letter:
    """The letter that two small templates hold: `..._subject.txt`, and `..._message.txt` with its paragraphs."""
    subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", dict(words)).split())
    text = render_to_string(f"{template_prefix}_message.txt", dict(words))
    paragraphs = tuple(part for part in re.split(r"\n\s*\n", text.strip()) if part)
    return mail.compose("account/letter", {"paragraphs": paragraphs, "code": words.get("code", "")}, subject)


def tell(*, account: Account, what: str, now: datetime, words: Mapping[str, str] | None = None) -> Letter:
    """Write to the address the person comes in with, in their language; it goes out within seconds.

    `what` names the templates under `account/email/`. In the transaction of what it tells of.
    """
    address = EmailAddress.objects.get_primary(account)
    with translation.override(account.language):
        letter = letter_of(f"account/email/{what}", words or {})
    to = address.email if address else account.email
    return write_letter(to=to, kind=what, letter=letter, lasts=NEWS_LASTS, now=now)
