"""Money: asking for it, what falls due, the ledger, and waivers. Who is behind a code is in none of these files."""

from groups.actions.fees.asking import FeeSettings, change_fee, stop_asking
from groups.actions.fees.ledger import (
    AlreadyCorrected,
    NothingToPayBack,
    correct,
    record_payment,
    record_refund,
)
from groups.actions.fees.owing import account_held, account_of, charge_due, choose_amount, waits_for_press
from groups.actions.fees.waiving import WaiverDecided, ask_for_waiver, decline_waiver, end_waiver, grant_waiver

__all__ = [
    "AlreadyCorrected",
    "FeeSettings",
    "NothingToPayBack",
    "WaiverDecided",
    "account_held",
    "account_of",
    "ask_for_waiver",
    "change_fee",
    "charge_due",
    "choose_amount",
    "correct",
    "decline_waiver",
    "end_waiver",
    "grant_waiver",
    "record_payment",
    "record_refund",
    "stop_asking",
    "waits_for_press",
]
