"""The letter that invites somebody. It says where to go, and not into what: others may read the mail."""

from datetime import datetime, timedelta

from django.conf import settings

from accounts.letters import write_letter
from accounts.managers import tidy_address
from accounts.telling import letter_of

LASTS = timedelta(days=3)


def post_invitation(*, address: str, code: str, now: datetime) -> None:
    """Put the letter into the outbox: the same for an address that has an account and for one that has none."""
    words = {"url": f"{settings.SITE_URL}/invited/{code}/", "site": settings.DISCREET_NAME}
    letter = letter_of("account/email/invitation", words)
    # A kind of its own for each, so that a second invitation does not give up the first.
    write_letter(to=tidy_address(address), kind=f"invitation-{code}", letter=letter, lasts=LASTS, now=now)
