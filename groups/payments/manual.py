"""A bank transfer, or cash: the group says how, a treasurer ticks what came in, or reads it off the bank's list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from groups.payments import BY_HAND, News, NotGenuine, Start


class Manual:
    """Always there. Nobody sends news of it: the treasurer's page writes the ledger."""

    name = BY_HAND

    def create(self, *, code: str, amount: int, currency: str, how_to_pay: str) -> Start:
        """The group's own words."""
        return Start(words=how_to_pay)

    def confirm(self, *, headers: Mapping[str, str], body: bytes, now: datetime) -> News:
        """There is nobody who could have signed it."""
        raise NotGenuine

    def replay(self, *, since: date, now: datetime) -> Sequence[News]:
        """The bank's list is read by the treasurer."""
        return ()

    def refund(self, *, key: str, code: str, amount: int, currency: str) -> None:
        """The treasurer sends it back by the bank, and writes that down."""
