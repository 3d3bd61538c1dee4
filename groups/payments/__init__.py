"""How money comes in: by hand, and by whom an operator has set up beside that. None is set up to begin with.

What a provider is told: a code, an amount, a currency. What is kept of what it tells: code, amount, day, and a hash of
its own number, so that the same news is written once however often it comes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

BY_HAND = ""
# A provider's news is a few words; whatever is longer is not read.
MOST_BYTES = 16 * 1024


class NotGenuine(Exception):
    """Not signed by the provider, or signed too long ago. Nothing of it is looked at."""


class NotUnderstood(Exception):
    """Signed, and not what was agreed on: another currency, an amount below nothing, a word too many."""


class NotReached(Exception):
    """The provider does not answer, or not as it should. Nothing is lost: what it knows can be asked for again."""


@dataclass(frozen=True)
class Start:
    """What somebody who would like to pay does next: go to an address, or follow the group's own words."""

    url: str = ""
    words: str = ""


@dataclass(frozen=True)
class News:
    """That money came in (`is_refund`: went back) under a code. `amount` in the smallest unit, above zero.

    `event` is a hash of the provider's number for it, the same for the same news.
    """

    event: str
    code: str
    amount: int
    currency: str
    on_day: date
    is_refund: bool = False


class PaymentProvider(Protocol):
    """What every way to pay can do. Calls that go out take seconds at most, and raise `NotReached`."""

    name: str

    def create(self, *, code: str, amount: int, currency: str, how_to_pay: str) -> Start:
        """Begin a payment. Nothing is due or paid by it."""

    def confirm(self, *, headers: Mapping[str, str], body: bytes, now: datetime) -> News:
        """Read a signed event. Raises `NotGenuine` and `NotUnderstood`."""

    def replay(self, *, since: date, now: datetime) -> Sequence[News]:
        """Everything since a day, once more: what was not heard is heard now."""

    def refund(self, *, key: str, code: str, amount: int, currency: str) -> None:
        """Send money back; once for a `key`. The ledger's line comes with the event that follows."""


def event_hash(provider: str, number: str) -> str:
    """What is kept of a provider's number."""
    return hashlib.sha256(f"{provider}\n{number}".encode()).hexdigest()
